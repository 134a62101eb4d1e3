"""The connection to Telegram: the library's Bot, with the few things that we need otherwise."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import structlog
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram_inbound import KINDS, Json
from bot.errors import MessageRefused, PersonUnreachable, TryLater

log = structlog.get_logger(__name__)

CONNECT, WRITE, READ, POOL = 5.0, 5.0, 10.0, 10.0  # seconds
CONNECTIONS = 64
BATCH = 100  # the most that Telegram hands over at once
TOO_MANY_REQUESTS = 429
# Telegram says these with 400, though the chat is as gone as with 403.
GONE = ("chat not found", "user not found", "peer_id_invalid", "group chat was deactivated")


class AskedToWait(TelegramError):
    """Telegram answered 429: wait for `seconds`, if it said how long."""

    def __init__(self, seconds: float | None) -> None:
        super().__init__("asked to wait")
        self.seconds = seconds


class Request(HTTPXRequest):
    """Answers 429 with our own error: the library's warns of a change to come when it is made."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401
        status, payload = await super().do_request(*args, **kwargs)
        if status == TOO_MANY_REQUESTS:
            raise AskedToWait(_retry_after(payload))
        return status, payload


class TelegramBot(Bot):
    """The library's Bot, which can also fetch updates as they come."""

    def __repr__(self) -> str:
        """The library's own shows the token."""
        return type(self).__name__

    async def fetch(self, offset: int, seconds: int) -> list[Json]:
        """Return the updates from `offset` on, waiting up to `seconds` for the first.

        Not `get_updates`: for one update that it cannot read it refuses all of them, for ever,
        and logs every word in them.
        """
        try:
            answer: Any = await self._post(
                "getUpdates",
                {"offset": offset, "limit": BATCH, "timeout": seconds, "allowed_updates": KINDS},
                read_timeout=seconds + READ,
            )
            return [update for update in answer if _has_number(update)]
        except (KeyError, TypeError):
            raise TelegramError("this answer is not Telegram's") from None


@asynccontextmanager
async def connected(token: str, api: str) -> AsyncIterator[TelegramBot]:
    """Open a Bot for as long as the block lasts. Nothing is asked of Telegram yet."""
    usual = Request(
        connection_pool_size=CONNECTIONS,
        connect_timeout=CONNECT,
        write_timeout=WRITE,
        read_timeout=READ,
        pool_timeout=POOL,
    )
    polling = Request(connection_pool_size=1, connect_timeout=CONNECT, read_timeout=READ)
    async with usual, polling:
        yield TelegramBot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=usual,
            get_updates_request=polling,
        )


@contextmanager
def our_errors() -> Iterator[None]:
    """Turn the library's errors into ours, without their words: those may quote what was sent."""
    try:
        yield
    except AskedToWait as error:
        raise TryLater(error.seconds) from None
    except (Forbidden, ChatMigrated):
        raise PersonUnreachable("Telegram has no way to this chat any more") from None
    except BadRequest as error:
        if says(error, *GONE):
            raise PersonUnreachable("Telegram does not know this chat any more") from None
        raise MessageRefused("Telegram refused this") from None
    except InvalidToken:
        log.error("Telegram refuses WAYMARK_TELEGRAM_TOKEN: get the right one from @BotFather")
        raise TryLater from None
    except TelegramError:
        raise TryLater from None


def says(error: TelegramError, *phrases: str) -> bool:
    """Tell Telegram's many refusals apart: it has one number for all of them."""
    return any(phrase in error.message.lower() for phrase in phrases)


def _retry_after(payload: bytes) -> float | None:
    try:
        answer = json.loads(payload)
    except ValueError:
        return None
    match answer:
        case {"parameters": {"retry_after": int() | float() as seconds}}:
            return float(seconds)
        case _:
            return None


def _has_number(update: object) -> bool:
    match update:
        case {"update_id": int()}:
            return True
        case _:
            return False
