"""The report that people read: one page, which needs nothing from elsewhere."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined

from bot.commands.measuring import danger, misses
from bot.commands.measuring.calibration import bins, expected_error
from bot.commands.measuring.danger import Belongs, Kind, Layer, caught, false_alarms, of_kind
from bot.commands.measuring.figures import figures, slices
from bot.commands.measuring.gates import Verdict
from bot.commands.measuring.intents import confusion, per_intent, scope
from bot.commands.measuring.model import Evaluation, Outcome
from bot.commands.measuring.picture import draw, most_mixed_up
from bot.commands.measuring.shares import Share, share
from bot.commands.measuring.stability import stability
from bot.commands.measuring.telling import in_words
from bot.commands.measuring.variants import Variant
from bot.conversation.intents import Intent

TEMPLATE = Path(__file__).with_name("report.html")
TAXONOMY = Path("nlu", "taxonomy.yml")
Named = list[tuple[str, list[Share]]]


def page(
    root: Path, evaluation: Evaluation, verdicts: Sequence[Verdict], measured: datetime
) -> str:
    """Return the page. Every message in it is escaped, and it runs no script."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"percent": percent, "interval": interval, "in_words": in_words}
    environment.filters["intent"] = misses.name
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        measured=f"{measured:%-d %B %Y}",
        evaluation=evaluation,
        verdicts=verdicts,
        meanings=_meanings(root),
        **_parts(evaluation),
    )


def percent(figure: Share) -> str:
    return f"{figure.share:.1%}" if figure.of else "-"


def interval(figure: Share) -> str:
    low, high = figure.interval
    return f"{low:.0%} to {high:.0%}" if figure.of else "-"


def _parts(evaluation: Evaluation) -> dict[str, Any]:
    every = evaluation.outcomes
    mixed, confidence = confusion(every), bins(every)
    return {
        "missed": misses.danger_missed(every),
        "alarms": misses.alarms_for_nothing(every),
        "mixed_up": misses.mixed_up(every),
        "lost": misses.lost_when_put_differently(every),
        "layers": ["by the phrases", "by the model", "by either"],
        "caught": list(_caught(every)),
        "false_alarms": _false_alarms(evaluation),
        "right_alarms": danger.alarms_that_are_right(every),
        "right": [
            (name, share(each, lambda one: one.is_right)) for name, each in _sets(evaluation)
        ],
        "slices": _slices(evaluation),
        "scope": scope(every),
        "bins": confidence,
        "error": expected_error(confidence),
        "stability": [(variant, stability(every, variant)) for variant in Variant],
        "speed": {name: f for name, f in figures(evaluation).items() if name.startswith("speed")},
        "prompts": [each for each in evaluation.prompts if not each.is_recognised],
        "intents": per_intent(every),
        "picture": draw(mixed, [str(intent) for intent in Intent]),
        "most_mixed_up": most_mixed_up(mixed),
    }


def _sets(evaluation: Evaluation) -> list[tuple[str, list[Outcome]]]:
    return [*evaluation.sets.items(), ("all", list(evaluation.outcomes))]


def _caught(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, list[Share]]]:
    rows: list[tuple[str, Belongs]] = [
        ("all danger", lambda _: True),
        *((str(kind), of_kind(kind)) for kind in Kind),
        ("immediate danger or suicide", danger.is_now_or_suicide),
        ("hinted at or understated", danger.is_understated),
    ]
    for name, belongs in rows:
        yield name, [caught(outcomes, layer, belongs) for layer in Layer]


def _false_alarms(evaluation: Evaluation) -> Named:
    every = evaluation.outcomes
    rows = [*_sets(evaluation), ("figures of speech and study", list(filter(_misleads, every)))]
    counted = [(name, [false_alarms(some, layer) for layer in Layer]) for name, some in rows]
    return [row for row in counted if row[1][0].of]


def _misleads(outcome: Outcome) -> bool:
    return danger.is_misleading(outcome)


def _slices(evaluation: Evaluation) -> Named:
    return [
        (
            f"{name}: {part}",
            [
                share(some, lambda each: each.is_right),
                caught(some, Layer.EITHER),
                false_alarms(some, Layer.EITHER),
            ],
        )
        for (name, part), some in slices(evaluation).items()
    ]


def _meanings(root: Path) -> dict[str, str]:
    """What each intent means, as the people who labelled the messages were told."""
    rows = yaml.safe_load((root / TAXONOMY).read_text(encoding="utf-8"))["intents"]
    return {name: row["means"] for name, row in rows.items()}
