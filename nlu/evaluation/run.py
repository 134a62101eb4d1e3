"""Asking the trained model about every held-out line."""

import asyncio
import json
import logging
import sys
from pathlib import Path

from rasa.core.agent import Agent, load_agent
from rasa.utils.log_utils import configure_structlog
from rich.console import Console
from rich.table import Table

from nlu.evaluation.measure import Answer, Line, Score, score
from nlu.files import HELD_OUT, verify
from nlu.train import ARCHIVE, read_manifest

COLUMNS = {
    "intent_right": "intent right",
    "answered_right": "answered right",
    "strays_refused": "strays refused",
    "danger_caught": "danger caught",
    "false_alarms": "false alarms",
}


def main() -> None:
    configure_structlog(logging.WARNING)
    verify(ARCHIVE, read_manifest()["sha256"])
    scores = asyncio.run(_scores(lines_of(HELD_OUT)))
    _show(scores)
    json.dump({name: found.as_json() for name, found in scores.items()}, sys.stdout, indent=2)
    sys.stdout.write("\n")


async def _scores(sets: dict[str, list[Line]]) -> dict[str, Score]:
    agent = await load_agent(model_path=str(ARCHIVE))
    answers = {name: await _ask_all(agent, lines) for name, lines in sets.items()}
    scores = {name: score(lines, answers[name]) for name, lines in sets.items()}
    everything = [line for lines in sets.values() for line in lines]
    scores["all"] = score(everything, [one for found in answers.values() for one in found])
    return scores


async def _ask_all(agent: Agent, lines: list[Line]) -> list[Answer]:
    return [Answer.of(await agent.parse_message(line.text)) for line in lines]


def lines_of(folder: Path) -> dict[str, list[Line]]:
    """The lines of each set, the sets in the order of their names."""
    return {path.stem: _lines(path) for path in sorted(folder.glob("*.jsonl"))}


def _lines(path: Path) -> list[Line]:
    rows = path.read_text(encoding="utf-8").splitlines()
    return [Line.of(json.loads(row)) for row in rows if row.strip()]


def _show(scores: dict[str, Score]) -> None:
    table = Table("held-out set", "lines", *COLUMNS.values(), title="How well it understands")
    for name, found in scores.items():
        values = (getattr(found, column) for column in COLUMNS)
        shown = ("-" if value is None else f"{value:.1%}" for value in values)
        table.add_row(name, str(found.lines), *shown)
    Console(stderr=True).print(table)


if __name__ == "__main__":
    main()
