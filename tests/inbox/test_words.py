"""What the inbox says: every key has words, every span and day reads well."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from bot.casework import About, AgeBand, CaseStatus, Outcome, SafeTime
from bot.casework.model import Delivered
from bot.casework.rules import Reason
from bot.casework.views import Event
from bot.inbox import cautions, pages, words
from bot.inbox.assets import FOLDER, Assets
from bot.inbox.cases import Done
from bot.inbox.listing import Show
from bot.safeguarding.levels import Category, Level

NOW = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)  # the day before the clocks change
TEMPLATES = sorted(pages.TEMPLATES.glob("*.html"))


def table(name: str) -> dict[str, object]:
    environment = Environment(loader=FileSystemLoader(pages.TEMPLATES), autoescape=True)
    environment.filters |= dict(pages.FILTERS)
    found = getattr(environment.get_template("words.html").module, name)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("LEVELS", Level),
        ("SIGNS", Category),
        ("ABOUT", About),
        ("AGES", AgeBand),
        ("TIMES", SafeTime),
        ("STATUSES", CaseStatus),
        ("OUTCOMES", Outcome),
        ("DELIVERIES", set(Delivered) - {Delivered.NOT_FOR_DELIVERY}),
        ("EVENTS", Event),
        ("LISTS", Show),
        ("DONE", Done),
    ],
)
def test_every_key_has_words_and_every_word_a_key(name: str, keys: Iterable[StrEnum]) -> None:
    assert set(table(name)) == set(keys)


def test_every_reason_for_a_refusal_has_words() -> None:
    text = (pages.TEMPLATES / "words.html").read_text()
    for reason in set(Reason) - {Reason.NOT_FOUND}:
        assert f'reason == "{reason}"' in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_trusts_text_or_holds_script_or_style(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", text)
    assert "https://" not in text
    assert "http://" not in text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (-3, "less than a minute"),
        (0.5, "less than a minute"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (125, "2 hours 5 minutes"),
        (24 * 60, "1 day"),
        (25 * 60, "1 day 1 hour"),
        (24 * 60 * 4 + 120, "4 days"),
    ],
)
def test_a_span_is_said_as_people_say_it(minutes: float, said: str) -> None:
    assert words.lasting(timedelta(minutes=minutes)) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW, "today at 12pm"),
        (NOW - timedelta(hours=12, minutes=1), "yesterday at 11.59pm"),
        (NOW + timedelta(days=1), "tomorrow at 1pm"),
        (NOW + timedelta(days=3), "Tuesday 31 March at 1pm"),
        (NOW - timedelta(days=30), "26 February 2026 at 12pm"),
    ],
)
def test_a_day_is_said_in_london_across_the_change_of_clocks(moment: datetime, said: str) -> None:
    assert words.day_and_time(moment, NOW) == said


@pytest.mark.parametrize(
    ("text", "name", "says_it"),
    [
        ("Hi Jay", "jay", True),
        ("Hi JAY!", "Jay Smith", True),
        ("I am at my desk until five", "A", False),
        ("jays fly", "Jay", False),
        ("Hello", "", False),
    ],
)
def test_a_reply_that_says_their_name_is_noticed(text: str, name: str, says_it: bool) -> None:
    assert cautions.names_them(text, name) is says_it


def test_the_look_carries_no_government_branding() -> None:
    for path in FOLDER.rglob("*"):
        if path.suffix in {".css", ".js", ".svg"}:
            text = path.read_text()
            assert "GDS Transport" not in text
            assert "crest" not in text
            assert "@font-face" not in text
            assert not re.search(r"url\((?!['\"]?data:)", text)
    assert not list(FOLDER.rglob("*crown*"))
    assert len(list(FOLDER.glob("vendor/*/LICENSE"))) == 1


def test_a_changed_file_has_a_new_address(tmp_path: Path) -> None:
    style = tmp_path / "inbox.css"
    style.write_text("a{}")
    before = Assets.read(tmp_path).url("inbox.css")
    style.write_text("b{}")
    assert Assets.read(tmp_path).url("inbox.css") != before
