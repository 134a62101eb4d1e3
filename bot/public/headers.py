"""The headers of every answer: closed up by default, open to the world on the feed alone (D3)."""

from aiohttp import web

from bot.public.feed import belongs_to_feed
from bot.public.finder import belongs_to_people

NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
OWN_FILES = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
CLOSED = {
    "Content-Security-Policy": NOTHING,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), interest-cohort=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


async def secure(request: web.Request, response: web.StreamResponse) -> None:
    """Add them just before an answer leaves, whoever made it: a handler, an error, a 404."""
    response.headers.update(CLOSED)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.pop("Server", None)
    if belongs_to_feed(request.path):
        response.headers.update(OPEN)
        del response.headers["X-Robots-Tag"]
    elif belongs_to_people(request.path):
        response.headers["Content-Security-Policy"] = OWN_FILES
