"""The model: what a message means and how grave it is, both read from the same features."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlu.components.examples import LEVELS
from nlu.components.features import Features
from nlu.components.head import Head
from nlu.components.lexical import Lexicon
from nlu.components.operating_points import at_least
from nlu.encoder.sentence import EncoderFiles, SentenceEncoder
from nlu.files import digest, verify

ENCODER = "encoder.onnx"
TOKENIZER = "tokenizer.json"
NUMBERS = "numbers.npz"
WORDS = "words.json"
PARTS = ("meaning", "spelling", "bias")


@dataclass(frozen=True)
class Likelihood:
    """One possible answer, and how likely it is (0 to 1)."""

    name: str
    confidence: float


@dataclass(frozen=True)
class Reading:
    """A message understood: every intent, likeliest first, and the level of risk."""

    intents: list[Likelihood]
    level: Likelihood
    levels: list[Likelihood]


@dataclass(frozen=True)
class Model:
    """`threshold` is for intents; `lines` has one for each level above none."""

    features: Features
    intent: Head
    level: Head
    threshold: float
    lines: dict[str, float]

    def read(self, text: str) -> Reading:
        seen = self.features.of(text)
        intents = self.intent.probabilities(*seen)
        levels = self.level.probabilities(*seen)
        return Reading(
            _ranked(self.intent.labels, intents),
            self._level(levels),
            _ranked(self.level.labels, levels),
        )

    def _level(self, levels: np.ndarray) -> Likelihood:
        """The gravest level whose line is reached: a miss costs more than a false alarm."""
        for level in reversed(LEVELS[1:]):
            sureness = float(at_least(levels, level))
            if sureness >= self.lines[level]:
                return Likelihood(level, sureness)
        return Likelihood(LEVELS[0], float(levels[0]))

    def save(self, folder: Path, encoder: EncoderFiles) -> None:
        """No pickles: numbers, words and the encoder itself, which is all there is to run."""
        shutil.copyfile(encoder.model, folder / ENCODER)
        shutil.copyfile(encoder.words, folder / TOKENIZER)
        np.savez(
            folder / NUMBERS,
            pieces=self.features.lexicon.weights,
            **_numbers("intent", self.intent),
            **_numbers("level", self.level),
        )
        words = {
            "encoder": digest(folder / ENCODER),
            "tokenizer": digest(folder / TOKENIZER),
            "spelling": self.features.spelling,
            "pieces": self.features.lexicon.pieces,
            "intents": self.intent.labels,
            "levels": self.level.labels,
            "threshold": self.threshold,
            "lines": self.lines,
        }
        (folder / WORDS).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Model":
        """Raises Unverified when the encoder is not the one the model learnt with."""
        words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        verify(folder / ENCODER, words["encoder"])
        verify(folder / TOKENIZER, words["tokenizer"])
        with np.load(folder / NUMBERS, allow_pickle=False) as numbers:
            lexicon = Lexicon(words["pieces"], numbers["pieces"])
            intent = Head(tuple(words["intents"]), *(numbers[f"intent_{part}"] for part in PARTS))
            level = Head(tuple(words["levels"]), *(numbers[f"level_{part}"] for part in PARTS))
        encoder = SentenceEncoder(EncoderFiles(folder / ENCODER, folder / TOKENIZER))
        features = Features(encoder, lexicon, words["spelling"])
        return cls(features, intent, level, words["threshold"], words["lines"])


def _numbers(name: str, head: Head) -> dict[str, np.ndarray]:
    return {f"{name}_{part}": getattr(head, part) for part in PARTS}


def _ranked(labels: tuple[str, ...], likelihoods: np.ndarray) -> list[Likelihood]:
    order = np.argsort(-likelihoods)
    return [Likelihood(labels[place], float(likelihoods[place])) for place in order]
