"""`waymark directory diff`, `import`, `export`: the directory in files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import MofNCompleteColumn, Progress

from bot.commands import showing
from bot.commands.editing import say, with_directory
from bot.commands.exchanging import BroughtIn, read_in, written_out
from bot.commands.options import All, By, Form, Place, Reason, Yes
from bot.commands.surroundings import console
from bot.editors import Editors
from bot.launch.missing import counted
from directory.records.documents import Documents

LINES = 40
FEW = 5


def diff(place: Place, all_lines: All = False) -> None:
    """Show what an import would change. Nothing is changed."""

    async def main(editors: Editors) -> None:
        stored = await editors.documents()
        brought = read_in(place, stored)
        say(*_summary(stored, brought, all_lines=all_lines))
        say(*await editors.faults_of(brought.entries))

    with_directory(main)


def bring_in(
    place: Place, by: By, reason: Reason, yes: Yes = False, all_lines: All = False
) -> None:
    """Propose what is in files: nothing in them is trusted before somebody approves it.

    Reads files on this machine, up to 50 MB. Nothing is fetched from the network.
    """

    async def main(editors: Editors) -> None:
        stored = await editors.documents()
        brought = read_in(place, stored)
        new = brought.entries
        say(*_summary(stored, brought, all_lines=all_lines))
        if not new or not (yes or typer.confirm("Propose all of this?")):
            return
        with Progress(
            *Progress.get_default_columns(), MofNCompleteColumn(), console=console
        ) as progress:
            bar = progress.add_task("Proposing", total=len(new))
            async for step in editors.bring_in(new, by, reason):
                progress.update(bar, completed=step.done, total=step.of)
        say("Each of them now waits: waymark directory pending")
        say("To decide on all at once: waymark directory approve or reject SHORT-ID --all")

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


def _summary(stored: Documents, brought: BroughtIn, *, all_lines: bool) -> Iterator[str]:
    """What was not read, and what would change."""
    new, left = brought.entries, brought.passed_over
    if left:
        yield f"{len(left)} left out:"
        yield from showing.at_most(tuple(f"  {each}" for each in left), 0 if all_lines else FEW)
    lines = showing.difference_lines(stored, new)
    yield from showing.at_most(lines, 0 if all_lines else LINES)
    yield f"{counted(len(new), 'entry differs', 'entries differ')}."
