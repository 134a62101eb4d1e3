"""The model's second opinion: it raises, it never lowers, and it does not cry wolf."""

from dataclasses import replace

import pytest

from bot.conversation.intents import Intent
from bot.listening import listen, with_second_opinion
from bot.safeguarding.levels import Category, Concern, Hit, Level
from bot.safeguarding.points import ID as WORDS_THAT_ADD_UP
from bot.safeguarding.shipped import shipped_phrases
from bot.understanding.model import Ranked, Source, Understanding

GRAVE = Concern.of((Hit(Category.DOMESTIC_ABUSE, Level.SERIOUS, "a phrase", "words"),))


def says(
    intent: Intent, confidence: float, level: Level, source: Source = Source.MODEL
) -> Understanding:
    return Understanding(
        intent, confidence, (Ranked(intent, confidence),), level, source, threshold=0.4
    )


@pytest.mark.parametrize("level", list(Level))
def test_nothing_the_model_says_lowers_a_concern(level: Level) -> None:
    heard = with_second_opinion(GRAVE, says(Intent.GREET, 0.99, level))
    assert heard.level >= GRAVE.level


def test_what_only_the_model_hears_is_answered_by_its_subject() -> None:
    heard = with_second_opinion(Concern.none(), says(Intent.HONOUR_ABUSE, 0.8, Level.SERIOUS))
    assert (heard.level, heard.category) == (Level.SERIOUS, Category.HONOUR_ABUSE)


def test_a_thing_of_this_minute_needs_a_model_that_is_sure() -> None:
    unsure = replace(says(Intent.EMERGENCY, 0.6, Level.IMMEDIATE), threshold=0.7)
    sure = says(Intent.EMERGENCY, 0.9, Level.IMMEDIATE)
    assert with_second_opinion(Concern.none(), unsure).level is Level.SERIOUS
    assert with_second_opinion(Concern.none(), sure).level is Level.IMMEDIATE


def test_a_text_about_nothing_grave_is_not_raised() -> None:
    heard = with_second_opinion(Concern.none(), says(Intent.THANKS, 0.9, Level.IMMEDIATE))
    assert heard.level is Level.NONE


def test_keywords_judge_no_danger() -> None:
    guess = says(Intent.EMERGENCY, 0.9, Level.IMMEDIATE, Source.KEYWORDS)
    assert with_second_opinion(Concern.none(), guess).level is Level.NONE


class Counting:
    """Understands nothing, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def understand(self, text: str) -> Understanding:
        self.asked += 1
        return says(Intent.OUT_OF_SCOPE, 0.5, Level.NONE)


async def test_an_urgent_text_waits_for_no_model() -> None:
    model = Counting()
    heard = await listen("i want to kill myself tonight", shipped_phrases(), model)
    assert heard.concern.is_urgent
    assert model.asked == 0
    await listen("hello there", shipped_phrases(), model)
    assert model.asked == 1


@pytest.mark.parametrize("doer", [Category.OWN_BEHAVIOUR, Category.OTHER_ABUSE])
def test_the_model_does_not_change_who_is_the_doer(doer: Category) -> None:
    known = Concern.of((Hit(doer, Level.SERIOUS, "a phrase", "words"),))
    heard = with_second_opinion(known, says(Intent.DOMESTIC_ABUSE, 0.9, Level.IMMEDIATE))
    assert (heard.level, heard.category) == (Level.IMMEDIATE, doer)


def test_the_model_may_still_hear_a_wish_to_die_in_one_who_hurts_others() -> None:
    known = Concern.of((Hit(Category.OWN_BEHAVIOUR, Level.SERIOUS, "a phrase", "words"),))
    heard = with_second_opinion(known, says(Intent.SUICIDE_SELF_HARM, 0.9, Level.IMMEDIATE))
    assert heard.category is Category.SUICIDE


def test_where_words_only_add_up_the_model_says_to_what() -> None:
    adding_up = Concern.of((Hit(Category.NOT_COPING, Level.SERIOUS, WORDS_THAT_ADD_UP, "words"),))
    heard = with_second_opinion(adding_up, says(Intent.SUICIDE_SELF_HARM, 0.8, Level.SERIOUS))
    assert (heard.level, heard.category) == (Level.SERIOUS, Category.SUICIDE)
    calmer = with_second_opinion(adding_up, says(Intent.SUICIDE_SELF_HARM, 0.8, Level.CONCERN))
    assert calmer.level is Level.SERIOUS
