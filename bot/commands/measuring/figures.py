"""Every figure by its name: what gates look up, what is saved, and what is compared. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median, quantiles
from typing import Any

from bot.commands.measuring import danger
from bot.commands.measuring.calibration import bins, expected_error
from bot.commands.measuring.danger import Kind, Layer, caught, false_alarms, of_kind
from bot.commands.measuring.intents import confusion, per_intent, scope
from bot.commands.measuring.model import Evaluation, Outcome
from bot.commands.measuring.shares import Figure, Share, share, value
from bot.commands.measuring.stability import stability
from bot.commands.measuring.variants import Variant

Figures = Mapping[str, Figure]
# A figure is the better the lower where one of these is in its name.
LESS_IS_BETTER = frozenset(
    {"false_alarms", "danger_lost", "level_lowered", "calibration_error", "speed_ms"}
)


def is_better_lower(name: str) -> bool:
    return not LESS_IS_BETTER.isdisjoint(name.split("."))


def figures(evaluation: Evaluation) -> dict[str, Figure]:
    """By name; a share of nothing was not measured, and is left out."""
    every = evaluation.outcomes
    found: list[tuple[str, Figure]] = [
        *_meaning(evaluation),
        *_caught(evaluation),
        *_alarms(evaluation),
        *_slices(evaluation),
        *_stability(every),
        *_prompts(evaluation),
        *_speed(every),
    ]
    return {name: each for name, each in found if not (isinstance(each, Share) and not each.of)}


def _meaning(evaluation: Evaluation) -> Iterator[tuple[str, Figure]]:
    for name, outcomes in {**evaluation.sets, "all": evaluation.outcomes}.items():
        yield f"intent_right.{name}", share(outcomes, lambda each: each.is_right)
    inside = scope(evaluation.outcomes)
    yield "out_of_scope.recall", inside.recall
    yield "in_scope.right", inside.right
    yield "in_scope.answered_right", inside.answered_right
    yield "in_scope.accuracy_kept", inside.accuracy_kept
    if evaluation.outcomes:
        each = per_intent(evaluation.outcomes).values()
        yield "intent_f1.mean", sum(one.f1 for one in each) / len(each)
        yield "calibration_error", expected_error(bins(evaluation.outcomes))


def _caught(evaluation: Evaluation) -> Iterator[tuple[str, Figure]]:
    every = evaluation.outcomes
    for layer in Layer:
        for name, outcomes in {**evaluation.sets, "all": every}.items():
            yield f"danger_caught.{name}.{layer}", caught(outcomes, layer)
        for kind in Kind:
            yield f"danger_caught.{kind}.{layer}", caught(every, layer, of_kind(kind))
        hinted = caught(every, layer, danger.is_understated)
        yield f"danger_caught.indirect and understated.{layer}", hinted
        urgent = caught(every, layer, danger.is_now_or_suicide)
        yield f"danger_caught.immediate and suicide.{layer}", urgent


def _alarms(evaluation: Evaluation) -> Iterator[tuple[str, Figure]]:
    every = evaluation.outcomes
    for layer in Layer:
        for name, outcomes in {**evaluation.sets, "all": every}.items():
            yield f"false_alarms.{name}.{layer}", false_alarms(outcomes, layer)
        misled = false_alarms(every, layer, danger.is_misleading)
        yield f"false_alarms.figures of speech and study.{layer}", misled
    yield "alarms_that_are_right", danger.alarms_that_are_right(every)


def _slices(evaluation: Evaluation) -> Iterator[tuple[str, Figure]]:
    for (name, part), outcomes in slices(evaluation).items():
        yield f"slice.{name}.{part}.intent_right", share(outcomes, lambda each: each.is_right)
        yield f"slice.{name}.{part}.danger_caught", caught(outcomes, Layer.EITHER)
        yield f"slice.{name}.{part}.false_alarms", false_alarms(outcomes, Layer.EITHER)


def slices(evaluation: Evaluation) -> dict[tuple[str, str], list[Outcome]]:
    """The lines of each slice of each set, in the order of their names."""
    found: dict[tuple[str, str], list[Outcome]] = {}
    for each in evaluation.outcomes:
        found.setdefault((each.line.set, each.line.slice), []).append(each)
    return dict(sorted(found.items()))


def _stability(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Figure]]:
    for variant in Variant:
        kept = stability(outcomes, variant)
        yield f"stability.{variant}.answer_kept", kept.answer_kept
        yield f"stability.{variant}.level_kept", kept.level_kept
        yield f"stability.{variant}.level_lowered", kept.level_lowered
        yield f"stability.{variant}.danger_lost", kept.danger_lost


def _prompts(evaluation: Evaluation) -> Iterator[tuple[str, Figure]]:
    for name, is_original in (("originals", True), ("rephrasings", False)):
        some = [each for each in evaluation.prompts if each.is_original is is_original]
        yield f"published_prompts.{name}", share(some, lambda each: each.is_recognised)


def _speed(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Figure]]:
    for name, took in (
        ("triage", [each.take.triage_ms for each in outcomes]),
        ("whole", [each.take.whole_ms for each in outcomes]),
    ):
        if len(took) > 1:
            yield f"speed_ms.{name}.median", median(took)
            yield f"speed_ms.{name}.p95", quantiles(took, n=20)[-1]


def as_json(evaluation: Evaluation, found: Figures) -> dict[str, Any]:
    """What is saved: counts and shares, none of the messages."""
    mixed = confusion(evaluation.outcomes)
    return {
        "messages": len(evaluation.outcomes),
        "figures": {name: _figure_as_json(each) for name, each in found.items()},
        "intents": {
            name: {
                "precision": round(each.precision.share, 4),
                "recall": round(each.recall.share, 4),
                "f1": round(each.f1, 4),
                "support": each.support,
            }
            for name, each in per_intent(evaluation.outcomes).items()
        },
        "taken_for": {
            f"{meant} > {heard}": times
            for (meant, heard), times in sorted(mixed.items())
            if meant != heard
        },
    }


def _figure_as_json(figure: Figure) -> dict[str, float] | float:
    if not isinstance(figure, Share):
        return round(value(figure), 4)
    low, high = figure.interval
    return {
        "count": figure.count,
        "of": figure.of,
        "share": round(figure.share, 4),
        "low": round(low, 4),
        "high": round(high, 4),
    }


def from_json(saved: Mapping[str, Any]) -> dict[str, Figure]:
    """The figures that were saved. Raises KeyError, TypeError or ValueError for anything else."""
    return {name: _figure_from_json(each) for name, each in saved["figures"].items()}


def _figure_from_json(saved: object) -> Figure:
    match saved:
        case {"count": int(count), "of": int(of)}:
            return Share(count, of)
        case float() | int():
            return float(saved)
        case _:
            raise ValueError("that is no figure")
