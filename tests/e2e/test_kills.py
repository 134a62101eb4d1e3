"""Killed outright at any moment, the bot loses nothing and does nothing twice."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from bot.settings import Settings
from bot.storage.engine import libpq_url
from bot.wiring import parts
from tests.e2e.whole import environment, up_to_preview
from tests.telegram_chats import TelegramPerson
from tests.telegram_server import TelegramServer

STORY = "my stepdad hits me when mum is at work"


@asynccontextmanager
async def bot_process(env: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """`waymark bot`, as it runs in a container. It is killed, not stopped, at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "bot", env=env, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()


async def calls_reach(telegram: TelegramServer, number: int) -> None:
    """Wait until Telegram has been called so often. Watched closely, to kill in the middle."""
    async with asyncio.timeout(20):
        while len(telegram.calls) < number:  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def count(url: str, table: str) -> int:
    with psycopg.connect(libpq_url(url)) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("moment", [0, 1, 3])
async def test_a_kill_while_sending_opens_exactly_one_case(database_url: str, moment: int) -> None:
    """`moment` is how many calls of the bot Telegram still sees after the tap on Send."""
    async with TelegramServer.running() as telegram:
        env = environment(telegram, database_url)
        kez = telegram.person("Kez")
        async with bot_process(env):
            await up_to_preview(kez, STORY)
            seen = len(telegram.calls)
            await kez.tap("Send", twice=True)
            await calls_reach(telegram, seen + moment)
        async with bot_process(env):
            await kez.hears("have not read it yet", within=20.0)
            await settled(kez)
    assert count(database_url, "cases") == 1
    assert await stories_kept(env) == [(STORY,)]


async def test_many_people_and_kills_lose_no_message(database_url: str) -> None:
    async with TelegramServer.running() as telegram:
        env = environment(telegram, database_url)
        people = [telegram.person(f"P{number}") for number in range(12)]
        for moment in (3, 9, 4, 14):
            seen = len(telegram.calls)
            async with bot_process(env):
                for person in people:
                    await person.send("the neighbours play music all night")
                await calls_reach(telegram, seen + moment)
        async with bot_process(env):
            for person in people:
                await person.send("/privacy")
            for person in people:
                await person.hears("send", within=30.0)
        assert count(database_url, "updates") == len(people) * 5


async def settled(person: TelegramPerson) -> None:
    """One more question and its answer: whatever came before has been taken by then."""
    await person.send("/help")
    await person.hears("/start", within=20.0)


async def stories_kept(env: dict[str, str]) -> list[tuple[str, ...]]:
    settings = Settings.from_env(env)
    async with parts(settings) as made:
        accounts = made.accounts()
        await accounts.create_staff("Sam", "youth worker", "sam", "quince-lantern-49-otter")
        signed_in = await accounts.sign_in("sam", "quince-lantern-49-otter", "127.0.0.1")
        staff = getattr(signed_in, "staff")  # noqa: B009
        desk = made.desk()
        views = [await desk.case(staff, case.id) for case in await desk.cases(staff)]
    return [view.told.story for view in views if view]
