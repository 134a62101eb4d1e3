"""England's bank holidays, as gov.uk/bank-holidays lists them."""

from datetime import date

import pytest

from directory.timing.bank_holidays import is_bank_holiday


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_are_those_that_the_government_lists(year: int, days: str) -> None:
    listed = {date.fromisoformat(f"{year}-{day}") for day in days.split()}
    weekdays = {
        day
        for day in (date.fromordinal(date(year, 1, 1).toordinal() + n) for n in range(366))
        if day.year == year and day.weekday() < 5 and is_bank_holiday(day)
    }
    assert weekdays == listed


def test_an_ordinary_day_is_none() -> None:
    assert not is_bank_holiday(date(2026, 11, 24))
