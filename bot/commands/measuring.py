"""`waymark evaluate`: how well held-out messages are understood, by each layer and by both."""

import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track
from rich.table import Table

from bot.commands.explaining import explainer
from bot.commands.surroundings import ROOT, console, plainly
from bot.listening import listen
from bot.local import rasa
from bot.safeguarding.levels import Level
from bot.safeguarding.triage import assess
from bot.understanding.model import Source

HELD_OUT = ROOT / "nlu" / "evaluation" / "heldout"


@dataclass(frozen=True)
class Outcome:
    """One held-out message: as people labelled it, and as it was taken. `also` is right too."""

    text: str
    intent: str
    also: tuple[str, ...]
    level: Level
    heard_intent: str
    triage: Level
    model: Level
    either: Level

    @property
    def is_right(self) -> bool:
        return self.heard_intent in (self.intent, *self.also)


def evaluate(*, with_misses: bool) -> None:
    """Print a table for people, and the same as JSON on standard output."""
    with plainly():
        rasa.train(ROOT)
        outcomes = asyncio.run(_outcomes())
    every = [outcome for found in outcomes.values() for outcome in found]
    figures = {name: _figures(found) for name, found in {**outcomes, "all": every}.items()}
    console.print(_table(figures))
    if with_misses:
        for outcome in every:
            _print_miss(outcome)
    json.dump(figures, sys.stdout, indent=2)
    sys.stdout.write("\n")


async def _outcomes() -> dict[str, list[Outcome]]:
    paths = sorted(HELD_OUT.glob("*.jsonl"))
    async with explainer(with_rasa=True) as explaining:

        async def take(row: dict[str, object]) -> Outcome:
            text, phrases = str(row["text"]), explaining.knowledge.phrases
            heard = await listen(text, phrases, explaining.understand, even_if_urgent=True)
            meant = heard.understanding
            if meant.source is not Source.MODEL:
                raise SystemExit("Rasa did not answer: these figures would not be the model's.")
            return Outcome(
                text=text,
                intent=str(row["intent"]),
                also=tuple(map(str, row["also"] if isinstance(row["also"], list) else ())),
                level=Level(str(row["level"])),
                heard_intent=meant.intent,
                triage=assess(text, phrases).level,
                model=meant.level,
                either=heard.concern.level,
            )

        return {
            path.stem: [await take(row) for row in track(_rows(path), path.stem, console=console)]
            for path in paths
        }


def _rows(path: Path) -> list[dict[str, object]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _figures(outcomes: Sequence[Outcome]) -> dict[str, float | int | None]:
    grave = [each for each in outcomes if each.level >= Level.SERIOUS]
    harmless = [each for each in outcomes if each.level is Level.NONE]
    return {
        "lines": len(outcomes),
        "intent right": _share(outcomes, lambda each: each.is_right),
        "danger caught by triage": _share(grave, lambda each: each.triage >= Level.SERIOUS),
        "by the model": _share(grave, lambda each: each.model >= Level.SERIOUS),
        "by either": _share(grave, lambda each: each.either >= Level.SERIOUS),
        "false alarms of triage": _share(harmless, lambda each: each.triage >= Level.SERIOUS),
        "of either": _share(harmless, lambda each: each.either >= Level.SERIOUS),
    }


def _share(outcomes: Sequence[Outcome], is_so: Callable[[Outcome], bool]) -> float | None:
    return round(sum(map(is_so, outcomes)) / len(outcomes), 4) if outcomes else None


def _table(figures: dict[str, dict[str, float | int | None]]) -> Table:
    names = list(next(iter(figures.values())))
    table = Table("held-out set", *names, title="How well messages are understood")
    for name, found in figures.items():
        shown = [
            f"{value:.1%}" if isinstance(value, float) else str(value or "-")
            for value in found.values()
        ]
        table.add_row(name, *shown)
    return table


def _print_miss(outcome: Outcome) -> None:
    if not outcome.is_right:
        console.print(f"{outcome.intent} taken for {outcome.heard_intent}: {outcome.text}")
    if outcome.level >= Level.SERIOUS and outcome.either < Level.SERIOUS:
        console.print(f"[red]{outcome.level} taken for {outcome.either}:[/] {outcome.text}")
    if outcome.level is Level.NONE and outcome.either >= Level.SERIOUS:
        console.print(f"[yellow]none taken for {outcome.either}:[/] {outcome.text}")
