"""The training itself, in a process whose environment nlu.train has prepared."""

import contextlib
import io
import logging
import sys
import tempfile
from pathlib import Path

from rasa.model_training import train_nlu
from rasa.utils.log_utils import configure_structlog
from rich.console import Console

from nlu.files import CONFIG, DATA
from nlu.train import ARCHIVE, write_manifest


def main(made_from: str) -> None:
    """Make the model beside the old one, then put it in its place."""
    configure_structlog(logging.WARNING)
    console = Console(stderr=True)
    ARCHIVE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ARCHIVE.parent) as folder:
        with contextlib.redirect_stdout(io.StringIO()):  # Rasa says where this folder is
            made = train_nlu(str(CONFIG), str(DATA), folder, fixed_model_name=ARCHIVE.stem)
        if made is None:
            sys.exit("There was nothing to learn from in nlu/data.")
        Path(made).replace(ARCHIVE)
    write_manifest(made_from)
    console.print(f"The model is ready: {ARCHIVE.stat().st_size / 1e6:.0f} MB.")


if __name__ == "__main__":
    main(sys.argv[1])
