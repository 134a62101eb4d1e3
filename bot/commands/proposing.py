"""Finds what an editor means at the command line, and says what comes next."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from bot.editors import Editors
from bot.errors import NotAllowed
from directory.keeping.editing import Proposal, State, needs_another
from directory.keeping.grave import serves_the_grave
from directory.keeping.ringing import LINES, CallOutcome
from directory.model import Directory, Service
from directory.records.documents import Document, Documents, EntryKind, Key
from directory.records.numbers import digits, number_in
from directory.terms import Status, Urgency


def key_of(documents: Documents, key: Key) -> Document:
    """The entry of this key. Raises NotAllowed where there is none."""
    if key not in documents:
        raise NotAllowed(f"There is no {key[0]} {key[1]!r}. A new one comes in by an import.")
    return documents[key]


def by_short_id(proposals: Sequence[Proposal], begins: str) -> Proposal:
    """The one proposal whose id begins so. Raises NotAllowed where there is none, or several."""
    found = [each for each in proposals if begins and str(each.id).startswith(begins.lower())]
    if len(found) != 1:
        how_many = "more than one proposal" if found else "no such proposal"
        raise NotAllowed(f"There is {how_many} whose id begins with {begins!r}.")
    return found[0]


async def ids_meant(
    editors: Editors, begins: str, by: str, *, whole_import: bool
) -> tuple[UUID, ...]:
    """The ids of the proposal whose id begins so, or of all that came in by the same import.

    An import is what one person brought in for one reason; with `by` all that this person did.
    """
    if whole_import and by and not begins:
        return await editors.of_import(by)
    if by or not begins:
        raise NotAllowed("Give the id of a proposal; for a whole import, with --all or --from.")
    found = by_short_id(await editors.waiting(begins), begins)
    if not whole_import:
        return (found.id,)
    return await editors.of_import(found.by, found.reason)


def the_only_line(directory: Directory, service_id: str) -> str:
    """The id of a service's one number. Raises NotAllowed where it has another count of them."""
    service = directory.services.get(service_id)
    if service is None:
        raise NotAllowed(f"There is no service {service_id!r}. See waymark directory ring-list.")
    lines = [contact.id for contact in service.contacts if contact.kind in LINES]
    if len(lines) != 1:
        known = ", ".join(contact.id for contact in service.contacts) or "none"
        raise NotAllowed(f"Say which contact of {service_id} you mean (it has: {known}).")
    return lines[0]


def said_of(proposal: Proposal, directory: Directory) -> str:
    """What comes next for a proposal; `directory` is what people see once it was stored."""
    if proposal.state is not State.APPLIED:
        who = "Somebody else" if _needs_other_eyes(proposal) else "Somebody"
        return f"{who} has to look: waymark directory approve {str(proposal.id)[:8]}"
    kind, name = proposal.key
    if proposal.after is None:
        return "Done: within ten seconds it is gone."
    service = directory.services.get(name) if kind is EntryKind.SERVICE else None
    if kind is not EntryKind.SERVICE or (service is not None and service.reachable):
        return "Done: people are shown it within ten seconds."
    if service is not None and service.status in (Status.ENDED, Status.TEMPORARILY_CLOSED):
        return "Done: it is closed, so within ten seconds people see no way to reach it."
    return (
        "Done. How to reach it stays hidden until somebody confirmed that:"
        f" waymark directory confirm {name} --outcome works"
    )


def said_after_call(
    directory: Directory,
    service_id: str,
    contact_id: str,
    outcome: CallOutcome,
    *,
    has_changed: bool,
) -> Iterator[str]:
    """What comes next, for whoever made the call."""
    propose = f"waymark directory propose {service_id}"
    service = directory.services[service_id]
    match outcome:
        case CallOutcome.WORKS if not has_changed and not _needs_two(service):
            yield "It was confirmed today already. Nothing was changed."
        case CallOutcome.WORKS if not has_changed:
            who = "looked this up" if service.urgency is Urgency.EMERGENCY else "rung this number"
            yield f"It counts once somebody else has {who} too, within 30 days."
        case CallOutcome.WORKS:
            for each in _same_number(directory, service_id, contact_id):
                yield f"The same number is under {each}: confirm it there too."
        case CallOutcome.NO_ANSWER:
            yield "Nothing was changed. Try at another time of day."
        case CallOutcome.CHANGED:
            yield f"Now say what is different: {propose} --set {contact_id}.hours=…"
        case CallOutcome.WRONG_NUMBER | CallOutcome.ENDED if not has_changed:
            yield "Nothing was changed. If people are shown it, tell your safeguarding lead now."
        case CallOutcome.WRONG_NUMBER:
            yield f"People do not see it any more. Once you know the right one: {propose}"
        case CallOutcome.ENDED:
            yield "People do not see it any more. Say what they should know instead:"
            yield f"{propose} --set status=ended --set correction=…"


def _needs_other_eyes(proposal: Proposal) -> bool:
    return needs_another(proposal.before, proposal.after, key=proposal.key)


def _needs_two(service: Service) -> bool:
    return serves_the_grave(service.urgency, service.intents)


def _same_number(directory: Directory, service_id: str, contact_id: str) -> Iterator[str]:
    contact = directory.services[service_id].contact(contact_id)
    number = digits(number_in(contact.value) or "") if contact else ""
    for service in directory.services.values():
        for other in service.contacts:
            is_this = (service.id, other.id) == (service_id, contact_id)
            is_same = digits(number_in(other.value) or "") == number
            if number and is_same and other.kind in LINES and not is_this:
                yield f"{service.id} {other.id}"
