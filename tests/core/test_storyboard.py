import html
import re
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.commands.storyboard import page_of
from bot.conversation.intents import Intent
from bot.storyboard.pages import Chapter, chapter_of, chapters
from bot.storyboard.walking import Scene, walk
from bot.wiring import Knowledge
from tests.talk import NOON, OPEN, content, phrases


@cache
def scenes() -> tuple[Scene, ...]:
    return walk(content(), NOON, OPEN)


@cache
def board() -> tuple[Chapter, ...]:
    return chapters(scenes(), content())


def test_the_walk_meets_each_intents_answer_and_the_way_to_staff() -> None:
    met = {scene.key for scene in scenes()}
    answered = {f"intent.{intent}" for intent in Intent}
    assert len(answered & met) > len(answered) * 0.8
    assert {"talk.limits", "ask.story", "ask.preview", "declined"} <= met


def test_a_screen_tells_the_way_that_leads_to_it() -> None:
    preview = next(scene for scene in scenes() if scene.key == "ask.preview")
    assert "Carry on" in preview.path
    assert preview.path[-1] == preview.did


def test_every_text_and_every_card_is_on_the_board_once() -> None:
    keys = [screen.key for chapter in board() for screen in chapter.screens]
    assert len(keys) == len(set(keys))
    assert content().words.entries.keys() <= set(keys)
    assert {f"card.{key}" for key in content().signposts.cards} <= set(keys)


def test_each_text_has_its_grade_and_who_answers_for_it() -> None:
    for chapter in board():
        for screen in chapter.screens:
            assert screen.review.owner, screen.key
            assert (screen.review.grade or 0) < 8, screen.key


@pytest.mark.parametrize(
    ("key", "begins"),
    [
        ("home.partner", "Something at home"),
        ("intent.knife_carrying", "Gangs"),
        ("card.danger_now", "Danger"),
        ("ask.preview", "Talk"),
    ],
)
def test_a_text_is_in_the_chapter_that_it_belongs_to(key: str, begins: str) -> None:
    assert chapter_of(key, content()).startswith(begins)


def test_every_chapter_has_something_to_read() -> None:
    names = [chapter.name for chapter in board()]
    assert len(names) == len(set(names)) > 10
    assert all(chapter.screens for chapter in board())


def test_the_page_shows_the_words_and_where_to_sign(tmp_path: Path) -> None:
    page = page_of(Knowledge(phrases(), content()))
    welcome = content().words.entries["welcome"].text.splitlines()[0]
    assert html.escape(welcome) in page
    assert "Signed" in page
    assert "not yet reviewed" in page
    assert not re.search(r"<(?:script|link|img)\b|https?://[^\s<]*\.(?:css|js)", page)


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    out = tmp_path / "board.html"
    said = CliRunner().invoke(app, ["storyboard", "--out", str(out)])
    assert said.exit_code == 0
    assert str(out.name) in said.output.replace("\n", "")
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
