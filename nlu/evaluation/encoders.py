"""Other ways to turn a message into numbers, beside the encoder that ships."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import numpy as np
from rich.console import Console
from rich.progress import track

TERMINAL = Console(stderr=True)


class Encoder(Protocol):
    def embed(self, text: str) -> np.ndarray:
        """What the text means, in numbers of length 1 together."""


class NoEncoder:
    """Nothing but how a message is spelt."""

    def embed(self, text: str) -> np.ndarray:
        return np.zeros(0, dtype=np.float32)


class Remembered:
    """An encoder whose answers are kept in a file: a large one takes minutes to read all lines."""

    def __init__(self, encoder: Encoder, kept_as: str, folder: Path) -> None:
        self._encoder = encoder
        self._kept_as = kept_as
        self._folder = folder
        self._known: dict[str, np.ndarray] = {}

    def read(self, texts: Iterable[str]) -> None:
        """Embed these once, or take them from the file of an earlier run on the same texts."""
        order = list(dict.fromkeys(texts))
        mark = hashlib.sha256("\n".join(order).encode()).hexdigest()[:16]
        file = self._folder / f"{self._kept_as}-{mark}.npy"
        if not file.exists():
            told = f"{self._kept_as}: reading {len(order)} lines"
            np.save(file, [self._encoder.embed(t) for t in track(order, told, console=TERMINAL)])
        self._known |= dict(zip(order, np.load(file, allow_pickle=False), strict=True))

    def embed(self, text: str) -> np.ndarray:
        return self._known[text]
