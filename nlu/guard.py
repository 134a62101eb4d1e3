"""Who may ask the server what: Rasa's own API also loads models and keeps conversations."""

import hmac
from collections.abc import Callable

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

OPEN = {("GET", "/")}
ALLOWED = OPEN | {("GET", "/status"), ("GET", "/version"), ("POST", "/model/parse")}
LARGEST = 64 * 1024


def protect(app: Sanic, token: str) -> None:
    """Ask every request but "are you there?" for the token, and refuse what nobody here needs."""
    app.config.REQUEST_MAX_SIZE = LARGEST
    app.register_middleware(_check(token), "request")


def _check(token: str) -> Callable[[Request], HTTPResponse | None]:
    def check(request: Request) -> HTTPResponse | None:
        asked = (request.method, request.path)
        if asked in OPEN:
            return None
        if not hmac.compare_digest(_given(request).encode(), token.encode()):
            return json({"reason": "NotAuthenticated"}, status=401)
        if asked not in ALLOWED:
            return json({"reason": "NotOffered"}, status=403)
        return None

    return check


def _given(request: Request) -> str:
    """From the header; or as Rasa's own clients send it, in the address."""
    return request.token or request.args.get("token", "")
