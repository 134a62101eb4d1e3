"""Words fitted into Telegram's messages."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_text import LIMIT, clean, lay_out, units
from bot.effects import Message

WORDS = st.text(
    st.sampled_from(list("ab .?\n😀é👩\u200d🇬🇧")) | st.characters(codec="utf-16"), max_size=300
)


def test_a_short_message_is_one_part() -> None:
    (part,) = lay_out(Message("k", "Hello."))
    assert (part.text, part.covered) == ("Hello.", None)


def test_a_long_message_is_cut_between_paragraphs_then_sentences_then_words() -> None:
    message = Message("k", "One is here. Two is here.\n\nThree is here. Four")
    assert [part.text for part in lay_out(message, 30)] == [
        "One is here. Two is here.",
        "Three is here. Four",
    ]
    assert [part.text for part in lay_out(message, 20)] == [
        "One is here.",
        "Two is here.",
        "Three is here. Four",
    ]
    assert [part.text for part in lay_out(Message("k", "x" * 25), 10)] == [
        "x" * 10,
        "x" * 10,
        "x" * 5,
    ]


def test_what_is_covered_is_spanned_in_utf_16_units() -> None:
    (part,) = lay_out(Message("k", "😀 hi", covered="🇬🇧 ok"))
    assert part.text == "😀 hi\n\n🇬🇧 ok"
    assert part.covered is not None
    assert (part.covered.offset, part.covered.length) == (7, 7)


def test_a_message_without_words_has_no_parts() -> None:
    assert lay_out(Message("k", " \n ")) == ()


def test_a_full_message_is_sent_whole_and_one_unit_more_is_not() -> None:
    assert len(lay_out(Message("k", "😀" * (LIMIT // 2)))) == 1
    assert len(lay_out(Message("k", "😀" * (LIMIT // 2) + "x"))) == 2


@given(WORDS, WORDS, st.integers(2, 60))
def test_no_part_is_too_long_and_no_word_is_lost(shown: str, covered: str, limit: int) -> None:
    parts = lay_out(Message("k", shown, covered=covered), limit)
    assert all(part.text and units(part.text) <= limit for part in parts)
    together = "".join("".join(part.text for part in parts).split())
    assert together == "".join(clean(shown + covered).split())


@given(WORDS, WORDS, st.integers(2, 60))
def test_all_that_is_to_be_covered_is_covered_and_nothing_else(
    shown: str, covered: str, limit: int
) -> None:
    hidden = ""
    for part in lay_out(Message("k", shown, covered=covered), limit):
        if part.covered is not None:
            start, end = part.covered.offset, part.covered.offset + part.covered.length
            assert end <= units(part.text)
            hidden += part.text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
    assert "".join(hidden.split()) == "".join(clean(covered).split())
