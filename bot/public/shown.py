"""What a page shows of a service: how to reach it, and what a tap may do. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.conversation import wording
from bot.conversation.content import Content
from directory.filling import fill
from directory.freshness import last_check
from directory.hours import LONDON, opening
from directory.hsds.places import shown_contacts
from directory.matching.reasons import About
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A service that a search found: the best way in now, and what makes it fit."""

    card: Card
    best: Way | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Display:
    """Makes what pages show, from the directory and the words as they are at one moment."""

    directory: Directory
    content: Content
    now: datetime

    def card(self, service: Service) -> Card:
        replaced_by = self.directory.service(service.replaced_by or "")
        check, today = last_check(service), self.now.astimezone(LONDON).date()
        return Card(
            service=service,
            ways=tuple(map(self.way, shown_contacts(service))),
            who_for=wording.who_for(self.content, service.eligibility),
            correction=fill(self.directory, service.correction or "").text,
            replaced_by=replaced_by if replaced_by and replaced_by.reachable else None,
            check=check,
            checked=wording.ago(self.content, check.on, today),
        )

    def hit(self, found: Found) -> Hit:
        shown = self.card(found.service)
        best = next((each for each in shown.ways if each.contact == found.contact), None)
        # The page says beside the number whether it is open.
        why = (each for each in found.why if not (best and each.about is About.OPENING))
        said = (wording.reason(self.content, found, each, self.now) for each in why)
        return Hit(shown, best, tuple(said))

    def way(self, contact: Contact) -> Way:
        holidays = self.directory.borough.school_holidays if self.directory.borough else ()
        found = opening(contact, self.now, school_holidays=holidays)
        said = wording.hours(self.content, found, self.now)
        return Way(contact, text_of(contact), link_to(contact), said, found.is_open)


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
