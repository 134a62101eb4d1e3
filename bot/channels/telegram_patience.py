"""Asks Telegram until it answers. The network may be down, at the start as well."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram_connection import AskedToWait

log = structlog.get_logger(__name__)

Answer = TypeVar("Answer")

Pauses = Callable[[int], float]
"""Gives the seconds to wait after so many failures in a row."""


def doubling(failures: int) -> float:
    """Half a second, then twice as long each time, up to ten seconds."""
    return float(min(0.5 * 2 ** min(failures, 10), 10.0))


async def until_answered(ask: Callable[[], Awaitable[Answer]], pauses: Pauses) -> Answer:
    """Never raises what Telegram or the network does; says in plain words what is wrong."""
    failures = 0
    while True:
        try:
            return await ask()
        except TelegramError as error:
            _tell(error)
            asked = error.seconds if isinstance(error, AskedToWait) else None
            await asyncio.sleep(pauses(failures) if asked is None else asked)
            failures += 1


def _tell(error: TelegramError) -> None:
    match error:
        case InvalidToken():
            log.error("Telegram refuses WAYMARK_TELEGRAM_TOKEN: get the right one from @BotFather")
        case Conflict():
            log.error("another bot is running with this token: stop it, then this one goes on")
        case _:
            log.warning("Telegram does not answer; still trying", error=type(error).__name__)
