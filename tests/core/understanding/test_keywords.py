"""What the keyword list makes of a text while the trained model is away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.intents import Intent
from bot.errors import ContentError
from bot.safeguarding.levels import Level
from bot.understanding.keywords import Keywords, shipped_keywords
from bot.understanding.model import Source

SHIPPED = Keywords(shipped_keywords())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("there is a man at my door with a knife", Intent.EMERGENCY),
        ("i want to kill myself", Intent.SUICIDE_SELF_HARM),
        ("my bike got nicked, how do I report it", Intent.REPORT_CRIME),
        ("the neighbours play music till 4am", Intent.REPORT_ASB),
        ("someone dumped a sofa on our road", Intent.REPORT_ENVIRONMENT),
        ("can feds search me for no reason", Intent.STOP_AND_SEARCH),
        ("my husband hits me", Intent.DOMESTIC_ABUSE),
        ("i want out of the gang", Intent.GANG_EXIT),
        ("they say i owe them 2 bags so i have to go country", Intent.COUNTY_LINES),
        ("any youth clubs near leyton", Intent.ACTIVITIES),
        ("can I talk to a real person?", Intent.TALK_TO_PERSON),
        ("will you tell my mum", Intent.PRIVACY),
        ("delete everything i said", Intent.DELETE_DATA),
        ("Do you speak Polish?", Intent.LANGUAGE),
        ("whens bin day", Intent.OUT_OF_SCOPE),
    ],
)
def test_a_plain_message_is_understood(text: str, intent: Intent) -> None:
    understanding = SHIPPED.understand(text)
    assert understanding.intent is intent
    assert understanding.is_confident
    assert understanding.source is Source.KEYWORDS


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Heyyyy!!", Intent.GREET),
        ("no", Intent.DENY),
        ("Yes.", Intent.AFFIRM),
        ("Nah", Intent.DENY),
        ("safe bro", Intent.THANKS),
        ("gtg", Intent.GOODBYE),
    ],
)
def test_a_short_word_counts_when_it_is_the_whole_message(text: str, intent: Intent) -> None:
    assert SHIPPED.understand(text).intent is intent


def test_a_text_without_any_keyword_is_not_understood() -> None:
    understanding = SHIPPED.understand("zxqv")
    assert understanding.intent is Intent.OUT_OF_SCOPE
    assert not understanding.is_confident


def test_one_hint_is_not_enough_to_act_on() -> None:
    assert not SHIPPED.understand("something about a moped").is_confident


def test_every_intent_has_keywords() -> None:
    assert set(shipped_keywords()) == {intent.value for intent in Intent}


def test_danger_wins_a_tie() -> None:
    keywords = Keywords({"school": {"sure": ["knife"]}, "emergency": {"sure": ["knife"]}})
    assert keywords.understand("knife").intent is Intent.EMERGENCY


def test_a_star_stands_for_any_ending_and_no_star_for_none() -> None:
    keywords = Keywords({"emergency": {"sure": ["stab*"]}, "school": {"sure": ["class"]}})
    assert keywords.understand("he stabbed him").intent is Intent.EMERGENCY
    assert not keywords.understand("classy").is_confident


def test_joined_words_count_in_any_order_and_only_together() -> None:
    keywords = Keywords({"domestic_abuse": {"sure": ["husband + hit*"]}})
    assert keywords.understand("he hits me, my husband").is_confident
    assert not keywords.understand("my husband cooks").is_confident


def test_no_keyword_is_taken_for_yes_or_no_by_yaml() -> None:
    groups = [group for strengths in shipped_keywords().values() for group in strengths.values()]
    words = [word for group in groups for word in group]
    assert all(isinstance(word, str) for word in words)


@pytest.mark.parametrize(
    "document",
    [
        {"weather": {"sure": ["rain"]}},
        {"school": {"certain": ["class"]}},
        {"school": {"sure": ["head* teacher"]}},
        {"school": {"sure": ["class + "]}},
    ],
)
def test_a_mistake_in_the_list_is_refused(document: dict[str, dict[str, list[str]]]) -> None:
    with pytest.raises(ContentError):
        Keywords(document)


@given(st.text(max_size=300))
def test_any_text_at_all_is_answered_and_carries_no_level(text: str) -> None:
    understanding = SHIPPED.understand(text)
    assert understanding.level is Level.NONE
    assert 0 <= understanding.confidence <= 1
    assert understanding.ranking
