"""Where figures and gates are kept, and how they are read back."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.commands.measuring.figures import Figures, from_json
from bot.commands.measuring.gates import Gate
from bot.errors import ContentError

GATES = Path("nlu", "evaluation", "gates.json")
SAVED = Path("docs", "evaluation.json")


def read_gates(root: Path) -> list[Gate]:
    """Raises ContentError where the file of gates is missing or wrong."""
    try:
        rows = json.loads((root / GATES).read_text(encoding="utf-8"))
        return [Gate.of(row) for row in rows]
    except (OSError, ValueError, TypeError) as error:
        raise ContentError(f"{GATES} cannot be read: {error}") from None


def write_gates(root: Path, gates: Iterable[Gate]) -> None:
    write_json(root / GATES, [gate.as_json() for gate in gates])


def write_json(path: Path, content: object) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def earlier(root: Path, file_or_ref: str) -> Figures:
    """Figures of a file, or those saved in a git branch, tag or commit. Raises ContentError."""
    path = Path(file_or_ref)
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() else _of_ref(root, file_or_ref)
        saved: Mapping[str, Any] = json.loads(text)
        return from_json(saved)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ContentError(f"{file_or_ref} holds no figures of waymark evaluate") from None


def _of_ref(root: Path, ref: str) -> str:
    place = f"{ref}:{SAVED.as_posix()}"
    command = ["git", "show", "--end-of-options", place]
    done = subprocess.run(  # noqa: S603 - no shell, and nothing is taken for an option
        command, cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ContentError(f"There is no file {ref}, and git knows no {place}")
    return done.stdout
