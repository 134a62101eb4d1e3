"""When staff should have looked at a case, and when a message may reach a phone. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.casework.model import CaseStatus, SafeTime
from bot.casework.views import Author, CaseMessage, Kind
from bot.safeguarding.levels import Level
from directory.timing.bank_holidays import is_bank_holiday

LONDON = ZoneInfo("Europe/London")
DAY_STARTS = time(9)
STILL_HERE = timedelta(minutes=15)  # somebody who just wrote is holding their phone
WINDOWS = {
    SafeTime.DAYTIME: (time(9), time(17)),
    SafeTime.AFTER_SCHOOL: (time(15, 30), time(18)),
    SafeTime.EVENING: (time(18), time(21)),
}
SATURDAY = 5


def waiting_since(
    status: CaseStatus,
    opened_at: datetime,
    messages: Iterable[CaseMessage],
    *,
    can_be_reached: bool = True,
    is_opened: bool = False,
) -> datetime | None:
    """Since when the person has been waiting for staff; None while it is the person's turn.

    The clock runs only while somebody waits for us, from the moment they pressed Send: an answer
    or a note by staff stops it, and what the person writes next starts it again. It stops too
    where no answer could reach them, but not before somebody has read what they sent: reading
    it is owed all the same.
    """
    if not can_be_reached and is_opened:
        return None
    match status:
        case CaseStatus.WAITING:
            return opened_at
        case CaseStatus.CLOSED:
            return None
        case CaseStatus.CLAIMED:
            since: datetime | None = opened_at
            for message in messages:
                if message.author is Author.STAFF and message.kind in {Kind.MESSAGE, Kind.NOTE}:
                    since = None
                elif message.author is Author.PERSON:
                    since = since or message.at
            return since


def due_at(level: Level, since: datetime) -> datetime:
    """By when staff should have acted: at once in danger, else within one working day (A17)."""
    if level is Level.IMMEDIATE:
        return since
    start = since.astimezone(LONDON)
    if not is_working_day(start.date()):
        start = datetime.combine(next_working_day(start.date()), DAY_STARTS, LONDON)
    due = datetime.combine(next_working_day(start.date()), start.time(), LONDON)
    return due.astimezone(since.tzinfo)


def next_working_day(day: date) -> date:
    following = day + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    return following


def is_working_day(day: date) -> bool:
    """Monday to Friday, bank holidays in England left out."""
    return day.weekday() < SATURDAY and not is_bank_holiday(day)


def leaves_at(
    safe_time: SafeTime | None, last_wrote_at: datetime, now: datetime
) -> datetime | None:
    """When a message to the person may leave; None for now (standards A11).

    It waits for the hours that the person called safe, unless they wrote just now.
    """
    if safe_time not in WINDOWS or now - last_wrote_at <= STILL_HERE:
        return None
    opens, closes = WINDOWS[safe_time]
    local = now.astimezone(LONDON)
    if opens <= local.time() < closes:
        return None
    day = local.date() if local.time() < opens else local.date() + timedelta(days=1)
    while safe_time is SafeTime.AFTER_SCHOOL and not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, opens, LONDON).astimezone(now.tzinfo)
