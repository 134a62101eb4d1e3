"""What has to be reached before people may rely on it, and how far we are. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from bot.commands.measuring.figures import Figures, is_better_lower
from bot.commands.measuring.shares import Figure, Share, value

SLACK = 1  # messages: a model trained on another machine may take one the other way


@dataclass(frozen=True)
class Gate:
    """A figure, what it has to reach (`gate`) and what we want (`aim`).

    `aim_low`: what the lower end of its 95 % interval has to reach as well, for the aim.
    `ratchet`: the figure of the day where the gate is not met yet: it may not get worse.
    `unmeasured`: why there is no such figure, where there cannot be one yet.
    """

    name: str
    figure: str
    gate: float
    aim: float
    aim_low: float | None = None
    ratchet: float | None = None
    unmeasured: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Raises TypeError where a key is missing or unknown."""
        return cls(**row)

    def as_json(self) -> dict[str, Any]:
        return {name: each for name, each in asdict(self).items() if each is not None}


class Standing(StrEnum):
    AIM = "aim reached"
    MET = "met"
    BEHIND = "not met yet, no worse than before"
    WORSE = "not met, and worse than before"
    MISSED = "not met"
    UNMEASURED = "not measured yet"
    LOST = "no longer measured"


PASSES = frozenset({Standing.AIM, Standing.MET, Standing.BEHIND, Standing.UNMEASURED})


@dataclass(frozen=True)
class Verdict:
    """Where a gate stands."""

    gate: Gate
    figure: Figure | None
    standing: Standing

    @property
    def passes(self) -> bool:
        return self.standing in PASSES


def judge(gates: Iterable[Gate], figures: Figures) -> list[Verdict]:
    return [_judge(gate, figures.get(gate.figure)) for gate in gates]


def _judge(gate: Gate, figure: Figure | None) -> Verdict:
    if figure is None:
        return Verdict(gate, None, Standing.UNMEASURED if gate.unmeasured else Standing.LOST)
    if not _reaches(gate, value(figure), gate.gate):
        return Verdict(gate, figure, _behind(gate, figure))
    is_aimed = _reaches(gate, value(figure), gate.aim) and _is_certain(gate, figure)
    return Verdict(gate, figure, Standing.AIM if is_aimed else Standing.MET)


def _behind(gate: Gate, figure: Figure) -> Standing:
    if gate.ratchet is None:
        return Standing.MISSED
    slack = SLACK / figure.of if isinstance(figure, Share) else 0.0
    least = gate.ratchet + (slack if is_better_lower(gate.figure) else -slack)
    return Standing.BEHIND if _reaches(gate, value(figure), least) else Standing.WORSE


def _reaches(gate: Gate, reached: float, wanted: float) -> bool:
    near = 5e-5  # what is saved is rounded to four places
    if is_better_lower(gate.figure):
        return reached <= wanted + near
    return reached >= wanted - near


def _is_certain(gate: Gate, figure: Figure) -> bool:
    if gate.aim_low is None:
        return True
    return isinstance(figure, Share) and figure.interval[0] >= gate.aim_low


def ratcheted(verdicts: Sequence[Verdict]) -> list[Gate]:
    """The gates, with today's figure as the ratchet of each that is not met."""
    return [_ratcheted(each) for each in verdicts]


def _ratcheted(verdict: Verdict) -> Gate:
    if verdict.figure is None:
        return verdict.gate
    is_met = verdict.standing in (Standing.AIM, Standing.MET)
    return replace(verdict.gate, ratchet=None if is_met else round(value(verdict.figure), 4))


def loosened(before: Iterable[Gate], after: Iterable[Gate]) -> list[Gate]:
    """The gates that now ask for less than they did."""
    return [new for old, new in zip(before, after, strict=True) if _is_looser(old, new)]


def _is_looser(old: Gate, new: Gate) -> bool:
    asked = old.gate if old.ratchet is None else old.ratchet
    return new.ratchet is not None and not _reaches(new, new.ratchet, asked)
