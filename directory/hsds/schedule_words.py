"""Says of opening hours what a weekly schedule cannot: bank holidays, terms, doubts. Pure."""

from datetime import date, timedelta

from directory.hsds.saying_times import clock
from directory.hsds.usual_week import Days, usual_week
from directory.timing.timetables import Stretch, Timetable, timetable
from directory.timing.wall_clock import DAY

ALWAYS = "Open all day and all night."
CHANGES = "The hours change over the year. Please ask first."
IN_TERMS = "Open in school terms only."

_WEEK = [date(2026, 2, 2) + timedelta(days=ahead) for ahead in range(7)]


def described(opening: str, *, term_time: bool) -> str:
    """Raises ValueError where the hours cannot be read."""
    hours = timetable(opening)
    said = [IN_TERMS] if term_time else []
    if hours.is_always:
        said.append(ALWAYS)
    elif not hours.is_weekly:
        said.append(CHANGES)
    else:
        doubts = usual_week(opening, is_open=None)
        said += [_doubt(days, span) for span, days in doubts.items()]
        said += _on_holidays(hours)
    return " ".join(said)


def _doubt(days: Days, span: tuple[int, int]) -> str:
    named = [f"{_WEEK[day]:%A}" for day in days]
    listed = " and ".join(part for part in (", ".join(named[:-1]), named[-1]) if part)
    times = "" if span == (0, DAY) else f" from {_said(*span)}"
    return f"It may be open on {listed}{times}. Please ask first."


def _on_holidays(hours: Timetable) -> list[str]:
    if not hours.knows_holidays:
        return []
    kinds = {hours.begun(day, is_holiday=True) for day in _WEEK}
    if len(kinds) > 1:
        return ["The hours change on bank holidays."]
    match kinds.pop():
        case ():
            return ["Closed on bank holidays."]
        case (Stretch(0, 1440, True),):
            return ["Open all day on bank holidays."]
        case stretches if all(each.is_open for each in stretches):
            times = " and ".join(_said(each.starts, each.ends) for each in stretches)
            return [f"Bank holidays: {times}."]
        case _:
            return ["It may be closed on bank holidays."]


def _said(starts: int, ends: int) -> str:
    return f"{clock(starts)} to {clock(ends)}"
