"""Opening hours as the standard's weekly schedules, against an expander of calendar rules."""

import json
import os
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from dateutil import rrule
from hypothesis import Phase, given, settings
from jsonschema import Draft202012Validator, FormatChecker

from directory.hours import LONDON, is_open
from directory.hsds.schedule_words import described
from directory.hsds.schedules import opening_of, schedules
from directory.model import Contact, Directory
from directory.terms import ContactKind
from tests.plain_hours import BANK_HOLIDAYS, PlainHours, every, plain_hours
from tests.reading import grade

FROM, TO = date(2026, 1, 1), date(2027, 1, 1)
HALF_HOURS = every(timedelta(minutes=30), FROM, TO)
QUARTER = timedelta(minutes=15)
WEEKDAYS = {str(day): day for day in rrule.weekdays}
SCHEMAS = os.environ.get("WAYMARK_TEST_DATA", "")
SPOKEN = [
    ("24/7", "Open all day and all night."),
    ("Mo-Fr 09:00-17:00", ""),
    ("Mo-Fr 09:00-17:00; PH off", "Closed on bank holidays."),
    ("Mo-Fr 09:00-17:00; PH unknown", "It may be closed on bank holidays."),
    ("Mo-Fr 09:00-17:00; PH 00:00-24:00", "Open all day on bank holidays."),
    (
        "Mo-Fr 22:00-06:00; PH 10:00-12:00,22:00-02:00",
        "Bank holidays: 10am to midday and 10pm to 2am.",
    ),
    ("Mo-Fr 09:00-17:00; PH off; Sa 09:00-12:00", "The hours change on bank holidays."),
    ("Mo 09:00-17:00; We,Th 13:00-16:00 unknown",
     "It may be open on Wednesday and Thursday from 1pm to 4pm. Please ask first."),
    ("Mo 09:00-17:00; Sa unknown", "It may be open on Saturday. Please ask first."),
    ("Jul-Aug Mo 09:00-17:00", "The hours change over the year. Please ask first."),
]  # fmt: skip


def expanded(schedule: Mapping[str, object]) -> list[tuple[datetime, datetime]]:
    """Each time in the year that a schedule says it is open, by the clock on the wall."""
    opens, closes = (time.fromisoformat(str(schedule[at])) for at in ("opens_at", "closes_at"))
    rule = rrule.rrule(
        getattr(rrule, str(schedule["freq"])),
        interval=int(str(schedule["interval"])),
        byweekday=[WEEKDAYS[day] for day in str(schedule["byday"]).split(",")],
        dtstart=datetime.combine(date.fromisoformat(str(schedule["dtstart"])), opens),
        until=datetime.combine(date.fromisoformat(str(schedule["valid_to"])), time.max),
    )
    return [(start, datetime.combine(start.date(), closes)) for start in rule]


