"""Every route of the inbox, who may use it, and which line of the audit it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.inbox import assets, auth, cases, live


class Guard(Enum):
    """Who may use a route."""

    ANYONE = auto()
    STAFF = auto()


@dataclass(frozen=True)
class Route:
    """`audited` names the act in the audit. It is empty only where no case can be seen."""

    method: Literal["GET", "POST"]
    path: str
    handler: Handler
    guard: Guard
    audited: str = ""


CASE = "/cases/{case_id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}"
ROUTES = (
    Route("GET", "/sign-in", auth.sign_in_page, Guard.ANYONE),
    Route("POST", "/sign-in", auth.sign_in, Guard.ANYONE, "sign_in"),
    Route("POST", "/sign-out", auth.sign_out, Guard.STAFF, "sign_out"),
    Route("GET", "/", cases.cases_page, Guard.STAFF, "list"),
    Route("GET", CASE, cases.case_page, Guard.STAFF, "view"),
    Route("POST", f"{CASE}/claim", cases.claim, Guard.STAFF, "claim"),
    Route("POST", f"{CASE}/reply", cases.reply, Guard.STAFF, "reply"),
    Route("POST", f"{CASE}/note", cases.note, Guard.STAFF, "note"),
    Route("POST", f"{CASE}/close", cases.close, Guard.STAFF, "close"),
    Route("GET", "/changes", live.changes, Guard.STAFF),
    Route("GET", "/static/{version}/{name:.+}", assets.asset, Guard.ANYONE),
)
# Filled by the app; a route that is not in it lets nobody through.
ROUTES_OF: web.AppKey[Mapping[web.AbstractRoute, Route]] = web.AppKey("routes_of", dict)


def add_to(app: web.Application) -> None:
    """Give the app its routes, and itself the table that its gate goes by."""
    app[ROUTES_OF] = {
        app.router.add_route(route.method, route.path, route.handler): route for route in ROUTES
    }
