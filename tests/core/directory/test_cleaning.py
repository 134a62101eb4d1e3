"""Text from outside becomes plain words: nothing in it can run, hide or turn a line around."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.keeping.cleaning import LONGEST, harmless, harmless_document, in_one_line


@pytest.mark.parametrize(
    ("hostile", "plain"),
    [
        ("We help <b>young</b> people", "We help young people"),
        ("Call<script>alert(1)</script> us", "Call us"),
        ("Call <script>alert(1)", "Call"),
        ("<style>p{display:none}</style>Open today", "Open today"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<img src=x onerror=alert(1)>Hello", "Hello"),
        ('<a href="javascript:alert(1)">Our page</a>', "Our page"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Hello", "Hello"),
        ("&amp;lt;b&amp;gt;Bold&amp;lt;/b&amp;gt;", "Bold"),
        ("Fish &amp; chips", "Fish & chips"),
        ("<!-- hidden -->Seen", "Seen"),
        ("<![CDATA[x]]>Seen", "Seen"),
        ("<![nonsense[x]]>Seen", "Seen"),
        ("<iframe><p>in</p></iframe>out", "out"),
        ("020\u200b 7946\u2060 0123", "020 7946 0123"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("bell\x07 and null\x00", "bell and null"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("a  \t b", "a b"),
        ("ages < 18 and > 11", "ages < 18 and > 11"),
        ("we <3 you", "we <3 you"),
        ("cafe\u0301", "café"),
        (" https://example.org/?a=1&copy=2 ", "https://example.org/?a=1&copy=2"),
        ("https://example.org/<script>x</script>", "https://example.org/"),
    ],
)
def test_what_could_harm_is_taken_out_and_the_words_stay(hostile: str, plain: str) -> None:
    assert harmless(hostile) == plain


@given(st.text(max_size=300))
def test_cleaning_twice_makes_no_difference(text: str) -> None:
    once = harmless(text)
    assert harmless(once) == once


@given(st.text(alphabet="<>&/!-[];ltgampscrip \"='", max_size=200))
def test_no_tag_is_left_whatever_is_written(text: str) -> None:
    assert "<script>" not in harmless(text)
    assert harmless(harmless(text)) == harmless(text)


def test_escapes_within_escapes_do_not_bring_a_tag_back() -> None:
    assert "<" not in harmless("&" + "amp;" * 200 + "lt;script&" + "amp;" * 200 + "gt;")


def test_a_long_text_is_cut_at_a_word() -> None:
    cut = harmless("word " * LONGEST)
    assert len(cut) <= LONGEST
    assert cut.endswith("word…")


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<![", "</", "&#", "<a href='", "<script><!--"])
def test_a_text_made_to_be_slow_is_read_quickly(piece: str) -> None:
    before = time.process_time()
    harmless(piece * 250_000)
    assert time.process_time() - before < 5


def test_a_name_is_one_line() -> None:
    assert in_one_line("Young<br>People's\nHelp") == "Young People's Help"


def test_every_text_of_an_entry_is_cleaned() -> None:
    entry = {"na\u200bme": "<b>One</b>", "contacts": [{"value": "020\u202e 1"}], "verified": True}
    assert harmless_document(entry) == {
        "name": "One",
        "contacts": [{"value": "020 1"}],
        "verified": True,
    }


def test_an_entry_that_goes_on_for_ever_is_cut() -> None:
    deep: object = "end"
    for _ in range(100):
        deep = [deep]
    assert "end" not in str(harmless_document(deep))
    assert len(str(harmless_document(["x"] * 100_000))) < 5_000
