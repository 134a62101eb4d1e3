"""A message as 384 numbers: near in meaning, near in number."""

from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import BertWordPieceTokenizer

VOCABULARY = Path(__file__).parent / "vocab.txt"
MAX_TOKENS = 256
DIMENSIONS = 384


class SentenceEncoder:
    """One text at a time, in training too: 8-bit sums depend on what else is in a batch."""

    def __init__(self, model: Path) -> None:
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._session = onnxruntime.InferenceSession(
            str(model), _one_thread(), providers=["CPUExecutionProvider"]
        )
        self._inputs = [given.name for given in self._session.get_inputs()]

    def embed(self, text: str) -> np.ndarray:
        """The mean of the tokens' vectors, scaled to length 1."""
        tokens = self._tokenizer.encode(text)
        columns = {
            "input_ids": tokens.ids,
            "attention_mask": tokens.attention_mask,
            "token_type_ids": tokens.type_ids,
        }
        feed = {name: np.array([columns[name]], dtype=np.int64) for name in self._inputs}
        vectors = self._session.run(None, feed)[0][0]
        mean = vectors.mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)


def _one_thread() -> onnxruntime.SessionOptions:
    """More threads cost more processor time than they save on a text this short."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
