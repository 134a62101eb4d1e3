"""A message by its spelling: words, pairs of words and runs of letters, the rare weighing most.

The encoder knows what words mean; this knows the exact ones (ket, cunch, nonce) that it never met.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

WORD = re.compile(r"\w+")
LETTERS = range(2, 6)
SEEN_IN = 3


class Lexicon:
    """The pieces met in training, each with its weight (how rare it was)."""

    def __init__(self, pieces: list[str], weights: np.ndarray) -> None:
        self.pieces = pieces
        self.weights = weights
        self._place = {piece: place for place, piece in enumerate(pieces)}

    @classmethod
    def of(cls, texts: list[str]) -> "Lexicon":
        """Learn the pieces that at least three texts share."""
        seen_in = Counter(piece for text in texts for piece in set(_pieces(text)))
        pieces = sorted(piece for piece, count in seen_in.items() if count >= SEEN_IN)
        weights = [1 + math.log((1 + len(texts)) / (1 + seen_in[piece])) for piece in pieces]
        return cls(pieces, np.array(weights, dtype=np.float32))

    def read(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The places of the text's known pieces and their values, of length 1 together."""
        counts = Counter(self._place[piece] for piece in _pieces(text) if piece in self._place)
        places = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(times)) * self.weights[places]
        return places, values / max(float(np.linalg.norm(values)), 1e-9)


def _pieces(text: str) -> Iterator[str]:
    words = WORD.findall(text.lower().replace("'", "").replace("\u2019", ""))
    yield from (f"w {word}" for word in words)
    yield from (f"w {first} {second}" for first, second in pairwise(words))
    yield from _runs_of_letters(words)


def _runs_of_letters(words: Iterable[str]) -> Iterator[str]:
    line = f" {' '.join(words)} "
    for length in LETTERS:
        yield from (line[start : start + length] for start in range(len(line) - length + 1))
