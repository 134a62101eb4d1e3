"""Whether this process is well, on a port of its own that only this machine reaches (C23)."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

LIMIT = 2.0  # seconds for each check
WELL = "well"
NOT_ALL_WELL = "ready, but not all is well"

Check = Callable[[], Awaitable[str]]
"""Returns "well", or in a few words what is wrong. Nothing that a person wrote is in them."""


def health_app(must: Mapping[str, Check], may: Mapping[str, Check]) -> web.Application:
    """Build the app. What `must` be well decides readiness; what `may` be ill is said.

    Rasa belongs to `may`: without it people are still answered, and danger always is.
    """

    async def live(_request: web.Request) -> web.Response:
        return web.json_response({"status": WELL})

    async def ready(_request: web.Request) -> web.Response:
        names = [*must, *may]
        states = await asyncio.gather(*(_ask(check) for check in [*must.values(), *may.values()]))
        found = dict(zip(names, states, strict=True))
        is_ready = all(found[name] == WELL for name in must)
        is_well = all(state == WELL for state in states)
        status = WELL if is_well else NOT_ALL_WELL if is_ready else "not ready"
        return web.json_response(
            {"status": status, "checks": found},
            status=200 if is_ready else 503,
        )

    app = web.Application()
    app.router.add_get("/health/live", live)
    app.router.add_get("/health/ready", ready)
    return app


async def _ask(check: Check) -> str:
    try:
        async with asyncio.timeout(LIMIT):
            return await check()
    except TimeoutError:
        return f"no answer in {LIMIT:.0f} seconds"
    except Exception as error:  # noqa: BLE001 - a check that fails is an answer, not a fault
        return type(error).__name__
