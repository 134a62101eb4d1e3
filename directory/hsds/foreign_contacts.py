"""Reads the ways to reach a service from an HSDS record. Not one of them is verified. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count

from directory.hsds.blanks import Record, without_blanks
from directory.hsds.foreign import Foreign, child, items, text
from directory.hsds.schedule_words import IN_TERMS
from directory.hsds.schedules import opening_of
from directory.hsds.ways_in import NAMES, PHONE_TYPES
from directory.records.numbers import NumberPlan, digits
from directory.terms import ContactKind

Fields = tuple[tuple[str, str | int | float], ...]

MOST = 20
_KIND_OF_TYPE = {name: kind for kind, name in PHONE_TYPES.items()} | {
    "": ContactKind.PHONE,
    "cell": ContactKind.PHONE,
    "sms": ContactKind.SMS,
    "tty": ContactKind.TEXTPHONE,
}
_KIND_OF_NAME = {name: kind for kind, name in NAMES.items()}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PAGE = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_ADDRESS = ("address_1", "address_2", "city", "state_province", "postal_code")


@dataclass(frozen=True, slots=True)
class Way:
    """One way in, under the id it has in the feed it came from."""

    foreign_id: str
    kind: ContactKind
    value: str
    note: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The contacts of an entry, and what was given that cannot be one."""

    contacts: tuple[Record, ...]
    unusable: tuple[str, ...]


def ways_in(record: Foreign, plan: NumberPlan, ids: Mapping[str, str], *, hides: bool) -> WaysIn:
    """`ids` has our own ids for the contacts that we know. Where somebody hides, no place."""
    found: dict[tuple[ContactKind, str], Way] = {}
    unusable: list[str] = []
    for way in (*_phones(record), *_pages_and_mail(record), *(() if hides else _places(record))):
        if fault := _fault(way, plan):
            unusable.append(f"The feed gave this, which cannot be right: {fault}")
        else:
            found.setdefault((way.kind, way.value), way)
    named = tuple(_named(list(found.values())[:MOST], ids))
    return WaysIn(_written(named, record), tuple(dict.fromkeys(unusable)))


def _phones(record: Foreign) -> Iterator[Way]:
    places = items(record, "service_at_locations")
    holders = (
        record,
        *items(record, "contacts"),
        *places,
        *(child(p, "location") for p in places),
    )
    for phone in (phone for holder in holders for phone in items(holder, "phones")):
        kind = _KIND_OF_TYPE.get(text(phone, "type").casefold())
        value = text(phone, "value", 80) or text(phone, "number", 80).strip("\"'")
        if kind is not None and value:
            yield Way(text(phone, "id"), kind, value, *_said(phone))


def _pages_and_mail(record: Foreign) -> Iterator[Way]:
    for contact in items(record, "contacts"):
        kind = _KIND_OF_NAME.get(text(contact, "name"))
        foreign_id, said = text(contact, "id"), _said(contact)
        if _EMAIL.fullmatch(email := text(contact, "email", 254)):
            yield Way(foreign_id, ContactKind.EMAIL, email, *said)
        elif _PAGE.fullmatch(page := text(contact, "url")):
            yield Way(foreign_id, kind or ContactKind.WEB, page, *said)
        elif kind is not None and (value := text(contact, "value", 300)):
            yield Way(foreign_id, kind, value, *said)
    if _PAGE.fullmatch(page := text(record, "url")):
        yield Way("", ContactKind.WEB, page)
    if _EMAIL.fullmatch(email := text(record, "email", 254)):
        yield Way("", ContactKind.EMAIL, email)


def _said(way: Foreign) -> tuple[str, str]:
    return text(way, "description", 500), text(way, "hours", 300)


def _places(record: Foreign) -> Iterator[Way]:
    for each in items(record, "service_at_locations"):
        place = child(each, "location")
        if text(place, "location_type") == "virtual":
            continue
        foreign_id, hours = text(each, "contact_id"), text(each, "hours", 300)
        for address in items(place, "addresses"):
            parts = (text(address, name, 200) for name in _ADDRESS)
            written = ", ".join(dict.fromkeys(part for part in parts if part))
            if written and text(address, "address_type") != "virtual":
                is_post = "postal" in (text(address, "address_type"), text(place, "location_type"))
                kind = ContactKind.POST if is_post else ContactKind.IN_PERSON
                yield Way(foreign_id, kind, written, hours=hours)
        if not items(place, "addresses") and (name := text(place, "name", 200)):
            yield Way(foreign_id, ContactKind.IN_PERSON, name, hours=hours)


def _fault(way: Way, plan: NumberPlan) -> str | None:
    return plan.fault(way.value) if way.kind in PHONE_TYPES else None


def _named(ways: Iterable[Way], ids: Mapping[str, str]) -> Iterator[tuple[str, Way]]:
    taken = set(ids.values())
    for way in ways:
        name = ids.get(way.foreign_id) or _free_name(way.kind, taken)
        taken.add(name)
        yield name, way


def _free_name(kind: ContactKind, taken: set[str]) -> str:
    name = kind.value.replace("_", "-")
    others = (f"{name}-{number}" for number in count(2))
    return next(free for free in chain((name,), others) if free not in taken)


def _written(named: tuple[tuple[str, Way], ...], record: Foreign) -> tuple[Record, ...]:
    costs = {text(c, "contact_id"): text(c, "amount_description") for c in _costs(record)}
    contacts = []
    for name, way in named:
        own = [one for one in items(record, "schedules") if _belongs(one, way, named)]
        contacts.append(
            without_blanks(
                id=name,
                kind=way.kind.value,
                value=way.value,
                verified=False,
                hours=way.hours or next(filter(None, _described(own)), None),
                opening=_opening(tuple(_schedule(one) for one in own)),
                term_time=any(IN_TERMS in said for said in _described(own)) or None,
                cost=costs.get(way.foreign_id) if way.foreign_id else None,
                note=way.note,
            )
        )
    return tuple(contacts)


def _described(schedules: Iterable[Foreign]) -> Iterator[str]:
    return (text(one, "description", 300) for one in schedules)


@lru_cache(maxsize=4096)
def _opening(schedules: tuple[Fields, ...]) -> str | None:
    """Many services keep the same hours."""
    return opening_of([dict(fields) for fields in schedules])


def _schedule(schedule: Foreign) -> Fields:
    """What a schedule says of hours: short texts and numbers alone, and no ids."""
    return tuple(
        (str(name), text(schedule, str(name), 300) if isinstance(value, str) else value)
        for name, value in list(schedule.items())[:MOST]
        if isinstance(value, (str, int, float)) and not str(name).endswith("id")
    )


def _costs(record: Foreign) -> Iterator[Foreign]:
    return (one for one in items(record, "cost_options") if text(one, "contact_id"))


def _belongs(schedule: Foreign, way: Way, named: tuple[tuple[str, Way], ...]) -> bool:
    """Hours that name no contact are taken for those of the first way in."""
    whose = text(schedule, "contact_id")
    return whose == way.foreign_id if whose else way is named[0][1]


def known_numbers(values: Iterable[str]) -> NumberPlan:
    """Short numbers that the directory has already are no misprints."""
    return NumberPlan(short={digits(value): "in the directory" for value in values})
