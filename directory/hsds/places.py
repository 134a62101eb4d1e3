"""Which places may be published, and which never: where people hide from abuse. Pure."""

import re
from collections.abc import Mapping

from directory.model import Contact, Service
from directory.terms import ContactKind, Urgency

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE)
_HOUSE = r"\b\d+[a-zA-Z]?(?:\s?[-/&]\s?\d+[a-zA-Z]?)?,?\s+(?:[\w'\u2019.-]+\s+){1,3}"
_STREET = re.compile(
    _HOUSE + r"(?:road|rd|street|avenue|lane|crescent|terrace|mews|gardens)\b", re.IGNORECASE
)
_NAMED = re.compile(
    rf"{_HOUSE}(?:St|Ave|Ln|Close|Drive|Way|Court|Grove|Hill|House|Park|Place|Row|Square|Walk|"
    r"Yard|Villas|Vale|Rise|Parade|Green)\b|\b[A-Z][\w'\u2019]+ (?:House|Lodge)\b"
)
"""Words that are ordinary too count only where they are written as names are."""
_MAP_PIN = re.compile(r"-?\d{1,2}\.\d{3,},\s*-?\d{1,3}\.\d{3,}|///\w+\.\w+\.\w+|\bwhat3words\b")
_HIDING = re.compile(
    r"\b(?:refuges?|safe ?houses?|women'?s shelter|domestic (?:abuse|violence)|"
    r"honour[- ]based|forced marriage|female genital mutilation|fgm|stalking|rape|"
    r"sexual (?:violence|abuse)|trafficking|modern slavery)\b",
    re.IGNORECASE,
)
_HIDING_INTENTS = frozenset(
    ("domestic_abuse", "abuse_at_home", "honour_abuse", "sexual_violence", "stalking")
)
NAMELESS = "A service whose place is kept private"
_PLACES = frozenset((ContactKind.IN_PERSON, ContactKind.POST))


def hides_address(service: Service) -> bool:
    """Whether people may be hiding there from somebody who reads directories too (D11).

    One sign is enough: how urgent it is, what it is for, or a word in its name or description.
    A place that is left out by mistake costs a journey to its website; one that is let in by
    mistake may cost a life.
    """
    words = " / ".join((service.name, service.summary, *service.aka, *service.topics))
    return (
        service.urgency is Urgency.ABUSE
        or not _HIDING_INTENTS.isdisjoint(service.intents)
        or speaks_of_hiding(words)
    )


def speaks_of_hiding(text: str) -> bool:
    return _HIDING.search(text.replace("_", " ")) is not None


def holds_address(text: str) -> bool:
    """Whether a text gives a place away: a postcode, a house in a street, or a map pin."""
    return any(sign.search(text) for sign in (POSTCODE, _STREET, _NAMED, _MAP_PIN))


def shown_contacts(service: Service) -> tuple[Contact, ...]:
    """The contacts that the feed may carry: those that may be shown, less every hidden place."""
    shown = service.reachable
    if any(one.kind in _PLACES for one in shown) and hides_address(service):
        return tuple(one for one in shown if one.kind not in _PLACES)
    return shown


def public_places(service: Service) -> tuple[Contact, ...]:
    """Where anybody may walk in."""
    return tuple(one for one in shown_contacts(service) if one.kind is ContactKind.IN_PERSON)


def without_addresses(record: Mapping[str, object]) -> dict[str, object]:
    """The record less every text that gives a place away, however deep it lies.

    For services that hide: somebody may have written the address where nobody looks for it.
    """
    cleaned = ((key, _cleaned(key, value)) for key, value in record.items())
    return {key: value for key, value in cleaned if value is not None}


def _cleaned(key: str, value: object) -> object:
    match value:
        case str() if key == "id" or key.endswith("_id") or not holds_address(value):
            return value
        case str():
            return NAMELESS if key == "name" else None
        case Mapping():
            return without_addresses(value)
        case list():
            return [one for one in (_cleaned("", each) for each in value) if one is not None]
        case _:
            return value
