"""Says a time of day, for the feed's descriptions. Pure."""

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
