"""Says hours, days and how long ago something was. Pure."""

from datetime import date, datetime
from functools import reduce

from bot.conversation.content import Content
from bot.conversation.model import StaffHours
from bot.conversation.wording.days import clock, named_day, named_weekday
from bot.conversation.wording.parts import listed, part
from directory.freshness import Unit, age
from directory.hours import LONDON, Opening
from directory.timing.nearness import Near, placed
from directory.timing.usual_hours import DaysAlike

_AGO = {
    Unit.DAYS: "ago.days",
    Unit.WEEKS: "ago.weeks",
    Unit.MONTHS: "ago.months",
    Unit.YEARS: "ago.years",
}
_UNTIL = {
    Near.TODAY: "hours.until.today",
    Near.TONIGHT: "hours.until.today",
    Near.TOMORROW: "hours.until.tomorrow",
    Near.WEEKDAY: "hours.until.later",
    Near.DATE: "hours.until.later",
}
_OPENS = {
    Near.TODAY: "hours.opens.soon",
    Near.TONIGHT: "hours.opens.tonight",
    Near.TOMORROW: "hours.opens.soon",
    Near.WEEKDAY: "hours.opens.later",
    Near.DATE: "hours.opens.later",
}
_STAFF_OPEN = {
    Near.TODAY: "hours.staff.soon",
    Near.TONIGHT: "hours.staff.soon",
    Near.TOMORROW: "hours.staff.soon",
    Near.WEEKDAY: "hours.staff.later",
    Near.DATE: "hours.staff.later",
}


def ago(content: Content, checked: date, today: date) -> str:
    """When something was checked: "today", "3 weeks ago"."""
    found = age(checked, today)
    match found.unit, found.count:
        case Unit.DAYS, 0:
            return part(content, "ago.today")
        case Unit.DAYS, 1:
            return part(content, "ago.yesterday")
        case unit, count:
            return part(content, _AGO[unit], number=str(count))


def hours(content: Content, opening: Opening, at: datetime) -> str:
    """Say it: "open now, until 5pm", "closed now, opens at 9am tomorrow". Empty if unknown."""
    there = at.astimezone(LONDON)
    match opening:
        case Opening(is_open=None):
            return ""
        case Opening(is_always=True):
            return part(content, "hours.always")
        case Opening(is_open=True, until=None):
            return part(content, "hours.open")
        case Opening(is_open=True, until=datetime() as end):
            when = _placed(content, _UNTIL, end, there)
            return part(content, "hours.open_until", when=when)
        case Opening(opens=datetime() as start):
            when = _placed(content, _OPENS, start, there)
            return part(content, "hours.closed_until", when=when)
        case _:
            return part(content, "hours.closed")


def staff_hours(content: Content, staff: StaffHours) -> str:
    """When staff are at work: "Monday to Friday, 9am to 5pm", "at all times"."""
    if staff.usual.is_always:
        return part(content, "hours.staff.always")
    groups = [
        part(content, "hours.staff.days", day=_days(content, each), times=_times(content, each))
        for each in staff.usual.days
    ]
    if not groups:
        return part(content, "hours.staff.unknown")
    return reduce(
        lambda first, last: part(content, "hours.staff.both", first=first, last=last), groups
    )


def staff_next_open(content: Content, staff: StaffHours, at: datetime) -> str:
    """When staff next start: "now", "tomorrow at 9am", "on Tuesday at 9am"."""
    if staff.are_open:
        return part(content, "hours.staff.now")
    if staff.opens is None:
        return part(content, "hours.staff.unknown")
    return _placed(content, _STAFF_OPEN, staff.opens, at.astimezone(LONDON))


def _placed(content: Content, forms: dict[Near, str], moment: datetime, now: datetime) -> str:
    found = placed(moment, now)
    time = clock(content, found.minutes)
    return part(content, forms[found.near], time=time, day=named_day(content, found))


def _days(content: Content, alike: DaysAlike) -> str:
    first, last = named_weekday(content, alike.first), named_weekday(content, alike.last)
    if alike.first == alike.last:
        return first
    key = "hours.days.two" if alike.last - alike.first == 1 else "hours.days.more"
    return part(content, key, first=first, last=last)


def _times(content: Content, alike: DaysAlike) -> str:
    spans = [
        part(content, "hours.times", first=clock(content, starts), last=clock(content, ends))
        for starts, ends in alike.times
    ]
    return listed(content, spans)
