"""Learns what words are worth from lines whose level is known (logistic regression). Pure.

The same lines give the same points on every machine: nothing here is left to chance.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import exp, sqrt

from bot.safeguarding.points import Points, features

_ROUNDS = 20
_STEP = 0.1
_KEPT_SMALL = 0.05  # how hard each step pulls a weight back to nothing
_SEEN = 2  # lines that a word must be in to be worth anything
_SCALE = 10  # points for a weight of one
_WORTH_LISTING = 2  # points
_FOLDS = 3
_FALSE_ALARMS = 0.0125  # of the lines without any risk may reach "enough"
_LEFT_OUT = 0.04  # of the lines of danger may fall below "doubtful"


@dataclass(frozen=True)
class Line:
    """A normalised line: whether it is danger (serious or immediate), or has no risk at all.

    `hand` is whose words they are: thresholds are confirmed by hands that weighed nothing.
    """

    plain: str
    danger: bool
    harmless: bool
    hand: str = ""


@dataclass(frozen=True)
class _Weights:
    start: float
    words: Mapping[str, float]

    def of(self, line: Line) -> float:
        return self.start + sum(self.words.get(each, 0.0) for each in _of(line))


def weighed(lines: Iterable[Line]) -> Points:
    """Return the points of the words in lines, and the thresholds that other lines confirm."""
    ordered = sorted(set(lines), key=_shuffled)
    harmless, danger = [], []
    for fold in range(_FOLDS):
        others = _learned([each for each in ordered if _fold(each) != fold])
        for line in (each for each in ordered if _fold(each) == fold):
            if line.harmless:
                harmless.append(others.of(line))
            elif line.danger:
                danger.append(others.of(line))
    learned = _learned(ordered)
    return Points(
        start=round(learned.start * _SCALE),
        enough=round(_quantile(harmless, 1 - _FALSE_ALARMS) * _SCALE),
        doubtful=round(_quantile(danger, _LEFT_OUT) * _SCALE),
        words={
            word: worth
            for word, weight in sorted(learned.words.items())
            if abs(worth := round(weight * _SCALE)) >= _WORTH_LISTING
        },
    )


def written(points: Points) -> Iterator[str]:
    """Yield the lines of a points.yml that says what these points say."""
    yield "# What words are worth, learned from nlu/data: never edited by hand."
    yield "# `python -m bot.safeguarding nlu/data` writes it anew; points.py says how it is used."
    yield "points:"
    yield f"  start: {points.start}"
    yield f"  enough: {points.enough}"
    yield f"  doubtful: {points.doubtful}"
    yield "  words: |-"
    for word, worth in sorted(points.words.items(), key=lambda each: (-each[1], each[0])):
        yield f"    {worth} {word}"


def _learned(lines: Sequence[Line]) -> _Weights:
    """Return the weights of logistic regression, by AdaGrad, each line in its turn."""
    seen = Counter(each for line in lines for each in _of(line))
    told = [
        ([each for each in sorted(_of(line)) if seen[each] >= _SEEN], line.danger)
        for line in lines
    ]
    weights: dict[str, float] = defaultdict(float)
    steps: dict[str, float] = defaultdict(lambda: 1.0)
    start, start_steps = 0.0, 1.0
    for _ in range(_ROUNDS):
        for words, is_danger in told:
            score = start + sum(weights[each] for each in words)
            off = is_danger - 1 / (1 + exp(-max(-30.0, min(30.0, score))))
            start_steps += off * off
            start += _STEP * off / sqrt(start_steps)
            for each in words:
                pull = off - _KEPT_SMALL * weights[each]
                steps[each] += pull * pull
                weights[each] += _STEP * pull / sqrt(steps[each])
    return _Weights(start, weights)


def _of(line: Line) -> frozenset[str]:
    return features(line.plain.split())


def _quantile(scores: Sequence[float], share: float) -> float:
    return sorted(scores)[min(len(scores) - 1, round(share * len(scores)))] if scores else 0.0


def _fold(line: Line) -> int:
    """Lines of one hand together; a line of nobody's by itself."""
    return int(sha256((line.hand or line.plain).encode()).hexdigest(), 16) % _FOLDS


def _shuffled(line: Line) -> str:
    return sha256(line.plain.encode()).hexdigest()
