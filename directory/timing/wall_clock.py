"""Reads a London clock, which skips an hour in March and repeats one in October. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = 24 * 60


def in_london(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("the time needs a time zone")
    return at.astimezone(LONDON)


def moment(day: date, minutes: int, *, is_second: bool = False) -> datetime:
    """When the clock shows these minutes after midnight: the first time, or the second."""
    days, minute = divmod(minutes, DAY)
    fold = int(is_second and minute < 120)
    at = time(minute // 60, minute % 60, tzinfo=LONDON, fold=fold)
    return datetime.combine(day + timedelta(days=days), at)


def runs(day: date) -> Iterator[tuple[int, int]]:
    """The minutes that the clock shows in one day, without a leap: one run, or two (from, to).

    Summer time begins and ends at 1am, Greenwich time.
    """
    before, after = _ahead(day), _ahead(day + timedelta(days=1))
    if before == after:
        yield 0, DAY
    else:
        yield 0, 60 + before
        yield 60 + after, DAY


def _ahead(day: date) -> int:
    """How far London is ahead of Greenwich when this day begins, in minutes."""
    offset = datetime.combine(day, time.min, LONDON).utcoffset() or timedelta()
    return offset // timedelta(minutes=1)
