import copy
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.safeguarding.shipped import (
    shipped_card_translations,
    shipped_english_cards,
    signposts_by_language,
)
from bot.safeguarding.signposts import SignpostsError, compiled
from bot.safeguarding.translated import code_of, is_reviewed, translated

DRAFTS = {code_of(each): each for each in shipped_card_translations()}
FIRST = ("danger_now", "silent_999", "cannot_call")


def changed(code: str, **cards: Mapping[str, str]) -> dict[str, Any]:
    document = copy.deepcopy(dict(DRAFTS[code]))
    document["cards"] |= cards
    return document


@pytest.mark.parametrize("code", sorted(DRAFTS))
def test_a_draft_fits_the_english_cards_and_keeps_every_number(code: str) -> None:
    cards = compiled(translated(shipped_english_cards(), DRAFTS[code])).cards
    assert cards.keys() == compiled(shipped_english_cards()).cards.keys()
    for key in FIRST:
        assert cards[key].text != compiled(shipped_english_cards()).cards[key].text
        assert "999" in cards[key].text


def test_nobody_is_shown_a_draft() -> None:
    shown = signposts_by_language()
    assert shown.keys() == {code for code, each in DRAFTS.items() if is_reviewed(each)}
    assert not shown, "a language was reviewed: say by whom in docs/safeguarding.md"


def test_only_a_name_and_a_day_make_a_draft_a_reviewed_card() -> None:
    language = {"code": "xx", "name": "x"}
    assert is_reviewed({"language": {**language, "reviewer": "A", "reviewed": date(2026, 1, 1)}})
    assert not is_reviewed(
        {"language": {**language, "reviewer": "", "reviewed": date(2026, 1, 1)}}
    )
    assert not is_reviewed({"language": {**language, "reviewer": "A", "reviewed": None}})


def test_a_number_that_is_lost_is_found() -> None:
    lost = changed("pl", danger_now={"text": "Zadzwoń.", "again": "Zadzwoń pod 999."})
    with pytest.raises(SignpostsError, match="danger_now: text has other numbers"):
        translated(shipped_english_cards(), lost)


def test_a_card_that_there_is_not_is_refused() -> None:
    with pytest.raises(SignpostsError, match="there is no made_up"):
        translated(shipped_english_cards(), changed("pl", made_up={"text": "a", "again": "b"}))


def test_a_line_without_its_number_is_refused() -> None:
    document = changed("pl")
    document["contacts"]["ring_999"] = "Policja"
    with pytest.raises(SignpostsError, match="ring_999 leaves out its number"):
        translated(shipped_english_cards(), document)


def test_what_a_file_lacks_stays_in_english() -> None:
    cards = compiled(translated(shipped_english_cards(), DRAFTS["ur"])).cards
    assert cards["stalking"].text == compiled(shipped_english_cards()).cards["stalking"].text


def test_the_drafts_are_listed_as_drafts() -> None:
    lines = CliRunner().invoke(app, ["languages", "list"]).output.splitlines()
    assert len([each for each in lines if each.startswith("cards") and "a draft" in each]) == len(
        DRAFTS
    )
