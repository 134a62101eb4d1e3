"""The pipelines that are compared: each learns from the same phrases, to be asked the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix

from nlu.components.examples import LEVELS, Example
from nlu.components.features import Features
from nlu.components.hands import is_held_back
from nlu.components.head import Head
from nlu.components.learning import Material
from nlu.components.lexical import Lexicon
from nlu.components.logistic import fit
from nlu.components.operating_points import at_least, held_back
from nlu.encoder.sentence import SentenceEncoder
from nlu.encoder.shipped import SHIPPED, shipped_encoder
from nlu.evaluation.encoders import Encoder, NoEncoder, PublicEncoder, Remembered
from nlu.files import CONFIG, DATA, MODELS, digest

COMPARED = MODELS / "compared"
STRENGTHS = (0.3, 1.0, 3.0, 10.0)
OF_SPELLING = (10.0, 1.0)  # chosen once in the same way: each try takes minutes
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

    `strengths` of the heads for intent and level: where none are given, those are taken that do
    best on the hands held back.
    """

    name: str
    make: Callable[[], Encoder]
    parts: tuple[Path, ...]
    spelling: float
    strengths: tuple[float, float] | None = None

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
    shipped, public, large = Settings.shipped(), COMPARED / "minilm.onnx", COMPARED / "mpnet.onnx"
    words = COMPARED / "mpnet.json"

    def minilm() -> Encoder:
        return SentenceEncoder(public)

    def mpnet() -> Encoder:
        return PublicEncoder(large, words)

    return [
        Contender("spelling alone: n-grams of letters and words", NoEncoder, (), 1.0, OF_SPELLING),
        Contender("MiniLM as published, in 8 bits", minilm, (public,), shipped.spelling),
        Contender("all-mpnet-base-v2 as published", mpnet, (large, words), shipped.spelling),
        Contender(
            "MiniLM taught on our lines, in 8 bits: **this one ships**",
            lambda: SentenceEncoder(shipped_encoder()),
            (SHIPPED,),
            shipped.spelling,
            (shipped.strength, shipped.level_strength),
        ),
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
    unseen = np.array([is_held_back(each.hand) for each in examples])
    encoder = contender.make()
    lexicon = Lexicon.of(texts)
    slow = Features(_remembering(contender, encoder, texts), lexicon, contender.spelling)
    meanings, spellings = slow.of_all(texts)
    has_meaning = bool(meanings.shape[1])
    material = Material.of(meanings, spellings) if has_meaning else Whole(spellings)
    names = tuple(sorted(set(intents)))
    strength, level_strength = contender.strengths or _chosen(
        material.features, intents, levels, names, unseen
    )
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


def _chosen(
    features: np.ndarray | csr_matrix,
    intents: list[str],
    levels: list[str],
    names: tuple[str, ...],
    unseen: np.ndarray,
) -> tuple[float, float]:
    """The strengths of the two heads that do best on the hands held back."""
    meant = np.array([names.index(each) for each in intents])[unseen]
    grave = np.array([LEVELS.index(each) >= LEVELS.index(GRAVE) for each in levels])[unseen]
    harmless = np.array([each == LEVELS[0] for each in levels])[unseen]

    def right(strength: float) -> float:
        found = held_back(features, intents, names, unseen, strength)
        return float((found.argmax(axis=1) == meant).mean())

    def caught(strength: float) -> float:
        found = at_least(held_back(features, levels, LEVELS, unseen, strength), GRAVE)
        return float((found[grave] > line(found[harmless])).mean())

    return max(STRENGTHS, key=right), max(STRENGTHS, key=caught)


def line(harmless: np.ndarray) -> float:
    """What only four in a hundred messages without risk lie above."""
    return float(np.quantile(harmless, 1 - FALSE_ALARMS))
