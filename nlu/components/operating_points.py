"""Where to draw the lines: how sure is sure enough, chosen on the hands that were held back.

Phrases of one hand are held back together, for the people who will write are none of the hands;
neither the encoder nor the heads that are asked here have seen them.
"""

import numpy as np

from nlu.components.examples import LEVELS
from nlu.components.logistic import fit

OUT_OF_SCOPE = "out_of_scope"
STRAYS_REFUSED = 0.8
LEAST_THRESHOLD = 0.2
# How many phrases without risk may be taken for this level or a graver one.
FALSE_ALARMS = {"concern": 0.10, "serious": 0.025, "immediate": 0.005}


def held_back(
    features: np.ndarray,
    answers: list[str],
    labels: tuple[str, ...],
    unseen: np.ndarray,
    strength: float,
) -> np.ndarray:
    """The probabilities of the unseen phrases, by a head that learnt from the others."""
    known = [answer for answer, is_unseen in zip(answers, unseen, strict=True) if not is_unseen]
    part = fit(features[~unseen], known, labels, strength)
    found = np.zeros((int(unseen.sum()), len(labels)))
    found[:, [labels.index(label) for label in part.labels]] = part.probabilities(features[unseen])
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
