"""The hours of an ordinary week, with days alike put together. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from directory.timing.timetables import begun_on, of_a_day
from directory.timing.wall_clock import DAY

Times = tuple[tuple[int, int], ...]
"""Starts and ends, in minutes after midnight."""
_MONDAY = date(2026, 2, 2)  # no bank holiday falls in this week, or on the day before it
_ALL_DAY: Times = ((0, DAY),)


@dataclass(frozen=True, slots=True)
class DaysAlike:
    """Days in a row with the same hours. Monday is 0."""

    first: int
    last: int
    times: Times


@dataclass(frozen=True, slots=True)
class UsualHours:
    days: tuple[DaysAlike, ...]
    """Those on which it is open."""

    @property
    def is_always(self) -> bool:
        return self.days == (DaysAlike(0, 6, _ALL_DAY),)


def usual_hours(opening: str) -> UsualHours:
    """`opening` is in OpenStreetMap's syntax. Raises ValueError where it cannot be read."""
    found = []
    for times, group in groupby(range(7), key=lambda weekday: _times(opening, weekday)):
        days = tuple(group)
        if times:
            found.append(DaysAlike(days[0], days[-1], times))
    return UsualHours(tuple(found))


def _times(opening: str, weekday: int) -> Times:
    day = _MONDAY + timedelta(days=weekday)
    stretches = of_a_day(begun_on(opening, day), begun_on(opening, day - timedelta(days=1)))
    return tuple((each.starts, each.ends) for each in stretches if each.is_open)
