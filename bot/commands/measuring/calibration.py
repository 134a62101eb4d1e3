"""Whether a confidence means what it says: of things it is 80 % sure of, 80 % are right. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.measuring.model import Outcome
from bot.commands.measuring.shares import Share, share

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The messages whose confidence lies from `low` to `high`, and how many of them were right."""

    low: float
    high: float
    confidence: float
    right: Share


def bins(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Ten equal steps from 0 to 1; a step that no message falls into is left out."""
    groups: dict[int, list[Outcome]] = {}
    for each in outcomes:
        step = min(int(each.take.confidence * BINS), BINS - 1)
        groups.setdefault(step, []).append(each)
    return [_bin(step, found) for step, found in sorted(groups.items())]


def _bin(step: int, found: Sequence[Outcome]) -> Bin:
    confidence = sum(each.take.confidence for each in found) / len(found)
    right = share(found, lambda each: each.is_right)
    return Bin(step / BINS, (step + 1) / BINS, confidence, right)


def expected_error(found: Sequence[Bin]) -> float:
    """How far confidence is from the share that was right, on average over messages (ECE)."""
    total = sum(each.right.of for each in found)
    apart = sum(abs(each.confidence - each.right.share) * each.right.of for each in found)
    return apart / total if total else 0.0
