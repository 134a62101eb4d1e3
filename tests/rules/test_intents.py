"""Intents: code, taxonomy, phrases and keywords have the same 49, and none is neglected."""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.conversation.intents import Intent
from bot.safeguarding.levels import Level
from bot.understanding.keywords import shipped_keywords

NLU = Path(__file__).parents[2] / "nlu"
LEAST_PHRASES = 25
TOO_ALIKE = 0.8
SHORT = 3  # words: nobody can say bye in other words


@dataclass(frozen=True)
class Block:
    """Phrases of one intent, by one hand, of one level."""

    file: str
    intent: str
    level: str
    hand: str
    phrases: tuple[str, ...]


@cache
def blocks() -> tuple[Block, ...]:
    return tuple(
        block for path in sorted((NLU / "data").glob("*.yml")) for block in _blocks_of(path)
    )


def _blocks_of(path: Path) -> Iterator[Block]:
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
        about = entry.get("metadata") or {}
        phrases = tuple(line.removeprefix("- ") for line in entry["examples"].splitlines())
        level, hand = about.get("level", ""), about.get("hand", "")
        yield Block(path.name, entry["intent"], level, hand, phrases)


def held_out() -> list[str]:
    files = sorted((NLU / "evaluation" / "heldout").glob("*.jsonl"))
    return [json.loads(row)["text"] for file in files for row in file.read_text().splitlines()]


def test_the_taxonomy_names_the_same_intents_in_the_same_order() -> None:
    taxonomy = yaml.safe_load((NLU / "taxonomy.yml").read_text(encoding="utf-8"))
    assert list(taxonomy["intents"]) == [intent.value for intent in Intent]
    assert set(taxonomy["risk"]) == {level.value for level in Level}


def test_every_intent_has_phrases_and_every_phrase_an_intent() -> None:
    assert {block.intent for block in blocks()} == {intent.value for intent in Intent}


def test_every_intent_has_keywords_for_when_rasa_is_away() -> None:
    assert list(shipped_keywords()) == [intent.value for intent in Intent]


@pytest.mark.parametrize("intent", Intent)
def test_every_intent_has_enough_phrases_by_more_than_one_hand(intent: Intent) -> None:
    own = [block for block in blocks() if block.intent == intent]
    assert sum(len(block.phrases) for block in own) >= LEAST_PHRASES
    assert len({block.hand for block in own}) > 1


def test_every_block_says_its_level_and_whose_hand_wrote_it() -> None:
    levels = {level.value for level in Level}
    unmarked = [(block.file, block.intent) for block in blocks() if block.level not in levels]
    assert not unmarked
    assert not [(block.file, block.intent) for block in blocks() if not block.hand.strip()]


def test_no_phrase_stands_under_two_intents_or_two_levels() -> None:
    places = defaultdict(set)
    for block in blocks():
        for phrase in block.phrases:
            places[phrase.lower()].add((block.intent, block.level))
    assert not {phrase: found for phrase, found in places.items() if len(found) > 1}


def test_no_held_out_message_was_seen_in_training() -> None:
    phrases = [phrase for block in blocks() for phrase in block.phrases]
    assert not list(_alike([text for text in held_out() if len(text.split()) > SHORT], phrases))


def _alike(texts: list[str], phrases: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs that share most of their runs of three letters.

    Such a pair shares one of its rarest runs, so only those are looked up.
    """
    runs = [_runs(phrase) for phrase in phrases]
    often = Counter(run for found in runs for run in found)
    having = defaultdict(list)
    for place, found in enumerate(runs):
        for run in _rarest(found, often):
            having[run].append(place)
    for text in texts:
        own = _runs(text)
        for place in {place for run in _rarest(own, often) for place in having[run]}:
            if len(own & runs[place]) >= TOO_ALIKE * len(own | runs[place]):
                yield text, phrases[place]


def _runs(text: str) -> set[str]:
    line = f"  {' '.join(text.lower().split())} "
    return {line[start : start + 3] for start in range(len(line) - 2)}


def _rarest(runs: set[str], often: Counter[str]) -> list[str]:
    enough = len(runs) - math.ceil(TOO_ALIKE * len(runs)) + 1
    return sorted(runs, key=lambda run: (often[run], run))[:enough]
