"""When staff are at work, and how to say so. Pure."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.conversation.model import StaffHours
from bot.errors import SettingsError
from directory.hours import LONDON, Span, open_spans

USUAL_WEEK = date(2026, 2, 2)  # a Monday; no bank holiday falls in this week
FAR = 60  # days within which an opening is looked for
ALWAYS = "at all times"
NOT_SOON = "when it opens again"


def staff_hours(expression: str) -> Callable[[datetime], StaffHours]:
    """Read opening hours in OpenStreetMap's syntax, with England's bank holidays as `PH`.

    Returns a function of the time (aware). Raises SettingsError where the hours cannot be read.
    """
    try:
        usual = _usual_week(expression)
    except ValueError as error:
        raise SettingsError(
            f"WAYMARK_STAFF_HOURS cannot be read: {expression!r}. Write it like"
            " 'Mo-Fr 09:00-17:00; PH off'"
        ) from error

    def at(moment: datetime) -> StaffHours:
        local = moment.astimezone(LONDON)
        spans = open_spans(expression, local.date())
        if any(starts <= local < ends for starts, ends in spans):
            return StaffHours(are_open=True, hours=usual, next_open="now")
        return StaffHours(are_open=False, hours=usual, next_open=_next_open(expression, local))

    return at


def _next_open(expression: str, at: datetime) -> str:
    """Say when staff next start: "today at 9am", "tomorrow at 9am", "on Tuesday at 9am"."""
    days = (at.date() + timedelta(days=ahead) for ahead in range(FAR))
    starts = (starts for day in days for starts, _ in open_spans(expression, day))
    opens = next((start for start in starts if start > at), None)
    if opens is None:
        return NOT_SOON
    ahead = (opens.date() - at.date()).days
    if ahead == 0:
        return f"today at {clock(opens)}"
    if ahead == 1:
        return f"tomorrow at {clock(opens)}"
    if ahead < 7:
        return f"on {opens:%A} at {clock(opens)}"
    return f"on {opens:%A} {opens.day} {opens:%B} at {clock(opens)}"


def clock(moment: datetime) -> str:
    """A time of day as people say it: 9am, 5.30pm."""
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def _usual_week(expression: str) -> str:
    days = [USUAL_WEEK + timedelta(days=day) for day in range(7)]
    said = [(day, _said(open_spans(expression, day))) for day in days]
    if all(text == ALWAYS for _, text in said):
        return ALWAYS
    parts = []
    for text, group in groupby(said, key=lambda pair: pair[1]):
        named = [day for day, _ in group]
        if text:
            parts.append(f"{_days(named)}, {text}")
    return "; ".join(parts)


def _days(days: list[date]) -> str:
    first, last = f"{days[0]:%A}", f"{days[-1]:%A}"
    if len(days) == 1:
        return first
    return f"{first} {'and' if len(days) == 2 else 'to'} {last}"


def _said(spans: tuple[Span, ...]) -> str:
    if any(ends - starts >= timedelta(days=1) for starts, ends in spans):
        return ALWAYS
    return " and ".join(f"{clock(starts)} to {clock(ends)}" for starts, ends in spans)
