"""The pictures of the flows name what there is."""

import re
from pathlib import Path

import pytest

from tests.talk import content

ROOT = Path(__file__).parents[2]
PICTURES = sorted((ROOT / "docs" / "flows").glob("*.md"))
FILE = re.compile(r"`((?:bot|tests|directory|docs)/[\w./*-]+)`")


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_a_picture_shows_states_and_ways_out(picture: Path) -> None:
    text = picture.read_text(encoding="utf-8")
    drawn = re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)
    assert drawn
    for each in drawn:
        assert "-->" in each
        assert "[*]" in each or "flowchart" in each
    assert re.search(r"[Ww]ays out", text)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_a_picture_names_files_that_there_are(picture: Path) -> None:
    for named in FILE.findall(picture.read_text(encoding="utf-8")):
        assert list(ROOT.glob(named.rstrip("/"))), named


def test_every_chapter_of_conversation_has_a_picture() -> None:
    drawn = {path.stem for path in PICTURES}
    assert {"welcome", "crime-or-asb", "at-home", "gangs", "support"} <= drawn
    assert {"talk-to-a-person", "safety-and-privacy"} <= drawn
    assert {
        "crime",
        "home",
        "gangs",
        "support",
        "talking",
        "safety",
    } <= content().words.titles.keys()
