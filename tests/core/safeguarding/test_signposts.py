"""The safety cards say the right thing, in the right order, in few and easy words."""

import re
from copy import deepcopy
from datetime import date
from itertools import product
from typing import Any

import pytest

from bot.safeguarding.levels import Category, Concern, Hit, Level
from bot.safeguarding.shipped import shipped_signposts
from bot.safeguarding.signposts import (
    Card,
    Signposts,
    SignpostsError,
    card,
    cards_for,
    compiled,
)
from tests.reading import grade

KEYS = sorted(shipped_signposts().cards)
WORDS_AT_MOST = 60
SILENT_CALL_WORDS_AT_MOST = 80
ONE_SCREEN = 700  # characters, about what a small phone shows at once
NEVER_SAID = re.compile(
    r"!|\bwhy\b|secret|confidential|promise|no one will know|[\U0001F300-\U0001FAFF]", re.I
)
FLOW_BUTTONS = {"talk_to_person"}


def _concern(category: Category, level: Level) -> Concern:
    return Concern.of((Hit(category, level, "a phrase", "some words"),))


def _both(key: str, signposts: Signposts) -> tuple[Card, Card]:
    return card(key, signposts), card(key, signposts, again=True)


@pytest.mark.parametrize(("category", "level"), list(product(Category, list(Level)[1:])))
def test_every_concern_has_a_card(category: Category, level: Level, signposts: Signposts) -> None:
    assert cards_for(_concern(category, level), signposts).text


@pytest.mark.parametrize("category", Category)
def test_immediate_danger_is_always_told_to_ring_999(
    category: Category, signposts: Signposts
) -> None:
    concern = _concern(category, Level.IMMEDIATE)
    for again in (False, True):
        assert "999" in cards_for(concern, signposts, again=again).text


@pytest.mark.parametrize(
    ("category", "level", "key"),
    [
        (Category.SUICIDE, Level.IMMEDIATE, "suicide_now"),
        (Category.SUICIDE, Level.SERIOUS, "suicide"),
        (Category.VIOLENCE, Level.IMMEDIATE, "danger_now"),
        (Category.VIOLENCE, Level.SERIOUS, "threat"),
        (Category.CHILD_ABUSE, Level.IMMEDIATE, "danger_now"),
        (Category.CHILD_ABUSE, Level.SERIOUS, "child_abuse"),
        (Category.MEDICAL, Level.IMMEDIATE, "medical"),
        (Category.FIRE, Level.IMMEDIATE, "fire"),
        (Category.NOT_COPING, Level.CONCERN, "general"),
    ],
)
def test_a_card_fits_what_was_said(
    category: Category, level: Level, key: str, signposts: Signposts
) -> None:
    assert cards_for(_concern(category, level), signposts).key == key


def test_a_level_raised_by_a_second_opinion_alone_has_a_card(signposts: Signposts) -> None:
    assert cards_for(Concern.none().raised_to(Level.IMMEDIATE), signposts).key == "danger_now"
    assert cards_for(Concern.none().raised_to(Level.SERIOUS), signposts).key == "general"


@pytest.mark.parametrize("key", KEYS)
def test_the_second_time_says_it_in_other_and_fewer_words(key: str, signposts: Signposts) -> None:
    first, second = signposts.cards[key].text, signposts.cards[key].again
    assert first != second
    assert len(second) < len(first)


@pytest.mark.parametrize("key", KEYS)
def test_a_card_is_short_and_easy_to_read(key: str, signposts: Signposts) -> None:
    limit = SILENT_CALL_WORDS_AT_MOST if key == "silent_999" else WORDS_AT_MOST
    for words in (signposts.cards[key].text, signposts.cards[key].again):
        assert len(words.split()) <= limit
        assert grade(words) <= 5
        assert max(len(s.split()) for s in re.split(r"[.?:]\s", words)) <= 20
    assert len(card(key, signposts).text) <= ONE_SCREEN


@pytest.mark.parametrize("key", KEYS)
def test_a_card_never_promises_blames_or_cheers(key: str, signposts: Signposts) -> None:
    for each in _both(key, signposts):
        assert not NEVER_SAID.search(each.text)
        assert each.text.count("?") <= 1


@pytest.mark.parametrize("key", KEYS)
def test_every_button_leads_somewhere(key: str, signposts: Signposts) -> None:
    for button in card(key, signposts).quick_actions:
        assert button.id in signposts.cards or button.id in FLOW_BUTTONS
        assert len(button.id.encode()) <= 64
        assert button.label


@pytest.mark.parametrize("key", KEYS)
def test_a_card_was_reviewed_and_names_who_to_turn_to(key: str, signposts: Signposts) -> None:
    signpost = signposts.cards[key]
    assert signpost.reviewed >= date(2026, 11, 1)
    assert signpost.contacts
    for contact in signpost.contacts:
        assert contact.value in contact.line
        assert contact.line in card(key, signposts).text


