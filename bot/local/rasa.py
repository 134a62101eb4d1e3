"""Rasa on this machine: its own Python, its model, its process."""

import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.errors import SettingsError
from bot.local.processes import kept_running

LOOPBACK = "127.0.0.1"


def interpreter(root: Path) -> Path:
    """The Python 3.10 that Rasa lives in. Raises SettingsError where it was never set up."""
    python = root / "nlu" / ".venv" / "bin" / "python"
    if not python.exists():
        raise SettingsError("Rasa's environment is not there yet: run make setup")
    return python


def train(root: Path) -> None:
    """Make the model if anything it is made from has changed; progress goes to standard error."""
    done = subprocess.run(  # noqa: S603 - our own module, in our own environment
        [interpreter(root), "-m", "nlu.train"], cwd=root, check=False, stdout=sys.stderr
    )
    if done.returncode:
        raise SettingsError("The model could not be trained: the lines above say what is wrong")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def rasa_running(
    root: Path, env: Mapping[str, str], token: str, port: int
) -> AsyncIterator[str]:
    """Run Rasa on a loopback port, started again if it dies. Yields its address at once."""
    command = [str(interpreter(root)), "-m", "nlu.serve"]
    serving = {**env, "WAYMARK_NLU_TOKEN": token, "WAYMARK_NLU_ADDRESS": f"{LOOPBACK}:{port}"}
    async with kept_running(command, serving, root):
        yield f"http://{LOOPBACK}:{port}"
