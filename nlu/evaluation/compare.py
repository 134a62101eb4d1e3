"""`python -m nlu.evaluation compare`: what other pipelines would have made of the same lines."""

import argparse
import asyncio
import io
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from rasa.utils.log_utils import configure_structlog
from rich.console import Console

from nlu.components.examples import Example
from nlu.components.lexical import Lexicon
from nlu.evaluation import default_rasa
from nlu.evaluation.contenders import Contender, Learnt, Said, contenders, learnt, line, phrases
from nlu.evaluation.default_rasa import DefaultRasa
from nlu.evaluation.measure import GRAVE, Line
from nlu.evaluation.page import put, show
from nlu.evaluation.run import lines_of
from nlu.files import HELD_OUT

TERMINAL = Console(stderr=True)
HARMLESS = "none"
MISSING = "[yellow]{} is left out: nlu/evaluation/public_encoders.py makes it[/]"
UNTRAINED = "[yellow]Rasa's default is left out: `--epochs 8` trains it, in half an hour[/]"


@dataclass(frozen=True)
class Row:
    """Shares from 0 to 1; None where a set has no line of the kind."""

    name: str
    right: dict[str, float]
    caught: dict[str, float | None]
    megabytes: float
    milliseconds: float
    seconds: float

    def cells(self) -> list[str]:
        return [
            self.name,
            *(_percent(self.right[each]) for each in self.right),
            *(_percent(self.caught[each]) for each in self.caught),
            f"{self.megabytes:.0f} MB" if self.megabytes >= 1 else "< 1 MB",
            f"{self.milliseconds:.1f} ms",
            f"{self.seconds:.1f} s",
        ]


Sets = dict[str, list[Line]]
Answers = dict[str, list[Said]]


def main() -> None:
    configure_structlog(logging.WARNING)
    asked = argparse.ArgumentParser(description="Compare pipelines on the held-out lines.")
    asked.add_argument("--epochs", type=int, help="train Rasa's default first, for so many rounds")
    given = asked.parse_args()
    if given.epochs:
        default_rasa.main(given.epochs)
    sets, examples = lines_of(HELD_OUT), phrases()
    rows = list(_rows(sets, examples))
    names = rows[0]
    header = [
        "pipeline",
        *(f"intent right: {name}" for name in names.right),
        *(f"danger caught: {name}" for name in names.caught),
        "on disk",
        "a message",
        "loaded in",
    ]
    cells = [row.cells() for row in rows]
    show("What other pipelines make of the same lines", header, cells)
    put("compare", header, cells, f"{len(examples)} phrases; {_counted(sets)}.")


def _rows(sets: Sets, examples: Sequence[Example]) -> Iterator[Row]:
    for contender in contenders():
        if contender.is_here:
            yield _measured(contender, sets, examples)
        else:
            TERMINAL.print(MISSING.format(contender.name))
    if default_rasa.ARCHIVE.is_file():
        yield asyncio.run(_default(sets, examples))
    else:
        TERMINAL.print(UNTRAINED)


def _measured(contender: Contender, sets: Sets, examples: Sequence[Example]) -> Row:
    TERMINAL.print(contender.name, markup=False)
    found = learnt(contender, examples)
    answers: Answers = {}
    took: list[float] = []
    found.say("hello")
    for name, lines in sets.items():
        timed = [_timed(lambda text=each.text: found.say(text)) for each in lines]
        answers[name] = [said for said, _ in timed]
        took += [seconds for _, seconds in timed]
    kept = _kept(found)
    size = len(kept) + sum(part.stat().st_size for part in contender.parts)
    _, loading = _timed(lambda: _loaded(contender, kept))
    right, caught = scores(sets, answers)
    return Row(contender.name, right, caught, size / 1e6, median(took) * 1000, loading)


async def _default(sets: Sets, examples: Sequence[Example]) -> Row:
    about = default_rasa.about()
    name = f"Rasa's default (DIET, {about['epochs']} of its 100 epochs)"
    TERMINAL.print(name, markup=False)
    begun = time.process_time()
    found = await DefaultRasa.loaded(examples)
    await found.say("hello")
    loading = time.process_time() - begun
    answers: Answers = {}
    took = []
    for each, lines in sets.items():
        answers[each] = []
        for one in lines:
            begun = time.process_time()
            answers[each].append(await found.say(one.text))
            took.append(time.process_time() - begun)
    right, caught = scores(sets, answers)
    size = default_rasa.ARCHIVE.stat().st_size / 1e6
    return Row(name, right, caught, size, median(took) * 1000, loading)


def scores(sets: Sets, answers: Answers) -> tuple[dict[str, float], dict[str, float | None]]:
    """Intents that are right; and of the serious and immediate lines those above the line that
    only four in a hundred lines without risk, of all sets together, lie above."""
    pairs = {name: list(zip(lines, answers[name], strict=True)) for name, lines in sets.items()}
    every = [pair for found in pairs.values() for pair in found]
    least = line(np.array([said.grave for each, said in every if each.level == HARMLESS]))
    right = {
        name: _share(found, lambda each, said: said.intent in (each.intent, *each.also))
        for name, found in pairs.items()
    }
    grave = {
        name: [pair for pair in found if pair[0].level in GRAVE]
        for name, found in {**pairs, "all": every}.items()
    }
    caught = {
        name: _share(found, lambda _, said: said.grave > least)
        for name, found in grave.items()
        if found
    }
    return right, caught


def _share(pairs: list[tuple[Line, Said]], is_so: Callable[[Line, Said], bool]) -> float:
    return sum(is_so(*pair) for pair in pairs) / len(pairs)


def _kept(found: Learnt) -> bytes:
    """What it learnt, as it would lie on disk."""
    file = io.BytesIO()
    numbers = {
        f"{name}_{part}": np.asarray(getattr(head, part), dtype=np.float32)
        for name, head in (("intent", found.intent), ("level", found.level))
        for part in ("meaning", "spelling", "bias")
    }
    lexicon = found.features.lexicon
    pieces = np.frombuffer(json.dumps(lexicon.pieces).encode(), dtype=np.uint8)
    np.savez(file, pieces=pieces, weights=lexicon.weights, **numbers)
    return file.getvalue()


def _loaded(contender: Contender, kept: bytes) -> np.ndarray:
    """Everything that has to be there before a first message can be read, and reading it."""
    with np.load(io.BytesIO(kept), allow_pickle=False) as numbers:
        for name in numbers.files:
            numbers[name]
        lexicon = Lexicon(json.loads(numbers["pieces"].tobytes()), numbers["weights"])
    lexicon.read("hello")
    return contender.make().embed("hello")


def _timed(what: Callable[[], Said]) -> tuple[Said, float]:
    begun = time.process_time()
    found = what()
    return found, time.process_time() - begun


def _percent(found: float | None) -> str:
    return "-" if found is None else f"{found:.1%}"


def _counted(sets: Sets) -> str:
    return ", ".join(f"{len(lines)} lines {name}" for name, lines in sets.items())


if __name__ == "__main__":
    main()
