"""Builds the public web app: Telegram's way in, the open feed, and the pages for people."""

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.conversation.content import Content
from bot.public.faults import few_words
from bot.public.feed import OpenFeed
from bot.public.finder import START, Finder, HearsDanger, Means, hears_nothing, means_nothing
from bot.public.headers import secure
from bot.public.webhook import BODY_LIMIT, Webhook, webhook_path
from directory.model import Directory

FOR_ROBOTS = f"User-agent: *\nDisallow: {START}\n"
"""Others may read the feed; no search engine is to keep what people look for."""


def public_app(
    webhook: Webhook | None,
    directory: Callable[[], Directory],
    *,
    content: Callable[[], Content],
    now: Callable[[], datetime],
    public_url: str = "",
    hears_danger: HearsDanger = hears_nothing,
    means: Means = means_nothing,
) -> web.Application:
    """Build the app; without a webhook (the bot polls) Telegram's way in is not there at all.

    `directory` gives the directory as it is now, and the same one until it changes; `content` the
    words that go with it.
    """
    finder = Finder(directory, content, now, hears_danger, means)
    app = web.Application(client_max_size=BODY_LIMIT, middlewares=[few_words(finder.trouble)])
    app.on_response_prepare.append(secure)
    app.router.add_get("/robots.txt", _robots)
    finder.add_to(app)
    OpenFeed(directory, now, public_url.rstrip("/")).add_to(app)
    if webhook is not None:
        app.router.add_post(webhook_path(webhook.secret), webhook.handle)
    return app


async def _robots(_request: web.Request) -> web.Response:
    return web.Response(text=FOR_ROBOTS)
