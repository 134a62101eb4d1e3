"""Says when something happens, as people in Britain do: 5.30pm, 9am tomorrow. Pure."""

from datetime import datetime, timedelta

from directory.timing.wall_clock import DAY


def clock(minutes: int) -> str:
    """A time of day, in minutes after midnight: 9am, 5.30pm, midday, midnight."""
    match minutes % DAY:
        case 0:
            return "midnight"
        case 720:
            return "midday"
        case time:
            hour, past = divmod(time, 60)
            after = f".{past:02}" if past else ""
            return f"{hour % 12 or 12}{after}{'am' if hour < 12 else 'pm'}"


def until(moment: datetime, now: datetime) -> str:
    """When something that goes on now ends: "until 5pm", "until 9am on Monday". London times."""
    time, day = _time_and_day(moment, now)
    match day.split():
        case ["today", *_]:
            return f"until {time}"
        case ["tomorrow", *_]:
            return f"until {time} {day}"
        case _:
            return f"until {time} on {day}"


def opens(moment: datetime, now: datetime) -> str:
    """When it next opens: "opens at 9am tomorrow", "opens on Monday at 9am". London times."""
    time, day = _time_and_day(moment, now)
    match day.split():
        case ["today", "night"]:
            return f"opens at {time}"
        case ["today" | "tomorrow", *_]:
            return f"opens at {time} {day}"
        case _:
            return f"opens on {day} at {time}"


def _time_and_day(moment: datetime, now: datetime) -> tuple[str, str]:
    """The names of the time and of the day: midnight belongs to the night before it."""
    minutes = moment.hour * 60 + moment.minute
    day = moment.date() if minutes else moment.date() - timedelta(days=1)
    match (day - now.date()).days:
        case 0:
            named = "today"
        case 1:
            named = "tomorrow"
        case ahead if ahead < 7:
            named = f"{day:%A}"
        case _:
            named = f"{day:%A} {day.day} {day:%B}"
    return clock(minutes), named if minutes else f"{named} night"
