"""Learning the model from the phrases of nlu/data."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.progress import track
from scipy.sparse import csr_matrix
from sklearn.utils.extmath import randomized_svd

from nlu.components.examples import LEVELS, Example
from nlu.components.features import Features
from nlu.components.hands import is_held_back
from nlu.components.head import Head
from nlu.components.lexical import Lexicon
from nlu.components.logistic import fit
from nlu.components.model import Model
from nlu.components.operating_points import held_back, intent_threshold, level_thresholds
from nlu.encoder.sentence import SentenceEncoder

DIRECTIONS = 384
TERMINAL = Console(stderr=True)


@dataclass(frozen=True)
class Material:
    """All phrases as numbers: what is learnt from, in a form that is quick to learn from.

    The tens of thousands of pieces of spelling are put together into a few hundred `directions`;
    what is learnt about a direction is spread over its pieces again at the end.
    """

    features: np.ndarray
    directions: np.ndarray

    @classmethod
    def of(cls, meanings: np.ndarray, spellings: csr_matrix) -> "Material":
        most = min(DIRECTIONS, *spellings.shape)
        directions = randomized_svd(spellings, most, n_iter=2, random_state=0)[2].T
        features = np.hstack([meanings, spellings @ directions]).astype(np.float32)
        return cls(features, directions)

    def head(self, answers: list[str], labels: Sequence[str], strength: float) -> Head:
        learnt = fit(self.features, answers, labels, strength)
        pieces, meanings = self.directions, len(learnt.weights) - self.directions.shape[1]
        return Head(
            learnt.labels,
            learnt.weights[:meanings].astype(np.float32),
            (pieces @ learnt.weights[meanings:]).astype(np.float32),
            learnt.bias.astype(np.float32),
        )


def learn(
    examples: list[Example],
    encoder: SentenceEncoder,
    *,
    strength: float,
    level_strength: float,
    spelling: float,
) -> Model:
    """Both heads learn from every phrase; their lines are drawn on the hands held back."""
    texts = [example.text for example in examples]
    intents = [example.intent for example in examples]
    levels = [example.level for example in examples]
    unseen = np.array([is_held_back(example.hand) for example in examples])
    names = tuple(sorted(set(intents)))

    features = Features(encoder, Lexicon.of(texts), spelling)
    told = f"Reading {len(texts)} phrases"
    with ThreadPoolExecutor(os.cpu_count()) as readers:
        rows = track(readers.map(features.of, texts), told, len(texts), console=TERMINAL)
        material = Material.of(*features.together(rows))
    with TERMINAL.status("Learning from them, once without the voices held back"):
        intent_rows = held_back(material.features, intents, names, unseen, strength)
        level_rows = held_back(material.features, levels, LEVELS, unseen, level_strength)
        return Model(
            features,
            material.head(intents, names, strength),
            material.head(levels, LEVELS, level_strength),
            intent_threshold(intent_rows, _among(intents, unseen), names),
            level_thresholds(level_rows, _among(levels, unseen)),
        )


def _among(answers: list[str], rows: np.ndarray) -> list[str]:
    return [answer for answer, is_one in zip(answers, rows, strict=True) if is_one]
