"""Says whether a service can be reached at a given time. Pure."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours

from directory.model import Contact

_LONDON = ZoneInfo("Europe/London")
_MONDAY, _SATURDAY = 0, 5


def is_open(contact: Contact, at: datetime) -> bool | None:
    """Whether the line is open at this time (with a time zone); None where nobody knows."""
    if at.tzinfo is None:
        raise ValueError("the time needs a time zone")
    if contact.opening is None:
        return None
    there = at.astimezone(_LONDON)
    if there.date() in _holidays_of_england(there.year):
        there = datetime.combine(_early_may_holiday(there.year), there.time(), _LONDON)
    timetable = _timetable(contact.opening)
    return None if timetable.is_unknown(there) else timetable.is_open(there)


@lru_cache(maxsize=256)
def _timetable(opening: str) -> OpeningHours:
    return OpeningHours(opening, timezone=_LONDON, country="GB")


@lru_cache(maxsize=16)
def _holidays_of_england(year: int) -> frozenset[date]:
    """The bank holidays that Scotland does not share: the timetables know only those of all of GB.

    They are looked up as the early May holiday, which is one of all of GB.
    """
    new_year = date(year, 1, 1)
    if new_year.weekday() >= _SATURDAY:
        new_year = _monday_from(new_year)
    return frozenset(
        {
            new_year,
            _easter(year) + timedelta(days=1),
            _monday_from(date(year, 8, 25)),
            date(year, 12, 26),
        }
    )


def _early_may_holiday(year: int) -> date:
    return _monday_from(date(year, 5, 1))


def _monday_from(day: date) -> date:
    return day + timedelta(days=(_MONDAY - day.weekday()) % 7)


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian rule (Meeus, chapter 8)."""
    century, of_century = divmod(year, 100)
    moon = year % 19
    lost = (century - (century + 8) // 25 + 1) // 3
    full_moon = (19 * moon + century - century // 4 - lost + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - full_moon - of_century % 4) % 7
    late = (moon + 11 * full_moon + 22 * weekday) // 451
    month, day = divmod(full_moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
