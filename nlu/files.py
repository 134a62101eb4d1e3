"""Where things lie: the parts of the model and their digests, and the server's address."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "config.yml"
DATA = ROOT / "nlu" / "data"
HELD_OUT = ROOT / "nlu" / "evaluation" / "heldout"
MODELS = ROOT / "nlu" / "models"


class Unverified(Exception):
    """A file is missing or is not the one that was expected: nothing may be loaded from it."""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digest_of_all(paths: Iterable[Path], root: Path = ROOT) -> str:
    """One digest over names and contents, in an order of its own."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(root).as_posix()} {digest(path)}\n".encode())
    return total.hexdigest()


def verify(path: Path, expected: str) -> None:
    """Raise Unverified unless the file's SHA-256 is the expected one."""
    if not path.is_file():
        raise Unverified(f"{path.name} is missing")
    if digest(path) != expected:
        raise Unverified(f"{path.name} is not the file that was expected: its digest differs")


def address() -> str:
    """Where the server listens: host:port."""
    return os.environ.get("WAYMARK_NLU_ADDRESS") or "127.0.0.1:5005"
