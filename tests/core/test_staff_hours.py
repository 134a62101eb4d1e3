"""When staff are at work, on ordinary days, bank holidays and clock changes."""

from datetime import datetime

import pytest

from bot.conversation import wording
from bot.errors import SettingsError
from bot.staff_hours import staff_hours
from directory.hours import LONDON
from tests.talk import content

OFFICE = "Mo-Fr 09:00-17:00; PH off"


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "is_open", "next_open"),
    [
        ("2026-11-24 10:00", True, "now"),
        ("2026-11-24 08:15", False, "today at 9am"),
        ("2026-11-24 17:00", False, "tomorrow at 9am"),
        ("2026-11-21 02:00", False, "on Monday at 9am"),
        ("2026-12-24 18:00", False, "on Tuesday at 9am"),
        ("2026-12-25 10:00", False, "on Tuesday at 9am"),
        ("2026-04-06 10:00", False, "tomorrow at 9am"),
        ("2026-08-31 10:00", False, "tomorrow at 9am"),
        ("2026-03-29 10:00", False, "tomorrow at 9am"),
        ("2026-10-25 01:30", False, "tomorrow at 9am"),
    ],
)
def test_staff_hours_know_weekends_bank_holidays_and_clock_changes(
    moment: str, is_open: bool, next_open: str
) -> None:
    at = london(moment)
    hours = staff_hours(OFFICE)(at)
    assert hours.are_open is is_open
    assert wording.staff_next_open(content(), hours, at) == next_open


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (OFFICE, "Monday to Friday, 9am to 5pm"),
        ("24/7", "at all times"),
        (
            "Mo-Th 09:00-17:15; Fr 09:00-17:00",
            "Monday to Thursday, 9am to 5.15pm; Friday, 9am to 5pm",
        ),
        ("Sa-Su 10:00-12:00,13:00-16:00", "Saturday and Sunday, 10am to midday and 1pm to 4pm"),
    ],
)
def test_hours_are_said_as_people_say_them(expression: str, words: str) -> None:
    found = staff_hours(expression)(london("2026-11-24 10:00"))
    assert wording.staff_hours(content(), found) == words


@pytest.mark.parametrize(
    ("expression", "moment", "words"),
    [
        ("off", "2026-11-24 10:00", "when it opens again"),
        ("Dec 1-31 09:00-17:00", "2026-11-24 10:00", "on Tuesday 1 December at 9am"),
        ("Mo 00:00-06:00", "2026-11-22 20:00", "tonight at midnight"),
        ("Mo 00:00-06:00", "2026-11-21 20:00", "tomorrow night at midnight"),
        ("Mo-Fr 17:30-22:00", "2026-11-24 10:00", "today at 5.30pm"),
    ],
)
def test_when_staff_next_start_is_said_as_people_say_it(
    expression: str, moment: str, words: str
) -> None:
    at = london(moment)
    assert wording.staff_next_open(content(), staff_hours(expression)(at), at) == words


def test_staff_who_work_on_no_day_promise_none() -> None:
    found = staff_hours("off")(london("2026-11-24 10:00"))
    assert wording.staff_hours(content(), found) == "when it opens again"


def test_hours_that_cannot_be_read_say_how_to_write_them() -> None:
    with pytest.raises(SettingsError, match="Mo-Fr 09:00-17:00"):
        staff_hours("nine to five")
