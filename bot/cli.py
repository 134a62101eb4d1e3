"""The command `waymark`: names and options; what they do is in commands/."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import (
    audit,
    chatting,
    checking,
    comparing_models,
    directory,
    explaining,
    keys,
    languages,
    launching,
    learning,
    measuring,
    running,
    staff,
    tending,
)
from bot.commands import (
    storyboard as storyboards,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they print local variables, and those hold what was typed
    help="A bot that shows people where to get help, and the inbox where staff answer them.",
)
app.add_typer(staff.app, name="staff")
app.add_typer(keys.app, name="keys")
app.add_typer(audit.app, name="audit")
app.add_typer(directory.app, name="directory")
app.add_typer(languages.app, name="languages")


@app.command()
def run() -> None:
    """Start database, Rasa, bot and inbox on this machine."""
    running.run()


@app.command()
def bot(
    migrate: Annotated[bool, typer.Option(help="Bring the database up to date first")] = False,
) -> None:
    """Answer people on Telegram; everything around it has to be set and running."""
    running.bot(migrate)


@app.command()
def inbox() -> None:
    """Serve the staff inbox; everything around it has to be set and running."""
    running.inbox()


@app.command()
def chat() -> None:
    """Talk to the same bot in this terminal."""
    chatting.chat()


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A message, in a person's words")] = "",
    json: Annotated[
        bool, typer.Option("--json", help="Read lines, write one JSON object for each")
    ] = False,
    rasa: Annotated[bool, typer.Option(help="Ask Rasa, or see what keywords alone make")] = True,
) -> None:
    """Show how a message is understood and answered, and why. Nothing is kept or sent."""
    if json:
        explaining.explain_lines(sys.stdin, with_rasa=rasa)
    elif text:
        explaining.explain_one(text, with_rasa=rasa)
    else:
        raise typer.BadParameter("Give a message, or --json and lines on standard input")


@app.command()
def train() -> None:
    """Make the language model, if anything it is made from has changed."""
    learning.train()


@app.command()
def evaluate(
    misses: Annotated[
        bool, typer.Option(help="Show every message that was not understood")
    ] = False,
    report: Annotated[Path, typer.Option(help="Folder for the report")] = measuring.REPORT,
    against: Annotated[
        str, typer.Option(help="Compare with a figures.json, or a git ref such as main")
    ] = "",
    gates: Annotated[bool, typer.Option("--gates", help="Fail where a gate is not kept")] = False,
    save: Annotated[
        bool, typer.Option("--save", help="Keep the figures: docs/evaluation.json and the gates")
    ] = False,
) -> None:
    """Measure how well held-out messages are understood, by each layer and by both."""
    measuring.evaluate(with_misses=misses, folder=report, against=against, gates=gates, save=save)


@app.command()
def compare(
    public: Annotated[
        bool, typer.Option("--public", help="Ours on public sets: WAYMARK_TEST_DATA names them")
    ] = False,
    epochs: Annotated[
        int | None, typer.Option(help="Train Rasa's default too, for so many rounds: 8, or 100")
    ] = None,
) -> None:
    """Measure other pipelines on the same lines, and write the table into docs/models.md."""
    comparing_models.compare(public=public, epochs=epochs)


@app.command()
def storyboard(
    out: Annotated[Path, typer.Option(help="The page to write")] = Path("storyboard.html"),
) -> None:
    """Write every screen that a person can meet as one page, to read, print and sign."""
    storyboards.storyboard(out)


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    tending.migrate()


@app.command()
def upkeep() -> None:
    """Delete what has been kept long enough, once, now."""
    tending.upkeep()


@app.command()
def health() -> None:
    """Say whether the bot or inbox on this machine is well."""
    checking.health()


@app.command("launch-check")
def launch_check(
    json: Annotated[bool, typer.Option("--json", help="One JSON list, for programs")] = False,
) -> None:
    """Say what is missing before people may be let in; refuse while anything can hurt them."""
    launching.launch_check(as_json=json)
