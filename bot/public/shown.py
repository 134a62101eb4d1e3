"""What a page shows of a service: how to reach it, and what a tap may do. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

from directory.filling import fill
from directory.freshness import ago, last_check
from directory.hours import LONDON, in_words, opening
from directory.hsds.places import shown_contacts
from directory.matching.reasons import who_for
from directory.model import Check, Contact, Directory, Service
from directory.search import Found
from directory.terms import ContactKind, Standing

PLAIN_NUMBER = re.compile(r"\+?\d[\d ]{1,18}\d")
WEB_ADDRESS = re.compile(r"https://[^\s\"'<>]+")
EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a service."""

    contact: Contact
    text: str
    """The value, as a person reads it."""
    link: str
    """What a tap opens; empty where a tap must do nothing."""
    opening: str
    """In words, empty where nobody knows."""
    is_open: bool | None


@dataclass(frozen=True, slots=True)
class Card:
    """A service as its page shows it, at one moment."""

    service: Service
    ways: tuple[Way, ...]
    who_for: str
    """In a sentence without its full stop; empty where it is for everybody."""
    correction: str
    replaced_by: Service | None
    check: Check
    checked: str
    """How long ago that was: "3 weeks ago"."""

    @property
    def is_late(self) -> bool:
        return self.service.standing is Standing.OVERDUE

    @property
    def is_withdrawn(self) -> bool:
        return self.service.standing is Standing.WITHDRAWN


def card(directory: Directory, service: Service, now: datetime) -> Card:
    replaced_by = directory.service(service.replaced_by) if service.replaced_by else None
    return Card(
        service=service,
        ways=tuple(way(directory, contact, now) for contact in shown_contacts(service)),
        who_for=who_for(service.eligibility),
        correction=fill(directory, service.correction).text if service.correction else "",
        replaced_by=replaced_by if replaced_by and replaced_by.reachable else None,
        check=(check := last_check(service)),
        checked=ago(check.on, now.astimezone(LONDON).date()),
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """A service that a search found: the best way in now, and what makes it fit."""

    card: Card
    best: Way | None
    why: tuple[str, ...]

    @classmethod
    def of(cls, directory: Directory, found: Found, now: datetime) -> "Hit":
        shown = card(directory, found.service, now)
        best = next((each for each in shown.ways if each.contact == found.contact), None)
        said = f"It is {best.opening}" if best else ""  # the page says it beside the number
        return cls(shown, best, tuple(reason for reason in found.why if reason != said))


def way(directory: Directory, contact: Contact, now: datetime) -> Way:
    holidays = directory.borough.school_holidays if directory.borough else ()
    found = opening(contact, now, school_holidays=holidays)
    return Way(contact, text_of(contact), link_to(contact), in_words(found, now), found.is_open)


def has_page(service: Service) -> bool:
    """Whether there is anything that may be said of a service."""
    return bool(service.reachable or service.correction or service.standing is Standing.WITHDRAWN)


def text_of(contact: Contact) -> str:
    """The value without what only programs need."""
    return re.sub(r"^https://(www\.)?", "", contact.value).rstrip("/")


def link_to(contact: Contact) -> str:
    """Return what a tap opens. A value that is an instruction is read, never dialled."""
    value = contact.value
    match contact.kind:
        case ContactKind.PHONE if PLAIN_NUMBER.fullmatch(value):
            return f"tel:{value.replace(' ', '')}"
        case ContactKind.SMS if PLAIN_NUMBER.fullmatch(value):
            return f"sms:{value.replace(' ', '')}"
        case ContactKind.EMAIL if EMAIL.fullmatch(value):
            return f"mailto:{value}"
        case _ if WEB_ADDRESS.fullmatch(value):
            return value
        case _:
            return ""
