"""When staff should have looked, and when a message may reach a phone."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework import CaseStatus, SafeTime
from bot.casework.clock import (
    LONDON,
    STILL_HERE,
    WINDOWS,
    due_at,
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
        (CaseStatus.CLAIMED, (), LONG_AGO),
        (CaseStatus.CLAIMED, (QUESTION, ANOTHER), LONG_AGO),
        (CaseStatus.CLAIMED, (QUESTION, ANSWER), None),
        (CaseStatus.CLAIMED, (QUESTION, NOTE), None),
        (CaseStatus.CLAIMED, (QUESTION, EVENT), LONG_AGO),
        (CaseStatus.CLAIMED, (QUESTION, ANSWER, ANOTHER), ANOTHER.at),
        (CaseStatus.CLOSED, (QUESTION,), None),
    ],
)
def test_the_clock_runs_while_the_person_waits_for_us(
    status: CaseStatus, messages: tuple[CaseMessage, ...], since: datetime | None
) -> None:
    assert waiting_since(status, LONG_AGO, messages) == since


@pytest.mark.parametrize("status", [CaseStatus.WAITING, CaseStatus.CLAIMED])
def test_the_clock_stops_where_no_answer_could_reach_them_but_what_is_unread_is_still_due(
    status: CaseStatus,
) -> None:
    def since(*, is_opened: bool) -> datetime | None:
        return waiting_since(
            status, LONG_AGO, (QUESTION,), can_be_reached=False, is_opened=is_opened
        )

    assert since(is_opened=False) == LONG_AGO
    assert since(is_opened=True) is None
