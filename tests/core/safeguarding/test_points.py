"""Small words add up: points are learned from lines, and only many of them are danger."""

import pytest
import yaml

from bot.safeguarding.levels import Category, Level
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.points import ID, points
from bot.safeguarding.triage import assess
from bot.safeguarding.weighing import Line, weighed, written

GRAVE = [
    f" he watches how i {verb} and i keep very small " for verb in ("sit", "eat", "talk", "go")
]
PLAIN = [
    f" where can i {verb} in the new park on sunday " for verb in ("sit", "eat", "talk", "go")
]
LINES = [
    *(Line(each, danger=True, harmless=False) for each in GRAVE),
    *(Line(each, danger=False, harmless=True) for each in PLAIN),
]


def test_words_of_grave_lines_are_worth_points_and_words_of_plain_ones_cost_them() -> None:
    worth = weighed(LINES).words
    assert worth["watches"] > 0 > worth["park"]
    assert "sunday watches" not in worth


def test_the_same_lines_in_any_order_give_the_same_points() -> None:
    assert weighed(LINES) == weighed(reversed(LINES))


def test_what_is_written_is_read_back() -> None:
    learned = weighed(LINES)
    assert points(yaml.safe_load("\n".join(written(learned)))["points"]) == learned


def test_enough_words_are_heard_as_danger_and_named() -> None:
    hit = weighed(LINES).hit(GRAVE[0])
    assert hit is not None
    assert (hit.level, hit.category) == (Level.SERIOUS, Category.NOT_COPING)
    assert "watches" in hit.words


@pytest.mark.parametrize("plain", [PLAIN[0], " he watches ", " ", ""])
def test_too_little_is_not(plain: str) -> None:
    assert weighed(LINES).hit(plain) is None


def test_a_cry_of_a_few_words_is_never_doubted() -> None:
    learned = weighed(LINES)
    assert learned.doubt(PLAIN[0])
    assert not learned.doubt(" the new park ")


def test_a_long_harmless_message_does_not_drown_its_grave_part() -> None:
    learned = weighed(LINES)
    assert learned.of(GRAVE[0] + PLAIN[0] * 40) >= learned.of(GRAVE[0] + PLAIN[0] * 3)


@pytest.mark.parametrize(
    "message",
    [
        "i have learned to tell from the way he shuts the car door what sort of night it will be",
        "the man from my game says we only talk when mum is asleep so she wont find out",
        "they said it is only one more trip and then we are even but they said that last month",
    ],
)
def test_danger_that_no_phrase_names_is_heard(message: str, phrases: Phrases) -> None:
    assert assess(message, phrases).level >= Level.SERIOUS, message


def test_words_that_add_up_never_stand_before_a_phrase(phrases: Phrases) -> None:
    heard = assess("my stepdad hits me with his belt and i hide in the wardrobe at night", phrases)
    assert ID not in {hit.phrase for hit in heard.hits}
