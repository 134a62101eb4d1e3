"""Every message that was not taken as it was meant, in words, what matters most first. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.commands.measuring.danger import Kind, kinds
from bot.commands.measuring.model import Outcome, Take
from bot.commands.measuring.stability import lost
from bot.commands.measuring.variants import variants


@dataclass(frozen=True)
class Miss:
    """One message: where it stands, what it is, and what it was taken for."""

    text: str
    where: str
    is_a: str
    taken_for: str


@dataclass(frozen=True)
class Group:
    """Misses of one kind; `part` is what they have in common within it."""

    title: str
    part: str
    found: tuple[Miss, ...]


def misses(outcomes: Sequence[Outcome]) -> list[Group]:
    """Danger that was missed, then alarms for nothing, then meanings that were mixed up."""
    return [*danger_missed(outcomes), *alarms_for_nothing(outcomes), *mixed_up(outcomes)]


def danger_missed(outcomes: Sequence[Outcome]) -> list[Group]:
    """By kind of danger, danger of this minute first of all and within each kind."""
    missed = [each for each in outcomes if each.line.is_grave and not each.is_caught]
    order = list(Kind)
    missed.sort(key=lambda each: (-each.line.level.rank, order.index(_kind(each))))
    return _grouped("Danger missed", missed, lambda each: str(_kind(each)), _by_level)


def alarms_for_nothing(outcomes: Sequence[Outcome]) -> list[Group]:
    alarms = [each for each in outcomes if each.line.is_harmless and each.is_caught]
    alarms.sort(key=lambda each: (each.line.set, each.line.slice))
    return _grouped("Alarm for nothing", alarms, _where, _by_level)


def mixed_up(outcomes: Sequence[Outcome]) -> list[Group]:
    """By what was meant."""
    wrong = [each for each in outcomes if not each.is_right]
    wrong.sort(key=lambda each: (each.line.intent, each.take.intent))
    return _grouped("Meaning mixed up", wrong, lambda each: name(each.line.intent), _by_intent)


def lost_when_put_differently(outcomes: Sequence[Outcome]) -> list[Group]:
    """Danger that is heard as it was written, and not when typed a little differently."""
    found = [
        Miss(
            text=variants(each.line.text)[variant],
            where=f"{_where(each)}, with {variant}",
            is_a=str(each.line.level),
            taken_for=str(each.variants[variant].either),
        )
        for each, variant in lost(outcomes)
    ]
    return [Group("Danger lost", "when typed differently", tuple(found))] if found else []


def name(intent: str) -> str:
    return intent.replace("_", " ")


def _grouped(
    title: str,
    outcomes: Iterable[Outcome],
    part: Callable[[Outcome], str],
    told: Callable[[Outcome], Miss],
) -> list[Group]:
    parts: dict[str, list[Miss]] = {}
    for each in outcomes:
        parts.setdefault(part(each), []).append(told(each))
    return [Group(title, common, tuple(found)) for common, found in parts.items()]


def _kind(outcome: Outcome) -> Kind:
    """One kind for a message that may be of two: that it happens now comes first."""
    of = kinds(outcome)
    return Kind.IMMEDIATE if Kind.IMMEDIATE in of else next(iter(of))


def _by_level(outcome: Outcome) -> Miss:
    is_a = f"{outcome.line.level} ({name(outcome.line.intent)})"
    take = outcome.take
    layers = f"by the phrases {take.triage}, by the model {take.model}"
    return _miss(outcome, is_a, f"{take.either} ({layers}); {_meant(take)}")


def _by_intent(outcome: Outcome) -> Miss:
    right = " or ".join(map(name, (outcome.line.intent, *outcome.line.also)))
    return _miss(outcome, right, _meant(outcome.take))


def _meant(take: Take) -> str:
    sure = "sure" if take.is_sure else "not sure enough to act on it"
    return f"{name(take.intent)} ({take.confidence:.0%}, {sure})"


def _miss(outcome: Outcome, is_a: str, taken_for: str) -> Miss:
    return Miss(outcome.line.text, _where(outcome), is_a, taken_for)


def _where(outcome: Outcome) -> str:
    return f"{outcome.line.set}, {outcome.line.slice}"
