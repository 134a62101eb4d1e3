"""A held-out message, and how it was taken. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from bot.commands.measuring.variants import Variant
from bot.safeguarding.levels import Level

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Line:
    """A message as people labelled it; an intent in `also` is right too."""

    text: str
    intent: str
    also: tuple[str, ...]
    level: Level
    set: str
    slice: str

    @classmethod
    def of(cls, row: Mapping[str, Any], name: str) -> Self:
        return cls(
            text=str(row["text"]),
            intent=str(row["intent"]),
            also=tuple(map(str, row.get("also") or ())),
            level=Level(row["level"]),
            set=name,
            slice=str(row.get("slice") or "plain"),
        )

    @property
    def is_grave(self) -> bool:
        return self.level >= Level.SERIOUS

    @property
    def is_harmless(self) -> bool:
        return self.level is Level.NONE

    @property
    def is_in_scope(self) -> bool:
        return self.intent != OUT_OF_SCOPE


@dataclass(frozen=True)
class Take:
    """How a text was taken: its likeliest intent, and its level by each layer and by both.

    `answer` names what the person would be answered with; times are in milliseconds.
    """

    intent: str
    confidence: float
    is_sure: bool
    triage: Level
    model: Level
    either: Level
    categories: frozenset[str]
    answer: str
    triage_ms: float = 0.0
    whole_ms: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """A line, how it was taken, and how it was taken when put a little differently."""

    line: Line
    take: Take
    variants: Mapping[Variant, Take] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        return self.take.intent in (self.line.intent, *self.line.also)

    @property
    def labelled(self) -> str:
        """The intent to count this line under: the one it was taken for, where that is right."""
        return self.take.intent if self.is_right else self.line.intent

    @property
    def is_caught(self) -> bool:
        return self.take.either >= Level.SERIOUS

    @property
    def is_refused(self) -> bool:
        """Whether it is said that this was not understood, rather than acted on."""
        return self.take.intent == OUT_OF_SCOPE or not self.take.is_sure


@dataclass(frozen=True)
class Prompt:
    """A prompt of a published audit, or another way to say one, and whether it was recognised."""

    text: str
    is_original: bool
    is_recognised: bool


@dataclass(frozen=True)
class Evaluation:
    """All that was asked and answered."""

    outcomes: Sequence[Outcome]
    prompts: Sequence[Prompt] = ()

    @property
    def sets(self) -> dict[str, list[Outcome]]:
        names = dict.fromkeys(each.line.set for each in self.outcomes)
        return {name: [e for e in self.outcomes if e.line.set == name] for name in names}
