"""How the local Telegram hands updates over: asked for, or by calling a webhook."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

import aiohttp

from tests.telegram_rules import Json, Refusal

if TYPE_CHECKING:
    from tests.telegram_server import TelegramServer

# What Telegram leaves out unless it is asked for by name.
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
TERMINATED = (
    "Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Updates:
    """Keeps updates until the bot says that it has them, and not a moment longer."""

    def __init__(self, first: int) -> None:
        self.waiting: list[Json] = []
        self._next = first
        self._allowed: set[str] | None = None
        self._came = asyncio.Event()
        self._polls = 0

    def add(self, kind: str, body: object) -> int:
        number, self._next = self._next, self._next + 1
        if kind in self._allowed if self._allowed else kind not in ON_REQUEST:
            self.put({"update_id": number, kind: body})
        return number

    def put(self, update: Json) -> None:
        """Queue an update exactly as given, whatever it looks like."""
        self.waiting.append(update)
        self._came.set()

    def allow(self, kinds: Sequence[str]) -> None:
        self._allowed = set(kinds)

    def forget_all(self) -> None:
        self.waiting.clear()

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """Forget what is before `offset`, then wait up to `seconds` for the first of the rest."""
        self._polls += 1
        mine = self._polls
        self._came.set()  # an earlier poll that still waits is told to go
        if offset < 0:
            del self.waiting[:offset]
        else:
            self.waiting[:] = [each for each in self.waiting if each["update_id"] >= offset]
        try:
            async with asyncio.timeout(seconds):
                while not self.waiting:
                    self._came.clear()
                    await self._came.wait()
                    if mine != self._polls:
                        raise Refusal(409, TERMINATED)
        except TimeoutError:
            return []
        return self.waiting[:limit]


class WebhookCalls:
    """Calls the bot: one chat's updates in order, and again until it answers 2xx."""

    def __init__(self, server: "TelegramServer", pause: float) -> None:
        self.url = ""
        self.secret = ""
        self.refused = 0
        self._server = server
        self._pause = pause
        self._slots = asyncio.Semaphore(40)
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._queues: dict[int, list[Json]] = {}

    def point_to(self, url: str, secret: str, connections: int) -> None:
        self.url, self.secret = url, secret
        self._slots = asyncio.Semaphore(connections)
        if url:
            for update in self._server.updates.waiting:
                self.call(update)

    def call(self, update: Json) -> None:
        chat = _chat_of(update)
        queue = self._queues.setdefault(chat, [])
        queue.append(update)
        if chat not in self._lanes:
            self._lanes[chat] = asyncio.create_task(self._work(chat))

    async def stop(self) -> None:
        lanes = list(self._lanes.values())
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)

    async def _work(self, chat: int) -> None:
        queue = self._queues[chat]
        async with aiohttp.ClientSession() as session:
            while queue:
                if not self.url:
                    return
                update = queue[0]
                if await self._post(session, update):
                    queue.pop(0)
                    self._server.updates.waiting.remove(update)
                else:
                    self.refused += 1
                    await asyncio.sleep(self._pause)
        del self._lanes[chat]

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> bool:
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        try:
            async with (
                self._slots,
                session.post(self.url, json=update, headers=headers) as answer,
            ):
                return 200 <= answer.status < 300
        except aiohttp.ClientError:
            return False


def _chat_of(update: Json) -> int:
    for body in update.values():
        if isinstance(body, dict):
            found = body.get("chat") or body.get("message", {}).get("chat") or body.get("from")
            if isinstance(found, dict):
                return int(found.get("id", 0))
    return 0
