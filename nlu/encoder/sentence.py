"""A message as a row of numbers: near in meaning, near in number."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

MAX_TOKENS = 256


@dataclass(frozen=True)
class EncoderFiles:
    """A model for onnxruntime, and the tokenizer that cuts text into what it knows."""

    model: Path
    words: Path


class SentenceEncoder:
    """One text at a time, in training too: 8-bit sums depend on what else is in a batch."""

    def __init__(self, files: EncoderFiles) -> None:
        self._tokenizer = Tokenizer.from_file(str(files.words))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._session = onnxruntime.InferenceSession(
            str(files.model), _one_thread(), providers=["CPUExecutionProvider"]
        )

    def embed(self, text: str) -> np.ndarray:
        """The mean of the tokens' vectors, scaled to length 1."""
        tokens = self._tokenizer.encode(text)
        feed = {"input_ids": tokens.ids, "attention_mask": tokens.attention_mask}
        rows = {name: np.array([column], dtype=np.int64) for name, column in feed.items()}
        mean = self._session.run(None, rows)[0][0].mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)


def _one_thread() -> onnxruntime.SessionOptions:
    """More threads cost more processor time than they save on a text this short."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
