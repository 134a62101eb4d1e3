"""Who is let in at the webhook, and what they are told."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.errors import SettingsError, StoreUnavailable
from bot.public.app import public_app
from bot.public.webhook import BODY_LIMIT, HEADER, Webhook, webhook_path
from directory.model import Directory
from tests.talk import content

SECRET = "a-secret-of-more-than-thirty-two-letters"
PATH = webhook_path(SECRET)
UPDATE = {"update_id": 1}
GOOD = {HEADER: SECRET, "Content-Type": "application/json"}

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EMPTY = Directory.empty()

Client = TestClient[web.Request, web.Application]


class Received:
    """Stands where the conversation is."""

    def __init__(self) -> None:
        self.updates: list[Mapping[str, Any]] = []
        self.error: Exception | None = None
        self.may_end = asyncio.Event()
        self.may_end.set()

    async def receive(self, update: Mapping[str, Any]) -> None:
        await self.may_end.wait()
        if self.error is not None:
            raise self.error
        self.updates.append(update)


def app_with(webhook: Webhook | None) -> web.Application:
    """Return the public app, with nothing in its directory."""
    return public_app(webhook, lambda: EMPTY, content=content, now=lambda: NOON)


@pytest.fixture
def received() -> Received:
    return Received()


@pytest.fixture
async def client(received: Received) -> AsyncIterator[Client]:
    async with TestClient(TestServer(app_with(Webhook(received.receive, SECRET)))) as client:
        yield client


async def test_an_update_with_the_secret_is_received(client: Client, received: Received) -> None:
    answer = await client.post(PATH, data=json.dumps(UPDATE), headers=GOOD)
    assert (answer.status, await answer.read()) == (200, b"")
    assert received.updates == [UPDATE]


@pytest.mark.parametrize(
    "secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "x" * 8000, "é"]
)
async def test_without_the_right_secret_nothing_is_received(
    client: Client, received: Received, secret: str | None
) -> None:
    headers = {"Content-Type": "application/json"}
    if secret is not None:
        headers[HEADER] = secret
    answer = await client.post(PATH, data=json.dumps(UPDATE), headers=headers)
    assert (answer.status, await answer.read()) == (403, b"")
    assert received.updates == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_only_post_is_taken(client: Client, method: str) -> None:
    answer = await client.request(method, PATH, headers=GOOD)
    assert (answer.status, await answer.read()) == (405, b"")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"update_id=1", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
        (b"{", "application/json", 400),
        (b"[1]", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 200_000, "application/json", 400),
        (b" " * (BODY_LIMIT + 1), "application/json", 413),
    ],
)
async def test_what_is_no_update_is_refused_without_a_word(
    client: Client, received: Received, body: bytes, kind: str, status: int
) -> None:
    headers = {HEADER: SECRET, "Content-Type": kind}
    answer = await client.post(PATH, data=BytesIO(body), headers=headers)
    assert (answer.status, await answer.read()) == (status, b"")
    assert received.updates == []


async def test_what_could_not_be_kept_is_to_be_sent_again(
    client: Client, received: Received
) -> None:
    received.error = StoreUnavailable()
    answer = await client.post(PATH, data=json.dumps(UPDATE), headers=GOOD)
    assert (answer.status, await answer.read()) == (503, b"")


async def test_nothing_is_acknowledged_before_it_is_kept(
    client: Client, received: Received
) -> None:
    received.may_end.clear()
    call = asyncio.create_task(client.post(PATH, data=json.dumps(UPDATE), headers=GOOD))
    page = await client.get("/")
    assert page.status == 200
    assert not call.done()
    received.may_end.set()
    assert (await call).status == 200


@pytest.mark.parametrize("path", ["/robots.txt", "/nothing-here", PATH])
async def test_every_answer_is_closed_up_and_does_not_name_the_server(
    client: Client, path: str
) -> None:
    answer = await client.get(path)
    assert "Server" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"aiohttp" not in await answer.read()


async def test_nothing_says_that_telegram_calls_here(client: Client) -> None:
    for path in ("/", "/find", "/robots.txt", "/openapi.json"):
        words = (await (await client.get(path)).text()).lower()
        assert "telegram" not in words
        assert PATH not in words


def test_the_path_depends_on_the_secret_and_does_not_show_it() -> None:
    assert webhook_path(SECRET) == PATH
    assert webhook_path(SECRET + "x") != PATH
    assert SECRET not in PATH


async def test_without_a_webhook_there_is_no_way_in() -> None:
    async with TestClient(TestServer(app_with(None))) as client:
        answer = await client.post(PATH, data="{}", headers=GOOD)
        assert answer.status == 404


@pytest.mark.parametrize("secret", ["", "short"])
def test_a_webhook_without_a_proper_secret_is_not_built(received: Received, secret: str) -> None:
    with pytest.raises(SettingsError):
        Webhook(received.receive, secret)


async def test_a_caller_that_never_finishes_is_let_go(received: Received) -> None:
    async def trickle() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    app = app_with(Webhook(received.receive, SECRET, body_seconds=0.05))
    async with TestClient(TestServer(app)) as client:
        answer = await client.post(PATH, data=trickle(), headers=GOOD)
        assert answer.status == 408
    assert received.updates == []
