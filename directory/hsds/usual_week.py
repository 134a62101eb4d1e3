"""Says what the hours of an ordinary week are. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from directory.timing.timetables import begun_on, of_a_day

Days = tuple[int, ...]
"""Weekdays, Monday 0."""

_MONDAY = date(2026, 2, 2)  # no bank holiday falls in this week, or on the day before it


def usual_week(opening: str, *, is_open: bool | None) -> Mapping[tuple[int, int], Days]:
    """For each pair of times (minutes after midnight), the weekdays on which it is open so.

    With `is_open=None`, the times for which nobody knows. Raises ValueError where the hours
    cannot be read.
    """
    found: defaultdict[tuple[int, int], Days] = defaultdict(tuple)
    for weekday in range(7):
        day = _MONDAY + timedelta(days=weekday)
        for each in of_a_day(begun_on(opening, day), begun_on(opening, day - timedelta(days=1))):
            if each.is_open is is_open:
                found[each.starts, each.ends] += (weekday,)
    return found
