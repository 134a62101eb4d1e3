"""What a message seems to mean, and how sure we are of it. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.intents import Intent
from bot.safeguarding.levels import Level


class Source(StrEnum):
    """Who understood the message."""

    MODEL = "model"
    KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One intent the message may have, and how likely that is (0 to 1)."""

    intent: Intent
    confidence: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """The likeliest intent, its runners-up (best first, itself included) and the level of risk.

    `threshold` is what `confidence` must reach before the intent may be acted on. It comes with
    the model, which chose it on messages held back from its own training.
    """

    intent: Intent
    confidence: float
    ranking: tuple[Ranked, ...]
    level: Level
    source: Source
    threshold: float

    @property
    def is_confident(self) -> bool:
        return self.confidence >= self.threshold
