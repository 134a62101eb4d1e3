"""Whatever fails: programs get a number and no word, people are told how to get help (B8, C6)."""

from collections.abc import Callable
from http import HTTPStatus
from traceback import extract_tb

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.public.finder import belongs_to_people

log = structlog.get_logger(__name__)

Trouble = Callable[[web.Request, int], web.Response]
"""Makes the page for people from a status."""


def few_words(trouble: Trouble) -> Middleware:
    """Return the middleware that answers 404, 405, 413, a fault of ours and the like."""

    @web.middleware
    async def answered(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as refused:
            return _refusal(request, trouble, refused.status, refused.headers.get("Allow"))
        except Exception as error:  # noqa: BLE001 - the last place where a fault can be caught
            frame = extract_tb(error.__traceback__)[-1]
            where = f"{frame.filename}:{frame.lineno}"
            log.error("the public app failed", error=type(error).__name__, line=where)
            return _refusal(request, trouble, HTTPStatus.INTERNAL_SERVER_ERROR)

    return answered


def _refusal(
    request: web.Request, trouble: Trouble, status: int, allowed: str | None = None
) -> web.Response:
    is_for_people = belongs_to_people(request.path)
    answer = trouble(request, status) if is_for_people else web.Response(status=status)
    if allowed is not None:
        answer.headers["Allow"] = allowed
    return answer
