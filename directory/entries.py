"""Builds each kind of thing in the directory from its entry in a data file. Pure."""

import re

from opening_hours import validate as is_valid_opening

from directory.model import (
    Anonymous,
    Confidence,
    Contact,
    ContactKind,
    Guidance,
    HowChecked,
    Problem,
    ProblemKind,
    Reach,
    Route,
    RouteTo,
    Service,
    Source,
    Status,
)
from directory.numbers import NumberPlan
from directory.reading import Entry

_RUNG_OR_TEXTED = {
    ContactKind.PHONE,
    ContactKind.SMS,
    ContactKind.TEXTPHONE,
    ContactKind.WHATSAPP,
}
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_SECRET_ADDRESS_TOPICS = {"domestic abuse", "refuge"}


def service(entry: Entry, file: Entry, plan: NumberPlan) -> Service:
    """A service; `checked` may be written once at the head of the file for all of its entries."""
    verified = entry.truth("verified")
    contacts = tuple(_contact(one, plan) for one in entry.entries("contacts", "contact"))
    built = Service(
        id=_id(entry),
        name=entry.text("name"),
        provider=entry.text("provider"),
        status=entry.choice("status", Status),
        summary=entry.text("summary"),
        area=entry.text("area"),
        reach=entry.choice("reach", Reach),
        verified=verified,
        checked=entry.day("checked") if entry.has("checked") else file.day("checked"),
        how_checked=HowChecked.READ if verified else HowChecked.NOT_CONFIRMED,
        sources=_sources(entry, may_lack=not verified and not contacts),
        contacts=contacts,
        aka=entry.texts("aka"),
        former_names=entry.texts("former_names"),
        status_note=entry.text_or_none("status_note"),
        replaced_by=entry.text_or_none("replaced_by"),
        correction=entry.text_or_none("correction"),
        audience=entry.text_or_none("audience"),
        ages=entry.text_or_none("ages"),
        minimum_age=entry.number_or_none("minimum_age"),
        maximum_age=entry.number_or_none("maximum_age"),
        gender=entry.text_or_none("gender"),
        topics=entry.texts("topics"),
        intents=entry.texts("intents"),
        fits_when=entry.texts("fits_when"),
        confidentiality=entry.text_or_none("confidentiality"),
        languages=entry.text_or_none("languages"),
        accessibility=entry.text_or_none("accessibility"),
        unverified=entry.texts("unverified"),
    )
    _check_service(entry, built)
    entry.finish()
    return built


def problem(entry: Entry) -> Problem:
    confidence = entry.choice("confidence", Confidence)
    built = Problem(
        id=_id(entry),
        name=entry.text("name"),
        people_say=entry.texts("people_say"),
        listen_for=entry.texts("listen_for"),
        kind=entry.choice("kind", ProblemKind),
        kind_note=entry.text("kind_note"),
        now=entry.text("now"),
        routes=tuple(_route(one) for one in entry.entries("routes", "route")),
        who=entry.text("who"),
        anonymous=entry.choice("anonymous", Anonymous),
        anonymous_note=entry.text("anonymous_note"),
        next_steps=entry.texts("next_steps"),
        confidence=confidence,
        sources=_sources(entry, may_lack=confidence is Confidence.LOW),
        notes=entry.text_or_none("notes"),
    )
    if not built.routes:
        entry.fault("'routes' is empty: say who to turn to")
    if not built.listen_for:
        entry.fault("'listen_for' is empty: write words that people use for it")
    entry.finish()
    return built


def guidance(entry: Entry) -> Guidance:
    built = Guidance(
        id=_id(entry),
        topic=entry.text("topic"),
        fact=entry.text("fact"),
        confidence=entry.choice("confidence", Confidence),
        sources=_sources(entry),
    )
    entry.finish()
    return built


def _contact(entry: Entry, plan: NumberPlan) -> Contact:
    built = Contact(
        id=_id(entry),
        kind=entry.choice("kind", ContactKind),
        value=entry.text("value"),
        verified=entry.truth("verified"),
        hours=entry.text_or_none("hours"),
        cost=entry.text_or_none("cost"),
        note=entry.text_or_none("note"),
        remarks=entry.text_or_none("remarks"),
        opening=entry.text_or_none("opening"),
    )
    if fault := _contact_fault(built, plan):
        entry.fault(fault)
    if built.opening is not None and not is_valid_opening(built.opening):
        entry.fault(f"'opening' {built.opening!r} is not in OpenStreetMap's syntax for hours")
    entry.finish()
    return built


def _contact_fault(contact: Contact, plan: NumberPlan) -> str | None:
    value = contact.value
    if contact.kind in _RUNG_OR_TEXTED:
        return plan.fault(value)
    if contact.kind is ContactKind.EMAIL and not _EMAIL.match(value):
        return f"{value!r} is not an email address"
    is_page = contact.kind in (ContactKind.WEB, ContactKind.CHAT)
    if is_page and contact.verified and not value.startswith("https://"):
        return f"{value!r} is verified, so write the whole address, beginning with https://"
    return None


def _check_service(entry: Entry, built: Service) -> None:
    if built.has_ended and built.correction is None:
        entry.fault("it has ended: write a 'correction' for people who ask for it")
    ids = [contact.id for contact in built.contacts]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        entry.fault(f"two contacts are called {twice!r}: give each its own id")
    if _SECRET_ADDRESS_TOPICS & set(built.topics) and any(
        _POSTCODE.search(contact.value) for contact in built.contacts
    ):
        entry.fault("never write the address of a place where people hide from abuse: take it out")


def _route(entry: Entry) -> Route:
    built = Route(
        to=entry.choice("to", RouteTo),
        when=entry.text("when"),
        service=entry.text_or_none("service"),
    )
    entry.finish()
    return built


def _sources(entry: Entry, *, may_lack: bool = False) -> tuple[Source, ...]:
    pages = entry.entries("sources", "source")
    if not pages and not may_lack:
        entry.fault("'sources' is empty: say on which page this was read")
    built = []
    for page in pages:
        built.append(Source(page.text("url"), page.text("quote"), page.text("page_date")))
        page.finish()
    return tuple(built)


def _id(entry: Entry) -> str:
    name = entry.text("id")
    if name and not _ID.match(name):
        entry.fault(f"the id {name!r} should be small letters, digits and hyphens")
    return name
