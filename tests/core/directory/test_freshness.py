"""Facts grow old by the day: labelled when overdue, not shown when twice overdue."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import wording
from directory.errors import FactError
from directory.freshness import (
    CRISIS_DAYS,
    USUAL_DAYS,
    age,
    as_of,
    contact_due,
    due,
    faults_on,
    standing,
)
from directory.load import load
from directory.model import Check, Directory, Service
from directory.terms import HowChecked, Standing, Urgency
from tests.talk import content

_CHECKED = date(2026, 11, 22)
_ORDER = [Standing.FRESH, Standing.OVERDUE, Standing.WITHDRAWN]


def _directory(urgency: Urgency = Urgency.USUAL, phone_checked: date | None = None) -> Directory:
    own = f", checked: {phone_checked}" if phone_checked else ""
    return load(
        {
            "one.yml": f"""
checked: {_CHECKED}
services:
  - id: line
    name: Line
    provider: Us
    status: open
    verified: true
    summary: Helps.
    area: UK
    reach: national
    urgency: {urgency}
    contacts:
      - {{id: phone, kind: phone, value: 020 7946 0001, verified: true{own}}}
      - {{id: web, kind: web, value: 'https://example.org', verified: true}}
    sources: [{{url: 'https://example.org', quote: words, page_date: '2026'}}]
""",
            "numbers.yml": "short: {'020 7946 0001': drama}",
        }
    )


def _line(urgency: Urgency = Urgency.USUAL, phone_checked: date | None = None) -> Service:
    return _directory(urgency, phone_checked).services["line"]


def _after(days: int) -> date:
    return _CHECKED + timedelta(days=days)


def test_a_check_holds_ninety_days_where_lives_hang_on_it_and_half_a_year_elsewhere() -> None:
    assert (CRISIS_DAYS, USUAL_DAYS) == (90, 182)
    assert due(_line(Urgency.CRISIS)) == due(_line(Urgency.ABUSE)) == date(2027, 2, 20)
    assert due(_line(Urgency.USUAL)) == date(2027, 5, 23)


@pytest.mark.parametrize(
    ("urgency", "days", "expected"),
    [
        (Urgency.CRISIS, 0, Standing.FRESH),
        (Urgency.CRISIS, 90, Standing.FRESH),
        (Urgency.CRISIS, 91, Standing.OVERDUE),
        (Urgency.CRISIS, 180, Standing.OVERDUE),
        (Urgency.CRISIS, 181, Standing.WITHDRAWN),
        (Urgency.ABUSE, 91, Standing.OVERDUE),
        (Urgency.ABUSE, 181, Standing.WITHDRAWN),
        (Urgency.USUAL, 182, Standing.FRESH),
        (Urgency.USUAL, 183, Standing.OVERDUE),
        (Urgency.USUAL, 364, Standing.OVERDUE),
        (Urgency.USUAL, 365, Standing.WITHDRAWN),
        (Urgency.EMERGENCY, 10_000, Standing.FRESH),
    ],
)
def test_a_service_is_labelled_when_overdue_and_withdrawn_when_twice_overdue(
    urgency: Urgency, days: int, expected: Standing
) -> None:
    assert standing(_line(urgency), _after(days)) is expected
    service = as_of(_directory(urgency), _after(days)).services["line"]
    assert service.standing is expected
    assert bool(service.reachable) is (expected is not Standing.WITHDRAWN)


def test_the_number_of_a_withdrawn_service_is_given_to_nobody() -> None:
    today = as_of(_directory(Urgency.CRISIS), _after(180))
    assert today.fact("line", "phone") == "020 7946 0001"
    later = as_of(today, _after(181))
    with pytest.raises(FactError):
        later.fact("line", "phone")


def test_a_new_check_brings_a_withdrawn_service_back() -> None:
    directory = as_of(_directory(), _after(400))
    service = directory.services["line"]
    checked = replace(service, check=Check(HowChecked.READ, _after(399)))
    mended = replace(directory, services={"line": checked})
    assert as_of(mended, _after(400)).services["line"].standing is Standing.FRESH


def test_999_is_shown_whatever_the_day(directory: Directory) -> None:
    distant = as_of(directory, date(2050, 1, 1))
    shown = {service.id for service in distant.services.values() if service.reachable}
    assert shown == {"emergency-999", "silent-999", "emergency-sms", "999-bsl"}
    assert distant.fact("emergency-999", "phone") == "999"


def test_a_directory_that_has_not_aged_is_the_same_one(directory: Directory) -> None:
    assert as_of(directory, _CHECKED) is directory
    later = as_of(directory, _after(91))
    assert later is not directory
    assert as_of(later, _after(91)) is later


def test_the_line_checked_longest_ago_decides() -> None:
    assert due(_line(phone_checked=_after(30))) == _after(30 + 182)
    assert due(_line(phone_checked=_after(-30))) == _after(-30 + 182)
    service = _line(phone_checked=_after(30))
    assert [contact_due(service, contact) for contact in service.contacts] == [
        _after(30 + 182),
        _after(182),
    ]


@given(st.sampled_from(Urgency), st.integers(0, 1500), st.integers(0, 1500))
def test_facts_never_grow_younger(urgency: Urgency, one: int, other: int) -> None:
    service = replace(_SERVICE, urgency=urgency)
    sooner, later = sorted((one, other))
    standings = [standing(service, _after(days)) for days in (sooner, later)]
    assert standings == sorted(standings, key=_ORDER.index)


_SERVICE = _line()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (21, "3 weeks ago"),
        (62, "8 weeks ago"),
        (63, "2 months ago"),
        (91, "2 months ago"),
        (92, "3 months ago"),
        (364, "11 months ago"),
        (366, "12 months ago"),
        (729, "23 months ago"),
        (730, "2 years ago"),
        (1500, "4 years ago"),
    ],
)
def test_how_long_ago_is_said_in_plain_words(days: int, words: str) -> None:
    assert wording.ago(content(), _CHECKED, _after(days)) == words


@given(st.integers(2, 20_000))
def test_how_long_ago_is_never_one_of_many(days: int) -> None:
    assert age(_CHECKED, _after(days)).count > 1


def test_a_check_on_a_day_still_to_come_is_a_fault() -> None:
    directory = _directory(phone_checked=_after(2))
    assert faults_on(directory, _after(2)) == ()
    assert faults_on(directory, _after(1)) == (
        "service 'line', contact 'phone': it was checked on 2026-11-24, a day still to come:"
        " mend 'checked'",
    )
    assert len(faults_on(directory, _after(-1))) == 2


def test_nothing_that_ships_was_checked_in_the_future(directory: Directory) -> None:
    newest = max(service.check.on for service in directory.services.values())
    assert faults_on(directory, newest) == ()
    assert faults_on(directory, newest - timedelta(days=1))
