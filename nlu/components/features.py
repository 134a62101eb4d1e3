"""A message as the classifier sees it: what it means, and beside it how it is spelt."""

from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix

from nlu.components.lexical import Lexicon
from nlu.encoder.sentence import SentenceEncoder

Row = tuple[np.ndarray, np.ndarray, np.ndarray]


class Features:
    """`spelling` is what spelling weighs beside meaning, which weighs 1."""

    def __init__(self, encoder: SentenceEncoder, lexicon: Lexicon, spelling: float) -> None:
        self.encoder = encoder
        self.lexicon = lexicon
        self.spelling = spelling

    def of(self, text: str) -> Row:
        """The meaning; then the places of the pieces found, and their values."""
        places, values = self.lexicon.read(text)
        return self.encoder.embed(text), places, values * self.spelling

    def of_all(self, texts: Iterable[str]) -> tuple[np.ndarray, csr_matrix]:
        """Meanings and spellings, one row a text."""
        return self.together(self.of(text) for text in texts)

    def together(self, rows: Iterable[Row]) -> tuple[np.ndarray, csr_matrix]:
        """What was read of each text, as meanings and spellings, one row a text."""
        meanings, places, values = zip(*rows, strict=True)
        ends = np.cumsum([0, *(len(row) for row in places)])
        shape = (len(meanings), len(self.lexicon.pieces))
        spellings = csr_matrix((np.concatenate(values), np.concatenate(places), ends), shape=shape)
        return np.stack(meanings), spellings
