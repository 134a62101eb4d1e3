"""`python -m nlu.evaluation public`: our pipeline on public sets, at ten examples an intent.

Nothing is tuned on them: the component, its heads and its settings are those of config.yml. The
sets (BANKING77, CLINC150) lie in the folder that WAYMARK_TEST_DATA names; they are not ours.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console

from nlu.components.features import Features
from nlu.components.head import Head
from nlu.components.learning import Material
from nlu.components.lexical import Lexicon
from nlu.encoder.sentence import EncoderFiles, SentenceEncoder
from nlu.encoder.shipped import shipped_encoder
from nlu.evaluation.contenders import COMPARED, Settings
from nlu.evaluation.encoders import Encoder, Remembered
from nlu.evaluation.page import put, show
from nlu.files import digest

TERMINAL = Console(stderr=True)
SETS = {"BANKING77": "banking77", "CLINC150": "clinc150"}
KEPT = 0.95  # of the right answers to the validation lines: what the threshold has to let through
HEADER = (
    "set",
    "encoder",
    "intent right",
    "… and sure enough",
    "out of scope refused",
)


@dataclass(frozen=True)
class Labelled:
    """Texts and the intent of each."""

    texts: list[str]
    intents: list[str]

    @classmethod
    def of(cls, file: Path) -> "Labelled":
        rows = [row.split("\t", 1) for row in file.read_text(encoding="utf-8").splitlines() if row]
        return cls([text for _, text in rows], [intent for intent, _ in rows])


@dataclass(frozen=True)
class PublicSet:
    """`strays` are lines that none of the intents is meant by; not every set has them."""

    name: str
    train: Labelled
    valid: Labelled
    test: Labelled
    strays: list[str]

    @property
    def texts(self) -> list[str]:
        return [*self.train.texts, *self.valid.texts, *self.test.texts, *self.strays]

    @classmethod
    def of(cls, name: str, folder: Path) -> "PublicSet":
        strays = folder / "oos_test.txt"
        return cls(
            name,
            Labelled.of(folder / "train_10.tsv"),
            Labelled.of(folder / "valid.tsv"),
            Labelled.of(folder / "test.tsv"),
            strays.read_text(encoding="utf-8").splitlines() if strays.exists() else [],
        )


@dataclass(frozen=True)
class Reader:
    """One head on one encoder."""

    features: Features
    head: Head

    @classmethod
    def of(cls, encoder: Encoder, known: Labelled, spelling: float, strength: float) -> "Reader":
        features = Features(encoder, Lexicon.of(known.texts), spelling)
        material = Material.of(*features.of_all(known.texts))
        return cls(features, material.head(known.intents, sorted(set(known.intents)), strength))

    def read(self, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """The likeliest intent of each, and how likely it is."""
        found = np.array([self.head.probabilities(*self.features.of(text)) for text in texts])
        return np.array(self.head.labels)[found.argmax(axis=1)], found.max(axis=1)


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1: right; right and sure enough; of the strays, those not sure enough."""

    right: float
    answered_right: float
    refused: float | None


def measured(reader: Reader, found: PublicSet) -> Figures:
    """The threshold is drawn on validation lines, so that most right answers to those pass."""
    names, sureness = reader.read(found.valid.texts)
    least = np.quantile(sureness[names == np.array(found.valid.intents)], 1 - KEPT)
    names, sureness = reader.read(found.test.texts)
    right = names == np.array(found.test.intents)
    refused = reader.read(found.strays)[1] < least if found.strays else None
    return Figures(
        float(right.mean()),
        float((right & (sureness >= least)).mean()),
        None if refused is None else float(refused.mean()),
    )


def main() -> None:
    given = os.environ.get("WAYMARK_TEST_DATA")
    if not given or not (Path(given) / "eval").is_dir():
        sys.stderr.write("The public sets are left out: WAYMARK_TEST_DATA names no eval/.\n")
        return
    sets = [PublicSet.of(name, Path(given, "eval", place)) for name, place in SETS.items()]
    rows = [row for found in sets for row in _rows(found)]
    show("Our pipeline on public sets, ten examples an intent", HEADER, rows)
    put("public", HEADER, rows, f"The threshold lets {KEPT:.0%} of right answers through.")


def _rows(found: PublicSet) -> Iterator[list[str]]:
    settings = Settings.shipped()
    for name, files in (
        ("MiniLM as published", EncoderFiles(COMPARED / "minilm.onnx", COMPARED / "minilm.json")),
        ("mpnet as published", EncoderFiles(COMPARED / "mpnet.onnx", COMPARED / "mpnet.json")),
        ("what ships, taught on nlu/data", shipped_encoder()),
    ):
        if not files.model.exists():
            TERMINAL.print(f"{name} is left out: nlu/evaluation/public_encoders.py makes it")
            continue
        TERMINAL.print(f"{found.name}, {name}")
        encoder = Remembered(SentenceEncoder(files), digest(files.model)[:12], COMPARED)
        encoder.read(found.texts)
        reader = Reader.of(encoder, found.train, settings.spelling, settings.strength)
        yield [found.name, name, *_cells(measured(reader, found))]


def _cells(found: Figures) -> list[str]:
    shares = (found.right, found.answered_right, found.refused)
    return ["-" if share is None else f"{share:.1%}" for share in shares]


if __name__ == "__main__":
    main()
