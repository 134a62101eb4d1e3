"""When staff should have looked, and when a message may reach a phone."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework import CaseStatus, SafeTime
from bot.casework.clock import (
    LONDON,
    STILL_HERE,
    WINDOWS,
    bank_holidays,
    due_at,
    easter_sunday,
    is_working_day,
    leaves_at,
    waiting_since,
)
from bot.casework.views import Author, CaseMessage, Kind
from bot.safeguarding.levels import Level

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def _london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


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
    assert bank_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in days.split()}


@pytest.mark.parametrize("day", ["2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"])
def test_easter_is_when_it_is(day: str) -> None:
    assert easter_sunday(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("since", "due"),
    [
        ("2026-11-23T10:00", "2026-11-24T10:00"),  # Monday
        ("2026-11-20T16:30", "2026-11-23T16:30"),  # Friday afternoon
        ("2026-11-22T02:00", "2026-11-24T09:00"),  # Sunday night counts from Monday morning
        ("2026-12-24T15:00", "2026-12-29T15:00"),  # over Christmas
        ("2026-04-02T12:00", "2026-04-07T12:00"),  # over Easter
        ("2026-03-27T10:00", "2026-03-30T10:00"),  # over the change to summer time
    ],
)
def test_a_concern_is_due_within_one_working_day(since: str, due: str) -> None:
    assert due_at(Level.CONCERN, _london(since)) == _london(due)


@given(MOMENTS)
def test_danger_is_due_at_once(moment: datetime) -> None:
    assert due_at(Level.IMMEDIATE, moment) == moment


@given(MOMENTS, st.sampled_from([Level.NONE, Level.CONCERN, Level.SERIOUS]))
def test_what_is_due_is_due_later_on_a_working_day(moment: datetime, level: Level) -> None:
    due = due_at(level, moment)
    assert timedelta(0) < due - moment < timedelta(days=7)
    assert is_working_day(due.astimezone(LONDON).date())


@given(MOMENTS, st.sampled_from(list(WINDOWS)))
def test_no_message_leaves_outside_the_hours_that_the_person_called_safe(
    now: datetime, safe_time: SafeTime
) -> None:
    leaves = leaves_at(safe_time, LONG_AGO, now) or now
    opens, closes = WINDOWS[safe_time]
    assert opens <= leaves.astimezone(LONDON).time() < closes
    assert timedelta(0) <= leaves - now < timedelta(days=7)


@given(MOMENTS)
def test_after_school_is_never_a_day_without_school(now: datetime) -> None:
    leaves = leaves_at(SafeTime.AFTER_SCHOOL, LONG_AGO, now)
    assert leaves is None or is_working_day(leaves.astimezone(LONDON).date())


@given(MOMENTS, st.sampled_from(list(SafeTime)))
def test_somebody_who_just_wrote_is_answered_at_once(now: datetime, safe_time: SafeTime) -> None:
    assert leaves_at(safe_time, now - STILL_HERE, now) is None


@given(MOMENTS)
def test_any_time_is_any_time(now: datetime) -> None:
    assert leaves_at(SafeTime.ANY_TIME, LONG_AGO, now) is None
    assert leaves_at(None, LONG_AGO, now) is None


def _said(author: Author, kind: Kind, hour: int) -> CaseMessage:
    return CaseMessage(uuid4(), author, kind, _london(f"2026-11-23T{hour}:00"))


QUESTION = _said(Author.PERSON, Kind.MESSAGE, 11)
ANSWER = _said(Author.STAFF, Kind.MESSAGE, 12)
NOTE = _said(Author.STAFF, Kind.NOTE, 12)
EVENT = _said(Author.BOT, Kind.EVENT, 12)
ANOTHER = _said(Author.PERSON, Kind.MESSAGE, 13)


@pytest.mark.parametrize(
    ("status", "messages", "since"),
    [
        (CaseStatus.WAITING, (), LONG_AGO),
        (CaseStatus.WAITING, (QUESTION, NOTE), LONG_AGO),
        (CaseStatus.CLAIMED, (), None),
        (CaseStatus.CLAIMED, (QUESTION, ANOTHER), QUESTION.at),
        (CaseStatus.CLAIMED, (QUESTION, ANSWER), None),
        (CaseStatus.CLAIMED, (QUESTION, NOTE), None),
        (CaseStatus.CLAIMED, (QUESTION, EVENT), QUESTION.at),
        (CaseStatus.CLAIMED, (QUESTION, ANSWER, ANOTHER), ANOTHER.at),
        (CaseStatus.CLOSED, (QUESTION,), None),
    ],
)
def test_the_clock_runs_while_the_person_waits_for_us(
    status: CaseStatus, messages: tuple[CaseMessage, ...], since: datetime | None
) -> None:
    assert waiting_since(status, LONG_AGO, messages) == since