def check_against_the_rules(opening: str) -> None:
    """Compare a year of half-hours, but for bank holidays and the nights that follow them."""
    written = schedules(opening, valid_from=FROM, valid_to=TO)
    spans = [span for one in written if "freq" in one for span in expanded(one)]
    said = {
        start + QUARTER * n for start, end in spans for n in range(-((start - end) // QUARTER))
    }
    contact = Contact("phone", ContactKind.PHONE, "020 7946 0101", True, opening=opening)
    for at in HALF_HOURS:
        wall = at.astimezone(LONDON).replace(tzinfo=None)
        if not BANK_HOLIDAYS & {wall.date(), wall.date() - timedelta(days=1)}:
            assert (is_open(contact, at) is True) is (wall in said), f"{opening} at {wall}"


@settings(max_examples=6, deadline=None, phases=[Phase.generate])  # shrinking takes minutes
@given(plain_hours(with_holidays=False))
def test_the_rules_open_and_close_a_line_as_we_do_all_year(hours: PlainHours) -> None:
    check_against_the_rules(hours.in_osm())


@pytest.mark.parametrize(
    "opening",
    [
        "24/7",
        "Mo-Fr 22:00-06:00; PH off",
        "Fr 22:00-06:00; Sa 10:00-12:00",
        "Mo-Fr 09:00-12:30,13:15-17:00; PH 10:00-12:00",
        "Sa-Su 00:00-24:00; PH unknown",
    ],
)
def test_nights_and_split_shifts_are_said_by_the_rules(opening: str) -> None:
    check_against_the_rules(opening)


def test_the_hours_that_ship_are_said_by_the_rules_and_come_back(directory: Directory) -> None:
    shipped = {
        contact.opening
        for service in directory.services.values()
        for contact in service.contacts
        if contact.opening is not None
    }
    assert len(shipped) >= 6
    for opening in shipped:
        check_against_the_rules(opening)
        assert opening_of(schedules(opening)) == opening


def test_a_night_is_cut_at_midnight() -> None:
    evening, morning = schedules("Fr 22:00-06:00", valid_from=FROM)
    assert (evening["byday"], evening["closes_at"]) == ("FR", "23:59:59")
    assert (morning["byday"], morning["opens_at"]) == ("SA", "00:00:00")
    assert morning["dtstart"] == "2026-01-03"


@given(plain_hours())
def test_hours_come_back_as_they_were(hours: PlainHours) -> None:
    assert opening_of(schedules(hours.in_osm())) == hours.in_osm()


@settings(max_examples=25, deadline=None)
@given(plain_hours(with_holidays=False))
def test_hours_come_back_the_same_from_the_rules_alone(hours: PlainHours) -> None:
    bare = [
        {name: value for name, value in one.items() if name not in ("notes", "description")}
        for one in schedules(hours.in_osm())
    ]
    back = opening_of(bare)
    if not any(hours.week):
        assert back is None
        return
    assert back is not None
    contact = Contact("phone", ContactKind.PHONE, "020 7946 0101", True, opening=back)
    for at in HALF_HOURS[::7]:
        day = at.astimezone(LONDON).date()
        if not BANK_HOLIDAYS & {day, day - timedelta(days=1)}:
            assert is_open(contact, at) is hours.is_open(at), f"{back} at {at}"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "Mo,We 09:00-17:00; PH unknown"),
        ({"opens_at": "09:00"}, "Mo,We 09:00-17:00; PH unknown"),
        ({"closes_at": "02:00:00"}, "Mo,We 09:00-02:00; PH unknown"),
        ({"byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00:00", "closes_at": "23:59:59"},
         "24/7"),
        ({"interval": 2}, None),
        ({"freq": "MONTHLY", "byday": "2MO"}, None),
        ({"byday": "2MO"}, None),
        ({"byday": ""}, None),
        ({"opens_at": "09:00Z"}, None),
        ({"opens_at": None}, None),
        ({"bymonthday": "2,3"}, None),
        ({"until": "2026-05-01"}, None),
        ({"notes": "In OpenStreetMap's syntax: 24/7"}, "Mo,We 09:00-17:00; PH unknown"),
    ],
)  # fmt: skip
def test_what_others_publish_is_read_only_where_it_is_all_said(
    changed: dict[str, object], expected: str | None
) -> None:
    theirs: dict[str, object] = {
        "id": "48102e86-bb50-41c4-8f1e-e269368c41d1",
        "freq": "WEEKLY",
        "interval": 1,
        "byday": "MO,WE",
        "opens_at": "09:00:00",
        "closes_at": "17:00:00",
    }
    assert opening_of([theirs | changed]) == expected


def test_hours_of_two_seasons_are_not_read_as_hours_of_the_year() -> None:
    written = schedules("Mo 09:00-17:00", valid_from=FROM), schedules("Tu 09:00-12:00")
    assert opening_of([dict(one) for some in written for one in some]) is None


def test_no_schedules_say_nothing() -> None:
    assert opening_of([]) is None
    assert schedules("sunrise-sunset") == ()


@pytest.mark.parametrize(("opening", "said"), SPOKEN)
def test_what_no_weekly_rule_can_say_is_said_in_words(opening: str, said: str) -> None:
    assert described(opening, term_time=False) == said
    assert grade(said) <= 5


def test_a_schedule_for_school_terms_says_so() -> None:
    (one,) = schedules("Mo-Fr 09:00-17:00", term_time=True)
    assert one["description"] == "Open in school terms only."


@pytest.mark.skipif(not SCHEMAS, reason="WAYMARK_TEST_DATA does not say where the schemas are")
@pytest.mark.parametrize("standard", ["core", "uk"])
def test_schedules_are_valid(standard: str) -> None:
    schema = json.loads(Path(SCHEMAS, "hsds", standard, "schema", "schedule.json").read_text())
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for opening, _ in SPOKEN:
        for one in schedules(opening, valid_from=FROM, valid_to=TO, term_time=True):
            row = {"id": "48102e86-bb50-41c4-8f1e-e269368c41d1", **one}
            validator.validate(row)
            assert row.keys() <= schema["properties"].keys()
