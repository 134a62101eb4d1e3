"""Different ways to type one thing become one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safeguarding.normalise import LONGEST, normalise
from bot.safeguarding.phrases import Phrases


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("I Want To DIE", " i want to die "),
        ("i’m scared", " i am scared "),
        ("he's here", " he is here "),
        ("do not", " dont "),
        ("im gonna", " i am going to "),
        ("pleeeeease", " please "),
        ("dieeee", " die "),
        ("k*ll", " kill "),
        ("su*cide", " suicide "),
        ("su1c1de", " suicide "),
        ("unal1ve", " unalive "),
        ("r@ped", " raped "),
        ("k.m.s", " kill myself "),
        ("s u i c i d e", " suicide "),
        ("sewerslide", " suicide "),
        ("suiicide", " suicide "),
        ("strangeled", " strangled "),
        ("endin it", " ending it "),
        ("my cousin", " my cousin "),
        ("s\u200bu\u200bicide", " suicide "),
        ("ｓｕｉｃｉｄｅ", " suicide "),
        ("suiсide", " suicide "),  # with a Cyrillic s
        ("chcę umrzeć", " chce umrzec "),
        ("self-harm", " self harm "),
        ("step dad", " stepdad "),
        ("🔪", " knife "),
        ("one. two", " one . two "),
        ("i just... want", " i just want "),
        ("", "  "),
    ],
)
def test_a_message_becomes_plain_words(typed: str, plain: str, phrases: Phrases) -> None:
    assert normalise(typed, phrases.spelling) == plain


@pytest.mark.parametrize("word", ["amused", "attached", "pinched", "walking", "mission", "good"])
def test_a_real_word_is_left_alone(word: str, phrases: Phrases) -> None:
    assert normalise(word, phrases.spelling) == f" {word} "


@given(text=st.text())
def test_any_text_has_plain_words_between_spaces(text: str, phrases: Phrases) -> None:
    plain = normalise(text, phrases.spelling)
    assert plain.startswith(" ")
    assert plain.endswith(" ")
    assert plain == plain.replace("\n", " ")


def test_a_text_longer_than_any_message_is_cut(phrases: Phrases) -> None:
    assert len(normalise("a " * LONGEST, phrases.spelling)) <= LONGEST + 2
