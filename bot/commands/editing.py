"""Where the commands for the directory run: who is there, and what may be changed."""

import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import NoReturn

import typer
from rich.markup import escape

from bot.accounts import Accounts, SignInRefused, known_as
from bot.commands.surroundings import environment, failed, local_settings, started, told
from bot.editors import Editors
from bot.errors import NotAllowed
from bot.settings import Settings
from bot.storage.migrate import upgrade
from bot.wiring import now, stored
from directory.errors import DirectoryError
from directory.freshness import as_of
from directory.hours import LONDON
from directory.model import Directory
from directory.records.documents import documents_of, load_documents
from directory.shipped import shipped_files

PLACE = "command line"

Work = Callable[[Editors], Awaitable[None]]


def with_directory(work: Work, by: str = "") -> None:
    """Do this with the stored directory, which is filled first where it is empty.

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
                if not await editors.documents():
                    await editors.seed(documents_of(shipped_files(settings.borough)))
                await work(editors)

    with local_settings(log_level="ERROR") as settings:
        if not environment().get("WAYMARK_DATABASE_URL"):
            upgrade(settings.database_url)
        started(main, settings)


async def live_directory(editors: Editors) -> Directory:
    """The stored directory as people see it today."""
    return as_of(load_documents(await editors.documents()), today())


def today() -> date:
    return now().astimezone(LONDON).date()


def say(*lines: str) -> None:
    """Print lines as they are: what looks like a mark-up in them is none."""
    for line in lines:
        told.print(line, markup=False, emoji=False, soft_wrap=True)


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
        wait = f" Wait {answer.wait} seconds and try again." if answer.wait else ""
        failed(f"That is not the password of {escape(known_as(by))}. Nothing was done.{wait}")
    await accounts.sign_out(answer.token)
