"""Whether a line is open: London time, summer time and bank holidays included."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.hours import is_open
from directory.model import Contact, ContactKind, Directory

_LONDON = ZoneInfo("Europe/London")


def _line(opening: str | None) -> Contact:
    return Contact("phone", ContactKind.PHONE, "101", verified=True, opening=opening)


@pytest.mark.parametrize(
    ("at", "day_line", "night_line"),
    [
        ("2026-11-23T09:30", True, False),
        ("2026-11-23T17:14", True, False),
        ("2026-11-23T17:15", False, True),
        ("2026-11-27T17:05", False, True),
        ("2026-11-28T12:00", False, True),
        ("2026-12-25T11:00", False, True),
        ("2027-01-01T11:00", False, True),
        ("2027-03-29T11:00", False, True),
        ("2027-08-30T11:00", False, True),
        ("2026-12-28T11:00", False, True),
        ("2026-07-06T09:01", True, False),
        ("2026-07-06T08:59", False, True),
    ],
)
def test_one_of_the_childrens_lines_is_open_at_any_time(
    directory: Directory, at: str, day_line: bool, night_line: bool
) -> None:
    mash = directory.services["wf-mash"]
    moment = datetime.fromisoformat(at).replace(tzinfo=_LONDON)
    by_day, by_night = mash.contact("phone"), mash.contact("phone-out-of-hours")
    assert by_day is not None
    assert by_night is not None
    assert is_open(by_day, moment) is day_line
    assert is_open(by_night, moment) is night_line


def test_a_bank_holiday_is_unknown_where_nobody_said(directory: Directory) -> None:
    karma = directory.services["karma-nirvana"].contact("phone")
    assert karma is not None
    assert is_open(karma, datetime(2026, 12, 25, 11, tzinfo=UTC)) is None
    assert is_open(karma, datetime(2026, 12, 22, 11, tzinfo=UTC)) is True


def test_a_time_is_read_in_london_wherever_it_was_written() -> None:
    line = _line("Mo-Fr 09:00-17:00")
    assert is_open(line, datetime(2026, 7, 6, 8, 30, tzinfo=UTC)) is True
    assert is_open(line, datetime(2026, 12, 7, 8, 30, tzinfo=UTC)) is False


def test_hours_that_nobody_knows_are_unknown(directory: Directory) -> None:
    safecall = directory.services["safecall"].contact("phone")
    assert safecall is not None
    assert is_open(safecall, datetime(2026, 11, 23, 12, tzinfo=UTC)) is None


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        is_open(_line("24/7"), datetime(2026, 11, 23, 12))  # noqa: DTZ001 (that is the point)


@given(minutes=st.integers(min_value=0, max_value=366 * 24 * 60))
def test_a_line_that_never_closes_is_open_at_every_minute_of_the_year(minutes: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    assert is_open(_line("24/7"), moment) is True


@given(minutes=st.integers(min_value=0, max_value=366 * 24 * 60))
def test_a_weekday_line_follows_the_clock_on_the_wall(minutes: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    there = moment.astimezone(_LONDON)
    expected = there.weekday() < 5 and 9 <= there.hour < 17
    assert is_open(_line("Mo-Fr 09:00-17:00"), moment) in (expected, False)
