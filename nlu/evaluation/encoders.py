"""Other ways to turn a message into numbers, beside the encoder that ships."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from rich.console import Console
from rich.progress import track
from tokenizers import Tokenizer

MAX_TOKENS = 256
TERMINAL = Console(stderr=True)


class Encoder(Protocol):
    def embed(self, text: str) -> np.ndarray:
        """What the text means, in numbers of length 1 together."""


class NoEncoder:
    """Nothing but how a message is spelt."""

    def embed(self, text: str) -> np.ndarray:
        return np.zeros(0, dtype=np.float32)


class PublicEncoder:
    """A model as it was published, with its own words; read one text at a time, on one thread."""

    def __init__(self, model: Path, words: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(words))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )

    def embed(self, text: str) -> np.ndarray:
        """The mean of the tokens' vectors, scaled to length 1."""
        tokens = self._tokenizer.encode(text)
        feed = {"input_ids": tokens.ids, "attention_mask": tokens.attention_mask}
        feed = {name: np.array([column], dtype=np.int64) for name, column in feed.items()}
        mean = self._session.run(None, feed)[0][0].mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)


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
