"""Whether what people mean was understood, and what none of our intents is. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.measuring.model import Outcome
from bot.commands.measuring.shares import Share, share


@dataclass(frozen=True)
class PerIntent:
    """Of messages taken for the intent, those that are it; of those that are it, those found."""

    precision: Share
    recall: Share

    @property
    def support(self) -> int:
        return self.recall.of

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; 0 where nothing was found."""
        found, taken_and_meant = self.recall.count, self.precision.of + self.recall.of
        return 2 * found / taken_and_meant if taken_and_meant else 0.0


def per_intent(outcomes: Sequence[Outcome]) -> dict[str, PerIntent]:
    """In the order of their names; only intents that some line has or was taken for."""
    labelled = Counter(each.labelled for each in outcomes)
    heard = Counter(each.take.intent for each in outcomes)
    right = Counter(each.take.intent for each in outcomes if each.is_right)
    return {
        name: PerIntent(Share(right[name], heard[name]), Share(right[name], labelled[name]))
        for name in sorted(labelled | heard)
    }


def confusion(outcomes: Sequence[Outcome]) -> Counter[tuple[str, str]]:
    """How often each intent (first) was taken for each (second)."""
    return Counter((each.labelled, each.take.intent) for each in outcomes)


@dataclass(frozen=True)
class Scope:
    """What the threshold does (standards B7).

    `recall`: of messages outside what we deal with, those that were not acted on.
    `right`: of those inside, the right intent; `answered_right`: and sure enough to act on it;
    `accuracy_kept`: of the right ones, those that were sure enough.
    """

    recall: Share
    right: Share
    answered_right: Share
    accuracy_kept: Share


def scope(outcomes: Sequence[Outcome]) -> Scope:
    inside = [each for each in outcomes if each.line.is_in_scope]
    outside = [each for each in outcomes if not each.line.is_in_scope]
    right = [each for each in inside if each.is_right]
    return Scope(
        recall=share(outside, lambda each: each.is_refused or each.is_right),
        right=share(inside, lambda each: each.is_right),
        answered_right=share(inside, lambda each: each.is_right and each.take.is_sure),
        accuracy_kept=share(right, lambda each: each.take.is_sure),
    )
