"""Finds phrases in a message whatever the order, the endings or the spelling. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

_APOSTROPHES = re.compile("['`\u2018\u2019]")
_NOT_A_WORD = re.compile(r"[^a-z0-9&]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_ENDINGS = (("ies", "y", 5), ("ing", "", 6), ("ed", "", 5), ("es", "", 5), ("s", "", 4))
_SPELT_ABOUT_RIGHT = 6
_LONG_WORD = 8


def words(text: str) -> tuple[str, ...]:
    """The words of a message in small letters without marks: "Can't, LOUD" is cant loud."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = _APOSTROPHES.sub("", "".join(c for c in plain if not unicodedata.combining(c)))
    return tuple(_DRAWN_OUT.sub(r"\1\1", word) for word in _NOT_A_WORD.split(plain) if word)


def stem(word: str) -> str:
    """The part of a word that its endings share: smoke, smokes and smoking are all smok."""
    for ending, instead, at_least in _ENDINGS:
        if len(word) >= at_least and word.endswith(ending) and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "els":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def stems(text: str, same_words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(stem(same_words.get(word, word)) for word in words(text))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that have to be in a message together. Each place takes any one of its choices."""

    places: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, text: str, same_words: Mapping[str, str]) -> "Phrase":
        """Read "dog/dogs bark/barking": a space is 'and', a slash is 'or'."""
        return cls(
            tuple(frozenset(stems(place.replace("/", " "), same_words)) for place in text.split())
        )

    @property
    def words(self) -> frozenset[str]:
        return frozenset().union(*self.places)

    def found_in(self, message: Mapping[str, str]) -> tuple[str, ...] | None:
        """The stems that fill the places, a different one for each, or None if one stays empty."""
        found: list[str] = []
        for choices in self.places:
            fitting = sorted(choices & message.keys() - set(found))
            if not fitting:
                return None
            found.append(fitting[0])
        return tuple(found)


def heard(message: Iterable[str], vocabulary: frozenset[str]) -> Mapping[str, str]:
    """Each word of the vocabulary that the message has, with how the message spells it.

    A word counts as misspelt only if it begins alike, and only if it is long enough to be sure.
    """
    found: dict[str, str] = {}
    for said in message:
        if said in vocabulary:
            found[said] = said
        elif (meant := _meant(said, vocabulary)) is not None:
            found.setdefault(meant, said)
    return found


def _meant(said: str, vocabulary: frozenset[str]) -> str | None:
    if len(said) < _SPELT_ABOUT_RIGHT:
        return None
    slips = 2 if len(said) >= _LONG_WORD else 1
    lengths = range(max(_SPELT_ABOUT_RIGHT, len(said) - slips), len(said) + slips + 1)
    alike = _by_shape(vocabulary)
    near = [
        (OSA.distance(said, word, score_cutoff=slips), word)
        for length in lengths
        for word in alike.get((said[0], length), ())
    ]
    best = min(near, default=(slips + 1, ""))
    return best[1] if best[0] <= slips else None


@lru_cache(maxsize=8)
def _by_shape(vocabulary: frozenset[str]) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """The words under their first letter and length: only those can be what was meant."""
    shapes: dict[tuple[str, int], list[str]] = {}
    for word in vocabulary:
        shapes.setdefault((word[0], len(word)), []).append(word)
    return {shape: tuple(alike) for shape, alike in shapes.items()}
