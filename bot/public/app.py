"""Builds the public web app: Telegram's way in, and a page that gives nothing away."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.public.webhook import BODY_LIMIT, Webhook, webhook_path

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Nothing to see here</title>
<p>A computer program uses this address. There is nothing here to read.</p>
</html>
"""
NO_ROBOTS = "User-agent: *\nDisallow: /\n"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "interest-cohort=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def public_app(webhook: Webhook | None) -> web.Application:
    """Build the app; without a webhook (the bot polls) Telegram's way in is not there at all."""
    app = web.Application(client_max_size=BODY_LIMIT, middlewares=[_no_words_of_our_server])
    app.on_response_prepare.append(_add_headers)
    app.router.add_get("/", _page)
    app.router.add_get("/robots.txt", _robots)
    if webhook is not None:
        app.router.add_post(webhook_path(webhook.secret), webhook.handle)
    return app


async def _page(_request: web.Request) -> web.Response:
    return web.Response(text=PAGE, content_type="text/html")


async def _robots(_request: web.Request) -> web.Response:
    return web.Response(text=NO_ROBOTS)


@web.middleware
async def _no_words_of_our_server(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 404, 405, 413 and the like with their number alone."""
    try:
        return await handler(request)
    except web.HTTPException as refusal:
        allowed = refusal.headers.get("Allow")
        return web.Response(
            status=refusal.status, headers={"Allow": allowed} if allowed is not None else None
        )


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
    response.headers.pop("Server", None)
