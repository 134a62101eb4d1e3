"""The inbox's two cookies: who is signed in, and the token of the sign-in form."""

from secrets import token_urlsafe

from aiohttp import web

SESSION_COOKIE = "__Host-waymark"
FORM_COOKIE = "__Host-waymark-form"


def keep(response: web.StreamResponse, name: str, value: str) -> None:
    """Set a cookie that scripts cannot read and that never leaves this host (standards C13)."""
    response.set_cookie(name, value, path="/", secure=True, httponly=True, samesite="Strict")


def drop(response: web.StreamResponse, name: str) -> None:
    response.del_cookie(name, path="/", secure=True, httponly=True, samesite="Strict")


def session_token(request: web.Request) -> str:
    """Return what the session's cookie holds; "" where there is none that could be ours."""
    token = request.cookies.get(SESSION_COOKIE, "")
    return token if token.isascii() else ""


def form_token(request: web.Request) -> str:
    """Return the sign-in form's token: the one that the browser has, or a new one."""
    return request.cookies.get(FORM_COOKIE) or token_urlsafe(32)
