"""What editors may not do, and the words that tell them so. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from bot.errors import NotAllowed
from directory.errors import LoadError
from directory.freshness import faults_on
from directory.hours import LONDON
from directory.keeping.changes import differences, in_words
from directory.keeping.editing import Proposal, State, may_decide
from directory.records.documents import Document, Documents, EntryKind, Key, load_documents

LONGEST = 2000  # letters of a reason or a note


def given(reason: str) -> str:
    if not reason.strip():
        raise NotAllowed("Say in a few words why, for whoever reads the history later.")
    return reason.strip()[:LONGEST]


def check_decidable(proposals: Sequence[Proposal], ids: Sequence[UUID]) -> None:
    if len(proposals) < len(set(ids)):
        raise NotAllowed("There is no such proposal. Look at what is waiting.")
    for each in proposals:
        if each.state is not State.PROPOSED:
            what = "approved" if each.state is State.APPLIED else "turned down"
            raise NotAllowed(f"{each.decided_by} has {what} this already, on {day(each)}.")


def check_applicable(proposals: Sequence[Proposal], documents: Documents, by: str) -> None:
    if len({each.key for each in proposals}) < len(proposals):
        raise NotAllowed("Two of these change the same entry. Decide them one by one.")
    for each in proposals:
        if not may_decide(each, by):
            raise NotAllowed(
                f"{each.by} proposed this, so somebody else has to approve it: people in danger"
                " rely on it, and two people see more than one. Ask a colleague to look."
            )
        check_unchanged(each.key, each.before, documents.get(each.key))


def check_unchanged(key: Key, expected: Document | None, stored: Document | None) -> None:
    if stored == expected:
        return
    changed = in_words(differences(_only(key, expected), _only(key, stored)))
    raise NotAllowed(
        "\n".join((f"{key[1]} was changed since. Look again, and propose it anew:", *changed))
    )


def refuse_for(faults: Sequence[str]) -> None:
    if faults:
        raise NotAllowed("\n".join(("This would break the directory. Mend first:", *faults)))


def faults_with(
    documents: Documents, changes: Mapping[Key, Document | None], today: date
) -> tuple[str, ...]:
    """What would be wrong with the directory after these changes, made today."""
    together = {**documents, **changes}
    try:
        directory = load_documents(
            {key: each for key, each in together.items() if each is not None}
        )
    except LoadError as error:
        return error.faults
    changed = {name for kind, name in changes if kind is EntryKind.SERVICE}
    services = {name: each for name, each in directory.services.items() if name in changed}
    return faults_on(replace(directory, services=services), today)


def contact_value(document: Document | None, service_id: str, contact_id: str) -> str:
    contacts = document.get("contacts") if document else None
    for contact in contacts if isinstance(contacts, list | tuple) else ():
        if contact.get("id") == contact_id:
            return str(contact.get("value"))
    raise NotAllowed(f"There is no {service_id}.{contact_id}. See waymark directory ring-list.")


def day(proposal: Proposal) -> str:
    at = (proposal.decided_at or proposal.at).astimezone(LONDON)
    return f"{at.day} {at:%B %Y}"


def _only(key: Key, document: Document | None) -> Documents:
    return {} if document is None else {key: document}
