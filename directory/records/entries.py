"""Builds each kind of thing in the directory from its entry in a data file. Pure."""

import re
from datetime import date

from directory.hours import can_be_read
from directory.model import (
    Access,
    Borough,
    Check,
    Contact,
    Eligibility,
    Guidance,
    Privacy,
    Problem,
    Route,
    Service,
    Source,
)
from directory.records.numbers import NumberPlan
from directory.records.reading import Entry
from directory.terms import (
    Anonymous,
    Asks,
    Confidence,
    ContactKind,
    Gender,
    HowChecked,
    ProblemKind,
    Reach,
    Referral,
    Relation,
    RouteTo,
    ShowsOnBill,
    Status,
    Tells,
    Urgency,
)

_RUNG_OR_TEXTED = {
    ContactKind.PHONE,
    ContactKind.SMS,
    ContactKind.TEXTPHONE,
    ContactKind.WHATSAPP,
}
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_PEOPLE_WHO_RING = 2
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
        urgency=entry.choice("urgency", Urgency),
        verified=verified,
        check=_check(entry, verified=verified) or _read(entry, file, verified=verified),
        sources=_sources(entry, may_lack=not verified and not contacts),
        contacts=contacts,
        aka=entry.texts("aka"),
        former_names=entry.texts("former_names"),
        status_note=entry.text_or_none("status_note"),
        replaced_by=entry.text_or_none("replaced_by"),
        correction=entry.text_or_none("correction"),
        eligibility=_eligibility(entry),
        access=_access(entry),
        privacy=_privacy(entry),
        topics=entry.texts("topics"),
        intents=entry.texts("intents"),
        fits_when=entry.texts("fits_when"),
        unverified=entry.texts("unverified"),
    )
    _check_service(entry, built)
    entry.finish()
    return built


def _check(entry: Entry, *, verified: bool) -> Check | None:
    """How this entry was checked, where it says so itself; else a confirmed one was read."""
    how = entry.choice("how_checked", HowChecked) if entry.has("how_checked") else _usual(verified)
    by = entry.texts("checked_by")
    if not entry.has("checked"):
        if entry.has("how_checked") or by:
            entry.fault("say when: write the day as 'checked'", "how_checked")
        return None
    if how is HowChecked.RUNG and len(set(by)) < _PEOPLE_WHO_RING:
        entry.fault("'rung by two people' needs both their names in 'checked_by'", "how_checked")
    return Check(how, entry.day("checked"), by)


def _read(entry: Entry, file: Entry, *, verified: bool) -> Check:
    """The day at the head of the file, for the entries that have none of their own."""
    return Check(_usual(verified), (file if file.has("checked") else entry).day("checked"))


def _usual(verified: bool) -> HowChecked:
    return HowChecked.READ if verified else HowChecked.NOT_CONFIRMED


def _eligibility(entry: Entry) -> Eligibility:
    built = Eligibility(
        minimum_age=entry.number_or_none("minimum_age"),
        maximum_age=entry.number_or_none("maximum_age"),
        gender=entry.choice_or("gender", Gender, None),
        relations=entry.choices("relations", Relation),
        referral=entry.choice_or("referral", Referral, Referral.UNKNOWN),
        through=entry.text_or_none("through"),
        audience=entry.text_or_none("audience"),
        ages=entry.text_or_none("ages"),
    )
    youngest = built.minimum_age or 0
    if youngest < 0 or (built.maximum_age is not None and built.maximum_age < youngest):
        entry.fault("nobody can be of this age: look at the lowest and the highest", "maximum_age")
    return built


def _access(entry: Entry) -> Access:
    return Access(
        languages=entry.texts("languages"),
        bsl=entry.truth_or_none("bsl"),
        textphone=entry.truth_or_none("textphone"),
        interpreters=entry.truth_or_none("interpreters"),
        note=entry.text_or_none("accessibility"),
    )


def _privacy(entry: Entry) -> Privacy:
    return Privacy(
        tells_parents=entry.choice_or("tells_parents", Tells, Tells.UNKNOWN),
        tells_police=entry.choice_or("tells_police", Tells, Tells.UNKNOWN),
        note=entry.text_or_none("confidentiality"),
    )


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
        asks=entry.choices("asks", Asks),
        if_nothing=entry.texts("if_nothing"),
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


def borough(entry: Entry) -> Borough:
    built = Borough(
        id=_id(entry),
        name=entry.text("name"),
        council=entry.text("council"),
        run_by=entry.text("run_by"),
        wards=entry.texts("wards"),
        stations=entry.texts("stations"),
        postcode_districts=entry.texts("postcode_districts"),
        ordinary_names=entry.texts("ordinary_names"),
        elsewhere=entry.texts("elsewhere"),
        staff_hours=entry.text_or_none("staff_hours"),
        school_holidays=tuple(_holiday(each) for each in entry.entries("school_holidays", "one")),
    )
    if built.staff_hours is not None and not can_be_read(built.staff_hours):
        entry.fault(
            f"'staff_hours' {built.staff_hours!r} is not in OpenStreetMap's syntax", "staff_hours"
        )
    entry.finish()
    return built


def _holiday(entry: Entry) -> tuple[date, date]:
    days = entry.day("first"), entry.day("last")
    if days[0] > days[1]:
        entry.fault("it ends before it begins: look at the two days")
    entry.finish()
    return days


def _contact(entry: Entry, plan: NumberPlan) -> Contact:
    verified = entry.truth("verified")
    built = Contact(
        id=_id(entry),
        kind=entry.choice("kind", ContactKind),
        value=entry.text("value"),
        verified=verified,
        hours=entry.text_or_none("hours"),
        cost=entry.text_or_none("cost"),
        note=entry.text_or_none("note"),
        remarks=entry.text_or_none("remarks"),
        opening=entry.text_or_none("opening"),
        term_time=entry.truth_or_none("term_time") or False,
        shows_on_bill=entry.choice_or("shows_on_bill", ShowsOnBill, ShowsOnBill.UNKNOWN),
        who=entry.text_or_none("who"),
        keeps=entry.text_or_none("keeps"),
        check=_check(entry, verified=verified),
    )
    if fault := _contact_fault(built, plan):
        entry.fault(fault, "value")
    if built.opening is not None and not can_be_read(built.opening):
        entry.fault(
            f"'opening' {built.opening!r} is not in OpenStreetMap's syntax for hours", "opening"
        )
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
