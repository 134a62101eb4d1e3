"""Says whether a service can be reached at a given time, until when, and when next. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from directory.model import Contact
from directory.timing.timetables import Stretch, begun_on, of_a_day, timetable
from directory.timing.wall_clock import DAY, in_london, moment, runs
from directory.timing.wall_clock import LONDON as LONDON

AHEAD = timedelta(days=14)
"""How far ahead the next opening is looked for."""

Span = tuple[datetime, datetime]
Days = tuple[date, date]
"""A first and a last day."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a line is open at a moment, and what comes next. Times are London's."""

    is_open: bool | None
    """None where nobody knows."""
    until: datetime | None
    """While it is open: when that ends, as far as anybody knows."""
    opens: datetime | None
    """While it is not: when it is next known to open, at most 14 days ahead."""
    is_always: bool
    """Whether it never closes."""


UNKNOWN = Opening(is_open=None, until=None, opens=None, is_always=False)
ALWAYS = Opening(is_open=True, until=None, opens=None, is_always=True)


def is_open(
    contact: Contact, at: datetime, *, school_holidays: tuple[Days, ...] = ()
) -> bool | None:
    """Whether the line is open at this time (with a time zone); None where nobody knows.

    A line for school terms is closed in the holidays; where nobody entered those, it is not
    known to be open.
    """
    there = in_london(at)
    if contact.opening is None or not can_be_read(contact.opening):
        return None
    minute = there.hour * 60 + there.minute
    stretches = _hours_on(contact.opening, there.date(), contact.term_time, school_holidays)
    found = (each.is_open for each in stretches if each.starts <= minute < each.ends)
    return next(found, False)


def opening(contact: Contact, at: datetime, *, school_holidays: tuple[Days, ...] = ()) -> Opening:
    """Whether it is open at this time (with a time zone), until when, or when it opens."""
    there = in_london(at)
    if contact.opening is None or not can_be_read(contact.opening):
        return UNKNOWN
    if timetable(contact.opening).is_always and not contact.term_time:
        return ALWAYS
    now = is_open(contact, at, school_holidays=school_holidays)
    end = (at + AHEAD).astimezone(UTC)
    for change, state in _changes(contact, there.date(), school_holidays):
        if not at < change.astimezone(UTC) <= end:
            continue
        if now is True and state is not True:
            return Opening(is_open=True, until=change, opens=None, is_always=False)
        if now is not True and state is True:
            return Opening(is_open=now, until=None, opens=change, is_always=False)
    return Opening(is_open=now, until=None, opens=None, is_always=False)


def open_spans(opening: str, day: date) -> tuple[Span, ...]:
    """When it is open on one day in London: starts and ends, at the latest midnight.

    `opening` is in OpenStreetMap's syntax. Raises ValueError where it cannot be read.
    """
    stretches = _hours_on(opening, day, False, ())
    return tuple(
        (moment(day, each.starts), moment(day, each.ends)) for each in stretches if each.is_open
    )


@lru_cache(maxsize=1024)
def can_be_read(opening: str) -> bool:
    """Whether these hours can be reckoned with: OpenStreetMap's syntax has more to it."""
    try:
        timetable(opening)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=16384)
def _hours_on(
    opening: str, day: date, in_terms: bool, school_holidays: tuple[Days, ...]
) -> tuple[Stretch, ...]:
    """The hours of one day; between them it is closed."""
    days = (day, day - timedelta(days=1))
    begun = (begun_on(opening, each) for each in days)
    if in_terms:
        begun = (
            _in_term(stretches, each, school_holidays)
            for stretches, each in zip(begun, days, strict=True)
        )
    return of_a_day(*begun)


def _in_term(
    stretches: tuple[Stretch, ...], day: date, school_holidays: tuple[Days, ...]
) -> tuple[Stretch, ...]:
    if not any(day <= last for _, last in school_holidays):
        # The list is empty or has run out: nobody knows whether this is a school day.
        return tuple(replace(each, is_open=None) for each in stretches)
    is_holiday = any(first <= day <= last for first, last in school_holidays)
    return () if is_holiday else stretches


def _changes(
    contact: Contact, first_day: date, school_holidays: tuple[Days, ...]
) -> Iterator[tuple[datetime, bool | None]]:
    """Each moment from which it is open, closed or unknown, for as long as we look ahead."""
    opening, before = contact.opening or "", object()
    for ahead in range(AHEAD.days + 1):
        day = first_day + timedelta(days=ahead)
        stretches = _hours_on(opening, day, contact.term_time, school_holidays)
        for run, (first, last) in enumerate(runs(day)):
            for starts, ends, state in _all_day(stretches):
                if starts < last and ends > first and state is not before:
                    yield moment(day, max(starts, first), is_second=run > 0), state
                    before = state


def _all_day(stretches: tuple[Stretch, ...]) -> Iterator[tuple[int, int, bool | None]]:
    """The stretches with the closed times between them."""
    done = 0
    for each in stretches:
        if done < each.starts:
            yield done, each.starts, False
        yield each.starts, each.ends, each.is_open
        done = each.ends
    if done < DAY:
        yield done, DAY, False
