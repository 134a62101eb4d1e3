"""Writes the ways to reach a service: phones, contacts, costs and hours. Pure."""

import re
from datetime import date
from functools import lru_cache

from directory.freshness import contact_due
from directory.hsds.blanks import Record, without_blanks
from directory.hsds.ids import id_of
from directory.hsds.schedules import Schedule, schedules
from directory.model import Contact, Service
from directory.records.numbers import number_in
from directory.terms import ContactKind

PHONE_TYPES = {
    ContactKind.PHONE: "voice",
    ContactKind.SMS: "text",
    ContactKind.TEXTPHONE: "textphone",
    ContactKind.WHATSAPP: "whatsapp",
}
NAMES = {
    ContactKind.PHONE: "Phone",
    ContactKind.SMS: "Text message",
    ContactKind.TEXTPHONE: "Textphone",
    ContactKind.WHATSAPP: "WhatsApp",
    ContactKind.WEB: "Website",
    ContactKind.EMAIL: "Email",
    ContactKind.APP: "App",
    ContactKind.BSL: "British Sign Language",
    ContactKind.CHAT: "Online chat",
    ContactKind.POST: "Post",
    ContactKind.IN_PERSON: "In person",
}

_FREE = re.compile(r"free(?:$|[,;] | \()", re.IGNORECASE)


def contact_id(service: Service, contact: Contact) -> str:
    return id_of("contact", service.id, contact.id)


def first_value(contacts: tuple[Contact, ...], kind: ContactKind) -> str | None:
    return next((one.value for one in contacts if one.kind is kind), None)


def phones(service: Service, contacts: tuple[Contact, ...]) -> list[Record]:
    return [_phone(service, one) for one in contacts if is_phone(one)]


def other_contacts(service: Service, contacts: tuple[Contact, ...]) -> list[Record]:
    """Every way in that is neither a number nor a place."""
    return [
        _contact(service, one)
        for one in contacts
        if not is_phone(one) and one.kind is not ContactKind.IN_PERSON
    ]


def cost_options(service: Service, contacts: tuple[Contact, ...]) -> list[Record]:
    return [_cost(service, one, one.cost) for one in contacts if one.cost]


def fees(contacts: tuple[Contact, ...]) -> str | None:
    """What each way in costs, in one line."""
    costs = (f"{NAMES[one.kind]}: {one.cost}" for one in contacts if one.cost)
    return "; ".join(dict.fromkeys(costs)) or None


def hours(service: Service, contacts: tuple[Contact, ...]) -> list[Record]:
    """When each way in is open, for as long as our check of it holds."""
    rows: list[Record] = []
    for contact in contacts:
        if contact.opening is None:
            continue
        written = _schedules(
            contact.opening,
            valid_from=service.check_of(contact).on,
            valid_to=contact_due(service, contact),
            term_time=contact.term_time,
        )
        rows += (_schedule(service, contact, at, each) for at, each in enumerate(written))
    return rows


@lru_cache(maxsize=4096)
def _schedules(
    opening: str, *, valid_from: date, valid_to: date, term_time: bool
) -> tuple[Schedule, ...]:
    """Many services keep the same hours, and were checked on the same day."""
    return schedules(opening, valid_from=valid_from, valid_to=valid_to, term_time=term_time)


def is_phone(contact: Contact) -> bool:
    return contact.kind in PHONE_TYPES and number_in(contact.value) is not None


def _phone(service: Service, contact: Contact) -> Record:
    number = number_in(contact.value)
    return without_blanks(
        id=contact_id(service, contact),
        service_id=id_of("service", service.id),
        number=number,
        type=PHONE_TYPES[contact.kind],
        value=contact.value if contact.value != number else None,
        hours=contact.hours,
        description=_described(contact, also=contact.value if contact.value != number else None),
    )


def _contact(service: Service, contact: Contact) -> Record:
    is_page = contact.value.startswith("https://")
    is_email = contact.kind is ContactKind.EMAIL
    return without_blanks(
        id=contact_id(service, contact),
        service_id=id_of("service", service.id),
        name=NAMES[contact.kind],
        email=contact.value if is_email else None,
        url=contact.value if is_page else None,
        value=None if is_page or is_email else contact.value,
        hours=contact.hours,
        description=_described(contact, also=None if is_page or is_email else contact.value),
    )


def _described(contact: Contact, also: str | None) -> str | None:
    """How to use it, when, and who may: what a number alone does not say."""
    parts = (also, contact.hours, contact.who, contact.note, contact.keeps)
    return ". ".join(part.strip().rstrip(".") for part in parts if part) or None


def _cost(service: Service, contact: Contact, cost: str) -> Record:
    is_free = _FREE.match(cost) is not None
    return without_blanks(
        id=id_of("cost", service.id, contact.id),
        service_id=id_of("service", service.id),
        option=NAMES[contact.kind],
        currency="GBP" if is_free else None,
        amount=0 if is_free else None,
        amount_description=cost,
        contact_id=contact_id(service, contact),
    )


def _schedule(service: Service, contact: Contact, at: int, schedule: Schedule) -> Record:
    return {
        **without_blanks(description=contact.hours),
        **schedule,
        "id": id_of("schedule", service.id, contact.id, str(at)),
        "service_id": id_of("service", service.id),
        "contact_id": contact_id(service, contact),
        "attending_type": NAMES[contact.kind],
    }
