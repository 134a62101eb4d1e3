"""A timetable as plain numbers: what opening hours are checked against, and written from.

It knows nothing of OpenStreetMap's syntax but how to write it, and the bank holidays of two years
by heart (gov.uk/bank-holidays, with the days of Christmas that fall on a weekend).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

LONDON = ZoneInfo("Europe/London")
WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY = 24 * 60
BANK_HOLIDAYS = frozenset(
    date.fromisoformat(f"{year}-{day}")
    for year, days in (
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28"),
    )
    for day in days.split()
)
SCHOOL_HOLIDAYS = (
    (date(2026, 2, 16), date(2026, 2, 20)),
    (date(2026, 7, 22), date(2026, 8, 31)),
    (date(2026, 12, 19), date(2027, 1, 3)),
    (date(2027, 7, 22), date(2028, 1, 3)),
)

Span = tuple[int, int]
"""Minutes after midnight; past 24 hours for the next day."""


@dataclass(frozen=True)
class PlainHours:
    week: tuple[tuple[Span, ...], ...]
    """Monday's spans first."""
    on_holidays: tuple[Span, ...] | None = None
    """None: bank holidays are like other days."""
    is_holiday_known: bool = True
    in_terms: bool = False

    def is_open(self, at: datetime) -> bool | None:
        there = at.astimezone(LONDON)
        minute = there.hour * 60 + there.minute
        yesterday = there.date() - timedelta(days=1)
        states = self._at(there.date(), minute) | self._at(yesterday, minute + DAY)
        if True in states:
            return True
        return None if None in states else False

    def _at(self, day: date, minute: int) -> set[bool | None]:
        if self.in_terms and any(first <= day <= last for first, last in SCHOOL_HOLIDAYS):
            return set()
        if day not in BANK_HOLIDAYS or self.on_holidays is None:
            spans, state = self.week[day.weekday()], True
        elif self.is_holiday_known:
            spans, state = self.on_holidays, True
        else:
            return {None} if minute < DAY else set()
        return {state for starts, ends in spans if starts <= minute < ends}

    def in_osm(self) -> str:
        """These hours in OpenStreetMap's syntax."""
        rules = [f"{day} {_spans(spans)}" for day, spans in zip(WEEK, self.week, strict=True)]
        if self.on_holidays is not None:
            holidays = _spans(self.on_holidays) if self.is_holiday_known else "unknown"
            rules.append(f"PH {holidays}")
        return "; ".join(rules)


def _spans(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{_clock(starts)}-{_end(starts, ends)}" for starts, ends in spans) or "off"


def _end(starts: int, ends: int) -> str:
    """Both ways of writing a time past midnight: 02:00 where it can be, or 26:00."""
    is_short = ends > DAY and ends - DAY <= starts and ends % 60 == 0
    return _clock(ends - DAY if is_short else ends)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def every(step: timedelta, first: date, last: date) -> list[datetime]:
    """Every moment so many minutes apart, from one day to before another, Greenwich time."""
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    count = (last - first) // step
    return [start + step * each for each in range(count)]


@st.composite
def _days(draw: st.DrawFn) -> tuple[Span, ...]:
    """The spans of one day: none, all day, one or two shifts, the last perhaps past midnight."""
    edges = draw(st.lists(st.integers(0, 95), max_size=4, unique=True).map(sorted))
    pairs = [(a * 15, b * 15) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    kind = draw(st.sampled_from(("plain", "plain", "overnight", "all day")))
    if kind == "all day":
        return ((0, DAY),)
    if kind == "overnight" and pairs:
        starts, _ = pairs.pop()
        pairs.append((starts, DAY + draw(st.integers(0, starts // 15)) * 15))
    return tuple(pairs)


def plain_hours(*, with_holidays: bool = True) -> st.SearchStrategy[PlainHours]:
    holidays = st.one_of(st.none(), _days()) if with_holidays else st.none()
    return st.builds(
        PlainHours,
        week=st.tuples(*[_days()] * 7),
        on_holidays=holidays,
        is_holiday_known=st.booleans(),
        in_terms=st.booleans() if with_holidays else st.just(False),
    )
