"""Measuring from start to finish: ask, count, judge, compare, save, tell."""

import asyncio
import json
import sys
from pathlib import Path

from bot.commands.measuring import report, telling
from bot.commands.measuring.asking import evaluated
from bot.commands.measuring.comparing import compare
from bot.commands.measuring.figures import as_json, figures
from bot.commands.measuring.gates import Verdict, judge, loosened, ratcheted
from bot.commands.measuring.misses import misses
from bot.commands.measuring.model import Evaluation
from bot.commands.measuring.saving import (
    SAVED,
    earlier,
    read_gates,
    write_gates,
    write_json,
)
from bot.commands.surroundings import FOLDER, ROOT, console, failed, plainly
from bot.errors import UnderstandingUnavailable
from bot.local import rasa
from bot.wiring import now

REPORT = FOLDER / "evaluation"


def evaluate(
    *,
    with_misses: bool = False,
    folder: Path = REPORT,
    against: str = "",
    gates: bool = False,
    save: bool = False,
) -> None:
    """Print a table for people, the same as JSON on standard output, and write the report.

    `against`: a file of figures or a git ref to compare with. `gates`: exit 1 where one is not
    kept. `save`: keep the figures in docs/, and as what unmet gates may not fall behind.
    """
    with plainly():
        asked, before = read_gates(ROOT), earlier(ROOT, against) if against else None
        rasa.train(ROOT)
        evaluation = _evaluated()
        found = figures(evaluation)
        verdicts = judge(asked, found)
        saved = {"measured": now().date().isoformat(), **as_json(evaluation, found)}
        comparison = None if before is None else compare(before, found)
        _write(folder, evaluation, verdicts, saved)
        _tell(evaluation, verdicts, folder, with_misses=with_misses)
        if comparison:
            console.print(telling.comparison_table(comparison, against))
        if save:
            _save(verdicts, saved)
    if gates and not all(each.passes for each in verdicts):
        failed("A gate is not kept: see above.")


def _evaluated() -> Evaluation:
    try:
        return asyncio.run(evaluated(ROOT, with_variants=True))
    except UnderstandingUnavailable as error:
        failed(f"{error}: there are no figures without the model.")


def _write(
    folder: Path, evaluation: Evaluation, verdicts: list[Verdict], saved: dict[str, object]
) -> None:
    write_json(folder / "figures.json", saved)
    page = report.page(ROOT, evaluation, verdicts, now())
    (folder / "index.html").write_text(page, encoding="utf-8")


def _tell(
    evaluation: Evaluation, verdicts: list[Verdict], folder: Path, *, with_misses: bool
) -> None:
    rows = telling.summary(evaluation)
    console.print(telling.summary_table(rows))
    console.print(telling.gates_table(verdicts))
    if with_misses:
        for group in misses(evaluation.outcomes):
            for each in group.found:
                console.print(f"{group.title}, {each.is_a}: {each.text}", markup=False)
    console.print(f"Every miss, in words: {folder / 'index.html'}", soft_wrap=True)
    json.dump(rows, sys.stdout, indent=2)
    sys.stdout.write("\n")


def _save(verdicts: list[Verdict], saved: dict[str, object]) -> None:
    before, after = [each.gate for each in verdicts], ratcheted(verdicts)
    write_gates(ROOT, after)
    write_json(ROOT / SAVED, saved)
    for words in telling.loosened_in_words(loosened(before, after)):
        console.print(f"[bold red]{words}[/]")
    console.print(f"Saved in {SAVED} and beside the held-out sets: commit both.")
