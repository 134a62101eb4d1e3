"""Everything that can be done about what somebody said or did. Pure.

Nothing is sent, stored or deleted but as one of these: `storage.apply` turns them into rows and
jobs in one transaction, and only after its commit does `delivery` use the network.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from bot.casework import Agreement, NewCase, Outcome, Staff


@dataclass(frozen=True)
class Button:
    """A button under a message. `data` is opaque and at most 64 bytes (Telegram's limit)."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Message:
    """Words for a person, made from the content file's entry `key` and from nothing else.

    `covered` is shown under the text, hidden until the person taps it (standards A12).
    """

    key: str
    text: str
    buttons: Rows = ()
    covered: str = ""


@dataclass(frozen=True)
class Sent:
    """A message in a chat: the channel's number of it, and when it was sent."""

    message_id: str
    at: datetime


# --- to the person ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Say:
    """Send a new message. An urgent one waits for nothing: no queue order, no pacing."""

    message: Message
    urgent: bool = False


@dataclass(frozen=True)
class Replace:
    """Put these words where the tapped button's message was (a new message if that is gone)."""

    message: Message


@dataclass(frozen=True)
class AnswerTap:
    """Stop the tapped button's waiting sign; `notice` is shown for a moment if there is one."""

    notice: str = ""


@dataclass(frozen=True)
class ClearChat:
    """Delete both sides' messages, as far as the channel lets us, and all that is queued."""


@dataclass(frozen=True)
class ClearTyped:
    """Delete the person's message that led to this, and nothing else."""


@dataclass(frozen=True)
class LeaveChat:
    """Leave a group that somebody added the bot to (standards E2)."""


# --- what is kept ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Forget:
    """Delete the person's conversation state, draft included."""


@dataclass(frozen=True)
class ClearAfter:
    """Clear the chat whenever it was quiet for so long. None: leave it as it is, from now on."""

    minutes: int | None


@dataclass(frozen=True)
class ClearAt:
    """Clear the chat once, at this time."""

    at: datetime


@dataclass(frozen=True)
class SetDecoy:
    """Keep a keyed hash of the word that brings the decoy up. The word itself is not kept."""

    word: str


@dataclass(frozen=True)
class DropDecoy:
    """Forget the decoy word."""


@dataclass(frozen=True)
class KeepUpDecoy:
    """Answer as the decoy from now on, or no longer; replies of staff wait meanwhile."""

    is_up: bool


@dataclass(frozen=True)
class OpenCase:
    """Keep what the person agreed to pass on, with each agreement they gave (standards A1, A6)."""

    case: NewCase
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True)
class AddToCase:
    """Keep one more message in the person's case. `is_edit`: they changed an earlier one."""

    case_id: UUID
    text: str
    is_edit: bool = False


@dataclass(frozen=True)
class WithdrawCase:
    """Erase a case that no staff member has opened."""

    case_id: UUID


@dataclass(frozen=True)
class AskToWithdraw:
    """Flag an opened case: staff decide, and write down why (standards A7)."""

    case_id: UUID


@dataclass(frozen=True)
class AllowMessages:
    """The person said whether staff may write to them here, after they had sent (A6).

    `agreement` is there with a yes.
    """

    case_id: UUID
    allowed: bool
    agreement: Agreement | None = None


@dataclass(frozen=True)
class NoteReach:
    """The person blocked the bot, or came back: staff of the open case are told."""

    case_id: UUID
    can_be_reached: bool


@dataclass(frozen=True)
class OwnUp:
    """The person is told that nobody has read what they sent by when we said.

    `covered` is sent to them under a neutral first line; without it they have just been told.
    """

    case_id: UUID
    covered: str = ""


@dataclass(frozen=True)
class ReportService:
    """One anonymous tap: this contact of a service, or the service as a whole, did not work."""

    service_id: str
    contact_id: str | None = None


# --- by staff --------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClaimCase:
    case_id: UUID
    staff: Staff


@dataclass(frozen=True)
class SendReply:
    """Keep the reply in the case and send it to the person under a neutral first line."""

    case_id: UUID
    staff: Staff
    text: str


@dataclass(frozen=True)
class KeepNote:
    case_id: UUID
    staff: Staff
    text: str


@dataclass(frozen=True)
class CloseCase:
    case_id: UUID
    staff: Staff
    outcome: Outcome
    reason: str
    tell_person: bool = True


@dataclass(frozen=True)
class Audit:
    """One line of the append-only audit: who did what to which case. Never what it says."""

    staff_id: UUID | None
    act: str
    case_id: UUID | None = None
    reason: str = ""


ToPerson = Say | Replace | AnswerTap | ClearChat | ClearTyped | LeaveChat
Kept = (
    Forget
    | ClearAfter
    | ClearAt
    | SetDecoy
    | DropDecoy
    | KeepUpDecoy
    | OpenCase
    | AddToCase
    | WithdrawCase
    | AskToWithdraw
    | AllowMessages
    | NoteReach
    | OwnUp
    | ReportService
)
ByStaff = ClaimCase | SendReply | KeepNote | CloseCase | Audit
Effect = ToPerson | Kept | ByStaff


Act = Literal["say", "replace", "answer_tap", "delete", "leave"]


@dataclass(frozen=True)
class Parcel:
    """What one delivery job carries, sealed while it waits: where to, and what to do there.

    `is_answer`: it belongs to a turn of the person's, and is worthless once the chat is cleared;
    `messages` are those to delete; `case_id` is the case that it is about, where it is by staff.
    """

    channel: str
    chat: str
    person_key: str
    act: Act
    message: Message | None = None
    tap_id: str = ""
    message_id: str = ""
    notice: str = ""
    case_message_id: UUID | None = None
    case_id: UUID | None = None
    urgent: bool = False
    written_at: datetime | None = None
    is_answer: bool = False
    messages: tuple[Sent, ...] = ()
