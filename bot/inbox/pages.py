"""Turns a template and what is in it into an answer."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import aiohttp_jinja2
from aiohttp import web
from jinja2 import FileSystemLoader, StrictUndefined

from bot.inbox import words
from bot.inbox.assets import ASSETS
from bot.inbox.keys import DESK, SESSION

TEMPLATES = Path(__file__).parent / "templates"
FILTERS: Mapping[str, Callable[..., str]] = {
    "visible": words.visible,
    "day_and_time": words.day_and_time,
    "lasting": words.lasting,
    "plainly": words.plainly,
}


def setup(app: web.Application) -> None:
    """Give the app its templates. Every value is escaped, and a missing one is an error."""
    environment = aiohttp_jinja2.setup(
        app,
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        filters=FILTERS,
    )
    environment.globals["asset"] = app[ASSETS].url


def page(
    request: web.Request, template: str, *, status: int = 200, **context: object
) -> web.Response:
    now: datetime = request.app[DESK].now()
    base = {"session": request.get(SESSION), "now": now, "status": status}
    return aiohttp_jinja2.render_template(template, request, base | context, status=status)


def see_other(address: str) -> web.Response:
    """Send the browser on with a GET, so that a reload never does a thing twice."""
    return web.Response(status=303, headers={"Location": address})
