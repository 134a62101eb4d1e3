"""What a person wrote, who they are and the token never reach a log, at DEBUG too (C9)."""

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import structlog
from aiohttp.test_utils import TestClient, TestServer

from bot import logs
from bot.channels.telegram_connection import connected
from bot.channels.telegram_intake import Intake
from bot.channels.telegram_outbound import TelegramSender
from bot.channels.telegram_pacing import Pace
from bot.channels.telegram_polling import Polling
from bot.conversation.model import Inbound, Tap
from bot.effects import Message
from bot.errors import PermanentError, TemporaryError
from bot.public.app import public_app
from bot.public.webhook import HEADER, Webhook, webhook_path
from directory.model import Directory
from tests.talk import content
from tests.telegram_server import Fault, TelegramServer

SECRET = "webhook-CANARY-webhook-CANARY-webhook"
CANARY = "CANARY-my-brother-has-a-knife"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


class Recorder(logging.Handler):
    """Keeps every record that gets as far as the root, formatted as carelessly as can be."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter().format(record) + repr(record.__dict__))


@contextmanager
def logged_at_debug() -> Iterator[Recorder]:
    """Log as the real process does; all is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    levels = {name: logging.getLogger(name).level for name in logs.TALKATIVE}
    logs.configure("DEBUG")
    recorder = Recorder()
    root.addHandler(recorder)
    try:
        yield recorder
    finally:
        root.handlers = handlers
        root.setLevel(level)
        for name, earlier in levels.items():
            logging.getLogger(name).setLevel(earlier)
        structlog.reset_defaults()


async def everything_goes_wrong(telegram: TelegramServer) -> list[str]:
    """Poll, send and be called with failures of every kind. Returns what must never be seen."""
    amira = telegram.person("ZedCanary")
    breaking = True
    let_go = asyncio.Event()

    async with connected(telegram.token, telegram.url) as bot:
        sender = TelegramSender(bot, Pace())

        async def take(inbound: Inbound) -> None:
            try:
                await sender.say(inbound.person.chat, Message("k", f"You said {CANARY}"))
            except (TemporaryError, PermanentError):
                logging.getLogger("bot.somewhere").exception("failed")
            if breaking and not isinstance(inbound.said, Tap):
                raise ValueError(f"{CANARY} {inbound!r}")
            let_go.set()

        for fault in (
            Fault(400, f"Bad Request: can't parse {CANARY}"),
            Fault(500, CANARY),
            Fault(403, f"Forbidden: {CANARY}"),
            Fault(429, CANARY, retry_after=0),
            Fault(401, CANARY),
            Fault(drops=True),
        ):
            telegram.fail("sendMessage", fault)
            telegram.fail("getUpdates", Fault(fault.status, fault.description, retry_after=0))
        broken = {"update_id": 1, "message": {"chat": {"id": CANARY}, "text": CANARY, "from": 3}}
        await telegram.hand_over(broken)
        await amira.send(CANARY)
        await amira.tap_data(CANARY)
        intake = Intake(take, lambda chat: f"key-{chat}", lambda: NOW)
        polling = asyncio.create_task(Polling(bot, intake, lambda _failures: 0.001).run())
        await asyncio.wait_for(let_go.wait(), 10)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        await call_the_webhook(intake, amira.message(text=CANARY))
    return [CANARY, telegram.token, str(amira.id), "ZedCanary", "zedcanary_username", SECRET]


async def call_the_webhook(intake: Intake, message: object) -> None:
    path = webhook_path(SECRET)
    good = {HEADER: SECRET, "Content-Type": "application/json"}
    body = json.dumps({"update_id": 99, "message": message})
    webhook = Webhook(intake.receive, SECRET)
    app = public_app(webhook, Directory.empty, content=content, now=lambda: datetime.now(UTC))
    async with TestClient(TestServer(app)) as client:
        for headers, sent in (
            (good, body),
            (good, CANARY),
            ({**good, HEADER: f"{SECRET}{CANARY}"}, body),
            ({HEADER: SECRET, "Content-Type": f"text/{CANARY}"}, body),
        ):
            await client.post(path, data=sent, headers=headers)
        await client.get(f"/{CANARY}")


async def test_no_log_tells_on_anybody(capsys: pytest.CaptureFixture[str]) -> None:
    with logged_at_debug() as recorder:
        async with TelegramServer.running() as telegram:
            secrets = await everything_goes_wrong(telegram)
    recorded = "\n".join(recorder.lines)
    printed = "".join(capsys.readouterr())
    assert "a call to the webhook was refused" in recorded
    for text in (recorded, printed):
        assert "an update was let go" in text
        assert not [secret for secret in secrets if secret in text]
