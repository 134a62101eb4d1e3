"""What is said of an evaluation in the terminal."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from bot.commands.measuring.comparing import Change, Comparison
from bot.commands.measuring.danger import Layer, caught, false_alarms
from bot.commands.measuring.gates import Gate, Verdict
from bot.commands.measuring.model import Evaluation, Outcome
from bot.commands.measuring.shares import Figure, Share, share, value

SHOWN_CHANGES = 20
Row = dict[str, float | int | None]


def summary(evaluation: Evaluation) -> dict[str, Row]:
    """The few figures that say most, for each set and for all."""
    sets = {**evaluation.sets, "all": list(evaluation.outcomes)}
    return {name: _row(outcomes) for name, outcomes in sets.items()}


def _row(outcomes: Sequence[Outcome]) -> Row:
    figures = {
        "intent right": share(outcomes, lambda each: each.is_right),
        "danger caught by triage": caught(outcomes, Layer.TRIAGE),
        "by the model": caught(outcomes, Layer.MODEL),
        "by either": caught(outcomes, Layer.EITHER),
        "false alarms of triage": false_alarms(outcomes, Layer.TRIAGE),
        "of either": false_alarms(outcomes, Layer.EITHER),
    }
    shares = {name: round(each.share, 4) if each.of else None for name, each in figures.items()}
    return {"lines": len(outcomes), **shares}


def summary_table(rows: dict[str, Row]) -> Table:
    names = list(next(iter(rows.values())))
    table = Table("held-out set", *names, title="How well messages are understood")
    for name, found in rows.items():
        table.add_row(name, *map(_cell, found.values()))
    return table


def _cell(found: float | int | None) -> str:
    match found:
        case None:
            return "-"
        case float():
            return f"{found:.1%}"
        case _:
            return str(found)


def gates_table(verdicts: Iterable[Verdict]) -> Table:
    table = Table("what has to be reached", "is", "gate", "aim", "", title="The gates")
    for each in verdicts:
        colour = "green" if each.passes else "bold red"
        figure = "-" if each.figure is None else in_words(each.figure)
        gate, aim = f"{each.gate.gate:.0%}", f"{each.gate.aim:.0%}"
        table.add_row(each.gate.name, figure, gate, aim, Text(each.standing, colour))
    return table


def in_words(figure: Figure) -> str:
    if not isinstance(figure, Share):
        return f"{value(figure):.3g}"
    return f"{figure.share:.1%} ({figure.count} of {figure.of})"


def comparison_table(found: Comparison, than: str) -> Table:
    table = Table("", "was", "is", "messages", title=f"Compared with {than}")
    for name, changes in (("worse", found.worse), ("better", found.better)):
        colour = "red" if name == "worse" else "green"
        table.add_section()
        for each in changes[:SHOWN_CHANGES]:
            table.add_row(Text(f"{name}: {each.name}", colour), *_change(each))
        if len(changes) > SHOWN_CHANGES:
            table.add_row(f"… and {len(changes) - SHOWN_CHANGES} more {name}")
    table.add_section()
    for name in found.gone:
        table.add_row(f"no longer measured: {name}")
    if not (found.better or found.worse or found.gone):
        table.add_row("nothing changed")
    return table


def _change(change: Change) -> tuple[str, str, str]:
    return f"{change.before:.1%}", f"{change.after:.1%}", str(change.of or "")


def loosened_in_words(gates: Iterable[Gate]) -> list[str]:
    return [f"{gate.name}: the gate now asks for less ({gate.ratchet})" for gate in gates]
