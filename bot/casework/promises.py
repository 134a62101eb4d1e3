"""By when a person reads what somebody sent, and what is owed when nobody did. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.casework.clock import LONDON, leaves_at
from bot.casework.model import CaseStatus, SafeTime
from directory.hours import Span
from directory.timing.bank_holidays import is_bank_holiday

FAR = 60  # days within which staff have to be at work again
LAST_MINUTE = timedelta(minutes=1)

StaffedOn = Callable[[date], tuple[Span, ...]]


def reads_by(sent_at: datetime, staffed_on: StaffedOn) -> datetime | None:
    """The end of the first working day that begins after something was sent, in London.

    `staffed_on` gives the hours of staff on a day. None where they are not at work for long.
    """
    local = sent_at.astimezone(LONDON)
    for ahead in range(FAR):
        day = local.date() + timedelta(days=ahead)
        spans = () if is_bank_holiday(day) else staffed_on(day)
        if spans and spans[0][0] > local:
            closes = spans[-1][1]
            # Midnight would be read as the day before it, or as the day after.
            return closes if closes.date() == day else closes - LAST_MINUTE
    return None


@dataclass(frozen=True)
class Unread:
    """What decides whether the person is owed a word about what nobody has read.

    `reads_by` is None where staff have read everything that was sent; `is_asked_back`: the person
    asked for it to be erased.
    """

    status: CaseStatus
    reads_by: datetime | None
    has_owned_up: bool
    is_asked_back: bool
    may_message: bool
    can_be_reached: bool
    safe_time: SafeTime | None
    last_wrote_at: datetime


def is_late(reads_by: datetime | None, at: datetime) -> bool:
    """Whether the time has passed by which somebody was to have read it."""
    return reads_by is not None and reads_by <= at


def owes_word(case: Unread, at: datetime) -> bool:
    """Whether the person is told unasked, now, that nobody has read it in time: once.

    Only where they said yes to messages here, and only within the hours that they called safe:
    a word that waited for those might no longer be true when it came.
    """
    return (
        case.status is CaseStatus.WAITING
        and is_late(case.reads_by, at)
        and not case.has_owned_up
        and not case.is_asked_back
        and case.may_message
        and case.can_be_reached
        and leaves_at(case.safe_time, case.last_wrote_at, at) is None
    )
