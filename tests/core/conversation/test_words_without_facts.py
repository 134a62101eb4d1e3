"""What is left of the words when facts may no longer be shown: less, and never wrong."""

import re
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from bot.conversation.shipped import shipped_text
from bot.conversation.words import Words, load
from directory.freshness import as_of
from directory.model import SLOT, Directory
from directory.shipped import shipped
from directory.terms import Status

DIRECTORY = shipped()
WORDS = load(shipped_text(), DIRECTORY)
NAMED = sorted({name for entry in WORDS.entries.values() for name in entry.services})


def without(service_id: str) -> Directory:
    """The directory, with one service ended."""
    ended = replace(DIRECTORY.services[service_id], status=Status.ENDED)
    return replace(DIRECTORY, services=MappingProxyType({**DIRECTORY.services, service_id: ended}))


def spoken(words: Words) -> list[tuple[str, str]]:
    both = [(key, text) for key, each in words.entries.items() for text in (each.text, each.again)]
    return [(key, text) for key, text in both if text]


def test_nothing_is_left_out_while_every_fact_stands() -> None:
    assert WORDS.left_out == ()


@pytest.mark.parametrize("service_id", NAMED)
def test_a_service_that_ends_leaves_every_sentence_whole_and_no_number_of_its_own(
    service_id: str,
) -> None:
    words = load(shipped_text(), without(service_id))
    elsewhere = {
        contact.value
        for service in DIRECTORY.services.values()
        if service.id != service_id
        for contact in service.reachable
    }
    gone = {c.value for c in DIRECTORY.services[service_id].reachable} - elsewhere
    assert words.left_out
    before = dict(spoken(WORDS))
    for key, text in spoken(words):
        assert text.strip()
        assert not SLOT.search(text), f"{key}: {text}"
        for value in gone:
            assert not re.search(rf"{re.escape(value)}(?![\w/-])", text), f"{key}: {text}"
        assert not text.rstrip().endswith((":", ",")) or before[key].rstrip().endswith(":"), text


def test_words_whose_facts_are_overdue_say_so() -> None:
    late = as_of(DIRECTORY, DIRECTORY.services["police-101"].check.on + timedelta(days=100))
    words = load(shipped_text(), late)
    assert words.left_out == ()
    entry = words.entries["problems.drug-dealing-stairwell"]
    assert entry.text.endswith("a number may have changed.")
    assert "999" in words.entries["intent.emergency"].text
    assert "may have changed" not in words.entries["intent.emergency"].text


def test_where_numbers_are_left_out_999_still_comes() -> None:
    gone = as_of(DIRECTORY, DIRECTORY.services["police-101"].check.on + timedelta(days=400))
    for key, text in spoken(load(shipped_text(), gone)):
        if "out of date" in text:
            assert "999" in text, key


def test_the_words_stand_without_any_directory_at_all() -> None:
    words = load(shipped_text(), Directory.empty())
    assert words.entries.keys() == WORDS.entries.keys()
    assert all(text.strip() and not SLOT.search(text) for _, text in spoken(words))
    assert any("may be out of date" in text for _, text in spoken(words))
