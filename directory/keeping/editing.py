"""The editors' rules: what one person may change alone, and what needs a second. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from directory.records.documents import Document, Documents, EntryKind, Key, faults_in
from directory.terms import HowChecked, Status, Urgency

_GRAVE = frozenset({Urgency.EMERGENCY, Urgency.CRISIS, Urgency.ABUSE})
_GRAVE_INTENTS = frozenset(
    {
        "emergency",
        "suicide_self_harm",
        "domestic_abuse",
        "abuse_at_home",
        "abuse_of_other",
        "sexual_violence",
        "honour_abuse",
        "stalking",
    }
)
"""Intents whose answers a life may hang on: every service offered for one counts as grave."""
_CLOSED = frozenset({Status.ENDED, Status.TEMPORARILY_CLOSED})
_WHAT_IS_SHOWN = frozenset({"first_choices", "roles", "never_show", "short"})
"""Settings that choose which service or number people are shown."""
_CARRIES = ("kind", "value", "opening", "hours")
"""The parts of a contact that would mislead, were they wrong."""
_DECIDES = ("now", "routes", "asks", "kind")
"""The parts of a problem that say how urgent it is and who deals with it."""


class Origin(StrEnum):
    EDIT = "edit"
    IMPORT = "import"
    CONFIRM = "confirm"
    """Somebody rang or wrote, and said what came of it."""
    SHIPPED = "shipped"
    UNDO = "undo"


class State(StrEnum):
    PROPOSED = "proposed"
    APPLIED = "applied"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One entry as it was and as somebody wants it; None where it was not, or shall not be."""

    id: UUID
    key: Key
    before: Document | None
    after: Document | None
    origin: Origin
    by: str
    at: datetime
    reason: str
    state: State
    decided_by: str = ""
    decided_at: datetime | None = None


def needs_another(
    before: Document | None,
    after: Document | None,
    *,
    key: Key | None = None,
) -> bool:
    """Whether a second person has to agree before this is shown (standards D7).

    Hiding needs one person: it is safe, and can be undone. Showing something new, or something
    else, of a service that lives may hang on needs two, and so do the settings that choose what
    is shown. With `key`, the settings that only help to search are left to one person. A call
    that two people made is their word already: whoever records it need not ask this.
    """
    match key[0] if key else _kind(after or before or {}):
        case EntryKind.SETTING:
            return before != after and (key is None or key[1] in _WHAT_IS_SHOWN)
        case EntryKind.PROBLEM if after is not None:
            return any((before or {}).get(name) != after.get(name) for name in _DECIDES)
        case EntryKind.SERVICE if after is not None:
            return _service_needs_another(before or {}, after)
    return False


def may_decide(proposal: Proposal, by: str) -> bool:
    """Whether this person may put the proposal into force."""
    if proposal.state is not State.PROPOSED or not by.strip():
        return False
    needs_two = needs_another(proposal.before, proposal.after, key=proposal.key)
    return not needs_two or _same(by) != _same(proposal.by)


def with_change(documents: Documents, key: Key, after: Document | None) -> Documents:
    """The entries once this one is as `after` says; None takes it out."""
    if after is not None:
        return {**documents, key: after}
    return {each: item for each, item in documents.items() if each != key}


def faults_with(documents: Documents, key: Key, after: Document | None) -> tuple[str, ...]:
    """What would be wrong with the whole directory after this change; nothing if it loads."""
    return faults_in(with_change(documents, key, after))


def undoing(proposal: Proposal) -> tuple[Key, Document | None]:
    """The change that takes it back."""
    return proposal.key, proposal.before


def _service_needs_another(before: Document, after: Document) -> bool:
    if not (_is_grave(before) or _is_grave(after)):
        return False
    shown, will_be = _shown(before), _shown(after)
    shows_something_else = any(shown.get(name) != line for name, line in will_be.items())
    return bool(
        shows_something_else
        or (before and before.get("urgency") != after.get("urgency"))
        or (after.get("status") == Status.OPEN and before.get("status") != Status.OPEN)
        or (after.get("verified") is True and before.get("verified") is not True)
        or (will_be and not _is_grave(before))
        or _is_made_fresher(before, after)
    )


def _is_grave(service: Document) -> bool:
    intents = service.get("intents")
    answers = intents if isinstance(intents, list) else ()
    return service.get("urgency") in _GRAVE or not _GRAVE_INTENTS.isdisjoint(answers)


def _shown(service: Document) -> Mapping[str, Document]:
    """What people are shown of each contact; nothing of a service that is closed."""
    if service.get("status") in _CLOSED:
        return {}
    return {
        str(contact.get("id")): {name: contact.get(name) for name in _CARRIES}
        for contact in _contacts(service)
        if contact.get("verified") is True
    }


def _contacts(service: Document) -> tuple[Document, ...]:
    found = service.get("contacts")
    if not isinstance(found, list):
        return ()
    return tuple(contact for contact in found if isinstance(contact, Mapping))


def _is_made_fresher(before: Document, after: Document) -> bool:
    """Whether what is shown would count as checked later or better, on one person's word."""
    was, becomes = _checks(before), _checks(after)
    return any(
        _rank(becomes[name]) > _rank(was[name])
        for name in becomes.keys() & was.keys() & _shown(after).keys()
    )


def _checks(service: Document) -> Mapping[str, Document]:
    """For each contact, the entry that says how it was checked: its own, or the service's."""
    return {
        str(contact.get("id")): contact if "checked" in contact else service
        for contact in _contacts(service)
    }


def _rank(entry: Document) -> tuple[str, int]:
    hows = [str(how) for how in HowChecked]
    how = str(entry.get("how_checked", HowChecked.READ))
    return str(entry.get("checked", "")), hows.index(how) if how in hows else 0


def _kind(document: Document) -> EntryKind:
    """What an entry is, by its shape, where nobody says."""
    if "value" in document and "id" not in document:
        return EntryKind.SETTING
    if "routes" in document:
        return EntryKind.PROBLEM
    return EntryKind.GUIDANCE if "fact" in document else EntryKind.SERVICE


def _same(name: str) -> str:
    return name.strip().casefold()
