"""When a line is open, until when and when next: nights, bank holidays, terms, clock changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from timeit import repeat

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.conversation import wording
from directory.hours import LONDON, Opening, can_be_read, is_open, open_spans, opening
from directory.model import Contact, Directory
from directory.terms import ContactKind
from tests.plain_hours import SCHOOL_HOLIDAYS, PlainHours, every, plain_hours
from tests.reading import grade
from tests.talk import content

NIGHTS = "Mo-Fr 22:00-06:00; PH off"
OFFICE = "Mo-Fr 09:00-17:00; PH off"
TWO_YEARS = every(timedelta(minutes=30), date(2026, 1, 1), date(2028, 1, 1))
QUARTER = timedelta(minutes=15)
FORTNIGHT = timedelta(days=14)


SAID = [
    ("24/7", "2026-12-25T03:00", "open now, day and night"),
    (OFFICE, "2026-11-23T12:00", "open now, until 5pm"),
    ("Mo-Fr 09:00-17:30", "2026-11-23T12:00", "open now, until 5.30pm"),
    ("Mo-Fr 09:00-24:00", "2026-11-23T12:00", "open now, until midnight"),
    ("Mo-Fr 09:00-12:00", "2026-11-23T11:00", "open now, until midday"),
    (NIGHTS, "2026-11-23T23:00", "open now, until 6am tomorrow"),
    (NIGHTS, "2026-11-24T01:00", "open now, until 6am"),
    ("Fr 17:00-24:00; Sa-Su 00:00-24:00", "2026-11-27T18:00",
     "open now, until midnight on Sunday night"),
    ("Mo 10:00-24:00; Tu 00:00-24:00", "2026-11-23T18:00",
     "open now, until midnight tomorrow night"),
    (OFFICE, "2026-11-23T08:15", "closed now, opens at 9am today"),
    (OFFICE, "2026-11-23T18:00", "closed now, opens at 9am tomorrow"),
    (OFFICE, "2026-11-27T18:00", "closed now, opens on Monday at 9am"),
    (OFFICE, "2026-12-24T18:00", "closed now, opens on Tuesday at 9am"),
    ("Tu 00:00-04:00", "2026-11-23T18:00", "closed now, opens at midnight"),
    ("Tu 00:00-04:00", "2026-11-22T18:00", "closed now, opens at midnight tomorrow night"),
    ("Tu 00:00-04:00", "2026-11-21T18:00",
     "closed now, opens on Monday night at midnight"),
    ("Mo 09:30-12:00", "2026-11-23T12:00",
     "closed now, opens on Monday 30 November at 9.30am"),
    ("Mo 09:30-12:00", "2026-11-24T12:00", "closed now, opens on Monday at 9.30am"),
    ("Mo 09:00-12:00; Dec off", "2026-11-30T12:00", "closed now"),
    ("off", "2026-11-30T12:00", "closed now"),
    ("Apr-Nov 00:00-24:00", "2026-06-01T12:00", "open now"),
    ("Mo-Fr 09:00-17:00; PH unknown", "2026-12-25T12:00", ""),
]  # fmt: skip


def line(hours: str | None, *, term_time: bool = False) -> Contact:
    return Contact(
        "phone", ContactKind.PHONE, "020 7946 0101", True, opening=hours, term_time=term_time
    )


def london(text: str, *, is_second: bool = False) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=int(is_second))


def utc(moment: datetime | None) -> datetime | None:
    """London times in the hour that comes twice equal no others, so that Python compares none."""
    return moment.astimezone(UTC) if moment else None


def in_words(found: Opening, at: datetime) -> str:
    return wording.hours(content(), found, at)


def words(hours: str, at: str) -> str:
    moment = london(at)
    return in_words(opening(line(hours), moment), moment)


@settings(max_examples=6, deadline=None, phases=[Phase.generate])  # shrinking takes minutes
@given(plain_hours())
def test_every_half_hour_of_two_years_is_as_the_plain_timetable_says(hours: PlainHours) -> None:
    contact = line(hours.in_osm(), term_time=hours.in_terms)
    for at in TWO_YEARS:
        found = is_open(contact, at, school_holidays=SCHOOL_HOLIDAYS)
        assert found is hours.is_open(at), f"{hours.in_osm()} at {at}"


@settings(max_examples=150, deadline=None)
@given(plain_hours(), st.lists(st.integers(0, 730 * 24 * 60 - 1), min_size=30, max_size=30))
def test_any_minute_is_as_the_plain_timetable_says(hours: PlainHours, minutes: list[int]) -> None:
    contact = line(hours.in_osm(), term_time=hours.in_terms)
    for at in (TWO_YEARS[0] + timedelta(minutes=each) for each in minutes):
        found = is_open(contact, at, school_holidays=SCHOOL_HOLIDAYS)
        assert found is hours.is_open(at), f"{hours.in_osm()} at {at}"


@settings(max_examples=25, deadline=None)
@given(plain_hours(), st.integers(0, 700 * 24))
def test_what_comes_next_is_what_a_person_waiting_would_see(hours: PlainHours, hour: int) -> None:
    contact = line(hours.in_osm(), term_time=hours.in_terms)
    at = TWO_YEARS[0] + timedelta(hours=hour)
    steps = [at + QUARTER * n for n in range(FORTNIGHT // QUARTER + 1)]
    states = [hours.is_open(step) for step in steps]
    found = opening(contact, at, school_holidays=SCHOOL_HOLIDAYS)
    assert found.is_open is states[0]
    until = next((step for step, state in zip(steps, states, strict=True) if not state), None)
    opens = next((step for step, state in zip(steps, states, strict=True) if state), None)
    assert utc(found.until) == (until if states[0] else None)
    assert utc(found.opens) == (None if states[0] else opens)


def test_the_hours_that_ship_say_what_comes_next_all_year(directory: Directory) -> None:
    shipped = {
        contact.opening
        for service in directory.services.values()
        for contact in service.contacts
        if contact.opening is not None and contact.opening != "24/7"
    }
    assert len(shipped) >= 5
    steps = every(QUARTER, date(2026, 3, 20), date(2027, 4, 20))
    for hours in shipped:
        contact = line(hours)
        states = [is_open(contact, step) for step in steps]
        changes = [
            (after, new) for (old, new), after in zip(pairwise(states), steps[1:], strict=True)
            if old is not new
        ]  # fmt: skip
        for index in range(0, len(steps) - FORTNIGHT // QUARTER, 37):
            at, state = steps[index], states[index]
            found = opening(contact, at)
            ahead = [(moment, new) for moment, new in changes if at < moment <= at + FORTNIGHT]
            ends = next((moment for moment, new in ahead if new is not True), None)
            starts = next((moment for moment, new in ahead if new is True), None)
            assert (found.is_open, utc(found.until), utc(found.opens)) == (
                state,
                ends if state else None,
                None if state else starts,
            ), f"{hours} at {at}"


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
    by_day, by_night = mash.contact("phone"), mash.contact("phone-out-of-hours")
    assert by_day is not None
    assert by_night is not None
    assert is_open(by_day, london(at)) is day_line
    assert is_open(by_night, london(at)) is night_line


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("24/7", True),
        (OFFICE, False),
        ("Mo-Fr 09:00-17:00; PH unknown", None),
        ("Mo-Fr 09:00-17:00; PH 10:00-12:00", True),
        ("Mo-Fr 09:00-17:00", True),
        ("Mo-Fr 09:00-17:00; Dec 25 off", False),
        ("Sa,Su,PH 10:00-14:00", True),
    ],
)
def test_christmas_day_at_eleven(hours: str, expected: bool | None) -> None:
    assert is_open(line(hours), london("2026-12-25T11:00")) is expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-12-24T23:00", True),
        ("2026-12-25T05:59", True),
        ("2026-12-25T06:00", False),
        ("2026-12-25T23:00", False),
        ("2026-12-26T02:00", False),
        ("2026-12-29T02:00", False),
        ("2026-12-29T22:00", True),
    ],
)
def test_a_night_belongs_to_the_day_it_began_on_whatever_day_follows(
    at: str, expected: bool
) -> None:
    assert is_open(line(NIGHTS), london(at)) is expected


@pytest.mark.parametrize(
    ("hours", "at", "expected"),
    [
        ("Fr 22:00-06:00; Sa 10:00-12:00", "2026-11-28T03:00", True),
        ("Fr 22:00-06:00; Sa off", "2026-11-28T03:00", True),
        ("Mo-Su 22:00-06:00; Sa off", "2026-11-29T03:00", False),
        ("Fr 22:00-06:00, Sa 10:00-12:00", "2026-11-28T03:00", True),
        ("Fr 22:00-30:00", "2026-11-28T05:30", True),
        ("Fr 22:00-22:00", "2026-11-28T21:59", True),
        ("Fr 18:00-00:00", "2026-11-28T00:00", False),
        ("PH 22:00-02:00", "2026-12-29T01:00", True),
        ("PH 22:00-02:00", "2026-12-28T01:00", False),
    ],
)
def test_hours_past_midnight_outlast_the_next_days_rule(
    hours: str, at: str, expected: bool
) -> None:
    assert is_open(line(hours), london(at)) is expected


def test_a_bank_holiday_on_a_saturday_opens_no_line_for_weekdays() -> None:
    assert is_open(line("Mo-Fr 09:00-17:00"), london("2026-12-26T11:00")) is False


@pytest.mark.parametrize("at", ["2022-09-19T11:00", "2023-05-08T11:00", "2022-06-03T11:00"])
def test_a_bank_holiday_of_one_year_alone_counts(at: str) -> None:
    assert is_open(line(OFFICE), london(at)) is False
    assert is_open(line("PH 10:00-12:00"), london(at)) is True


def test_a_bank_holiday_is_unknown_where_nobody_said(directory: Directory) -> None:
    karma = directory.services["karma-nirvana"].contact("phone")
    assert karma is not None
    assert is_open(karma, london("2026-12-25T11:00")) is None
    assert is_open(karma, london("2026-12-22T11:00")) is True


def test_the_clocks_going_forward_leave_out_an_hour_and_no_more() -> None:
    through = line("Sa 22:00-04:00")
    before = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert opening(through, before).until == datetime(2026, 3, 29, 3, tzinfo=UTC)
    in_the_gap = opening(line("Su 01:00-02:00"), before)
    assert in_the_gap.opens == datetime(2026, 4, 5, 0, tzinfo=UTC)
    until_the_gap = opening(line("Su 00:00-01:30"), before)
    assert until_the_gap.until == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_the_clocks_going_back_show_an_hour_twice() -> None:
    through = line("Sa 22:00-04:00")
    first = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    assert opening(through, first).until == datetime(2026, 10, 25, 4, tzinfo=UTC)
    doubled = line("Su 01:00-01:30")
    assert utc(opening(doubled, first).until) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    between = opening(doubled, datetime(2026, 10, 25, 0, 45, tzinfo=UTC))
    assert utc(between.opens) == datetime(2026, 10, 25, 1, tzinfo=UTC)
    assert is_open(doubled, london("2026-10-25T01:15", is_second=True)) is True
    assert is_open(doubled, london("2026-10-25T01:45", is_second=True)) is False


def test_a_time_is_read_in_london_wherever_it_was_written() -> None:
    assert is_open(line(OFFICE), datetime(2026, 7, 6, 8, 30, tzinfo=UTC)) is True
    assert is_open(line(OFFICE), datetime(2026, 12, 7, 8, 30, tzinfo=UTC)) is False


def test_hours_that_nobody_knows_are_unknown(directory: Directory) -> None:
    safecall = directory.services["safecall"].contact("phone")
    assert safecall is not None
    at = london("2026-11-23T12:00")
    assert is_open(safecall, at) is None
    assert in_words(opening(safecall, at), at) == ""


@pytest.mark.parametrize(
    "hours", ["sunrise-sunset", "Mo 09:00+", "SH off", "PH -1 day off", "nine to five", ""]
)
def test_hours_beyond_our_reckoning_are_unknown_and_never_a_failure(hours: str) -> None:
    at = london("2026-11-23T12:00")
    assert not can_be_read(hours)
    assert is_open(line(hours), at) is None
    assert opening(line(hours), at).is_open is None
    with pytest.raises(ValueError, match="cannot be read"):
        open_spans(hours, at.date())


def test_a_line_by_appointment_may_be_open() -> None:
    hours = 'Mo-Fr 09:00-17:00 "by appointment; ring first"'
    assert is_open(line(hours), london("2026-11-23T12:00")) is None
    assert is_open(line(hours), london("2026-11-23T18:00")) is False


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        is_open(line("24/7"), datetime(2026, 11, 23, 12))  # noqa: DTZ001 (that is the point)


@pytest.mark.parametrize(
    ("at", "expected", "said"),
    [
        ("2026-12-14T12:00", True, "open now, until 5pm"),
        ("2026-12-14T18:00", False, "closed now, opens at 9am tomorrow"),
        ("2026-12-18T18:00", False, "closed now"),
        ("2026-12-22T12:00", False, "closed now, opens on Monday 4 January at 9am"),
        ("2027-01-04T12:00", True, "open now, until 5pm"),
        ("2027-02-12T18:00", False, "closed now"),
        ("2027-02-22T12:00", None, ""),
        ("2027-02-22T18:00", False, "closed now"),
    ],
)
def test_a_line_for_school_terms_is_closed_in_the_holidays(
    at: str, expected: bool | None, said: str
) -> None:
    contact = line("Mo-Fr 09:00-17:00", term_time=True)
    moment = london(at)
    holidays = (
        (date(2026, 12, 19), date(2027, 1, 3)),
        (date(2027, 2, 13), date(2027, 2, 21)),
    )
    found = opening(contact, moment, school_holidays=holidays)
    assert is_open(contact, moment, school_holidays=holidays) is expected
    assert in_words(found, moment) == said


def test_a_line_for_school_terms_is_unknown_while_nobody_entered_the_holidays() -> None:
    at = london("2026-12-14T12:00")
    assert is_open(line(OFFICE, term_time=True), at) is None
    assert is_open(line("24/7", term_time=True), at) is None
    assert not opening(line("24/7", term_time=True), at).is_always


@pytest.mark.parametrize(("hours", "at", "said"), SAID)
def test_opening_is_said_as_people_say_it(hours: str, at: str, said: str) -> None:
    assert words(hours, at) == said


def test_what_is_said_of_opening_is_easy_to_read() -> None:
    assert grade("\n".join(said for _, _, said in SAID)) <= 5


def test_half_past_and_midnight_are_said_for_a_reader_in_another_zone() -> None:
    at = datetime(2026, 7, 6, 23, 15, tzinfo=UTC)
    assert in_words(opening(line("Tu 09:00-17:30"), at), at) == "closed now, opens at 9am today"


@given(plain_hours(), st.integers(0, 700))
def test_the_spans_of_a_day_are_in_order_and_end_with_it(hours: PlainHours, ahead: int) -> None:
    day = date(2026, 1, 1) + timedelta(days=ahead)
    spans = open_spans(hours.in_osm(), day)
    midnight = london(f"{day + timedelta(days=1)}T00:00")
    assert all(starts < ends <= midnight for starts, ends in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    plain = replace(hours, in_terms=False)
    assert all(plain.is_open(starts) is True for starts, _ in spans)


def test_saying_what_comes_next_takes_well_under_a_millisecond() -> None:
    closed_for_long = line("Mo 09:00-10:00; Dec 14-31 off")
    at = london("2026-12-07T11:00")
    assert opening(closed_for_long, at).opens is None
    fastest = min(repeat(lambda: opening(closed_for_long, at), number=50, repeat=5)) / 50
    assert fastest < 0.001
