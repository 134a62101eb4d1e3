"""Lets a request through to its handler, or not: who is asking, and did our own page post it."""

from urllib.parse import urlencode

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.inbox import cookies, forms
from bot.inbox.keys import DOOR, SESSION
from bot.inbox.pages import page, see_other
from bot.inbox.routes import ROUTES_OF, Guard

UNATTENDED = "Waymark-Unattended"  # sent by live.js where nobody has touched the page


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse whatever the table of routes does not allow. Without a session nothing is shown."""
    if request.match_info.http_exception is not None:
        return await handler(request)  # there is nothing here to guard: 404 or 405
    route = request.app[ROUTES_OF].get(request.match_info.route)
    if route is None:
        raise web.HTTPForbidden
    if request.method == "POST" and not forms.comes_from_here(request):
        raise web.HTTPForbidden
    match route.guard:
        case Guard.ANYONE:
            expected = request.cookies.get(cookies.FORM_COOKIE, "")
        case Guard.STAFF:
            session = await request.app[DOOR].session(
                cookies.session_token(request), is_use=_is_use(request)
            )
            if session is None:
                return await _signed_out(request)
            request[SESSION] = session
            expected = session.form_token
    if request.method == "POST" and not forms.has_token(await forms.read(request), expected):
        raise web.HTTPForbidden
    return await handler(request)


def _is_use(request: web.Request) -> bool:
    """Whether a person did this: a page that refreshes itself keeps no session alive (C13)."""
    return UNATTENDED not in request.headers and not _is_stream(request)


def _is_stream(request: web.Request) -> bool:
    return request.headers.get("Accept") == "text/event-stream"


async def _signed_out(request: web.Request) -> web.StreamResponse:
    """Send to the sign-in page. What somebody had written is given back, not lost."""
    if request.method == "POST":
        fields = await forms.read(request)
        written = fields.get("text") or fields.get("reason") or ""
        return page(request, "signed_out.html", status=401, written=written)
    if _is_stream(request):
        raise web.HTTPUnauthorized
    return see_other("/sign-in?" + urlencode({"next": request.path}))
