"""By when a person reads what was sent, and what is owed when nobody did."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework import CaseStatus, SafeTime
from bot.casework.clock import LONDON, WINDOWS
from bot.casework.promises import Unread, is_late, owes_word, reads_by
from directory.hours import open_spans
from directory.timing.bank_holidays import is_bank_holiday

OFFICE = partial(open_spans, "Mo-Fr 09:00-17:00; PH off")
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("2026-11-23T12:00", "2026-11-24T17:00"),  # Monday at noon
        ("2026-11-20T16:30", "2026-11-23T17:00"),  # Friday afternoon
        ("2026-11-22T02:00", "2026-11-23T17:00"),  # Sunday night
        ("2026-11-23T07:00", "2026-11-23T17:00"),  # Monday, before anybody is there
        ("2026-12-24T15:00", "2026-12-29T17:00"),  # over Christmas and Boxing Day, moved to Monday
        ("2026-04-02T12:00", "2026-04-07T17:00"),  # over Easter
        ("2026-08-28T16:00", "2026-09-01T17:00"),  # over the bank holiday in August
        ("2026-03-27T18:00", "2026-03-30T17:00"),  # over the change to summer time
        ("2026-10-23T12:00", "2026-10-26T17:00"),  # and back again
    ],
)
def test_it_is_read_by_the_end_of_the_first_working_day_that_begins_after(
    sent: str, read: str
) -> None:
    assert reads_by(london(sent), OFFICE) == london(read)


def test_bank_holidays_count_as_none_even_where_the_hours_forget_them() -> None:
    forgetful = partial(open_spans, "Mo-Fr 09:00-17:00")
    assert reads_by(london("2026-12-24T15:00"), forgetful) == london("2026-12-29T17:00")


def test_who_works_day_and_night_reads_it_before_midnight() -> None:
    always = partial(open_spans, "24/7")
    assert reads_by(london("2026-11-23T12:00"), always) == london("2026-11-24T23:59")


def test_staff_who_are_never_there_promise_nothing() -> None:
    assert reads_by(london("2026-11-23T12:00"), lambda _: ()) is None


@given(MOMENTS)
def test_a_promise_is_kept_while_staff_are_there_and_within_a_week(sent: datetime) -> None:
    by = reads_by(sent, OFFICE)
    assert by is not None
    assert timedelta(hours=8) <= by - sent < timedelta(days=8)
    assert by.hour == 17
    assert by.weekday() < 5
    assert not is_bank_holiday(by.date())


LATE = Unread(
    status=CaseStatus.WAITING,
    reads_by=london("2026-11-24T17:00"),
    has_owned_up=False,
    is_asked_back=False,
    may_message=True,
    can_be_reached=True,
    safe_time=SafeTime.ANY_TIME,
    last_wrote_at=london("2026-11-23T12:00"),
)


def test_a_word_is_owed_from_the_moment_that_was_named() -> None:
    assert not owes_word(LATE, london("2026-11-24T16:59"))
    assert owes_word(LATE, london("2026-11-24T17:00"))


@pytest.mark.parametrize(
    "case",
    [
        replace(LATE, reads_by=None),
        replace(LATE, has_owned_up=True),
        replace(LATE, is_asked_back=True),
        replace(LATE, may_message=False),
        replace(LATE, can_be_reached=False),
        replace(LATE, status=CaseStatus.CLAIMED),
        replace(LATE, status=CaseStatus.CLOSED),
    ],
)
def test_no_word_is_sent_where_it_is_not_wanted_not_true_or_not_the_first(case: Unread) -> None:
    assert not owes_word(case, london("2026-11-25T12:00"))


@given(MOMENTS, st.sampled_from(list(WINDOWS)))
def test_a_word_goes_only_within_the_hours_called_safe(now: datetime, safe: SafeTime) -> None:
    long_ago = now - timedelta(days=9)
    case = replace(LATE, reads_by=long_ago, last_wrote_at=long_ago, safe_time=safe)
    opens, closes = WINDOWS[safe]
    if owes_word(case, now):
        assert opens <= now.astimezone(LONDON).time() < closes


def test_what_staff_have_read_is_never_late() -> None:
    assert not is_late(None, london("2030-01-01T00:00"))
