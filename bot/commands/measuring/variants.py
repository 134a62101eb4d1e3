"""The same message put a little differently: who writes so should be understood alike. Pure."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from hashlib import sha256

SEED = "one slip a message"
WORD = re.compile(r"[A-Za-z]{4,}")  # shorter words turn into other words


class Variant(StrEnum):
    LOWER = "lower case"
    UPPER = "capitals"
    UNPUNCTUATED = "no punctuation"
    SPACED = "doubled spaces"
    TYPO = "one typo"


def variants(text: str) -> dict[Variant, str]:
    """Those that differ from the text: being the same when nothing changed is no merit."""
    put = {variant: change(text) for variant, change in _CHANGES.items()}
    return {variant: changed for variant, changed in put.items() if changed != text}


def without_punctuation(text: str) -> str:
    """Emoji and currency signs stay: people who leave commas out do not leave those out."""
    return "".join(each for each in text if not unicodedata.category(each).startswith("P"))


def with_typo(text: str, seed: str = SEED) -> str:
    """One letter doubled, left out or swapped with the next, never a word's first.

    The same text and seed always give the same slip; a text without a long enough word stays.
    """
    places = [place for word in WORD.finditer(text) for place in range(*word.span())[1:-1]]
    if not places:
        return text
    chance = int.from_bytes(sha256(f"{seed} {text}".encode()).digest()[:8])
    rest, kind = divmod(chance, len(_SLIPS))
    place = places[rest % len(places)]
    return text[:place] + _SLIPS[kind](text[place : place + 2]) + text[place + 2 :]


_SLIPS: tuple[Callable[[str], str], ...] = (
    lambda two: two[0] + two,
    lambda two: two[1],
    lambda two: two[::-1] if two[0] != two[1] else two[1],
)
_CHANGES: Mapping[Variant, Callable[[str], str]] = {
    Variant.LOWER: str.lower,
    Variant.UPPER: str.upper,
    Variant.UNPUNCTUATED: without_punctuation,
    Variant.SPACED: lambda text: text.replace(" ", "  "),
    Variant.TYPO: with_typo,
}
