"""What is taken for what, as a picture: a square for each pair of intents. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.measuring.misses import name

CELL = 13  # pixels
MARGIN = 150  # pixels, for the names
PALEST = 0.25  # opacity of a rare pair: still to be seen


@dataclass(frozen=True)
class Square:
    """A pair of intents, where its square stands, how dark it is, and what it says."""

    x: int
    y: int
    opacity: float
    is_right: bool
    says: str


@dataclass(frozen=True)
class Label:
    place: int
    says: str


@dataclass(frozen=True)
class Picture:
    """Rows are what people meant, columns what it was taken for; both in the same order."""

    labels: tuple[Label, ...]
    squares: tuple[Square, ...]
    size: int
    cell: int = CELL
    margin: int = MARGIN


def draw(mixed: Counter[tuple[str, str]], order: Sequence[str]) -> Picture:
    """A square is the darker the greater its part of its row."""
    seen = {intent for pair in mixed for intent in pair}
    places = {each: at for at, each in enumerate(each for each in order if each in seen)}
    rows: Counter[str] = Counter()
    for (meant, _), times in mixed.items():
        rows[meant] += times
    return Picture(
        labels=tuple(Label(MARGIN + at * CELL, name(each)) for each, at in places.items()),
        squares=tuple(
            Square(
                x=MARGIN + places[heard] * CELL,
                y=MARGIN + places[meant] * CELL,
                opacity=round(PALEST + (1 - PALEST) * times / rows[meant], 2),
                is_right=meant == heard,
                says=f"{name(meant)} taken for {name(heard)}: {times} of {rows[meant]}",
            )
            for (meant, heard), times in sorted(mixed.items())
        ),
        size=MARGIN + len(places) * CELL + 1,
    )


def most_mixed_up(mixed: Counter[tuple[str, str]], most: int = 15) -> list[str]:
    wrong = sorted((-times, pair) for pair, times in mixed.items() if pair[0] != pair[1])
    return [
        f"{name(meant)} taken for {name(heard)}: {-times} times"
        for times, (meant, heard) in wrong[:most]
        if -times > 1
    ]
