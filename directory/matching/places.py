"""Tells whether a place is in the borough. Pure."""

import re

from directory.matching.phrases import words
from directory.model import Borough

_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)(?: ?\d[a-z]{2})?\b")
_AROUND_A_NAME = re.compile(r"^(?:london borough of|lb|near|in) | (?:ward|station|london)$")


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
