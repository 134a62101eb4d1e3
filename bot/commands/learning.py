"""`waymark train` and `evaluate`: Rasa's side, in its own environment."""

import subprocess

import typer

from bot.commands.surroundings import ROOT, plainly
from bot.local import rasa


def train() -> None:
    with plainly():
        rasa.train(ROOT)


def evaluate() -> None:
    """Measure the model; the report comes from nlu.evaluation."""
    with plainly():
        rasa.train(ROOT)
        done = subprocess.run(  # noqa: S603 - our own module, in our own environment
            [rasa.interpreter(ROOT), "-m", "nlu.evaluation"], cwd=ROOT, check=False
        )
    raise typer.Exit(done.returncode)
