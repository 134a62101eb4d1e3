"""Everything local is data: a borough that does not exist runs on a folder of its own."""

import re
from pathlib import Path

import pytest

from bot.conversation.content import Content
from bot.conversation.intents import Intent
from bot.conversation.shipped import shipped_content
from bot.safeguarding.shipped import shipped_signposts
from directory.errors import LoadError
from directory.load import load
from directory.model import Directory
from directory.records.documents import documents_of, load_documents
from directory.records.reading import EVERYWHERE
from directory.shipped import HOME, shipped, shipped_files
from directory.terms import Reach

ROOT = Path(__file__).parents[2]
FOLDER = f"{ROOT}/tests/boroughs/little-harbour"
THERE = shipped(FOLDER)
HERE = shipped()
CONTENT = shipped_content(THERE, shipped_signposts(FOLDER))
OUR_CODE = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("directory/**/*.py")]


def local_names(directory: Directory) -> set[str]:
    """What tells a borough from every other: its name, and its own services' ids and numbers."""
    assert directory.borough is not None
    own = [each for each in directory.services.values() if each.reach is Reach.BOROUGH]
    values = {contact.value for each in own for contact in each.contacts}
    shared = {
        contact.value
        for each in directory.services.values()
        if each.reach is not Reach.BOROUGH
        for contact in each.contacts
    }
    return {directory.borough.name, *(each.id for each in own), *(values - shared)}


def everything_said(content: Content) -> list[str]:
    words = [
        each for entry in content.words.entries.values() for each in (entry.text, entry.again)
    ]
    cards = [line.line for card in content.signposts.cards.values() for line in card.contacts]
    return [*words, *content.words.labels.values(), *content.words.names.values(), *cards]


def test_another_borough_says_its_own_name_and_numbers() -> None:
    said = "\n".join(everything_said(CONTENT))
    for expected in (
        "Little Harbour Council and its friends run me",
        "020 7946 0100",
        "020 7946 0101",
    ):
        assert expected in said


def test_nothing_of_our_borough_is_said_in_another() -> None:
    said = "\n".join(everything_said(CONTENT))
    found = {
        name for name in local_names(HERE) if re.search(rf"(?<!\d){re.escape(name)}(?!\d)", said)
    }
    assert found == set()


def test_no_code_names_our_borough_or_a_service_of_its_own() -> None:
    ids = {each.id for each in HERE.services.values() if each.reach is Reach.BOROUGH}
    for file in OUR_CODE:
        text = file.read_text(encoding="utf-8")
        named = {each for each in ids if f'"{each}"' in text}
        assert not named, f"{file.relative_to(ROOT)} names {named}"


def test_words_are_left_out_only_where_a_borough_has_no_such_service() -> None:
    missing = {line.split(": ", 1)[1] for line in CONTENT.words.left_out}
    assert all(
        any(named in each for named in ("large-landlord", "asb-team", "spark2life", "no contact"))
        for each in missing
    )


@pytest.mark.parametrize("intent", Intent)
def test_every_intent_is_answered_there(intent: Intent) -> None:
    assert CONTENT.words.entries[f"intent.{intent}"].text


def test_a_borough_that_is_not_there_is_named_with_what_to_do() -> None:
    for name in ("nowhere", "/nowhere/at-all", EVERYWHERE):
        with pytest.raises(LoadError, match="make its folder"):
            shipped(name)


def test_home_is_a_borough_like_any_other() -> None:
    assert HERE.borough is not None
    assert HERE.borough.id == HOME


def test_a_boroughs_own_entry_takes_the_place_of_one_that_holds_everywhere() -> None:
    files = {**shipped_files(FOLDER), "avalon/own.yml": OWN_FRANK}
    assert load(files).services["frank"].name == "Avalon's own line on drugs"
    assert load_documents(documents_of(files)).services["frank"].area == "Avalon"
    twice = {**files, "avalon/again.yml": OWN_FRANK}
    for read in (load, documents_of):
        with pytest.raises(LoadError, match="'frank' is used twice"):
            read(twice)


OWN_FRANK = """
checked: 2026-11-22
services:
  - id: frank
    name: Avalon's own line on drugs
    provider: Avalon
    status: open
    verified: true
    summary: Help with drugs and drink.
    area: Avalon
    reach: borough
    urgency: usual
    contacts: [{id: phone, kind: phone, value: 0808 157 0001, verified: true}]
    sources: [{url: https://avalon.example, quote: Help, page_date: today}]
"""
