"""Says days and times of day. Pure."""

from datetime import date

from bot.conversation.content import Content
from bot.conversation.wording.parts import part
from directory.timing.nearness import Near, Placed

_WEEKDAYS = (
    *("hours.monday", "hours.tuesday", "hours.wednesday", "hours.thursday", "hours.friday"),
    *("hours.saturday", "hours.sunday"),
)
_MONTHS = (
    *("hours.january", "hours.february", "hours.march", "hours.april", "hours.may", "hours.june"),
    *("hours.july", "hours.august", "hours.september", "hours.october", "hours.november"),
    "hours.december",
)


def clock(content: Content, minutes: int) -> str:
    """A time of day, in minutes after midnight: 9am, 5.30pm, midday, midnight."""
    hour, past = divmod(minutes % (24 * 60), 60)
    match hour, past:
        case 0, 0:
            key = "hours.time.midnight"
        case 12, 0:
            key = "hours.time.midday"
        case _, 0:
            key = "hours.time.am" if hour < 12 else "hours.time.pm"
        case _:
            key = "hours.time.am_past" if hour < 12 else "hours.time.pm_past"
    # An English clock has twelve hours; another language may count all of them.
    return part(
        content, key, hour=str(hour % 12 or 12), hour_of_day=str(hour), minutes=f"{past:02}"
    )


def named_day(content: Content, found: Placed) -> str:
    match found.near:
        case Near.TODAY:
            return part(content, "hours.day.today")
        case Near.TONIGHT:
            return part(content, "hours.day.tonight")
        case Near.TOMORROW:
            named = part(content, "hours.day.tomorrow")
        case Near.WEEKDAY:
            named = named_weekday(content, found.day.weekday())
        case Near.DATE:
            named = _date(content, found.day)
    return part(content, "hours.day.night", day=named) if found.is_midnight else named


def _date(content: Content, day: date) -> str:
    month = part(content, _MONTHS[day.month - 1])
    weekday = named_weekday(content, day.weekday())
    return part(content, "hours.day.date", weekday=weekday, number=str(day.day), month=month)


def named_weekday(content: Content, weekday: int) -> str:
    return part(content, _WEEKDAYS[weekday])
