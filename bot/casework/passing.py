"""Whether what staff wrote may still reach the person, asked again as it leaves. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.casework.clock import leaves_at
from bot.casework.model import CaseStatus, SafeTime
from bot.casework.promises import is_late


class Passage(StrEnum):
    """What becomes of a message that is about to be sent, or was sent just now."""

    NOW = "now"
    LATER = "later"  # it was posted anew
    UNREACHABLE = "unreachable"
    NEVER = "never"


@dataclass(frozen=True)
class OnItsWay:
    """What decides whether a message about a case may leave.

    `is_late_word`: it says that nobody has read what the person sent.
    """

    is_late_word: bool
    written_at: datetime | None
    status: CaseStatus
    reads_by: datetime | None
    withdrawal_asked_at: datetime | None
    may_message: bool
    can_be_reached: bool
    safe_time: SafeTime | None
    last_wrote_at: datetime


def passage(message: OnItsWay, at: datetime) -> Passage:
    """Whether it may leave, now that it could: much may have changed since it was written."""
    if not message.may_message or _is_taken_back(message) or not _is_still_true(message, at):
        return Passage.NEVER
    if not message.can_be_reached:
        return Passage.UNREACHABLE
    waits = leaves_at(message.safe_time, message.last_wrote_at, at)
    return Passage.LATER if waits else Passage.NOW


def _is_taken_back(message: OnItsWay) -> bool:
    """Whether the person asked for everything back. What staff write after that is about it."""
    asked = message.withdrawal_asked_at
    if asked is None:
        return False
    return message.is_late_word or message.written_at is None or message.written_at <= asked


def _is_still_true(message: OnItsWay, at: datetime) -> bool:
    is_unread = message.status is CaseStatus.WAITING and is_late(message.reads_by, at)
    return is_unread or not message.is_late_word
