"""Turns opening hours into the schedules of the standard, and back. Pure.

A schedule repeats every week between two times of one day, so that hours past midnight are cut
there in two. What no rule of that kind can say (bank holidays, school terms, hours that nobody
knows) is in its description, and the hours as we keep them are in its notes.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from directory.hours import can_be_read
from directory.hsds.schedule_words import described
from directory.hsds.usual_week import Days, usual_week
from directory.timing.timetables import timetable
from directory.timing.wall_clock import DAY

Schedule = Mapping[str, object]

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OURS = "In OpenStreetMap's syntax: "

_LAST_SECOND = "23:59:59"
"""How a time of day says the midnight that ends it."""
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
_NOT_WEEKLY = ("until", "count", "byweekno", "bymonthday", "byyearday", "timezone")


def schedules(
    opening: str,
    *,
    valid_from: date | None = None,
    valid_to: date | None = None,
    term_time: bool = False,
) -> tuple[Schedule, ...]:
    """Schedules without ids, for hours in OpenStreetMap's syntax; none where they are unreadable.

    Times are those of the clock in London. Hours that are not the same every week are described
    alone.
    """
    if not can_be_read(opening):
        return ()
    shared: dict[str, object] = {"notes": OURS + opening}
    if said := described(opening, term_time=term_time):
        shared["description"] = said
    if valid_from is not None:
        shared["valid_from"] = valid_from.isoformat()
    if valid_to is not None:
        shared["valid_to"] = valid_to.isoformat()
    week = usual_week(opening, is_open=True) if timetable(opening).is_weekly else {}
    return tuple(_row(days, span, valid_from) | shared for span, days in week.items()) or (shared,)


def opening_of(written: Sequence[Schedule]) -> str | None:
    """The hours in OpenStreetMap's syntax; None where these schedules do not say them all.

    Ours come back as they were. Those of others say nothing of bank holidays: nor do we then.
    """
    if not written:
        return None
    ours = str(written[0].get("notes") or "").removeprefix(OURS)
    if can_be_read(ours) and set(_read(schedules(ours))) == set(_read(written)):
        return ours
    rules = _read(written)
    if None in rules or len({_validity(each) for each in written}) > 1:
        return None
    if rules == [f"{_osm_days(WEEK)} 00:00-24:00"]:
        return "24/7"
    return f"{', '.join(rule for rule in rules if rule)}; PH unknown"


def _row(days: Days, span: tuple[int, int], valid_from: date | None) -> dict[str, object]:
    row: dict[str, object] = {
        "freq": "WEEKLY",
        "interval": 1,
        "byday": ",".join(WEEK[day] for day in days),
        "opens_at": f"{_clock(span[0])}:00",
        "closes_at": _LAST_SECOND if span[1] == DAY else f"{_clock(span[1])}:00",
    }
    if valid_from is not None:
        week = (valid_from + timedelta(days=ahead) for ahead in range(len(WEEK)))
        row["dtstart"] = next(day for day in week if day.weekday() in days).isoformat()
    return row


def _read(written: Sequence[Schedule]) -> list[str | None]:
    return [_rule(schedule) for schedule in written]


def _rule(schedule: Schedule) -> str | None:
    """What one schedule says, such as "Mo,Tu 09:00-17:00"; None where that is not all of it."""
    days = str(schedule.get("byday") or "").replace(" ", "").split(",")
    starts = _TIME.fullmatch(str(schedule.get("opens_at")))
    ends = _TIME.fullmatch(str(schedule.get("closes_at")))
    is_weekly = schedule.get("freq") == "WEEKLY" and schedule.get("interval", 1) in (None, 1)
    if not is_weekly or any(schedule.get(name) for name in _NOT_WEEKLY):
        return None
    if starts is None or ends is None or not set(days) <= set(WEEK):
        return None
    last = "24:00" if ends[0] == _LAST_SECOND else f"{ends[1]}:{ends[2]}"
    return f"{_osm_days(days)} {starts[1]}:{starts[2]}-{last}"


def _osm_days(days: Sequence[str]) -> str:
    return ",".join(day.title() for day in WEEK if day in days)


def _validity(schedule: Schedule) -> tuple[object, object]:
    return schedule.get("valid_from"), schedule.get("valid_to")


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
