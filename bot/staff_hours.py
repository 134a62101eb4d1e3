"""When staff are at work, and when they next are. Pure."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.casework import promises
from bot.conversation.model import StaffHours
from bot.errors import SettingsError
from directory.hours import LONDON, open_spans
from directory.timing.usual_hours import usual_hours

FAR = 60  # days within which an opening is looked for


def staff_hours(expression: str) -> Callable[[datetime], StaffHours]:
    """Read opening hours in OpenStreetMap's syntax, with England's bank holidays as `PH`.

    Returns a function of the time (aware). Raises SettingsError where the hours cannot be read.
    """
    try:
        usual = usual_hours(expression)
    except ValueError as error:
        raise SettingsError(
            f"WAYMARK_STAFF_HOURS cannot be read: {expression!r}. Write it like"
            " 'Mo-Fr 09:00-17:00; PH off'"
        ) from error

    def at(moment: datetime) -> StaffHours:
        local = moment.astimezone(LONDON)
        spans = open_spans(expression, local.date())
        if any(starts <= local < ends for starts, ends in spans):
            return StaffHours(are_open=True, usual=usual, reads_by=_reads_by(moment))
        opens = _next_open(expression, local)
        return StaffHours(False, usual, opens, reads_by=_reads_by(moment))

    def _reads_by(moment: datetime) -> datetime | None:
        return promises.reads_by(moment, partial(open_spans, expression))

    return at


def _next_open(expression: str, at: datetime) -> datetime | None:
    """When staff next start; None where that is too far away to say."""
    days = (at.date() + timedelta(days=ahead) for ahead in range(FAR))
    starts = (starts for day in days for starts, _ in open_spans(expression, day))
    return next((start for start in starts if start > at), None)
