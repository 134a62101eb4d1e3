"""Logistic regression: how much each feature speaks for each answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

# A tighter tolerance takes half as long again and changes no answer.
TOLERANCE = 0.3
MAX_ROUNDS = 500


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

    `strength` is scikit-learn's C: the larger, the closer to the training phrases.
    """
    regression = LogisticRegression(
        C=strength, tol=TOLERANCE, max_iter=MAX_ROUNDS, multi_class="multinomial"
    )
    regression.fit(features, [labels.index(answer) for answer in answers])
    kept = tuple(labels[place] for place in regression.classes_)
    return Fit(kept, regression.coef_.T, regression.intercept_)


def softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)
