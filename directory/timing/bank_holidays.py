"""England's bank holidays, from a kept library that knows one-off days as well. Pure."""

from datetime import date
from functools import lru_cache

import holidays


def is_bank_holiday(day: date) -> bool:
    return day in bank_holidays(day.year)


@lru_cache(maxsize=16)
def bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
