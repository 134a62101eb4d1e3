"""Whatever a person typed is shown as they typed it, and stays text (standards C16)."""

import unicodedata
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework import Told
from bot.effects import AddToCase
from bot.inbox.words import visible
from tests.adapters.kept import Someone
from tests.inbox.conftest import Browser, Inbox
from tests.inbox.hostile import PAYLOADS


class Tags(HTMLParser):
    """Collects every tag with its attributes, and the text of the person's words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))


def structure(page: str) -> list[tuple[str, tuple[str, ...]]]:
    parser = Tags()
    parser.feed(page)
    return parser.tags


async def page_with(inbox: Inbox, browser: Browser, words: str) -> str:
    """A claimed case in which every field that anybody can type holds these words."""
    someone = Someone(inbox.store, clock=inbox.clock)
    told = Told((words,), name=words, wish=words, may_message=True)
    case_id = await someone.sends(told)
    await browser.post(f"/cases/{case_id}/claim")
    await someone.does(AddToCase(case_id, words))
    await browser.post(f"/cases/{case_id}/note", text=words)
    await browser.post(f"/cases/{case_id}/reply", text=words, sure="yes")
    return await browser.text(f"/cases/{case_id}")


async def test_no_payload_changes_the_page_it_is_shown_on(inbox: Inbox, ada: Browser) -> None:
    assert len(PAYLOADS) >= 50
    harmless = structure(await page_with(inbox, ada, "words"))
    for payload in PAYLOADS:
        page = await page_with(inbox, ada, payload)
        assert structure(page) == harmless, payload
        assert unescape(page).count(payload) >= 5, payload


async def test_a_refused_form_gives_hostile_words_back_as_text(inbox: Inbox, ada: Browser) -> None:
    case_id = await Someone(inbox.store, clock=inbox.clock).sends()
    await ada.post(f"/cases/{case_id}/claim")
    answer = await ada.post(
        f"/cases/{case_id}/close", reason="</textarea><script>alert(1)</script>"
    )
    page = await answer.text()
    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


async def test_an_address_in_somebodys_words_is_no_link(inbox: Inbox, ada: Browser) -> None:
    page = await page_with(inbox, ada, "look https://elsewhere.example/x")
    assert 'href="https://' not in page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\u202eb", "a[U+202E right-to-left override]b"),
        ("a\u200bb", "a[U+200B zero-width space]b"),
        ("a\u0000b", "a[U+0000 control character]b"),
        ("a\u2066b\u2069", "a[U+2066 left-to-right isolate]b[U+2069 end of isolate]"),
        ("a\u3164b", "a[U+3164 hangul filler]b"),
        ("a\rb", "a[U+000D control character]b"),
        ("two\r\nlines\tand a tab", "two\nlines\tand a tab"),
    ],
)
def test_what_hides_or_turns_text_is_made_visible(typed: str, shown: str) -> None:
    plain = visible(typed).replace('<span class="unseen">', "").replace("</span>", "")
    assert unescape(plain) == shown


@pytest.mark.parametrize(
    "picture",
    ["👨‍👩‍👧", "❤️‍🔥", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🏳️‍🌈"],
)
def test_a_picture_made_of_several_is_left_whole(picture: str) -> None:
    assert visible(f"hi {picture}") == f"hi {picture}"


@given(st.text())
def test_every_typed_character_can_be_seen_and_none_is_markup(typed: str) -> None:
    shown = visible(typed)
    assert set(structure(shown)) <= {("span", ("class",))}
    unseen = {each for each in unescape(shown) if unicodedata.category(each) == "Cc"}
    assert unseen <= {"\n", "\t"}
    for each in typed.replace("\r\n", "\n"):
        assert each in unescape(shown) or f"U+{ord(each):04X}" in shown
