"""`waymark directory diff`, `import`, `export`: the directory in files."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import MofNCompleteColumn, Progress

from bot.commands import showing
from bot.commands.editing import say, with_directory
from bot.commands.exchanging import read_in, written_out
from bot.commands.options import By, Form, Place, Reason, Yes
from bot.commands.surroundings import console
from bot.editors import Editors
from directory.records.documents import faults_in


def diff(place: Place) -> None:
    """Show what an import would change. Nothing is changed."""

    async def main(editors: Editors) -> None:
        stored = await editors.documents()
        new = read_in(place, stored)
        say(*showing.difference_lines(stored, new), f"{len(new)} entries differ.")
        say(*faults_in({**stored, **new}))

    with_directory(main)


def bring_in(place: Place, by: By, reason: Reason, yes: Yes = False) -> None:
    """Propose what is in files: nothing in them is trusted before somebody approves it.

    Reads files on this machine, up to 50 MB. Nothing is fetched from the network.
    """

    async def main(editors: Editors) -> None:
        stored = await editors.documents()
        new = read_in(place, stored)
        say(*showing.difference_lines(stored, new), f"{len(new)} entries differ.")
        if not new or not (yes or typer.confirm("Propose all of this?")):
            return
        with Progress(
            *Progress.get_default_columns(), MofNCompleteColumn(), console=console
        ) as progress:
            bar = progress.add_task("Proposing", total=len(new))
            async for step in editors.bring_in(new, by, reason):
                progress.update(bar, completed=step.done, total=step.of)
        say("Each of them now waits: waymark directory pending")

    with_directory(main, by)


def export(
    folder: Annotated[str, typer.Argument(help="Where to write; - for the screen")] = "-",
    form: Annotated[Form, typer.Option("--format", help="How to write it")] = Form.YAML,
) -> None:
    """Write the directory into files: as data files, a spreadsheet, or open data."""

    async def main(editors: Editors) -> None:
        texts.update(written_out(await editors.documents(), form))

    texts: dict[str, str] = {}
    with_directory(main)
    for name, text in texts.items():
        if folder == "-":
            say(text.rstrip("\n"))
            continue
        Path(folder).mkdir(parents=True, exist_ok=True)
        # A spreadsheet takes a file without this mark for another alphabet's.
        encoding = "utf-8-sig" if form is Form.CSV else "utf-8"
        (Path(folder) / name).write_text(text, encoding=encoding, newline="")
        say(f"Wrote {Path(folder) / name}")
