"""What a member of staff may do with a case, and what follows from doing it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from bot.casework.model import CaseStatus, Outcome, Staff
from bot.casework.views import Act
from bot.effects import ClaimCase, CloseCase, Effect, KeepNote, SendReply

TEXT_LIMIT = 3000  # characters: with the line above it a reply stays one Telegram message


class Reason(StrEnum):
    """Why an act was refused."""

    NOT_FOUND = "not_found"
    TAKEN = "taken"
    CLOSED = "closed"
    NOT_CLAIMED = "not_claimed"
    NOT_OWNER = "not_owner"
    MAY_NOT_MESSAGE = "may_not_message"
    CANNOT_BE_REACHED = "cannot_be_reached"
    EMPTY = "empty"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class Refused:
    """The act was not done. `owner` is the name of who has the case, where that is the reason."""

    reason: Reason
    owner: str = ""


@dataclass(frozen=True)
class Standing:
    """What of a case decides who may do what with it."""

    id: UUID
    status: CaseStatus
    owner: Staff | None
    may_message: bool
    can_be_reached: bool


Followed = tuple[Effect, ...] | Refused


def claim(case: Standing, staff: Staff) -> Followed:
    """Take a waiting case: only one member of staff can."""
    return _not_waiting(case) or (ClaimCase(case.id, staff),)


def reply(case: Standing, staff: Staff, text: str) -> Followed:
    """Write to the person: the owner alone, and only where the person said yes to messages."""
    refused = _not_theirs(case, staff) or _not_reachable(case) or _not_sendable(text)
    return refused or (SendReply(case.id, staff, text),)


def note(case: Standing, staff: Staff, text: str) -> Followed:
    """Write something down for staff. Anyone signed in may, on a closed case too."""
    return _not_sendable(text) or (KeepNote(case.id, staff, text),)


def close(case: Standing, staff: Staff, outcome: Outcome, reason: str) -> Followed:
    """End a case with a decision and its reason (standards A28).

    The person is told only where they said yes to messages and can get them.
    """
    refused = _not_theirs(case, staff) or _not_sendable(reason)
    if refused:
        return refused
    tell_person = _not_reachable(case) is None
    return (CloseCase(case.id, staff, outcome, reason, tell_person=tell_person),)


def allowed(case: Standing, staff: Staff) -> frozenset[Act]:
    """Say which acts would not be refused, given words that are fit to send."""
    tried: dict[Act, Callable[[], Followed]] = {
        Act.CLAIM: lambda: claim(case, staff),
        Act.REPLY: lambda: reply(case, staff, "words"),
        Act.NOTE: lambda: note(case, staff, "words"),
        Act.CLOSE: lambda: close(case, staff, Outcome.NO_ACTION, "words"),
    }
    return frozenset(act for act, result in tried.items() if not isinstance(result(), Refused))


def _not_waiting(case: Standing) -> Refused | None:
    match case.status:
        case CaseStatus.WAITING:
            return None
        case CaseStatus.CLAIMED:
            return Refused(Reason.TAKEN, case.owner.name if case.owner else "")
        case CaseStatus.CLOSED:
            return Refused(Reason.CLOSED)


def _not_theirs(case: Standing, staff: Staff) -> Refused | None:
    if case.status is CaseStatus.CLOSED:
        return Refused(Reason.CLOSED)
    if case.owner is None:
        return Refused(Reason.NOT_CLAIMED)
    if case.owner.id != staff.id:
        return Refused(Reason.NOT_OWNER, case.owner.name)
    return None


def _not_reachable(case: Standing) -> Refused | None:
    if not case.may_message:
        return Refused(Reason.MAY_NOT_MESSAGE)
    if not case.can_be_reached:
        return Refused(Reason.CANNOT_BE_REACHED)
    return None


def _not_sendable(text: str) -> Refused | None:
    if not text.strip():
        return Refused(Reason.EMPTY)
    if len(text) > TEXT_LIMIT:
        return Refused(Reason.TOO_LONG)
    return None
