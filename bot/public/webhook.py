"""Where Telegram calls us: nobody else gets in, and "received" is said only once it is true."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import web

from bot.errors import SettingsError, TemporaryError

log = structlog.get_logger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
SHORTEST_SECRET = 32
BODY_LIMIT = 1024 * 1024  # bytes
BODY_SECONDS = 10.0

Receive = Callable[[Mapping[str, Any]], Awaitable[None]]
"""Returns once what an update led to is committed; raises TemporaryError where it is not."""


def webhook_path(secret: str) -> str:
    """The path, which cannot be guessed without the secret, nor the secret from it."""
    return f"/telegram/{hmac.new(secret.encode(), b'webhook path', sha256).hexdigest()[:40]}"


@dataclass(frozen=True)
class Webhook:
    """Answers Telegram's calls; of others it logs only why they were refused."""

    receive: Receive
    secret: str
    body_seconds: float = BODY_SECONDS

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise SettingsError("WAYMARK_WEBHOOK_SECRET must be 32 to 256 characters")

    async def handle(self, request: web.Request) -> web.Response:
        """Answer 200 only once the update is committed; 503 has Telegram send it again (C1)."""
        if not self._is_from_telegram(request):
            return _refuse(HTTPStatus.FORBIDDEN, "wrong secret")
        if request.content_type != "application/json":
            return _refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not JSON by name")
        try:
            async with asyncio.timeout(self.body_seconds):
                update = json.loads(await request.read())
        except TimeoutError:
            return _refuse(HTTPStatus.REQUEST_TIMEOUT, "too slow")
        except (ValueError, RecursionError):
            return _refuse(HTTPStatus.BAD_REQUEST, "not JSON")
        if not isinstance(update, dict):
            return _refuse(HTTPStatus.BAD_REQUEST, "not an update")
        try:
            await self.receive(update)
        except TemporaryError:
            return _refuse(HTTPStatus.SERVICE_UNAVAILABLE, "not kept yet")
        return web.Response()

    def _is_from_telegram(self, request: web.Request) -> bool:
        given = request.headers.get(HEADER, "")
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self.secret.encode())


def _refuse(status: HTTPStatus, reason: str) -> web.Response:
    log.warning("a call to the webhook was refused", status=status.value, reason=reason)
    return web.Response(status=status)
