"""`waymark directory show`, `find`, `who`, `check`: what the directory knows."""

from typing import Annotated

import typer

from bot.commands import showing
from bot.commands.borough_files import checked
from bot.commands.editing import live_directory, refused, say, today, with_directory, worded
from bot.commands.options import Entry, Json, Kind, Words
from bot.editors import Editors
from bot.wiring import keyword_meaning, now
from directory.errors import LoadError
from directory.matching.drawing import Need
from directory.matching.finding import find as find_services
from directory.matching.seekers import seeker_in
from directory.records.documents import EntryKind
from directory.responsible.resolver import answers_in, next_question, resolve
from directory.search import find_problem
from directory.shipped import HOME


def show(entry: Entry, kind: Kind = EntryKind.SERVICE, json: Json = False) -> None:
    """Show all that is known of one entry."""

    async def main(editors: Editors) -> None:
        documents = await editors.documents()
        directory = await live_directory(editors)
        service = directory.service(entry) if kind is EntryKind.SERVICE else None
        document = documents.get((kind, service.id if service else entry))
        if document is None:
            refused(f"There is no {kind} {entry!r}. Look for it: waymark directory find")
        if service is None or json:
            say(showing.as_json(document))
        else:
            say(*showing.service_lines(worded(directory), service, today()))

    with_directory(main)


def find(
    words: Words,
    age: Annotated[int | None, typer.Option(help="How old the person is")] = None,
    is_open: Annotated[bool, typer.Option("--now", help="Leave out what is closed now")] = False,
    json: Json = False,
) -> None:
    """Find who can help, best first, and why."""
    text = " ".join(words) + (f" I am {age} years old" if age is not None else "")

    need = Need(keyword_meaning()(text), " ".join(words))

    async def main(editors: Editors) -> None:
        directory = await live_directory(editors)
        content, at = worded(directory), now()
        every = find_services(directory, need, seeker_in(text), now=at)
        found = [each for each in every if not is_open or (each.opening and each.opening.is_open)]
        if json:
            say(showing.as_json([showing.found_json(content, each, at) for each in found]))
        else:
            say(*(showing.found_lines(content, found, at) if found else ("Nothing was found.",)))

    with_directory(main)


def who(words: Words, json: Json = False) -> None:
    """Say who deals with something, and why."""
    text = " ".join(words)

    async def main(editors: Editors) -> None:
        content = worded(directory := await live_directory(editors))
        match = find_problem(directory, text)
        problem, answers = (match.problem if match else None), answers_in(text)
        resolution = resolve(problem, answers)
        question = next_question(problem, answers)
        if json:
            say(showing.as_json(showing.resolution_json(content, resolution, question)))
        else:
            say(*showing.resolution_lines(content, resolution, question))

    with_directory(main)


def check(
    borough: Annotated[str, typer.Argument(help="A folder of directory/data, or a path")] = HOME,
) -> None:
    """Read the data files, and say everything that has to be mended in them, line by line."""
    try:
        directory = checked(borough)
    except LoadError as error:
        say(*error.faults)
        refused(f"{len(error.faults)} to mend.")
    else:
        say(f"{len(directory.services)} services, {len(directory.problems)} problems: all well.")
