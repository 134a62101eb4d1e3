"""The editors' rules: what one person may change alone, and what needs a second. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from directory.keeping.grave import is_emergency, is_grave
from directory.records.documents import Document, Documents, EntryKind, Key, faults_in
from directory.terms import Status

_CLOSED = frozenset({Status.ENDED, Status.TEMPORARILY_CLOSED})
_WHAT_IS_SHOWN = frozenset({"first_choices", "roles", "never_show", "short"})
"""Settings that choose which service or number people are shown."""
_NAMES = ("name", "aka", "former_names")
"""What people find a service by: another's name would lead them astray."""


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
    """Whether a second person has to agree before this counts (standards D7).

    Two people stand behind every change of a service that lives may hang on, before or after it,
    hidden or not, of a problem, of guidance, of what chooses what is shown, and of the names that
    any service is found by. Only pure hiding needs one: it is safe, and can be undone. With
    `key`, the settings that only help to search are left to one person. A call that two people
    made is their word already: whoever records it need not ask this.
    """
    if before == after:
        return False
    match key[0] if key else _kind(after or before or {}):
        case EntryKind.SETTING:
            return key is None or key[1] in _WHAT_IS_SHOWN
        case EntryKind.SERVICE:
            return _service_needs_another(before, after)
    return True


def refusals(before: Document | None, after: Document | None) -> tuple[str, ...]:
    """What nobody may do to this service, however many agree: 999 is always there to be shown."""
    if before is None or not is_emergency(before):
        return ()
    if after is None or _takes_away(before, after):
        return (
            f"service {before.get('id')!r}: people need it to stay alive, so nobody can hide it,"
            " close it, say that it is not confirmed, or take it or a way to reach it out",
        )
    return ()


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


def _service_needs_another(before: Document | None, after: Document | None) -> bool:
    if is_grave(before or {}) or is_grave(after or {}):
        return before is None or after is None or not _only_hides(before, after)
    if before is None or after is None:
        return False
    return any(before.get(name) != after.get(name) for name in _NAMES)


def _only_hides(before: Document, after: Document) -> bool:
    """Whether nothing is new but that lines, or the whole service, are shown no more."""
    closes = after.get("status") in _CLOSED and before.get("status") not in _CLOSED
    if before.get("status") != after.get("status") and not closes:
        return False
    was = {str(contact.get("id")): contact for contact in _contacts(before)}
    becomes = {str(contact.get("id")): contact for contact in _contacts(after)}
    return (
        _without_what_hides(before) == _without_what_hides(after)
        and list(becomes) == [name for name in was if name in becomes]
        and all(line in (was[name], _hidden(was[name])) for name, line in becomes.items())
    )


def _without_what_hides(service: Document) -> Document:
    return {name: each for name, each in service.items() if name not in {"status", "contacts"}}


def _hidden(contact: Document) -> Document:
    return {**contact, "verified": False}


def _takes_away(before: Document, after: Document) -> bool:
    """Whether an emergency service would be there less than it is."""
    shown = {contact.get("id") for contact in _contacts(before) if _is_verified(contact)}
    still = {contact.get("id") for contact in _contacts(after) if _is_verified(contact)}
    return (
        not is_emergency(after)
        or after.get("status") not in {before.get("status"), Status.OPEN}
        or (_is_verified(before) and not _is_verified(after))
        or not shown <= still
    )


def _is_verified(entry: Document) -> bool:
    return entry.get("verified") is True


def _contacts(service: Document) -> tuple[Document, ...]:
    found = service.get("contacts")
    if not isinstance(found, list):
        return ()
    return tuple(contact for contact in found if isinstance(contact, Mapping))


def _kind(document: Document) -> EntryKind:
    """What an entry is, by its shape, where nobody says."""
    if "value" in document and "id" not in document:
        return EntryKind.SETTING
    if "routes" in document:
        return EntryKind.PROBLEM
    return EntryKind.GUIDANCE if "fact" in document else EntryKind.SERVICE


def _same(name: str) -> str:
    return name.strip().casefold()
