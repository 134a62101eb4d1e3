"""Which lines have to be rung, what to say, and what a call changes. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from directory.freshness import contact_due
from directory.keeping.call_outcomes import LINES, CallOutcome, Rung, after_call
from directory.keeping.call_scripts import script
from directory.model import Contact, Directory, Service
from directory.records.documents import Documents, EntryKind
from directory.records.numbers import digits, number_in
from directory.terms import ContactKind, HowChecked, Reach, Urgency

__all__ = [
    "LINES",
    "Call",
    "CallOutcome",
    "RingNotes",
    "Rung",
    "after_call",
    "calls_due",
    "is_rung_by_two",
    "never_rung",
]

_WHOSE = re.compile(r" \(([a-z0-9-]+(?:, [a-z0-9-]+)*)\)$")
_ORDER = tuple(Urgency)


@dataclass(frozen=True, slots=True)
class Call:
    """One line to check. `listen_for` are the numbers that are mistaken for it."""

    service: Service
    contact: Contact
    days_overdue: int
    script: tuple[str, ...]
    listen_for: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Where else the same number stands, as service.contact: one call does for all."""


@dataclass(frozen=True, slots=True)
class RingNotes:
    """What callers have to know beside the directory itself."""

    first: tuple[str, ...] = ()
    """Services or roles to ring before others of the same urgency, in this order."""
    never_show: Mapping[str, str] = field(default_factory=dict)
    """Wrong numbers, each with what is wrong and, in brackets at the end, whose it is not."""

    boroughs: tuple[str, ...] = ()
    """Names of boroughs: what nobody knows of another than ours is not ours to ask."""

    @classmethod
    def of(
        cls, documents: Documents, first: str = "", boroughs: tuple[str, ...] = ()
    ) -> "RingNotes":
        """Of what is stored, and of a list such as data/ring-first.txt: a name a line."""
        names = (line.partition("#")[0].strip() for line in first.splitlines())
        wrong = documents.get((EntryKind.SETTING, "never_show"), {}).get("value")
        numbers = wrong.items() if isinstance(wrong, Mapping) else ()
        return cls(
            tuple(filter(None, names)),
            {str(number): str(what) for number, what in numbers},
            boroughs,
        )


def calls_due(
    directory: Directory, today: date, notes: RingNotes | None = None
) -> tuple[Call, ...]:
    """What to check today, the most urgent first and what must not be rung last.

    Lines that people turn to in danger are due until two people have rung them, confirmed or not.
    """
    notes = notes or RingNotes()
    first = [found.id for name in notes.first if (found := directory.service(name))]

    def rank(service: Service) -> tuple[bool, int, int]:
        place = first.index(service.id) if service.id in first else len(first)
        is_not_rung = service.urgency is Urgency.EMERGENCY
        return is_not_rung, _ORDER.index(service.urgency), place

    due: dict[tuple[str, str], list[tuple[Service, Contact]]] = {}
    for service, contact in sorted(_lines(directory), key=lambda line: rank(line[0])):
        if today >= _due_on(service, contact):
            due.setdefault(_line_of(service, contact), []).append((service, contact))
    calls = (_call(directory, lines, today, notes) for lines in due.values())
    return tuple(
        sorted(calls, key=lambda call: (rank(call.service), -call.days_overdue, call.service.id))
    )


def never_rung(directory: Directory) -> tuple[tuple[Service, Contact], ...]:
    """The lines for people in danger that may be shown and that two people have not checked."""
    return tuple(
        (service, contact)
        for service, contact in _lines(directory)
        if service.urgency is not Urgency.USUAL
        and contact.kind in LINES
        and contact in service.reachable
        and not is_rung_by_two(service, contact)
    )


def is_rung_by_two(service: Service, contact: Contact) -> bool:
    """Whether two people tried this very line; for 999, whether two people looked it up."""
    check = contact.check
    if check is None or len(set(check.by)) < 2:
        return False
    return check.how is HowChecked.RUNG or service.urgency is Urgency.EMERGENCY


def _lines(directory: Directory) -> Iterator[tuple[Service, Contact]]:
    """What to check of each service that still runs: its numbers, or where it has none its pages.

    999 is checked only where it is the service itself.
    """
    emergency = {
        _digits(contact)
        for service in directory.services.values()
        if service.urgency is Urgency.EMERGENCY
        for contact in service.contacts
    }
    for service in directory.services.values():
        if service.has_ended:
            continue
        numbers = [each for each in service.contacts if each.kind in LINES and _digits(each)]
        if not numbers:
            yield from ((service, each) for each in service.contacts if each.verified)
        for contact in numbers:
            if service.urgency is Urgency.EMERGENCY or _digits(contact) not in emergency:
                yield service, contact


def _digits(contact: Contact) -> str:
    return digits(number_in(contact.value) or "")


def _line_of(service: Service, contact: Contact) -> tuple[str, str]:
    """What makes two entries the same call: the number, and how it is used."""
    if contact.kind not in LINES:
        return service.id, contact.id
    is_written = contact.kind in (ContactKind.SMS, ContactKind.WHATSAPP)
    number = f"{_digits(contact)} {contact.value.partition(' then ')[2]}"
    return number, "in writing" if is_written else str(contact.kind)


def _due_on(service: Service, contact: Contact) -> date:
    """The day to check it: at once, where two people have to ring it and never did."""
    has_to_be_rung = service.urgency is not Urgency.USUAL and contact.kind in LINES
    if has_to_be_rung and not is_rung_by_two(service, contact):
        return service.check_of(contact).on
    return contact_due(service, contact)


def _call(
    directory: Directory, lines: Sequence[tuple[Service, Contact]], today: date, notes: RingNotes
) -> Call:
    """One call for all lines with the same number, as the first of them has it."""
    (service, contact), *others = lines
    mistaken = tuple(
        f"{number}: {_WHOSE.sub('', wrong)}"
        for number, wrong in notes.never_show.items()
        if _names_one_of(directory, wrong, {each.id for each, _ in lines})
    )
    return Call(
        service=service,
        contact=contact,
        days_overdue=max((today - _due_on(*line)).days for line in lines),
        script=script(directory, _without_others(directory, service, notes), contact),
        listen_for=mistaken,
        also=tuple(f"{each.id}.{line.id}" for each, line in others),
    )


def _without_others(directory: Directory, service: Service, notes: RingNotes) -> Service:
    """The service without what nobody knows of a borough that is not ours."""
    if service.reach is Reach.BOROUGH:
        return service
    ours = directory.borough.name if directory.borough else ""
    others = [name for name in notes.boroughs if name != ours]
    kept = (each for each in service.unverified if not any(name in each for name in others))
    return replace(service, unverified=tuple(kept))


def _names_one_of(directory: Directory, wrong: str, ids: set[str]) -> bool:
    whose = _WHOSE.search(wrong)
    named = whose[1].split(", ") if whose else []
    return any(found.id in ids for name in named if (found := directory.service(name)))
