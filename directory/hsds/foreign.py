"""Reads fields of a record from outside, whatever they turn out to be. Pure."""

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from directory.keeping.cleaning import in_one_line

Foreign = Mapping[str, object]

MOST_ITEMS = 50
LONGEST_TEXT = 2_000
OLDEST = 150
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKUP = frozenset("<>&")


def text(record: Foreign, name: str, longest: int = LONGEST_TEXT) -> str:
    """A text made harmless and put in one line; empty where there is none."""
    value = record.get(name)
    return clean(value, longest) if isinstance(value, str) else ""


def clean(value: str, longest: int = LONGEST_TEXT) -> str:
    """The same for a bare text. What holds nothing but plain letters needs no parser."""
    is_short = len(value) <= longest
    if is_short and value.isascii() and value.isprintable() and _MARKUP.isdisjoint(value):
        return " ".join(value.split())
    return in_one_line(value, longest)


def items(record: Foreign, name: str) -> tuple[Foreign, ...]:
    """The records within a record, the first fifty of them."""
    value = record.get(name)
    if not isinstance(value, list):
        return ()
    return tuple(one for one in value[:MOST_ITEMS] if isinstance(one, Mapping))


def child(record: Foreign, name: str) -> Foreign:
    value = record.get(name)
    return value if isinstance(value, Mapping) else {}


def age(record: Foreign, name: str) -> int | None:
    value = record.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if math.isfinite(value) and 0 <= value <= OLDEST else None


def day(record: Foreign, name: str) -> date | None:
    found = _DAY.match(text(record, name, 40))
    with suppress(ValueError):
        return date.fromisoformat(found[0]) if found else None
    return None
