"""A running Waymark for tests: the real wiring, with nobody at the other end of Rasa's port."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest_asyncio

from bot.casework import Staff
from bot.desk import Desk
from bot.local.rasa import free_port
from bot.running import answering
from bot.serving import until_stopped
from bot.settings import Settings
from bot.wiring import Parts, accounts_only, parts
from tests.telegram_chats import TelegramPerson
from tests.telegram_server import TelegramServer

SECRET = "s" * 40
KEYS = "one=MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=,person=" + "cHBw" * 10 + "cHA="


def environment(telegram: TelegramServer, database_url: str) -> dict[str, str]:
    """The settings of a bot that polls the local Telegram; ports are whatever is free."""
    return {
        "WAYMARK_DATABASE_URL": database_url,
        "WAYMARK_TELEGRAM_TOKEN": telegram.token,
        "WAYMARK_TELEGRAM_API": telegram.url,
        "WAYMARK_NLU_URL": f"http://127.0.0.1:{free_port()}",
        "WAYMARK_NLU_TOKEN": SECRET,
        "WAYMARK_KEYS": KEYS,
        "WAYMARK_PUBLIC_ADDRESS": f"127.0.0.1:{free_port()}",
        "WAYMARK_INBOX_ADDRESS": f"127.0.0.1:{free_port()}",
        "WAYMARK_HEALTH_ADDRESS": f"127.0.0.1:{free_port()}",
        "WAYMARK_STAFF_HOURS": "24/7",
        "WAYMARK_LOG_LEVEL": "DEBUG",
    }


@dataclass(frozen=True)
class Whole:
    """Both ends of a running Waymark."""

    telegram: TelegramServer
    made: Parts
    desk: Desk
    staff: Staff


@asynccontextmanager
async def running(telegram: TelegramServer, env: Mapping[str, str]) -> AsyncIterator[Whole]:
    settings = Settings.from_env(env)
    async with accounts_only(settings) as accounts:
        password = str(await accounts.create_staff("Sam", "youth worker", "sam"))
        signed_in = await accounts.sign_in("sam", password, "127.0.0.1")
    staff = getattr(signed_in, "staff")  # noqa: B009 - a refusal has none, and fails here
    async with parts(settings) as made, answering(made) as work:
        stop = asyncio.Event()
        bot = asyncio.create_task(until_stopped(stop, *work))
        try:
            yield Whole(telegram, made, made.desk(), staff)
        finally:
            stop.set()
            await bot


@pytest_asyncio.fixture
async def whole(database_url: str) -> AsyncIterator[Whole]:
    async with (
        TelegramServer.running() as telegram,
        running(telegram, environment(telegram, database_url)) as it,
    ):
        yield it


async def up_to_preview(person: TelegramPerson, *story: str) -> None:
    """Answer every question, as far as the screen that shows what staff will see."""
    await person.send("/start")
    await person.hears("999", within=30.0)  # a new process has to read its words first
    await person.tap("Talk to a person")
    await person.hears("carry on")
    await person.tap("Carry on")
    await person.hears("who is it about")
    await person.tap("Me")
    await person.hears("in your own words")
    for words in story:
        await person.send(words)
        await person.hears("That's all")
    await person.tap("That's all")
    asked = await person.hears("?")
    if "danger now" in asked.text:  # not asked where a safety card has just asked it
        await person.tap("No")
        await person.hears("how old")
    await person.tap("13 to 15")
    await person.hears("would you like")
    await person.tap("Skip")
    await person.hears("call you")
    await person.send("Kez")
    await person.hears("way to reach you")
    await person.tap("This chat")
    await person.hears("may staff write")
    await person.tap("Yes")
    await person.hears("when is it safe")
    await person.tap("Any time")
    await person.hears("code word")
    await person.tap("Skip")
    await person.hears("this is what staff will see")
