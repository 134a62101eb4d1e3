"""Chooses the best way to reach a service at a moment. Pure."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from directory.hours import Days, is_open
from directory.matching.seekers import SIGN_LANGUAGE
from directory.model import Contact, Service
from directory.terms import ContactKind, Urgency

# Talking before reading: the nearer to a person, the sooner.
_TALKING: Mapping[ContactKind, int] = {
    kind: place
    for place, kind in enumerate(
        (ContactKind.PHONE, ContactKind.SMS, ContactKind.WHATSAPP, ContactKind.CHAT)
    )
}
_READING: Mapping[ContactKind, int] = {
    kind: place
    for place, kind in enumerate(
        (
            ContactKind.WEB,
            ContactKind.APP,
            ContactKind.EMAIL,
            ContactKind.IN_PERSON,
            ContactKind.BSL,
            ContactKind.TEXTPHONE,
            ContactKind.POST,
        ),
        start=len(_TALKING),
    )
}
_SIGNING: Mapping[ContactKind, int] = {
    ContactKind.BSL: 0,
    ContactKind.CHAT: 1,
    ContactKind.SMS: 2,
    ContactKind.WHATSAPP: 3,
    ContactKind.TEXTPHONE: 4,
    ContactKind.APP: 5,
}


@dataclass(frozen=True, slots=True)
class Way:
    """A contact to use now, and whether it is open: None where nobody knows."""

    contact: Contact
    is_open: bool | None


def best_way_in(
    service: Service,
    now: datetime | None,
    *,
    school_holidays: tuple[Days, ...] = (),
    language: str | None = None,
    emergency_numbers: Set[str] = frozenset(),
) -> Way:
    """The contact of a service to use now. Raises ValueError where none may be shown.

    A line that is open, or may be, comes before one that is closed; but a page that is always
    there is no reason to send somebody away from a person who is there at nine. The number for
    emergencies is written under many services, and is no way to reach them.
    """
    contacts = service.reachable
    if service.urgency is not Urgency.EMERGENCY:
        own = tuple(each for each in contacts if each.value not in emergency_numbers)
        contacts = own or contacts
    talking = _SIGNING if language == SIGN_LANGUAGE else _TALKING
    ways = (Way(each, _is_open(each, now, school_holidays)) for each in contacts)
    return min(ways, key=lambda way: _rank(way, talking))


def _is_open(
    contact: Contact, now: datetime | None, school_holidays: tuple[Days, ...]
) -> bool | None:
    if now is None or contact.opening is None:
        return None
    return is_open(contact, now, school_holidays=school_holidays)


def _rank(way: Way, talking: Mapping[ContactKind, int]) -> tuple[bool, int, int]:
    """Lines for some people alone come last; then what can be used now comes first."""
    kind = way.contact.kind
    match kind in talking, way.is_open:
        case True, True:
            nearness = 0
        case True, None:
            nearness = 1
        case False, True:
            nearness = 2
        case True, False:
            nearness = 3
        case _:
            nearness = 4
    return (way.contact.who is not None, nearness, talking.get(kind, _READING.get(kind, 0)))
