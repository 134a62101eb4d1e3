"""Logistic regression: how much each feature speaks for each answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

# A tighter tolerance takes half as long again and changes no answer.
TOLERANCE = 0.3
MAX_ROUNDS = 500
USUAL_COUNT = 10_000  # phrases


@dataclass(frozen=True)
class Fit:
    """`weights` has a row a feature and a column a label."""

    labels: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        return softmax(features @ self.weights + self.bias)


def fit(features: np.ndarray, answers: list[str], labels: Sequence[str], strength: float) -> Fit:
    """Labels keep the order given; those that no answer has are left out.

    The larger the `strength`, the closer to the phrases. It is scikit-learn's C for ten thousand
    phrases: their errors are summed, so that with fewer C has to be larger for the same restraint.
    """
    regression = LogisticRegression(
        C=strength * USUAL_COUNT / len(answers),
        tol=TOLERANCE,
        max_iter=MAX_ROUNDS,
        multi_class="multinomial",
    )
    regression.fit(features, [labels.index(answer) for answer in answers])
    kept = tuple(labels[place] for place in regression.classes_)
    return Fit(kept, regression.coef_.T, regression.intercept_)


def softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)
