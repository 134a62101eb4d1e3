"""Rasa's answer, read strictly: whatever is not exactly what we agreed on is no answer. Pure."""

import math
from collections.abc import Mapping
from typing import Any

from bot.conversation.intents import Intent
from bot.errors import UnderstandingUnavailable
from bot.safeguarding.levels import Level
from bot.understanding.model import Ranked, Source, Understanding


def read(answer: Mapping[str, Any]) -> Understanding:
    """Raises UnderstandingUnavailable, which never quotes the answer: it may hold the text."""
    try:
        ranking = tuple(_ranked(each) for each in answer["intent_ranking"])
        likeliest = _ranked(answer["intent"])
        level = Level(answer["level"]["name"])
        threshold = _likelihood(answer["threshold"])
    except (TypeError, KeyError, ValueError, OverflowError):
        raise UnderstandingUnavailable("Rasa's answer has another shape") from None
    return Understanding(
        intent=likeliest.intent,
        confidence=likeliest.confidence,
        ranking=ranking,
        level=level,
        source=Source.MODEL,
        threshold=threshold,
    )


def _ranked(entry: Mapping[str, Any]) -> Ranked:
    return Ranked(Intent(entry["name"]), _likelihood(entry["confidence"]))


def _likelihood(value: float) -> float:
    number = float(value)
    if not math.isfinite(number) or not 0 <= number <= 1.000001:
        raise ValueError
    return number