@pytest.mark.parametrize("key", KEYS)
def test_no_number_is_typed_into_a_sentence(key: str, signposts: Signposts) -> None:
    """But 999, 55 and ages: they are what people have to know by heart."""
    for words in (signposts.cards[key].text, signposts.cards[key].again):
        assert set(re.findall(r"\d+", words)) <= {"999", "55", "16", "18", "19", "25", "24"}


def test_the_silent_call_is_told_right(signposts: Signposts) -> None:
    """Standards B25: often told wrongly, and the wrong way leaves a person waiting for no one."""
    words = signposts.cards["silent_999"].text
    mobile, landline = words.split("From a landline")
    assert "From a mobile phone" in mobile
    steps = ["Ring 999", "Listen", "cough or tap", "Press 55 when you are told to"]
    places = [mobile.index(step) for step in steps]
    assert places == sorted(places)
    assert "Do not press it before" in mobile
    assert "does not tell the police where you are" in mobile
    assert "the call ends" in mobile
    assert "there is no 55" in landline
    assert "Stay on the line" in landline
    again = signposts.cards["silent_999"].again
    assert "when you are told to" in again
    assert "does not tell the police where you are" in again
    assert "Landline: no 55" in again


def test_danger_now_offers_the_silent_call(signposts: Signposts) -> None:
    assert "silent_999" in {b.id for b in card("danger_now", signposts).quick_actions}
    assert "safe place" in card("danger_now", signposts).text


def test_the_suicide_card_asks_straight_and_takes_any_answer(signposts: Signposts) -> None:
    asked = card("suicide", signposts)
    assert "are you thinking about killing yourself?" in asked.text
    assert [b.label for b in asked.quick_actions] == ["Yes", "No", "Not sure", "Rather not say"]
    assert "you're not" not in asked.text


@pytest.mark.parametrize(
    "answer", ["suicide_now", "suicide_no", "suicide_not_sure", "suicide_not_said"]
)
def test_every_answer_about_suicide_keeps_the_ways_to_help_in_sight(
    answer: str, signposts: Signposts
) -> None:
    for each in _both(answer, signposts):
        assert "Samaritans" in each.text
        assert "SHOUT" in each.text


def test_when_suicide_is_near_it_says_999_company_distance_and_another_way(
    signposts: Signposts,
) -> None:
    said = card("suicide_now", signposts)
    for words in ("999", "A&E", "not to be alone", "Move away from anything you could use"):
        assert words in said.text
    assert "cannot_call" in {b.id for b in said.quick_actions}


def test_those_who_cannot_call_can_write(signposts: Signposts) -> None:
    assert "SHOUT" in card("cannot_call", signposts).text
    assert "https://" in card("cannot_call", signposts).text


def test_the_one_to_trust_is_never_taken_to_be_a_parent(signposts: Signposts) -> None:
    assert "does not have to be a parent" in card("child_abuse", signposts).text
    for key in KEYS:
        assert not re.search(r"(tell|ask) your (mum|dad|parent)", card(key, signposts).text, re.I)


@pytest.mark.parametrize(
    "key",
    [
        "child_abuse",
        "domestic_abuse",
        "sexual_violence",
        "exploitation",
        "online_harm",
        "honour_abuse",
    ],
)
def test_those_who_were_hurt_are_believed_first_and_told_it_is_not_their_fault(
    key: str, signposts: Signposts
) -> None:
    words = signposts.cards[key].text
    assert words.startswith("I believe you")
    assert re.search(r"not (your|the child's) fault", words)


def _document() -> dict[str, Any]:
    return {
        "contacts": {"one": {"service": "s", "value": "1", "says": "S: {value}"}},
        "buttons": {"talk_to_person": "Talk"},
        "cards": {
            "general": {
                "answers": ["any"],
                "text": "Hello there.",
                "again": "Hello.",
                "contacts": ["one"],
                "buttons": ["talk_to_person"],
                "reviewed": date(2026, 11, 22),
            }
        },
    }


def test_a_card_is_its_words_and_then_who_to_turn_to() -> None:
    assert card("general", compiled(_document())).text == "Hello there.\n\nS: 1"


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("contacts", ["two"], "two"),
        ("buttons", ["fly"], "fly"),
        ("answers", ["sadness"], "sadness"),
        ("answers", ["suicide soon"], "soon"),
    ],
)
def test_a_mistake_in_the_cards_is_told(field: str, wrong: list[str], said: str) -> None:
    document = deepcopy(_document())
    document["cards"]["general"][field] = wrong
    with pytest.raises(SignpostsError, match=said):
        compiled(document)
