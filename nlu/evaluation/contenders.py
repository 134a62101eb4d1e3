"""The pipelines that are compared: each learns from the same phrases, to be asked the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix

from nlu.components.examples import LEVELS, Example
from nlu.components.features import Features
from nlu.components.head import Head
from nlu.components.learning import Material
from nlu.components.lexical import Lexicon
from nlu.components.logistic import fit
from nlu.components.operating_points import at_least
from nlu.encoder.sentence import EncoderFiles, SentenceEncoder
from nlu.encoder.shipped import shipped_encoder
from nlu.evaluation.encoders import Encoder, NoEncoder, Remembered
from nlu.files import CONFIG, DATA, MODELS, digest

COMPARED = MODELS / "compared"
OF_SPELLING = (14.6, 1.46)  # chosen once, on the hands held back: each try takes minutes
GRAVE = "serious"
FALSE_ALARMS = 0.04


@dataclass(frozen=True)
class Settings:
    """How our component is set up: in config.yml, and there only."""

    strength: float
    level_strength: float
    spelling: float

    @classmethod
    def shipped(cls) -> "Settings":
        part = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["pipeline"][0]
        return cls(part["C"], part["level_C"], part["spelling"])


@dataclass(frozen=True)
class Contender:
    """`parts` are its files; `spelling` is what that weighs beside meaning, which weighs 1.

    `strengths` are those of the heads for intent and level.
    """

    name: str
    make: Callable[[], Encoder]
    parts: tuple[Path, ...]
    spelling: float
    strengths: tuple[float, float]

    @property
    def is_here(self) -> bool:
        return all(path.is_file() for path in self.parts)


@dataclass(frozen=True)
class Said:
    """The likeliest intent, and how likely the message is serious or worse."""

    intent: str
    grave: float


@dataclass(frozen=True)
class Learnt:
    features: Features
    intent: Head
    level: Head

    def say(self, text: str) -> Said:
        seen = self.features.of(text)
        intents, levels = self.intent.probabilities(*seen), self.level.probabilities(*seen)
        return Said(self.intent.labels[int(intents.argmax())], float(at_least(levels, GRAVE)))


def contenders() -> list[Contender]:
    """From the plainest to the one that ships; those whose files are missing too."""
    shipped = Settings.shipped()
    strengths = (shipped.strength, shipped.level_strength)

    def of(name: str, files: EncoderFiles) -> Contender:
        parts, make = (files.model, files.words), partial(SentenceEncoder, files)
        return Contender(name, make, parts, shipped.spelling, strengths)

    minilm, mpnet = COMPARED / "minilm.json", COMPARED / "mpnet.json"
    return [
        Contender("spelling alone: n-grams of letters and words", NoEncoder, (), 1.0, OF_SPELLING),
        of("MiniLM as published", EncoderFiles(COMPARED / "minilm.onnx", minilm)),
        of("mpnet as published", EncoderFiles(COMPARED / "mpnet.onnx", mpnet)),
        of("MiniLM taught", EncoderFiles(COMPARED / "minilm-alone.onnx", minilm)),
        of("MiniLM beside a teacher", EncoderFiles(COMPARED / "minilm-taught.onnx", minilm)),
        of("all of mpnet taught: the teacher", EncoderFiles(COMPARED / "teacher.onnx", mpnet)),
        of("half of it, taught beside it: **this one ships**", shipped_encoder()),
    ]


def phrases() -> list[Example]:
    """Every phrase of nlu/data, in the order of the files."""
    found = []
    for path in sorted(DATA.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            about = block["metadata"]
            found += [
                Example(row.removeprefix("- "), block["intent"], about["level"], about["hand"])
                for row in block["examples"].splitlines()
            ]
    return found


def learnt(contender: Contender, examples: Sequence[Example]) -> Learnt:
    """Both heads, as `nlu.components.learning` makes them. The n-grams alone are not folded."""
    texts = [each.text for each in examples]
    intents, levels = [each.intent for each in examples], [each.level for each in examples]
    encoder = contender.make()
    lexicon = Lexicon.of(texts)
    slow = Features(_remembering(contender, encoder, texts), lexicon, contender.spelling)
    meanings, spellings = slow.of_all(texts)
    has_meaning = bool(meanings.shape[1])
    material = Material.of(meanings, spellings) if has_meaning else Whole(spellings)
    names = tuple(sorted(set(intents)))
    strength, level_strength = contender.strengths
    return Learnt(
        Features(encoder, lexicon, contender.spelling),
        material.head(intents, names, strength),
        material.head(levels, LEVELS, level_strength),
    )


@dataclass(frozen=True)
class Whole:
    """Every piece of spelling for itself."""

    features: csr_matrix

    def head(self, answers: list[str], labels: Sequence[str], strength: float) -> Head:
        found = fit(self.features, answers, labels, strength)
        return Head(found.labels, np.zeros((0, len(found.labels))), found.weights, found.bias)


def _remembering(contender: Contender, encoder: Encoder, texts: Sequence[str]) -> Encoder:
    """The same encoder; what a large one read of these texts is kept for the next time."""
    if not contender.parts:
        return encoder
    kept_as = f"{contender.parts[0].stem}-{digest(contender.parts[0])[:12]}"
    remembered = Remembered(encoder, kept_as, COMPARED)
    remembered.read(texts)
    return remembered


def line(harmless: np.ndarray) -> float:
    """What only four in a hundred messages without risk lie above."""
    return float(np.quantile(harmless, 1 - FALSE_ALARMS))
