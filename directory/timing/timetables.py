"""Says what the opening hours of any day are. Pure.

A library says which rule holds on which day. Two things are done here: hours after midnight
belong to the day on which they began, whatever the next day's rule is (the library cuts them
off there, and keeps them after a day that was closed); and bank holidays are England's, one-off
days too (the library knows only those that all Great Britain keeps).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

from opening_hours import OpeningHours, State

from directory.timing.bank_holidays import is_bank_holiday
from directory.timing.opening_rules import Rule, joined, rules_of
from directory.timing.wall_clock import DAY

_LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 (the library's days have no zone)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes after a day's midnight in which it is open; None where it may be."""

    starts: int
    ends: int
    is_open: bool | None


@dataclass(frozen=True, slots=True)
class _Hours:
    """The hours of one kind of day: until midnight, and after."""

    evening: OpeningHours
    night: OpeningHours

    @classmethod
    def of(cls, rules: tuple[Rule, ...]) -> "_Hours":
        nights = (rule.after_midnight() for rule in rules)
        return cls(
            OpeningHours(joined(rule.until_midnight() for rule in rules)),
            OpeningHours(joined(rule for rule in nights if rule is not None)),
        )

    @property
    def never_close(self) -> bool:
        return self.evening.is_open(_LONG_AGO) and self.evening.next_change(_LONG_AGO) is None

    def begun(self, day: date) -> Iterator[Stretch]:
        yield from _stretches(self.evening, day, later=0)
        yield from _stretches(self.night, day, later=DAY)


@dataclass(frozen=True, slots=True)
class Timetable:
    ordinary: _Hours
    holiday: _Hours
    is_always: bool
    """Whether it never closes."""
    is_weekly: bool
    """Whether every week is the same, bank holidays aside."""
    knows_holidays: bool
    """Whether it says what holds on bank holidays."""

    def begun(self, day: date, *, is_holiday: bool) -> tuple[Stretch, ...]:
        """What begins on this day, if need be past midnight."""
        return _in_order((self.holiday if is_holiday else self.ordinary).begun(day))


@lru_cache(maxsize=1024)
def timetable(opening: str) -> Timetable:
    """Raises ValueError where the hours cannot be read."""
    rules = rules_of(opening)
    ordinary = _Hours.of(rules)
    holiday = _Hours.of(tuple(rule.on_a_holiday() for rule in rules))
    return Timetable(
        ordinary,
        holiday,
        is_always=ordinary.never_close and holiday.never_close,
        is_weekly=all(rule.is_weekly for rule in rules),
        knows_holidays=any(rule.is_for_holidays for rule in rules),
    )


@lru_cache(maxsize=16384)
def begun_on(opening: str, day: date) -> tuple[Stretch, ...]:
    return timetable(opening).begun(day, is_holiday=is_bank_holiday(day))


def of_a_day(today: tuple[Stretch, ...], yesterday: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The hours of one day, in order, from what begins on it and what began the day before."""
    late = (
        Stretch(max(each.starts - DAY, 0), each.ends - DAY, each.is_open)
        for each in yesterday
        if each.ends > DAY
    )
    own = (
        Stretch(each.starts, min(each.ends, DAY), each.is_open)
        for each in today
        if each.starts < DAY
    )
    return _in_order((*late, *own))


def _in_order(found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same without overlaps: where one is open for certain, it is."""
    known = tuple(found)
    edges = sorted({edge for each in known for edge in (each.starts, each.ends)})
    apart: list[Stretch] = []
    for starts, ends in pairwise(edges):
        states = {each.is_open for each in known if each.starts <= starts and ends <= each.ends}
        if not states:
            continue
        is_open = True if True in states else None
        if apart and apart[-1].ends == starts and apart[-1].is_open is is_open:
            starts = apart.pop().starts
        apart.append(Stretch(starts, ends, is_open))
    return tuple(apart)


def _stretches(hours: OpeningHours, day: date, *, later: int) -> Iterator[Stretch]:
    midnight = datetime.combine(day, time.min)
    for starts, ends, state, _ in hours.intervals(midnight, midnight + timedelta(days=1)):
        if state != State.CLOSED:
            last = DAY if ends is None else _minutes(ends - midnight)
            is_open = True if state == State.OPEN else None
            yield Stretch(later + _minutes(starts - midnight), later + last, is_open)


def _minutes(length: timedelta) -> int:
    return length // timedelta(minutes=1)
