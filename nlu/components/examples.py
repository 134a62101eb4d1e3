"""The phrases of nlu/data as the classifier learns from them."""

from dataclasses import dataclass
from typing import Any

from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

LEVELS = ("none", "concern", "serious", "immediate")


class UnlabelledPhrase(ValueError):
    """A block of phrases does not say its level of risk, or whose hand wrote it."""


@dataclass(frozen=True)
class Example:
    """One phrase: what it means, how grave it is, and the voice it was written in."""

    text: str
    intent: str
    level: str
    hand: str


def examples_of(training_data: TrainingData) -> list[Example]:
    """Raises UnlabelledPhrase for a block whose metadata has no level or hand."""
    return [
        _example(message.get(TEXT), message.get(INTENT), message.get(METADATA) or {})
        for message in training_data.intent_examples
    ]


def _example(text: str, intent: str, metadata: dict[str, Any]) -> Example:
    about = metadata.get(METADATA_INTENT) or {}
    if about.get("level") not in LEVELS or not about.get("hand"):
        raise UnlabelledPhrase(f"nlu/data: a block of {intent} has no level or no hand")
    return Example(text, intent, about["level"], about["hand"])
