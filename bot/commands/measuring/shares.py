"""So many of so many, and how far the true share may be from it. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

Z = 1.959964  # standard deviations on either side that hold 95 % of a normal distribution
Item = TypeVar("Item")


@dataclass(frozen=True)
class Share:
    """`count` of `of`."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 of nothing is 0."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval: where the share would lie, had we asked many more people."""
        if not self.of:
            return (0.0, 1.0)
        spread = Z * Z / self.of
        middle = (self.share + spread / 2) / (1 + spread)
        half = Z * sqrt(self.share * (1 - self.share) / self.of + spread / (4 * self.of))
        return (max(0.0, middle - half / (1 + spread)), min(1.0, middle + half / (1 + spread)))


Figure = Share | float


def share(items: Iterable[Item], is_so: Callable[[Item], bool]) -> Share:
    """How many of the items are so."""
    marks = [is_so(item) for item in items]
    return Share(sum(marks), len(marks))


def value(figure: Figure) -> float:
    return figure.share if isinstance(figure, Share) else figure
