"""A local Telegram: its Bot API, as strict as the real one, and people to play.

    async with TelegramServer.running() as telegram:
        ...  # start the bot with telegram.token and telegram.url
        amira = telegram.person("Amira")
        await amira.send("hello")
        await amira.hears("help")
        await amira.tap("Talk to someone")

It gives updates to whoever asks with getUpdates, or calls the webhook that was set. Nothing
sleeps: people wait for what they hear, with a time limit.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from aiohttp import web

from tests.telegram_chats import WITHIN, Chat, TelegramGroup, TelegramPerson
from tests.telegram_methods import Methods
from tests.telegram_rules import Call, Json, Refusal, Value
from tests.telegram_updates import Updates, WebhookCalls

TOKEN = "8100200300:AAtest-token-CANARY_x7Qk2mZ9"
FIRST_UPDATE = 730_114_001


@dataclass
class Fault:
    """Something that goes wrong for `times` calls of a method, after `skips` that go well.

    `happens`: Telegram does what it was asked, and only its answer is lost.
    """

    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    hangs: bool = False
    drops: bool = False
    happens: bool = False
    times: int = 1
    skips: int = 0
    chat: int | None = None

    def strikes(self, call: Call) -> bool:
        is_meant = self.chat is None or str(self.chat) == str(call.parameters.get("chat_id"))
        if not is_meant or self.times == 0:
            return False
        if self.skips > 0:
            self.skips -= 1
            return False
        self.times -= 1
        return True


class TelegramServer:
    """The whole of Telegram, as far as one bot sees it."""

    def __init__(self, *, webhook_pause: float = 0.02) -> None:
        self.token = TOKEN
        self.url = ""
        self.bot_user: Json = {
            "id": int(TOKEN.partition(":")[0]),
            "is_bot": True,
            "first_name": "WF Help",
            "username": "wf_help_bot",
        }
        self.clock: datetime | None = None  # a fixed time, where a test needs one
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, TelegramPerson] = {}
        self.profile: dict[str, Any] = {}
        self.calls: list[Call] = []
        self.was_called = asyncio.Condition()
        self.files_asked_for: list[str] = []
        self.updates = Updates(FIRST_UPDATE)
        self.webhook = WebhookCalls(self, webhook_pause)
        self._methods = Methods(self)
        self._faults: dict[str, list[Fault]] = {}
        self._numbers = count(1000)

    @classmethod
    @asynccontextmanager
    async def running(cls, port: int = 0) -> AsyncIterator["TelegramServer"]:
        """Serve on loopback for as long as the block lasts."""
        server = cls()
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", server._answer)
        app.router.add_route("*", "/file/{path:.*}", server._file)
        runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield server
        finally:
            await server.webhook.stop()
            await runner.cleanup()

    # --- for tests ---------------------------------------------------------------------------

    def person(self, name: str = "Amira") -> TelegramPerson:
        return TelegramPerson(self, next(self._numbers) + 7_000_000_000, name)

    def group(self, by: TelegramPerson) -> TelegramGroup:
        return TelegramGroup(self, -(next(self._numbers) + 1_000_000_000_000), by)

    def fail(self, method: str, fault: Fault) -> None:
        self._faults.setdefault(method.lower(), []).append(fault)

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method.lower() == method.lower()]

    async def is_asked(self, method: str, times: int = 1, *, within: float = WITHIN) -> None:
        """Wait until a method has been called so many times."""
        async with asyncio.timeout(within), self.was_called:
            await self.was_called.wait_for(lambda: len(self.called(method)) >= times)

    def now(self) -> datetime:
        return self.clock or datetime.now(UTC)

    def chat(self, number: int, kind: str) -> Chat:
        return self.chats.setdefault(number, Chat(number, kind))

    def new_message_id(self) -> int:
        return next(self._numbers)

    def new_tap(self, person: TelegramPerson) -> str:
        tap = str(next(self._numbers) + 4_000_000_000_000)
        self.taps[tap] = person
        return tap

    async def happens(self, kind: str, body: object) -> int:
        """Something that the bot is told of. Returns the update's number."""
        number = self.updates.add(kind, body)
        self._tell_webhook(number)
        return number

    async def hand_over(self, update: Json) -> None:
        """Give the bot an update exactly as it is, however malformed, or one it has had."""
        self.updates.put(update)
        self._tell_webhook(update["update_id"])

    def _tell_webhook(self, number: int) -> None:
        if self.webhook.url:
            for update in self.updates.waiting:
                if update["update_id"] == number:
                    self.webhook.call(update)

    # --- HTTP --------------------------------------------------------------------------------

    async def _answer(self, request: web.Request) -> web.Response:
        try:
            if request.match_info["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            call = Call(request.match_info["method"], await _parameters(request))
            await self._note(call)
            result = await self._with_faults(call, request)
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=refusal.status)
        return web.json_response({"ok": True, "result": result})

    async def _note(self, call: Call) -> None:
        self.calls.append(call)
        async with self.was_called:
            self.was_called.notify_all()

    async def _with_faults(self, call: Call, request: web.Request) -> Value:
        method = self._methods.named(call.method)
        faults = self._faults.get(call.method.lower(), [])
        fault = next((each for each in faults if each.strikes(call)), None)
        if fault is None:
            return await method(call)
        if fault.happens:
            await method(call)
        if fault.hangs:
            await asyncio.Event().wait()
        if fault.drops and request.transport is not None:
            request.transport.close()
        raise Refusal(fault.status, fault.description, fault.retry_after)

    async def _file(self, request: web.Request) -> web.Response:
        self.files_asked_for.append(request.path)
        return web.Response(status=404)


async def _parameters(request: web.Request) -> Json:
    """Telegram takes parameters in the address, as a form or as JSON."""
    found: Json = dict(request.query)
    if request.content_type == "application/json":
        found.update(await request.json())
    else:
        found.update(await request.post())
    return found
