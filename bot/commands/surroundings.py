"""Where a command runs: the folder, the environment, the settings, the database."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console

from bot import logs
from bot.errors import (
    ContentError,
    SettingsError,
    StoreUnavailable,
    UnderstandingUnavailable,
)
from bot.local import rasa, secrets, whereabouts
from bot.local.database import private_database
from bot.settings import Settings
from bot.understanding.rasa import Rasa

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / ".waymark"
console = Console(stderr=True, highlight=False)  # for progress and trouble
told = Console(highlight=False)  # for what a command was asked to tell


def environment() -> dict[str, str]:
    """What is set, then .env, then the secrets that this machine made for itself."""
    return secrets.environment(os.environ, FOLDER, ROOT / ".env")


@contextmanager
def local_settings(*, log_level: str | None = None) -> Iterator[Settings]:
    """Settings with a database: the one that is set, or a private one for as long as it lasts.

    `log_level` is for commands whose terminal somebody is reading.
    """
    env = environment() | ({"WAYMARK_LOG_LEVEL": log_level} if log_level else {})
    with plainly():
        if env.get("WAYMARK_DATABASE_URL"):
            yield configured(env)
            return
        with private_database(FOLDER / "postgres") as url:
            yield configured({**env, "WAYMARK_DATABASE_URL": url})


def settings_of_a_service() -> Settings:
    """Settings for a container or unit: everything has to be set, nothing is made up."""
    with plainly():
        return configured(dict(os.environ))


def configured(env: dict[str, str]) -> Settings:
    settings = Settings.from_env(env)
    logs.configure(settings.log_level)
    return settings


def started(main: Callable[[Settings], Coroutine[None, None, None]], settings: Settings) -> None:
    """Run an asynchronous command to its end; errors are said in words."""
    with plainly():
        asyncio.run(main(settings))


@asynccontextmanager
async def own_rasa(token: str) -> AsyncIterator[str]:
    """Yield the address of Rasa: the one that is set, one that runs here already, or a new one."""
    address = environment().get("WAYMARK_NLU_URL") or whereabouts.found(FOLDER)
    if address and await answers(address, token):
        yield address
        return
    async with rasa.rasa_running(ROOT, os.environ, token, rasa.free_port()) as url:
        with whereabouts.noted(FOLDER, url):
            yield url


async def answers(address: str, token: str) -> bool:
    """Whether a Rasa that knows our token is there."""
    client = Rasa(address, token)
    try:
        await client.understand("hello")
    except UnderstandingUnavailable:
        return False
    finally:
        await client.close()
    return True


async def until_it_answers(address: str, token: str, seconds: float) -> bool:
    """Wait for Rasa to come up; False where it did not in time."""
    try:
        async with asyncio.timeout(seconds):
            while not await answers(address, token):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.3)
    except TimeoutError:
        return False
    return True


@contextmanager
def plainly() -> Iterator[None]:
    try:
        yield
    except (SettingsError, ContentError) as error:
        failed(str(error))
    except StoreUnavailable:
        failed("The database does not answer. Is WAYMARK_DATABASE_URL right, and is it up?")
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def failed(words: str) -> NoReturn:
    console.print(f"[bold red]{words}[/]")
    raise typer.Exit(1)
