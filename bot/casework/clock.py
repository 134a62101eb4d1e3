"""When staff should have looked at a case, and when a message may reach a phone. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.casework.model import CaseStatus, SafeTime
from bot.casework.views import Author, CaseMessage, Kind
from bot.safeguarding.levels import Level

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
    status: CaseStatus, opened_at: datetime, messages: Iterable[CaseMessage]
) -> datetime | None:
    """Since when the person has been waiting for staff; None while it is the person's turn.

    The clock runs only while somebody waits for us: a message that staff have answered, or
    written a note about, stops it, and what the person writes next starts it again.
    """
    match status:
        case CaseStatus.WAITING:
            return opened_at
        case CaseStatus.CLOSED:
            return None
        case CaseStatus.CLAIMED:
            since: datetime | None = None
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
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def bank_holidays(year: int) -> frozenset[date]:
    """England's usual bank holidays: gov.uk/bank-holidays. A one-off day is not known here."""
    easter = easter_sunday(year)
    return frozenset(
        {
            _weekday_from(date(year, 1, 1)),
            easter - timedelta(days=2),
            easter + timedelta(days=1),
            _first_monday(date(year, 5, 1)),
            _first_monday(date(year, 5, 25)),
            _first_monday(date(year, 8, 25)),
            *_christmas(year),
        }
    )


def easter_sunday(year: int) -> date:
    """The anonymous Gregorian rule (Meeus, Astronomical Algorithms, chapter 8)."""
    century, of_century = divmod(year, 100)
    moon_shift = (8 * century + 13) // 25
    golden = year % 19
    epact = (19 * golden + century - century // 4 - moon_shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _christmas(year: int) -> tuple[date, date]:
    """Christmas and Boxing Day, or the weekdays that stand in for them, never the same two."""
    christmas = _weekday_from(date(year, 12, 25))
    boxing = _weekday_from(date(year, 12, 26))
    return (christmas, boxing if boxing != christmas else boxing + timedelta(days=1))


def _weekday_from(day: date) -> date:
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def _first_monday(start: date) -> date:
    return start + timedelta(days=-start.weekday() % 7)


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
