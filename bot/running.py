"""The processes: the bot, the inbox, or both on one machine, until they are asked to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import web

from bot.channels.telegram_app import keep_webhook, poll
from bot.channels.telegram_connection import connected
from bot.channels.telegram_intake import Intake
from bot.channels.telegram_outbound import TelegramSender
from bot.channels.telegram_pacing import Pace
from bot.conversation import tongues
from bot.errors import UnderstandingUnavailable
from bot.health import WELL, health_app
from bot.inbox.app import inbox_app
from bot.jobs import work, worker_app
from bot.public.app import public_app
from bot.public.webhook import Webhook, webhook_path
from bot.serving import served, until_stopped
from bot.settings import Settings
from bot.storage import health
from bot.wiring import Parts, keyword_meaning, now, parts, profile, pseudonyms

DELIVERY_LAG = 60.0  # seconds that the oldest delivery may wait before it counts as a fault


async def run_bot(settings: Settings) -> None:
    """Answer people on Telegram, until a signal says stop."""
    async with parts(settings) as made, answering(made) as bot_work, healthy(made):
        await until_stopped(stop_signal(), *bot_work)


async def run_inbox(settings: Settings) -> None:
    """Serve the staff inbox, until a signal says stop."""
    async with parts(settings) as made, inbox_served(made), healthy(made):
        await until_stopped(stop_signal(), made.follow())


@asynccontextmanager
async def inbox_served(made: Parts) -> AsyncIterator[None]:
    app = inbox_app(made.desk(), made.accounts())
    async with served(app, made.settings.inbox_address):
        yield


@asynccontextmanager
async def healthy(made: Parts) -> AsyncIterator[None]:
    """Serve the health checks of this process."""
    database = made.store.database

    async def takes_writes() -> str:
        await health.probe(database)
        return WELL

    async def delivers() -> str:
        waiting = (await health.deliveries(database)).oldest
        return WELL if waiting < DELIVERY_LAG else f"the oldest waits {waiting:.0f} seconds"

    async def understands() -> str:
        try:
            await made.rasa.understand("hello")
        except UnderstandingUnavailable:
            return "Rasa is away: keywords answer"
        return WELL

    async def follows() -> str:
        return made.live.fault or WELL

    app = health_app(
        must={"database": takes_writes},
        may={"delivery": delivers, "understanding": understands, "directory": follows},
    )
    async with served(app, made.settings.health_address):
        yield


@asynccontextmanager
async def answering(made: Parts) -> AsyncIterator[tuple[Awaitable[None], ...]]:
    """Make the bot ready. Yields the work that answers people for as long as it is awaited."""
    settings = made.settings
    tongues.get_ready()
    async with AsyncExitStack() as stack:
        upkeep = made.upkeep().run()
        if not settings.telegram_token:
            await stack.enter_async_context(served(public(made, None), settings.public_address))
            yield (upkeep, made.follow())
            return
        bot = await stack.enter_async_context(
            connected(settings.telegram_token, settings.telegram_api)
        )
        senders = {"telegram": TelegramSender(bot, Pace())}
        turn = made.turn(senders)
        intake = Intake(
            turn.take, pseudonyms(settings, "telegram"), now, answer_danger=turn.answer_danger
        )
        deliveries = work(worker_app(settings.database_url, made.delivery(senders)), senders)
        if settings.webhook_url:
            webhook = Webhook(intake.receive, settings.webhook_secret)
            url = settings.webhook_url.rstrip("/") + webhook_path(settings.webhook_secret)
            entrance = keep_webhook(bot, url, settings.webhook_secret, profile(made.knowledge))
        else:
            webhook = None
            entrance = poll(bot, intake, profile(made.knowledge))
        await stack.enter_async_context(served(public(made, webhook), settings.public_address))
        yield (entrance, deliveries, upkeep, made.follow())


def public(made: Parts, webhook: Webhook | None) -> web.Application:
    """The app that people and machines reach: the directory as it is at each moment."""
    return public_app(
        webhook,
        made.live.directory,
        content=made.live.content,
        now=now,
        public_url=made.settings.public_url,
        hears_danger=made.hears_danger,
        means=keyword_meaning(),
    )


def stop_signal() -> asyncio.Event:
    """An event that Ctrl-C and `kill` set, so that everything can end in order."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    return stop
