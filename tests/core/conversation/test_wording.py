"""What the directory settles is put into the words of the content file."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.conversation import wording
from bot.conversation.content import Content
from directory.hours import LONDON, Opening
from directory.matching.finding import Found
from directory.matching.reasons import About, Why
from directory.model import Eligibility
from directory.terms import Gender
from directory.timing.nearness import Near, placed
from tests.talk import content

NOON = datetime(2026, 11, 23, 12, tzinfo=LONDON)  # a Monday


def reworded(**texts: str) -> Content:
    """The content with other words, as a file for another language would have them."""
    entries = dict(content().words.entries)
    for name, text in texts.items():
        key = name.replace("__", ".")
        entries[key] = replace(entries[key], text=text)
    return replace(content(), words=replace(content().words, entries=entries))


def found(why: Why) -> Found:
    return Found(content().directory.services["childline"], None, None, (why,))


@pytest.mark.parametrize(
    ("eligibility", "said"),
    [
        (Eligibility(), ""),
        (Eligibility(minimum_age=0), ""),
        (Eligibility(minimum_age=16), "It is for people aged 16 and over"),
        (Eligibility(minimum_age=0, maximum_age=18), "It is for people under 19"),
        (Eligibility(minimum_age=11, maximum_age=25), "It is for people aged 11 to 25"),
        (Eligibility(gender=Gender.MEN), "It is for men"),
        (
            Eligibility(maximum_age=25, gender=Gender.WOMEN),
            "It is for girls and young women under 26",
        ),
        (
            Eligibility(minimum_age=13, maximum_age=60, gender=Gender.MEN),
            "It is for men aged 13 to 60",
        ),
    ],
)
def test_whom_a_service_is_for_is_said_in_a_sentence(eligibility: Eligibility, said: str) -> None:
    assert wording.who_for(content(), eligibility) == said


@pytest.mark.parametrize("about", About)
def test_every_reason_has_words(about: About) -> None:
    opening = Opening(is_open=True, until=None, opens=None, is_always=True)
    one = replace(found(Why(about, "Welsh")), opening=opening)
    assert len(wording.reasons(content(), one, NOON)) == 1


def test_hours_are_no_reason_where_no_time_is_given() -> None:
    assert wording.reasons(content(), found(Why(About.OPENING)), None) == ()


def test_a_reason_names_what_it_is_about() -> None:
    through = Why(About.THROUGH, "Your GP.")
    assert wording.reasons(content(), found(through), None) == (
        "Someone has to send you there: your GP",
    )
    assert wording.reasons(content(), found(Why(About.SIGNS, "BSL")), None) == ("They use BSL",)


def test_another_language_has_its_own_clock_and_its_own_order() -> None:
    other = reworded(
        hours__open_until="{when} auf",
        hours__until__later="{day} bis {time}",
        hours__time__pm_past="{hour_of_day}:{minutes} Uhr",
        hours__wednesday="Mittwoch",
    )
    until = datetime(2026, 11, 25, 17, 30, tzinfo=LONDON)
    opening = Opening(is_open=True, until=until, opens=None, is_always=False)
    assert wording.hours(other, opening, NOON) == "Mittwoch bis 17:30 Uhr auf"
    assert wording.hours(content(), opening, NOON) == "open now, until 5.30pm on Wednesday"


@pytest.mark.parametrize(
    ("days", "near"),
    [
        (-9, Near.DATE),
        (-7, Near.DATE),
        (-6, Near.WEEKDAY),
        (0, Near.TODAY),
        (1, Near.TOMORROW),
        (6, Near.WEEKDAY),
        (7, Near.DATE),
    ],
)
def test_a_day_is_named_by_its_weekday_only_where_that_tells_which(days: int, near: Near) -> None:
    assert placed(NOON + timedelta(days=days), NOON).near is near
