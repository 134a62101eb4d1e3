"""What got better or worse since figures were saved. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.commands.measuring.figures import Figures, is_better_lower
from bot.commands.measuring.shares import Figure, Share, value

SMALLEST = 0.0005  # a smaller change is only rounding
SPEED = "speed_ms."  # says more about what else the machine did than about the change


@dataclass(frozen=True)
class Change:
    """A figure before and after."""

    name: str
    before: float
    after: float
    of: int | None

    @property
    def is_better(self) -> bool:
        return (self.after < self.before) is is_better_lower(self.name)


@dataclass(frozen=True)
class Comparison:
    """What got better and what worse, the greatest change first; what only one of them has."""

    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def compare(before: Figures, after: Figures) -> Comparison:
    changes = sorted(_changes(before, after), key=lambda each: -abs(each.after - each.before))
    return Comparison(
        better=tuple(each for each in changes if each.is_better),
        worse=tuple(each for each in changes if not each.is_better),
        gone=tuple(sorted(before.keys() - after.keys())),
        new=tuple(sorted(after.keys() - before.keys())),
    )


def _changes(before: Figures, after: Figures) -> Iterator[Change]:
    for name, now in after.items():
        was = before.get(name)
        if was is None or name.startswith(SPEED):
            continue
        if abs(value(now) - value(was)) >= SMALLEST:
            yield Change(name, value(was), value(now), _of(now))


def _of(figure: Figure) -> int | None:
    return figure.of if isinstance(figure, Share) else None
