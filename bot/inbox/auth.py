"""Signing in and out."""

import re

from aiohttp import web

from bot.accounts import SignedIn, SignInRefused
from bot.inbox import cookies, forms
from bot.inbox.keys import DOOR
from bot.inbox.pages import page, see_other

# Where a sign-in may lead: a page of ours, never another site.
OWN_PAGE = re.compile(r"/|/cases/[0-9a-f-]{36}")


async def sign_in_page(request: web.Request) -> web.Response:
    if await request.app[DOOR].session(cookies.session_token(request), is_use=False):
        return see_other("/")
    return _form(request, {"next": request.query.get("next", "")})


async def sign_in(request: web.Request) -> web.Response:
    fields = await forms.read(request)
    username, password = fields.get("username", "").strip(), fields.get("password", "")
    if not username or not password:
        return _form(request, fields, status=400)
    address = request.remote or ""
    match await request.app[DOOR].sign_in(username, password, address):
        case SignedIn(token=token):
            response = see_other(_next(fields))
            cookies.keep(response, cookies.SESSION_COOKIE, token)
            cookies.drop(response, cookies.FORM_COOKIE)
            return response
        case SignInRefused(wait=0):
            return _form(request, fields, status=401)
        case SignInRefused(wait=wait):
            response = _form(request, fields, status=429, wait=wait)
            response.headers["Retry-After"] = str(wait)
            return response


async def sign_out(request: web.Request) -> web.Response:
    await request.app[DOOR].sign_out(cookies.session_token(request))
    response = see_other("/sign-in?signed_out=1")
    cookies.drop(response, cookies.SESSION_COOKIE)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _form(
    request: web.Request, fields: forms.Fields, *, status: int = 200, wait: int = 0
) -> web.Response:
    """Show the form again with what was typed, the password apart."""
    token = cookies.form_token(request)
    response = page(
        request,
        "sign_in.html",
        status=status,
        username=fields.get("username", "").strip(),
        has_password=bool(fields.get("password")),
        next=_next(fields),
        was_signed_out="signed_out" in request.query,
        failed=status if status != web.HTTPOk.status_code else None,
        wait=wait,
        sign_in_token=token,
    )
    cookies.keep(response, cookies.FORM_COOKIE, token)
    return response


def _next(fields: forms.Fields) -> str:
    asked = fields.get("next", "")
    return asked if OWN_PAGE.fullmatch(asked) else "/"
