"""Counting what was right. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

GRAVE = ("serious", "immediate")
OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Line:
    """A held-out message, and how people labelled it; `also` would be right too."""

    text: str
    intent: str
    also: tuple[str, ...]
    level: str

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Line":
        return cls(row["text"], row["intent"], tuple(row["also"]), row["level"])


@dataclass(frozen=True)
class Answer:
    """What the model said of a line."""

    intent: str
    is_sure: bool
    level: str

    @classmethod
    def of(cls, parsed: dict[str, Any]) -> "Answer":
        intent = parsed["intent"]
        is_sure = intent["confidence"] >= parsed["threshold"]
        return cls(intent["name"], is_sure, parsed["level"]["name"])


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1; None where a set has no line of the kind.

    Of all lines, `intent_right`. Of those in scope, `answered_right`: the right intent, and sure
    enough to be acted on. Of those out of scope, `strays_refused`: called so, or not sure enough.
    Of the serious and immediate, `danger_caught`, and of those without risk, `false_alarms`:
    taken for serious or immediate.
    """

    lines: int
    intent_right: float | None
    answered_right: float | None
    strays_refused: float | None
    danger_caught: float | None
    false_alarms: float | None

    def as_json(self) -> dict[str, float | int | None]:
        return asdict(self)


def score(lines: Sequence[Line], answers: Sequence[Answer]) -> Score:
    pairs = list(zip(lines, answers, strict=True))
    in_scope = [pair for pair in pairs if pair[0].intent != OUT_OF_SCOPE]
    strays = [pair for pair in pairs if pair[0].intent == OUT_OF_SCOPE]
    grave = [answer for line, answer in pairs if line.level in GRAVE]
    harmless = [answer for line, answer in pairs if line.level == "none"]
    return Score(
        lines=len(pairs),
        intent_right=_share([_is_right(*pair) for pair in pairs]),
        answered_right=_share([_is_right(*pair) and pair[1].is_sure for pair in in_scope]),
        strays_refused=_share(
            [answer.intent == OUT_OF_SCOPE or not answer.is_sure for _, answer in strays]
        ),
        danger_caught=_share([answer.level in GRAVE for answer in grave]),
        false_alarms=_share([answer.level in GRAVE for answer in harmless]),
    )


def _is_right(line: Line, answer: Answer) -> bool:
    return answer.intent in (line.intent, *line.also)


def _share(marks: list[bool]) -> float | None:
    return round(sum(marks) / len(marks), 4) if marks else None
