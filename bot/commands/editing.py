"""Where the commands for the directory run: who is there, and what may be changed."""

import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import NoReturn

import typer
from rich.markup import escape

from bot.accounts import Accounts, SignInRefused, known_as
from bot.commands.surroundings import console, environment, failed, local_settings, started, told
from bot.conversation.content import Content
from bot.conversation.shipped import shipped_content
from bot.editors import Editors
from bot.errors import NotAllowed
from bot.launch.missing import counted
from bot.safeguarding.shipped import shipped_signposts
from bot.settings import Settings
from bot.storage.migrate import upgrade
from bot.wiring import now, stored
from directory.errors import DirectoryError, LoadError
from directory.freshness import as_of
from directory.hours import LONDON
from directory.model import Directory
from directory.records.documents import documents_of
from directory.records.sound import sound_part
from directory.shipped import shipped_files

PLACE = "command line"

Work = Callable[[Editors], Awaitable[None]]


def with_directory(work: Work, by: str = "") -> None:
    """Do this with the stored directory, which first follows the files.

    With `by` only after that member of staff gave their password, as for the inbox: that two
    people agreed means nothing where one can give two names.
    """
    password = _password(by) if by else ""

    async def main(settings: Settings) -> None:
        async with stored(settings) as store:
            if by:
                await _sign_in(Accounts(store, now), by, password)
            editors = Editors(store, now)
            with plainly_said():
                await follow_files(editors, settings.borough)
                await work(editors)

    with local_settings(log_level="ERROR") as settings:
        if not environment().get("WAYMARK_DATABASE_URL"):
            upgrade(settings.database_url)
        started(main, settings)


async def follow_files(editors: Editors, borough: str) -> None:
    """Carry over what changed in the files, and say so next to what the command tells."""
    try:
        seeded = await editors.seed(documents_of(shipped_files(borough)))
    except LoadError as error:
        if not await editors.documents():
            raise
        trouble(f"The files are broken, and were not followed: {error.faults[0]}")
        return
    if count := len(seeded.changed):
        trouble(
            "1 entry follows the files." if count == 1 else f"{count} entries follow the files."
        )
    if count := len(seeded.left):
        what = counted(count, "entry was", "entries were")
        trouble(f"{what} changed in the files and here: left as it is here.")
    if seeded.faults:
        trouble(f"The files do not fit what is stored: {seeded.faults[0]}")


async def live_directory(editors: Editors) -> Directory:
    """The stored directory as people see it today."""
    return as_of(sound_part(await editors.documents()).directory, today())


def worded(directory: Directory) -> Content:
    """What is said of this directory, in English."""
    return shipped_content(directory, shipped_signposts())


def today() -> date:
    return now().astimezone(LONDON).date()


def say(*lines: str) -> None:
    """Print lines as they are: what looks like a mark-up in them is none."""
    for line in lines:
        told.print(line, markup=False, emoji=False, soft_wrap=True)


def trouble(words: str) -> None:
    """Say something besides: what a program reads stays as it is."""
    console.print(words, markup=False, emoji=False, soft_wrap=True)


def refused(words: str) -> NoReturn:
    failed(escape(words))


@contextmanager
def plainly_said() -> Iterator[None]:
    """What an editor is refused is said in words, and ends the command."""
    try:
        yield
    except (NotAllowed, DirectoryError) as error:
        refused(str(error))


def _password(by: str) -> str:
    """Ask for it, unseen; or read it from a pipe. Never an option: others could see it."""
    if sys.stdin.isatty():
        return str(typer.prompt(f"Password of {by}", hide_input=True))
    return sys.stdin.readline().rstrip("\r\n")


async def _sign_in(accounts: Accounts, by: str, password: str) -> None:
    answer = await accounts.sign_in(by, password, PLACE)
    if isinstance(answer, SignInRefused):
        if answer.wait:  # their password was not looked at, so nothing is said of it
            failed(
                f"Too many tries: wait {answer.wait} seconds, then try again. Nothing was done."
            )
        failed(f"That is not the password of {escape(known_as(by))}. Nothing was done.")
    await accounts.sign_out(answer.token)
