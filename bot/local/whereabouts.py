"""Where the Rasa of a running Waymark is, for the other commands on this machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOTE = "rasa.json"


@contextmanager
def noted(folder: Path, url: str) -> Iterator[None]:
    """Leave a note for as long as Rasa runs."""
    note = folder / NOTE
    note.write_text(json.dumps({"url": url}))
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def found(folder: Path) -> str | None:
    """The address on the note. Whoever left it may have been killed: ask before relying on it."""
    try:
        return str(json.loads((folder / NOTE).read_text())["url"])
    except (OSError, ValueError, KeyError):
        return None
