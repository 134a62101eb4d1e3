"""Tells an open page that a case has changed, so that it can look again: a number, no more."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from weakref import WeakSet

from aiohttp import web
from aiohttp_sse import EventSourceResponse, sse_response

from bot.desk import Desk
from bot.errors import StoreUnavailable
from bot.inbox.keys import DESK

STREAMS = web.AppKey("streams", WeakSet[EventSourceResponse])
LIFE = 240  # seconds; the browser then asks again, and the session is looked at again
RETRY = 3000  # milliseconds until a browser that lost the stream asks again


async def changes(request: web.Request) -> web.StreamResponse:
    """Send the number of each change. A gap in the numbers, or a new stream, means: look again."""
    async with sse_response(request) as response:
        request.app[STREAMS].add(response)
        await response.send("", event="hello", retry=RETRY)
        telling = asyncio.create_task(_tell(request.app[DESK], response))
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(LIFE):
                    await response.wait()
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
    return response


async def _tell(desk: Desk, response: EventSourceResponse) -> None:
    changed = desk.changes()
    try:
        async for number in changed:
            await response.send(str(number), id=str(number))
    except (StoreUnavailable, ConnectionResetError):
        pass  # the browser notices, asks again, and until then looks by itself now and then
    finally:
        if isinstance(changed, AsyncGenerator):
            await changed.aclose()
        response.stop_streaming()


async def end_streams(app: web.Application) -> None:
    """End every stream when the inbox stops, so that stopping waits for no browser."""
    streams = app[STREAMS]
    for response in tuple(streams):
        response.stop_streaming()
