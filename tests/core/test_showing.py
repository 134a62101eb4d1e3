"""What the commands print reads as a sentence, whatever the count."""

from dataclasses import replace
from datetime import date

from bot.commands.showing import call_lines, missing_lines, service_lines
from bot.launch.missing import Missing, counted
from directory.keeping.ringing import Call
from directory.model import Directory
from directory.shipped import shipped
from tests.talk import content

SOMETHING = Missing("It", "Because.", "Do it", blocks=True)


def test_one_is_one_and_none_and_two_are_many() -> None:
    said = [counted(number, "entry differs", "entries differ") for number in range(3)]
    assert said == ["0 entries differ", "1 entry differs", "2 entries differ"]


def test_one_thing_that_is_missing_is_one_thing() -> None:
    assert next(iter(missing_lines([SOMETHING]))) == "Not yet: 1 thing has to be done first."
    two = next(iter(missing_lines([SOMETHING, SOMETHING])))
    assert two == "Not yet: 2 things have to be done first."


def test_a_line_is_one_day_late() -> None:
    service = shipped().services["samaritans"]
    call = Call(service, service.contacts[0], 1, (), ())
    assert "1 day late." in next(iter(call_lines(call, 1)))
    assert "Due today." in next(iter(call_lines(replace(call, days_overdue=0), 1)))


def test_no_service_is_shown_with_two_full_stops() -> None:
    directory: Directory = shipped()
    for service in directory.services.values():
        for line in service_lines(content(), service, date(2026, 11, 23)):
            assert ".." not in line.replace("...", "")
            assert ".," not in line


def test_what_has_one_remedy_is_listed_together_though_other_things_come_between() -> None:
    first, other, second = (
        replace(SOMETHING, what="One"),
        Missing("Else", "For that.", "Do that", blocks=True),
        replace(SOMETHING, what="Two"),
    )
    lines = list(missing_lines([first, other, second]))
    assert lines.index("- Two") == lines.index("- One") + 1
    assert lines.count("  Because. Do it") == 1
