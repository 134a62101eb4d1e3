"""Says whether a service can be reached at a given time. Pure."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

from directory.bank_holidays import is_bank_holiday
from directory.model import Contact

LONDON = ZoneInfo("Europe/London")
Span = tuple[datetime, datetime]


def is_open(contact: Contact, at: datetime) -> bool | None:
    """Whether the line is open at this time (with a time zone); None where nobody knows."""
    if at.tzinfo is None:
        raise ValueError("the time needs a time zone")
    if contact.opening is None:
        return None
    there = at.astimezone(LONDON)
    timetable = _timetable(contact.opening)
    like = datetime.combine(_like(there.date()), there.time(), LONDON)
    return None if timetable.is_unknown(like) else timetable.is_open(like)


def open_spans(opening: str, day: date) -> tuple[Span, ...]:
    """When it is open on one day in London: starts and ends, at the latest midnight.

    `opening` is in OpenStreetMap's syntax. Raises ValueError where it cannot be read.
    """
    midnight = datetime.combine(_like(day), datetime.min.time(), LONDON)
    intervals = _timetable(opening).intervals(midnight, midnight + timedelta(days=1))
    return tuple(
        (_on(day, starts), _on(day, ends) if ends.date() == midnight.date() else _midnight(day))
        for starts, ends, state, _ in intervals
        if state == State.OPEN and ends is not None
    )


def _like(day: date) -> date:
    """A day with the same hours: for each of England's holidays, one that the timetables know."""
    return _known_holiday(day.year) if is_bank_holiday(day) else day


def _on(day: date, moment: datetime) -> datetime:
    return datetime.combine(day, moment.time(), LONDON)


def _midnight(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), LONDON)


@lru_cache(maxsize=256)
def _timetable(opening: str) -> OpeningHours:
    try:
        return OpeningHours(opening, timezone=LONDON, country="GB")
    except ParserError as error:
        raise ValueError(f"these opening hours cannot be read: {opening!r}") from error


def _known_holiday(year: int) -> date:
    """The early May holiday, which all of Great Britain keeps: timetables know only such days."""
    return next(
        day for day in (date(year, 5, 1 + offset) for offset in range(7)) if not day.weekday()
    )
