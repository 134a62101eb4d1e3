"""Turns proposals and calls into rows and back."""

from typing import Any

from bot.storage.directory_tables import DirectoryCheckRow, DirectoryProposalRow
from directory.hours import LONDON
from directory.keeping.call_outcomes import CallOutcome, Rung
from directory.keeping.editing import Origin, Proposal, State
from directory.records.documents import EntryKind


def proposal_values(proposal: Proposal) -> dict[str, Any]:
    kind, entry_id = proposal.key
    return {
        "id": proposal.id,
        "kind": kind,
        "entry_id": entry_id,
        "before": proposal.before,
        "after": proposal.after,
        "origin": proposal.origin,
        "proposed_by": proposal.by,
        "proposed_at": proposal.at,
        "reason": proposal.reason,
        "state": proposal.state,
        "decided_by": proposal.decided_by,
        "decided_at": proposal.decided_at,
        "decided_why": "",
    }


def proposal_of(row: DirectoryProposalRow) -> Proposal:
    """The reason of whoever turned it down stands under the reason it was made for."""
    why = (row.reason, f"Turned down: {row.decided_why}" if row.decided_why else "")
    return Proposal(
        id=row.id,
        key=(EntryKind(row.kind), row.entry_id),
        before=row.before,
        after=row.after,
        origin=Origin(row.origin),
        by=row.proposed_by,
        at=row.proposed_at,
        reason="\n".join(filter(None, why)),
        state=State(row.state),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def rung_of(row: DirectoryCheckRow) -> Rung:
    on = row.rung_at.astimezone(LONDON).date()
    return Rung(row.contact_value, CallOutcome(row.outcome), row.rung_by, on)
