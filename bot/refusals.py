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
from directory.keeping.rules import broken_rules, without_repeats
from directory.keeping.seeding import are_of_two_boroughs, borough_of
from directory.records.documents import (
    Document,
    Documents,
    EntryKind,
    Key,
    faults_in,
    fitting,
    load_documents,
)
from directory.records.nearby import nearby
from directory.records.sound import sound_part

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
                f"{each.by} proposed this, so somebody else has to approve it: people rely"
                " on it, and two people see more than one. Ask a colleague to look."
            )
        check_unchanged(each.key, each.before, documents.get(each.key))


def check_unchanged(key: Key, expected: Document | None, stored: Document | None) -> None:
    if stored == expected:
        return
    changed = in_words(differences(_only(key, expected), _only(key, stored)))
    raise NotAllowed(
        "\n".join((f"{key[1]} was changed since. Look again, and propose it anew:", *changed))
    )


def check_borough(shipped: Documents, stored: Documents) -> None:
    if are_of_two_boroughs(shipped, stored):
        raise NotAllowed(
            f"This database holds the directory of {borough_of(stored)}, and the files are those"
            f" of {borough_of(shipped)}. Give each borough a database of its own"
            " (WAYMARK_DATABASE_URL), or set WAYMARK_BOROUGH back. Nothing was changed."
        )


def refuse_for(faults: Sequence[str]) -> None:
    if faults:
        raise NotAllowed("\n".join(("This would break the directory. Mend first:", *faults)))


def faults_with(
    documents: Documents, changes: Mapping[Key, Document | None], today: date
) -> tuple[str, ...]:
    """What these changes, made today, would break: the rules, or the directory as a whole.

    What is broken already is no reason to refuse: one broken entry must not keep editors from all
    the others, nor from mending it.
    """
    # An empty directory is filled from files, which were reviewed where they are kept.
    broken = tuple(broken_rules(documents, changes)) if documents else ()
    sound, _ = fitting(documents)
    after = {key: each for key, each in {**sound, **changes}.items() if each is not None}
    near = nearby({**sound, **after}, changes)
    after = {key: each for key, each in after.items() if key in near}
    try:
        directory = load_documents(after)
    except LoadError as error:
        known = set(faults_in({key: each for key, each in sound.items() if key in near}))
        if new := tuple(each for each in error.faults if each not in known):
            return (*broken, *without_repeats(new, documents, changes))
        directory = sound_part(after).directory
    changed = {name for kind, name in changes if kind is EntryKind.SERVICE}
    services = {name: each for name, each in directory.services.items() if name in changed}
    return (*broken, *faults_on(replace(directory, services=services), today))


def contact_value(document: Document | None, service_id: str, contact_id: str) -> str:
    contacts = document.get("contacts") if document else None
    for contact in contacts if isinstance(contacts, list | tuple) else ():
        if isinstance(contact, Mapping) and contact.get("id") == contact_id:
            return str(contact.get("value"))
    raise NotAllowed(f"There is no {service_id}.{contact_id}. See waymark directory ring-list.")


def day(proposal: Proposal) -> str:
    at = (proposal.decided_at or proposal.at).astimezone(LONDON)
    return f"{at.day} {at:%B %Y}"


def _only(key: Key, document: Document | None) -> Documents:
    return {} if document is None else {key: document}
