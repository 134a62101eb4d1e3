"""What a call to a line changes in the directory. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from directory.keeping.grave import is_emergency, is_grave
from directory.records.documents import Document
from directory.records.numbers import digits, number_in
from directory.terms import ContactKind, HowChecked, RouteTo

LINES = frozenset(
    (ContactKind.PHONE, ContactKind.SMS, ContactKind.TEXTPHONE, ContactKind.WHATSAPP)
)
TOGETHER = timedelta(days=30)
"""Two people's calls count as one check only if they lie this close together."""


class CallOutcome(StrEnum):
    WORKS = "works"
    NO_ANSWER = "no-answer"
    WRONG_NUMBER = "wrong-number"
    CHANGED = "changed"
    ENDED = "ended"


_BAD_NEWS = frozenset((CallOutcome.WRONG_NUMBER, CallOutcome.CHANGED, CallOutcome.ENDED))


@dataclass(frozen=True, slots=True)
class Rung:
    """What one person found when they tried a line, on a day."""

    contact_value: str
    outcome: CallOutcome
    by: str
    on: date


def after_call(document: Document, contact_id: str, rungs: Sequence[Rung]) -> Document:
    """The entry after these calls on one of its lines, given in the order they were made.

    The last one decides. One person's word hides a line at once, for that does no harm. It takes
    two people within 30 days to say that a line for people in danger works, and what was said
    before something bad was heard counts no more. 999 is never hidden by a call.
    """
    contact = _contact(document, contact_id)
    if contact is None:
        return document
    about = (each for each in rungs if each.contact_value == contact.get("value"))
    tried = sorted(about, key=lambda each: each.on)  # those of one day stay in their order
    match tried[-1].outcome if tried else None:
        case CallOutcome.WORKS:
            return _confirmed(document, contact, _since_bad_news(tried))
        case CallOutcome.WRONG_NUMBER if not is_emergency(document):
            return _with(document, contact_id, {"verified": False})
        case CallOutcome.ENDED if not is_emergency(document):
            return _without_lines(document)
        case _:
            return document


def _since_bad_news(tried: Sequence[Rung]) -> Sequence[Rung]:
    bad = [at for at, each in enumerate(tried) if each.outcome in _BAD_NEWS]
    return tried[bad[-1] + 1 :] if bad else tried


def _confirmed(
    document: Document, contact: Mapping[str, object], tried: Sequence[Rung]
) -> Document:
    last = tried[-1]
    first = _someone_else(tried, last)
    if first is not None:
        how, by = HowChecked.RUNG, [first.by, last.by]
    elif not is_grave(document):
        how, by = HowChecked.CONFIRMED, [last.by]
    else:
        return document
    if is_emergency(document) or contact.get("kind") not in LINES:
        how = HowChecked.READ
    check = {"checked": last.on.isoformat(), "how_checked": str(how), "checked_by": by}
    return _all_checked(_with(document, str(contact["id"]), {"verified": True, **check}))


def _someone_else(tried: Sequence[Rung], last: Rung) -> Rung | None:
    """The latest other person whose call said the same, near enough in time."""
    return next(
        (
            each
            for each in reversed(tried)
            if each.outcome is CallOutcome.WORKS
            and _who(each) != _who(last)
            and last.on - TOGETHER <= each.on
        ),
        None,
    )


def _who(rung: Rung) -> str:
    return rung.by.strip().casefold()


def _all_checked(document: Document) -> Document:
    """The whole entry is as fresh as the oldest check of its lines, once each has one."""
    shown = [each for each in _contacts(document) if each.get("verified") is True]
    numbers = [each for each in shown if each.get("kind") in LINES and not _is_999(each)]
    lines = numbers or shown
    days = [str(contact["checked"]) for contact in lines if contact.get("checked")]
    if not lines or len(days) < len(lines) or min(days) <= str(document.get("checked", "")):
        return document
    oldest = min(lines, key=lambda contact: str(contact["checked"]))
    names = ("checked", "how_checked", "checked_by")
    others = {name: value for name, value in document.items() if name not in names}
    return others | {name: oldest[name] for name in names if name in oldest}


def _without_lines(document: Document) -> Document:
    hidden = [{**contact, "verified": False} for contact in _contacts(document)]
    return {**document, "contacts": hidden}


def _is_999(contact: Mapping[str, object]) -> bool:
    number = number_in(str(contact.get("value", "")))
    return digits(number or "") == RouteTo.EMERGENCY


def _contacts(document: Document) -> tuple[Mapping[str, object], ...]:
    found = document.get("contacts")
    return tuple(found) if isinstance(found, list | tuple) else ()


def _contact(document: Document, contact_id: str) -> Mapping[str, object] | None:
    return next((one for one in _contacts(document) if one.get("id") == contact_id), None)


def _with(document: Document, contact_id: str, fields: Mapping[str, object]) -> Document:
    contacts = [
        {**contact, **fields} if contact.get("id") == contact_id else contact
        for contact in _contacts(document)
    ]
    return {**document, "contacts": contacts}
