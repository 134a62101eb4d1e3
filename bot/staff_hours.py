"""When staff are at work, and how to say so. Pure."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

from bot.conversation.model import StaffHours
from bot.errors import SettingsError

LONDON = ZoneInfo("Europe/London")
USUAL_WEEK = date(2026, 2, 2)  # a Monday; no bank holiday falls in this week
ALWAYS = "at all times"
NEVER_SOON = "when it opens again"


def staff_hours(expression: str) -> Callable[[datetime], StaffHours]:
    """Read opening hours in OpenStreetMap's syntax, with England's bank holidays as `PH`.

    Returns a function of the time (aware). Raises SettingsError where the hours cannot be read.
    """
    try:
        hours = OpeningHours(expression, timezone=LONDON, country="GB")
    except ParserError as error:
        raise SettingsError(
            f"WAYMARK_STAFF_HOURS cannot be read: {expression!r}. Write it like"
            " 'Mo-Fr 09:00-17:00; PH off'"
        ) from error
    usual = _usual_week(hours)

    def at(moment: datetime) -> StaffHours:
        local = moment.astimezone(LONDON)
        return StaffHours(
            are_open=hours.is_open(local), hours=usual, next_open=_next_open(hours, local)
        )

    return at


def _next_open(hours: OpeningHours, at: datetime) -> str:
    """Say when staff next start: "today at 9am", "tomorrow at 9am", "on Tuesday 29 December"."""
    if hours.is_open(at):
        return "now"
    opens = hours.next_change(at)
    if opens is None or opens - at > timedelta(days=60):
        return NEVER_SOON
    days = (opens.date() - at.date()).days
    if days == 0:
        return f"today at {clock(opens)}"
    if days == 1:
        return f"tomorrow at {clock(opens)}"
    if days < 7:
        return f"on {opens:%A} at {clock(opens)}"
    return f"on {opens:%A} {opens.day} {opens:%B} at {clock(opens)}"


def clock(moment: datetime) -> str:
    """A time of day as people say it: 9am, 5.30pm."""
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def _usual_week(hours: OpeningHours) -> str:
    days = [USUAL_WEEK + timedelta(days=day) for day in range(7)]
    spans = [(day, _spans(hours, day)) for day in days]
    if all(text == ALWAYS for _, text in spans):
        return ALWAYS
    parts = []
    for text, group in groupby(spans, key=lambda pair: pair[1]):
        named = [day for day, _ in group]
        if text:
            parts.append(f"{_days(named)}, {text}")
    return "; ".join(parts)


def _days(days: list[date]) -> str:
    first, last = f"{days[0]:%A}", f"{days[-1]:%A}"
    if len(days) == 1:
        return first
    return f"{first} {'and' if len(days) == 2 else 'to'} {last}"


def _spans(hours: OpeningHours, day: date) -> str:
    start = datetime.combine(day, datetime.min.time(), tzinfo=LONDON)
    end = start + timedelta(days=1)
    opened = [
        (begin, until)
        for begin, until, state, _ in hours.intervals(start, end)
        if state == State.OPEN
    ]
    if opened and opened[0][0] <= start and (opened[0][1] is None or opened[0][1] >= end):
        return ALWAYS
    return " and ".join(f"{clock(begin)} to {clock(until)}" for begin, until in opened)
