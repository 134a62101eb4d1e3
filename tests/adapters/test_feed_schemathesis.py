"""The feed against its own OpenAPI document, asked whatever schemathesis can think of."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
import schemathesis
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import positive_data_acceptance

from bot.public.app import public_app
from directory.hsds import openapi
from directory.shipped import shipped
from tests.adapters.fictional import NOW
from tests.talk import content

SCHEMA = schemathesis.openapi.from_dict(dict(openapi()))
# What is well formed and still refused, with what to send instead: a postcode of somewhere else,
# two parameters that contradict each other.
REFUSED_ALTHOUGH_WELL_FORMED: list[CheckFunction] = [positive_data_acceptance]


@contextmanager
def served() -> Iterator[str]:
    """Serve the app beside the test, which cannot wait for it: schemathesis is not async."""
    directory, seconds = shipped(), count()

    def now() -> datetime:
        """Return a time that passes so fast that nobody asks too often."""
        return NOW + timedelta(seconds=next(seconds))

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def start() -> TestServer:
        server = TestServer(public_app(None, lambda: directory, content=content, now=now))
        await server.start_server()
        return server

    server = asyncio.run_coroutine_threadsafe(start(), loop).result()
    try:
        yield str(server.make_url("")).rstrip("/")
    finally:
        asyncio.run_coroutine_threadsafe(server.close(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as found:
        yield found


@SCHEMA.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_feed_answers_as_its_document_says(case: schemathesis.Case[Any], address: str) -> None:
    case.call_and_validate(
        base_url=address, excluded_checks=REFUSED_ALTHOUGH_WELL_FORMED, timeout=10
    )
