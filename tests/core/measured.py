"""Held-out messages and how they were taken, made up for tests of the counting."""

from collections.abc import Mapping

from bot.commands.measuring.model import Line, Outcome, Take
from bot.commands.measuring.variants import Variant
from bot.safeguarding.levels import Level


def line(
    intent: str = "greet",
    level: Level = Level.NONE,
    *,
    text: str = "hello",
    also: tuple[str, ...] = (),
    of: str = "young",
    part: str = "plain",
) -> Line:
    return Line(text, intent, also, level, of, part)


def take(
    intent: str = "greet",
    either: Level = Level.NONE,
    *,
    triage: Level = Level.NONE,
    model: Level = Level.NONE,
    confidence: float = 0.9,
    is_sure: bool = True,
) -> Take:
    return Take(
        intent=intent,
        confidence=confidence,
        is_sure=is_sure,
        triage=triage,
        model=model,
        either=either,
        categories=frozenset(),
        answer=intent if is_sure else "not sure",
        triage_ms=1.0,
        whole_ms=4.0,
    )


def outcome(was: Line, taken: Take, put: Mapping[Variant, Take] | None = None) -> Outcome:
    return Outcome(was, taken, put or {})
