"""Puts the inbox together: its routes, its gate, its templates and its headers."""

from weakref import WeakSet

from aiohttp import web

from bot.desk import Desk
from bot.inbox import pages, routes
from bot.inbox.assets import ASSETS, Assets
from bot.inbox.faults import in_plain_words
from bot.inbox.gate import gate
from bot.inbox.headers import secure
from bot.inbox.keys import DESK, DOOR, Door
from bot.inbox.live import STREAMS, end_streams

LARGEST_FORM = 64 * 1024  # bytes; the longest text allowed is far below it


def inbox_app(desk: Desk, accounts: Door) -> web.Application:
    """Return the web app for staff. Serve it over TLS, on an address that only staff reach."""
    app = web.Application(middlewares=[in_plain_words, gate], client_max_size=LARGEST_FORM)
    app[DESK] = desk
    app[DOOR] = accounts
    app[ASSETS] = Assets.read()
    app[STREAMS] = WeakSet()
    pages.setup(app)
    routes.add_to(app)
    app.on_response_prepare.append(secure)
    app.on_shutdown.append(end_streams)
    return app
