"""What to do, say and ask when a line of the directory is checked. Pure."""

from directory.keeping.call_outcomes import LINES
from directory.model import Contact, Directory, Service
from directory.terms import ContactKind, ShowsOnBill, Tells, Urgency

_NOBODY_KNOWS = "nothing"
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
        f"Do not ring or text {contact.value} to check it. Somebody may need that line to live.",
        *pages,
        f"Look for {contact.value}. Is it still there, and is it still for the same thing?",
        "A second person has to look too.",
    )


def _by_looking(service: Service, contact: Contact) -> tuple[str, ...]:
    return (
        f"Open or look up {contact.value}. Send no message to it if it is for people in danger.",
        f"Is it still {service.name}, run by {service.provider}? Does it still work?",
        f"Does it still say who it is for? We have: {service.eligibility.ages or _NOBODY_KNOWS}.",
        f"Does it still say when it is open? We have: {contact.hours or _NOBODY_KNOWS}.",
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
        "Ring at a quiet time: a weekday morning, if they are open then. Never ring at night.",
        "If you have to wait in a queue, hang up. Try another day. Do not hold the line.",
        "Never act as if you need help.",
    )


def _greeting(directory: Directory) -> str:
    us = directory.borough.run_by if directory.borough else "the council"
    return (
        f"Say at once: 'Hello. This is only a check. I work with {us}. We give people your "
        "number. Nobody here needs help now. Do you have two minutes? If not, I will hang up.'"
    )


def _questions(service: Service, contact: Contact) -> tuple[str, ...]:
    who, privacy = service.eligibility, service.privacy
    audience = ", ".join(filter(None, (who.audience, contact.who))) or _NOBODY_KNOWS
    asked = (
        ("Who are you?", f"{service.name}, run by {service.provider}"),
        ("Is this the right number for people to use?", contact.value),
        ("When are you open?", contact.hours or _NOBODY_KNOWS),
        ("Who can use it?", audience),
        ("How old do they have to be?", who.ages or _NOBODY_KNOWS),
        ("What does it cost?", contact.cost or _NOBODY_KNOWS),
        ("Does it show on a phone bill?", _ON_THE_BILL[contact.shows_on_bill]),
        ("Do you tell parents? When?", _TELLS[privacy.tells_parents]),
        ("Do you tell the police? When?", _TELLS[privacy.tells_police]),
    )
    unsure = tuple(
        f"We could not find this out. Ask about it: {what}" for what in service.unverified
    )
    return (*(f"Ask: {question} We have: {known}." for question, known in asked), *unsure)
