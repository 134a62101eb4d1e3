"""What to do, say and ask when a line of the directory is checked. Pure."""

import re
from datetime import UTC, datetime

from directory.hours import is_open
from directory.keeping.call_outcomes import LINES
from directory.model import Contact, Directory, Service
from directory.records.numbers import number_in
from directory.terms import ContactKind, ShowsOnBill, Tells, Urgency

_NOBODY_KNOWS = "nothing"
_MORNINGS = tuple(
    datetime(2026, 6, day, hour, tzinfo=UTC) for day in range(8, 13) for hour in (8, 9, 10)
)
"""9, 10 and 11 in London, Monday to Friday of a week without a bank holiday."""
_AT_OTHER_TIMES = re.compile(r"\b(evenings?|nights?|weekends?|other times|out of hours)\b", re.I)
_BY_DAY = re.compile(r"\b(days?|daytime|weekdays?|mornings?|mon|24|all hours)\b", re.I)
_TELLS = {
    Tells.YES: "yes",
    Tells.NO: "no",
    Tells.IF_IN_DANGER: "only if somebody is in danger",
    Tells.UNKNOWN: _NOBODY_KNOWS,
}
_ON_THE_BILL = {
    ShowsOnBill.YES: "yes",
    ShowsOnBill.NO: "no",
    ShowsOnBill.UNKNOWN: _NOBODY_KNOWS,
}


def script(directory: Directory, service: Service, contact: Contact) -> tuple[str, ...]:
    """The lines to follow, in order, with what the directory says of each thing asked."""
    if service.urgency is Urgency.EMERGENCY:
        return _by_reading(service, contact)
    if contact.kind not in LINES:
        return _by_looking(service, contact)
    if contact.kind in (ContactKind.SMS, ContactKind.WHATSAPP):
        return (*_instead_of_a_text(service, contact), *_questions(service, contact))
    return (*_before(service, contact), _greeting(directory), *_questions(service, contact))


def _by_reading(service: Service, contact: Contact) -> tuple[str, ...]:
    pages = tuple(f"Open {source.url}" for source in service.sources)
    return (
        f"{_left_alone(contact)} to check it. Somebody may need that line to live.",
        *pages,
        f"Look for this: {contact.value}. Is it still there, and still for the same thing?",
        "A second person has to look too.",
    )


def _by_looking(service: Service, contact: Contact) -> tuple[str, ...]:
    return (
        f"Open or look up {contact.value}. Send no message to it if it is for people in danger.",
        f"Is it still {service.name}, run by {service.provider}? Does it still work?",
        f"Does it still say who it is for? We have: {_known(service.eligibility.ages)}",
        f"Does it still say when it is open? We have: {_known(contact.hours)}",
    )


def _instead_of_a_text(service: Service, contact: Contact) -> tuple[str, ...]:
    return (
        "Do not send a text to try it. A text starts a real talk, and somebody else may need it.",
        f"Ask {service.provider} in another way: ring their office, or write to them.",
        f"Ask: is '{contact.value}' still right?",
    )


def _before(service: Service, contact: Contact) -> tuple[str, ...]:
    aids = {
        ContactKind.TEXTPHONE: ("Use a textphone, or an app that works as one.",),
    }.get(contact.kind, ())
    if service.urgency is Urgency.USUAL:
        return (*aids, "Ring in the hours when they are open.")
    return (
        *aids,
        _quiet_time(contact),
        "If you have to wait in a queue, hang up. Try another day. Do not hold the line.",
        "Never act as if you need help.",
    )


def _quiet_time(contact: Contact) -> str:
    if _is_shut_in_the_mornings(contact):
        return (
            "It is not open on weekday mornings. Ring soon after it opens, at a quiet time. "
            "Never ring in the middle of the night."
        )
    return "Ring at a quiet time: a weekday morning, if they are open then. Never ring at night."


def _is_shut_in_the_mornings(contact: Contact) -> bool:
    """Whether it is known to be shut in the mornings of a usual week, or said to be."""
    known = [is_open(contact, morning) for morning in _MORNINGS]
    if any(state is not None for state in known):
        return True not in known
    says = contact.hours or ""
    return bool(_AT_OTHER_TIMES.search(says)) and not _BY_DAY.search(says)


def _left_alone(contact: Contact) -> str:
    if contact.kind not in LINES:
        return f"Do not use {contact.value}"
    return f"Do not ring or text {number_in(contact.value) or contact.value}"


def _known(what: str | None) -> str:
    """What we have, as the end of a sentence."""
    return f"{(what or _NOBODY_KNOWS).rstrip('. ')}."


def _greeting(directory: Directory) -> str:
    us = directory.borough.run_by if directory.borough else "the council"
    return (
        f"Say at once: 'Hello. This is only a check. I work with {us}. We give people your "
        "number. Nobody here needs help now. Do you have two minutes? If not, I will hang up.'"
    )


def _questions(service: Service, contact: Contact) -> tuple[str, ...]:
    who, privacy = service.eligibility, service.privacy
    audience = ", ".join(filter(None, (who.audience, contact.who))) or None
    asked = (
        ("Who are you?", f"{service.name}, run by {service.provider}"),
        ("Is this the right number for people to use?", contact.value),
        ("When are you open?", contact.hours),
        ("Who can use it?", audience),
        ("How old do they have to be?", who.ages),
        ("What does it cost?", contact.cost),
        ("Does it show on a phone bill?", _ON_THE_BILL[contact.shows_on_bill]),
        ("Do you tell parents? When?", _TELLS[privacy.tells_parents]),
        ("Do you tell the police? When?", _TELLS[privacy.tells_police]),
    )
    unsure = tuple(
        f"We could not find this out. Ask about it: {what}" for what in service.unverified
    )
    return (*(f"Ask: {question} We have: {_known(known)}" for question, known in asked), *unsure)
