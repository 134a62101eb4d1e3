"""A case as staff see it: a line in the list, and the whole of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.casework.model import Agreement, CaseStatus, Delivered, Outcome, Staff, Told
from bot.safeguarding.levels import Level


class Author(StrEnum):
    """Who wrote a line of a case."""

    PERSON = "person"
    STAFF = "staff"
    BOT = "bot"


class Kind(StrEnum):
    """What a line of a case is. A note never leaves the inbox; an event's text is an `Event`."""

    MESSAGE = "message"
    EDIT = "edit"
    NOTE = "note"
    EVENT = "event"


class Event(StrEnum):
    """What the bot tells staff in a case: a closed list, so that no typed words slip in."""

    SENT_MORE = "sent_more"
    ASKED_TO_WITHDRAW = "asked_to_withdraw"
    ALLOWED_MESSAGES = "allowed_messages"
    REFUSED_MESSAGES = "refused_messages"
    BLOCKED = "blocked"
    RETURNED = "returned"
    OWNED_UP = "owned_up"
    CLAIMED = "claimed"
    CLOSED = "closed"


class Act(StrEnum):
    """What a member of staff may do with a case."""

    CLAIM = "claim"
    REPLY = "reply"
    NOTE = "note"
    CLOSE = "close"


@dataclass(frozen=True)
class CaseMessage:
    """One line of a case. `staff` is set where staff wrote it or did it; `event` for an event.

    `send_after` is when a waiting reply leaves: the person chose when it is safe (A11).
    """

    id: UUID
    author: Author
    kind: Kind
    at: datetime
    text: str = ""
    staff: Staff | None = None
    event: Event | None = None
    delivery: Delivered = Delivered.NOT_FOR_DELIVERY
    send_after: datetime | None = None


@dataclass(frozen=True)
class CaseSummary:
    """A case in the list. Nothing here says what happened or who the person is.

    `level` and `signs` are an automated guess. `waiting_since` is None where nobody waits for
    staff; `has_unread` means that the person wrote since a member of staff last looked;
    `reads_by` is by when they were told that somebody reads it, until somebody does.
    """

    id: UUID
    reference: str
    level: Level
    signs: tuple[str, ...]
    status: CaseStatus
    opened_at: datetime
    owner: Staff | None
    waiting_since: datetime | None
    due_at: datetime | None
    is_overdue: bool
    has_unread: bool
    is_opened: bool
    asked_to_withdraw: bool
    can_be_reached: bool
    reads_by: datetime | None = None


@dataclass(frozen=True)
class CaseView:
    """Everything about one case. `may` is what the member of staff who looks may do with it.

    `agreements` holds one for each time the person pressed Send, first one first.
    """

    summary: CaseSummary
    told: Told
    agreements: tuple[Agreement, ...]
    messages: tuple[CaseMessage, ...]
    may: frozenset[Act]
    first_opened_at: datetime | None = None
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    reason: str = ""


def in_order(cases: Iterable[CaseSummary]) -> tuple[CaseSummary, ...]:
    """Put what is open first, then the gravest, then what is oldest."""
    return tuple(
        sorted(
            cases,
            key=lambda case: (
                case.status is CaseStatus.CLOSED,
                -case.level.rank,
                case.opened_at,
                case.reference,
            ),
        )
    )
