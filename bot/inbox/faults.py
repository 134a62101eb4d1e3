"""Whatever fails, staff get plain words and a number to quote, and never a stack trace (C6)."""

from secrets import token_hex

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.errors import StoreUnavailable
from bot.inbox.pages import page

log = structlog.get_logger(__name__)
PASSED_ON = ("Allow", "Retry-After")


@web.middleware
async def in_plain_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as refused:
        if refused.status < web.HTTPBadRequest.status_code:
            raise
        answer = page(request, "problem.html", status=refused.status, fault="")
        for name in PASSED_ON:
            if name in refused.headers:
                answer.headers[name] = refused.headers[name]
        return answer
    except StoreUnavailable as away:
        status = web.HTTPServiceUnavailable.status_code
        return page(request, "problem.html", status=status, fault=_logged("no store", away))
    except Exception as error:  # noqa: BLE001 - the last place where a fault can be caught
        fault = _logged("fault", error)
        return page(request, "problem.html", status=500, fault=fault)


def _logged(kind: str, error: Exception) -> str:
    """Log that something failed and where, never what was in it. Returns the number to quote."""
    fault = token_hex(4)
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    log.error(
        "inbox could not answer",
        kind=kind,
        error=type(error).__name__,
        line=f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "",
        fault=fault,
    )
    return fault
