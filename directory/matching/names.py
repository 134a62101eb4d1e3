"""Finds the services that a message asks for by name, misspelt or not. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from directory.matching.naming import is_asked_for
from directory.matching.phrases import words
from directory.model import Directory, Service
from directory.terms import Status

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SHORTEST_MISSPELT = 5
_LONG_NAME = 7
_MOST_SLIPS = 2
"""In one word."""
_DIGIT_AS_WORD = (("2", "to"), ("4", "for"))


@dataclass(frozen=True, slots=True)
class Match:
    """A service that a message names, the name meant, the words that said it, and how sure."""

    service: Service
    name: str
    words: str
    score: float
    by_former_name: bool

    @property
    def correction(self) -> str | None:
        """What to put right, kindly, where the name is past or the service may have ended."""
        is_past = self.by_former_name or self.service.status is not Status.OPEN
        return self.service.correction if is_past else None


@dataclass(frozen=True, slots=True)
class _Name:
    service: Service
    text: str
    words: tuple[str, ...]
    squashed: str
    is_former: bool
    is_ordinary: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """Every name of every service, and where to look for those that a message may mean."""

    all: tuple[_Name, ...]
    spelt: Mapping[str, Sequence[int]]
    """By all of its letters together."""
    starting: Mapping[tuple[str, int], Mapping[str, Sequence[int]]]
    """By the first letter and the number of words, then by the first word."""
    shaped: Mapping[tuple[str, int], Mapping[int, Mapping[str, Sequence[int]]]]
    """By the first letter and the number of words, then of letters, then by all of its letters."""
    longest: int


@dataclass(frozen=True, slots=True)
class _Hit:
    name: _Name
    start: int
    end: int
    slips: int

    @property
    def needs_asking(self) -> bool:
        """Whether the word alone does not tell a name from an everyday word."""
        length = len(self.name.squashed)
        return (
            self.name.is_ordinary
            or (self.slips > 0 and length <= _SHORTEST_MISSPELT)
            or (self.slips > 1 and length <= _LONG_NAME)
        )

    @property
    def reach(self) -> tuple[int, int]:
        """The longest name wins, then the one spelt best."""
        return (self.start - self.end, self.slips)


def find_service(directory: Directory, text: str) -> tuple[Match, ...]:
    """The services named anywhere in the message, surest first; empty when none is meant."""
    said = words(text)
    chosen: list[_Hit] = []
    for hit in sorted(_hits(directory, text, said), key=lambda one: one.reach):
        if all(_apart(hit, other) or _same_place(hit, other) for other in chosen):
            chosen.append(hit)
    matches: dict[str, Match] = {}
    for hit in sorted(chosen, key=lambda one: one.slips):
        matches.setdefault(hit.name.service.id, _match(hit, said))
    return tuple(matches.values())


def _hits(directory: Directory, text: str, said: tuple[str, ...]) -> Iterator[_Hit]:
    names = _names(directory)
    for start in range(len(said)):
        for end in range(start + 1, min(start + names.longest + 1, len(said)) + 1):
            part = said[start:end]
            for name in _like(names, part):
                slips = _slips(name, part)
                if slips is None:
                    continue
                hit = _Hit(name, start, end, slips)
                if not hit.needs_asking or is_asked_for(text, said, start, end):
                    yield hit


def _like(names: _Names, said: tuple[str, ...]) -> list[_Name]:
    """The names that these words might be, in the order of the directory: never all of them."""
    squashed = _squash(said)
    letter, count = squashed[0], len(said)
    places = set(names.spelt.get(squashed, ()))
    if starts := names.starting.get((letter, count)):
        for first in _near(said[0], starts, _MOST_SLIPS):
            places.update(starts[first])
    if len(squashed) >= _LONG_NAME - 1:
        for words_of_it in (count - 1, count + 1):
            by_length = names.shaped.get((letter, words_of_it), {})
            for length in range(len(squashed) - 1, len(squashed) + 2):
                if alike := by_length.get(length):
                    for spelling in _near(squashed, alike, 1):
                        places.update(alike[spelling])
    return [names.all[place] for place in sorted(places)]


def _near(said: str, among: Mapping[str, Sequence[int]], slips: int) -> Iterator[str]:
    near = extract(said, among.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
    return (spelling for spelling, _, _ in near)


def _slips(name: _Name, said: tuple[str, ...]) -> int | None:
    """How many letters of the name are wrong; None when this is not the name."""
    if _squash(said) == name.squashed:
        return 0
    match len(said) - len(name.words):
        case 0:
            slips = [_slips_of_word(*pair) for pair in zip(said, name.words, strict=True)]
            several = sum(slip or 0 for slip in slips)
            return None if None in slips or (name.is_ordinary and several > 1) else several
        case 1 | -1:
            at_most = 1 if len(name.squashed) >= _LONG_NAME else 0
            distance = OSA.distance(_squash(said), name.squashed, score_cutoff=at_most)
            return distance if distance <= at_most else None
        case _:
            return None


def _slips_of_word(said: str, meant: str) -> int | None:
    """Short words and numbers leave no room for a slip, longer ones leave a little."""
    at_most = 0
    if meant.isalpha() and len(meant) >= _SHORTEST_MISSPELT:
        at_most = 2 if len(meant) >= _LONG_NAME else 1
    distance = OSA.distance(said, meant, score_cutoff=at_most)
    return distance if distance <= at_most else None


def _apart(one: _Hit, other: _Hit) -> bool:
    return one.end <= other.start or other.end <= one.start


def _same_place(one: _Hit, other: _Hit) -> bool:
    return (one.start, one.end, one.slips) == (other.start, other.end, other.slips)


def _match(hit: _Hit, said: tuple[str, ...]) -> Match:
    name = hit.name
    score = 1 - hit.slips / len(name.squashed)
    words_said = " ".join(said[hit.start : hit.end])
    return Match(name.service, name.text, words_said, score, name.is_former)


def _squash(said: tuple[str, ...]) -> str:
    squashed = "".join(said)
    if squashed.isdigit():
        return squashed
    for digit, word in _DIGIT_AS_WORD:
        squashed = squashed.replace(digit, word)
    return squashed


@lru_cache(maxsize=4)
def _names(directory: Directory) -> _Names:
    every = tuple(
        _name(directory, service, text)
        for service in directory.services.values()
        for text in dict.fromkeys((service.name, *service.aka, *service.former_names))
    )
    spelt: dict[str, list[int]] = {}
    starting: dict[tuple[str, int], dict[str, list[int]]] = {}
    shaped: dict[tuple[str, int], dict[int, dict[str, list[int]]]] = {}
    for place, name in enumerate(every):
        shape = (name.squashed[0], len(name.words))
        by_length = shaped.setdefault(shape, {}).setdefault(len(name.squashed), {})
        spelt.setdefault(name.squashed, []).append(place)
        starting.setdefault(shape, {}).setdefault(name.words[0], []).append(place)
        by_length.setdefault(name.squashed, []).append(place)
    longest = max((len(name.words) for name in every), default=0)
    return _Names(every, spelt, starting, shaped, longest)


def _name(directory: Directory, service: Service, text: str) -> _Name:
    bare = _IN_BRACKETS.sub("", text)
    said = words(bare)
    return _Name(
        service=service,
        text=bare,
        words=said,
        squashed=_squash(said),
        is_former=text in service.former_names,
        is_ordinary=" ".join(said) in _ordinary(directory),
    )


@lru_cache(maxsize=4)
def _ordinary(directory: Directory) -> frozenset[str]:
    return frozenset(" ".join(words(name)) for name in directory.ordinary_names)
