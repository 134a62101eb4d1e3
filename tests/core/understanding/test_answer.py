"""Rasa's answer is read strictly: an error is never taken for low confidence."""

from typing import Any

import pytest

from bot.conversation.intents import Intent
from bot.errors import UnderstandingUnavailable
from bot.safeguarding.levels import Level
from bot.understanding.answer import read
from bot.understanding.model import Ranked, Source


def an_answer(**changes: object) -> dict[str, Any]:
    """What the server says of "they say i owe them 2 bags", shortened."""
    return {
        "text": "they say i owe them 2 bags",
        "intent": {"name": "county_lines", "confidence": 0.75},
        "intent_ranking": [
            {"name": "county_lines", "confidence": 0.75},
            {"name": "gang_exit", "confidence": 0.25},
        ],
        "level": {"name": "serious", "confidence": 0.9, "ranking": []},
        "threshold": 0.4,
        **changes,
    }


def test_a_whole_answer_becomes_an_understanding() -> None:
    understanding = read(an_answer())
    assert understanding.intent is Intent.COUNTY_LINES
    assert understanding.level is Level.SERIOUS
    assert understanding.source is Source.MODEL
    assert understanding.ranking[1] == Ranked(Intent.GANG_EXIT, 0.25)
    assert understanding.is_confident


def test_confidence_under_the_models_own_threshold_is_not_enough() -> None:
    assert not read(an_answer(threshold=0.8)).is_confident


@pytest.mark.parametrize(
    "changes",
    [
        {"intent": {"name": "", "confidence": 0.0}},
        {"intent": {"name": None, "confidence": 0.0}},
        {"intent": {"name": "nlu_fallback", "confidence": 0.9}},
        {"intent": {"name": "county_lines"}},
        {"intent": {"name": "county_lines", "confidence": "high"}},
        {"intent": {"name": "county_lines", "confidence": float("nan")}},
        {"intent": {"name": "county_lines", "confidence": 7}},
        {"intent": "county_lines"},
        {"intent_ranking": None},
        {"intent_ranking": [{"name": "weather", "confidence": 0.1}]},
        {"level": {"name": "dreadful"}},
        {"level": None},
        {"threshold": None},
        {"threshold": -1},
    ],
)
def test_anything_else_is_no_answer(changes: dict[str, object]) -> None:
    with pytest.raises(UnderstandingUnavailable):
        read(an_answer(**changes))


@pytest.mark.parametrize("answer", [None, [], "fine", 7, {}])
def test_another_shape_is_no_answer(answer: Any) -> None:  # noqa: ANN401 - any JSON at all
    with pytest.raises(UnderstandingUnavailable):
        read(answer)


def test_the_reason_never_quotes_the_answer() -> None:
    with pytest.raises(UnderstandingUnavailable) as raised:
        read({"text": "my secret", "intent": {"name": "my secret"}})
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is None
