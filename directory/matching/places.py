"""Hears which places a message names, and tells whether they are in the borough. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from directory.matching.phrases import words
from directory.model import Borough

_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)(?: ?\d[a-z]{2})?\b")
_AROUND_A_NAME = re.compile(r"^(?:london borough of|lb|near|in) | (?:ward|station|london)$")
# Near a place is not in it, and who is there now may live here.
_LIVES_IN = re.compile(
    r"\b(?:i|we) (?:live|stay|moved)(?: \w+){0,2}? (?:in|at|to)$"
    r"|\b(?:im|i am|were|we are)(?: \w+){0,2}? from$"
)
_BEFORE_A_PLACE = re.compile(r"\b(?:in|at|from|near|round|around|over in|to)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was named. `is_home` is one that somebody says they live in."""

    name: str
    is_here: bool
    is_home: bool


def is_here(borough: Borough | None, place: str | None) -> bool:
    """Whether a place (a borough, ward, station or postcode) is, or may be, in this borough.

    Nothing said, or no borough to compare with, leaves it possible.
    """
    if borough is None or place is None or not (said := " ".join(words(place))):
        return True
    names = (borough.id, borough.name, *borough.wards, *borough.stations)
    bare = _AROUND_A_NAME.sub("", said)
    if bare in (" ".join(words(name)) for name in names):
        return True
    return any(
        found[1].upper() in borough.postcode_districts for found in _POSTCODE.finditer(said)
    )


def places_in(borough: Borough | None, text: str) -> tuple[Place, ...]:
    """Return the places that a message names, in its order; an unknown name is no place.

    Each is called as the borough's file writes it.
    """
    if borough is None:
        return ()
    gazetteer, said = _gazetteer(borough), " ".join(words(text))
    found = (_place(gazetteer, said, hit) for hit in gazetteer.pattern.finditer(said))
    return tuple(dict.fromkeys(each for each in found if each is not None))


@dataclass(frozen=True)
class _Gazetteer:
    """Names as they are said, each with how it is written and whether it is here."""

    pattern: re.Pattern[str]
    named: Mapping[str, tuple[str, bool]]
    ordinary: frozenset[str]


def _place(gazetteer: _Gazetteer, said: str, hit: re.Match[str]) -> Place | None:
    """What stands there, unless it may as well be an ordinary word (the forest, a valley)."""
    before = said[: hit.start()].rstrip()
    is_plain_word = hit["name"] in gazetteer.ordinary
    if is_plain_word and not (hit["ward"] and _BEFORE_A_PLACE.search(before)):
        return None
    name, here = gazetteer.named[hit["name"]]
    is_home = bool(_LIVES_IN.search(before))
    return Place(name, here, is_home)


@lru_cache(maxsize=4)
def _gazetteer(borough: Borough) -> _Gazetteer:
    named = dict(_names(borough))
    longest_first = sorted(named, key=len, reverse=True)
    pattern = rf"\b(?P<name>{'|'.join(map(re.escape, longest_first))})\b(?P<ward> ward)?"
    ordinary = frozenset(" ".join(words(name)) for name in borough.ordinary_names)
    return _Gazetteer(re.compile(pattern), named, ordinary)


def _names(borough: Borough) -> Iterator[tuple[str, tuple[str, bool]]]:
    """What is said, with how it is written; what is here comes last, and prevails."""
    for name in borough.elsewhere:
        yield " ".join(words(name)), (name, False)
    here = (borough.name, *borough.wards, *borough.stations, *borough.postcode_districts)
    for name in here:
        yield " ".join(words(name)), (name, True)
