"""Where to draw the lines: how sure is sure enough, chosen on phrases held back in turn.

Phrases of one hand are held back together, for the people who will write are none of the hands.
"""

from collections.abc import Iterator

import numpy as np
from sklearn.model_selection import GroupKFold

from nlu.components.examples import LEVELS
from nlu.components.logistic import fit

FOLDS = 4
OUT_OF_SCOPE = "out_of_scope"
STRAYS_REFUSED = 0.8
LEAST_THRESHOLD = 0.05
# How many phrases without risk may be taken for this level or a graver one.
FALSE_ALARMS = {"concern": 0.10, "serious": 0.025, "immediate": 0.005}


def held_back(
    features: np.ndarray,
    answers: list[str],
    labels: tuple[str, ...],
    hands: list[str],
    strength: float,
) -> np.ndarray:
    """The probabilities of each phrase by a model that never saw its hand."""
    found = np.zeros((len(answers), len(labels)))
    for learnt, kept in _folds(hands):
        known = [answers[row] for row in learnt]
        part = fit(features[learnt], known, labels, strength)
        columns = [labels.index(label) for label in part.labels]
        found[np.ix_(kept, columns)] = part.probabilities(features[kept])
    return found


def intent_threshold(found: np.ndarray, answers: list[str], labels: tuple[str, ...]) -> float:
    """The least sureness at which enough strays are turned away, so that most answers are kept.

    A stray is turned away when it is called out of scope or when no intent is sure enough.
    """
    names = np.array(labels)[found.argmax(axis=1)]
    taken_in = (np.array(answers) == OUT_OF_SCOPE) & (names != OUT_OF_SCOPE)
    strays = answers.count(OUT_OF_SCOPE)
    allowed = int(strays * (1 - STRAYS_REFUSED))
    sureness = np.sort(found.max(axis=1)[taken_in])[::-1]
    return float(sureness[allowed]) if len(sureness) > allowed else LEAST_THRESHOLD


def level_thresholds(found: np.ndarray, answers: list[str]) -> dict[str, float]:
    """For each level, the probability of it or worse that few phrases without risk reach."""
    harmless = found[np.array(answers) == LEVELS[0]]
    return {
        level: float(np.quantile(at_least(harmless, level), 1 - share))
        for level, share in FALSE_ALARMS.items()
    }


def at_least(found: np.ndarray, level: str) -> np.ndarray:
    """The probability of this level or a graver one. Columns follow LEVELS."""
    return found[..., LEVELS.index(level) :].sum(axis=-1)


def _folds(hands: list[str]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    rows = np.zeros(len(hands))
    yield from GroupKFold(min(FOLDS, len(set(hands)))).split(rows, groups=hands)
