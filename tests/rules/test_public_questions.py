"""Questions that people asked in public: each says where, and is labelled as all others are."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.conversation.intents import Intent
from bot.safeguarding.levels import Level

PUBLIC = Path(__file__).parents[2] / "nlu" / "evaluation" / "heldout" / "public.jsonl"
LONGEST = 45  # words: a question after one that was asked, never what somebody wrote, copied
QUESTIONS: list[dict[str, Any]] = [
    json.loads(row) for row in PUBLIC.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: str(each["text"])[:40])
def test_a_public_question_names_its_source_and_is_labelled(question: dict[str, Any]) -> None:
    assert urlsplit(question["source"]).scheme in {"http", "https"}
    assert urlsplit(question["source"]).netloc
    assert {question["intent"], *question["also"]} <= {intent.value for intent in Intent}
    assert question["intent"] not in question["also"]
    assert question["level"] in {level.value for level in Level}
    assert len(question["text"].split()) <= LONGEST


def test_no_public_question_is_asked_twice() -> None:
    texts = [str(question["text"]).lower() for question in QUESTIONS]
    assert len(set(texts)) == len(texts)


def test_no_source_speaks_for_all() -> None:
    """One page's way of asking must not decide the figure."""
    sources = [urlsplit(question["source"]).netloc for question in QUESTIONS]
    assert max(sources.count(each) for each in set(sources)) <= len(sources) / 10
