"""Places a moment as people do: today, tonight, tomorrow, on Monday, on a date. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

_WEEK = 7


class Near(StrEnum):
    TODAY = "today"
    TONIGHT = "tonight"
    """The midnight that ends today."""
    TOMORROW = "tomorrow"
    WEEKDAY = "weekday"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Placed:
    """A time of day, and how near its day is. London times."""

    near: Near
    day: date
    """Midnight belongs to the day that it ends."""
    minutes: int
    """After midnight."""

    @property
    def is_midnight(self) -> bool:
        return not self.minutes


def placed(moment: datetime, now: datetime) -> Placed:
    """Both times are London's."""
    minutes = moment.hour * 60 + moment.minute
    day = moment.date() if minutes else moment.date() - timedelta(days=1)
    match (day - now.date()).days:
        case 0:
            near = Near.TODAY if minutes else Near.TONIGHT
        case 1:
            near = Near.TOMORROW
        case ahead if abs(ahead) < _WEEK:
            near = Near.WEEKDAY
        case _:
            near = Near.DATE
    return Placed(near, day, minutes)
