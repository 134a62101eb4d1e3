"""Running web apps and endless work side by side in one process, and stopping them in order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.settings import Address

SHUTDOWN = 3.0  # seconds for open requests to finish


@asynccontextmanager
async def served(app: web.Application, address: Address) -> AsyncIterator[None]:
    """Serve an app for as long as the block lasts. Nothing is logged of its requests."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN)
    await runner.setup()
    try:
        await web.TCPSite(runner, address.host, address.port).start()
        yield
    finally:
        await runner.cleanup()


async def until_stopped(stop: asyncio.Event, *work: Awaitable[None]) -> None:
    """Run endless work until `stop` is set. Work that ends by an error stops everything."""
    tasks = [asyncio.ensure_future(each) for each in work]
    waiter = asyncio.ensure_future(stop.wait())
    try:
        done, _ = await asyncio.wait([waiter, *tasks], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (waiter, *tasks):
            task.cancel()
        await asyncio.gather(waiter, *tasks, return_exceptions=True)
    for task in done:
        if task is not waiter:
            task.result()


async def until_done(main: Awaitable[None], *work: Awaitable[None]) -> None:
    """Run endless work beside `main`, for as long as that lasts."""
    done = asyncio.Event()

    async def main_then_stop() -> None:
        await main
        done.set()

    await until_stopped(done, main_then_stop(), *work)
