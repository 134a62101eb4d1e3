"""`waymark compare`: other pipelines on the same lines, in Rasa's own environment."""

import subprocess

import typer

from bot.commands.surroundings import ROOT, plainly
from bot.local import rasa


def compare(*, public: bool, epochs: int | None) -> None:
    """Print the table and write it into docs/models.md. Exits as the comparison did."""
    given = ["public"] if public else ["compare"]
    if epochs is not None and not public:
        given += ["--epochs", str(epochs)]
    with plainly():
        command = [str(rasa.interpreter(ROOT)), "-m", "nlu.evaluation", *given]
        done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own module
    if done.returncode:
        raise typer.Exit(done.returncode)
