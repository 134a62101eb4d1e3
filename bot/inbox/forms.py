"""Reads what a form posted, and tells a form of ours from anybody else's."""

from collections.abc import Mapping
from hmac import compare_digest
from urllib.parse import urlsplit

from aiohttp import web

FORM = "application/x-www-form-urlencoded"
TOKEN_FIELD = "form_token"  # noqa: S105 - a field's name


Fields = Mapping[str, str]


async def read(request: web.Request) -> Fields:
    """Return the posted fields, the first of each name, with one sort of line end.

    Raises HTTPUnsupportedMediaType, HTTPRequestEntityTooLarge or HTTPBadRequest.
    """
    if request.content_type != FORM:
        raise web.HTTPUnsupportedMediaType
    try:
        posted = await request.post()
    except (UnicodeDecodeError, LookupError, ValueError):
        raise web.HTTPBadRequest from None
    return {
        name: value.replace("\r\n", "\n")
        for name in posted
        if isinstance(value := posted[name], str)
    }


def comes_from_here(request: web.Request) -> bool:
    """Whether a browser says that one of our own pages posted this (standards C14).

    `Origin` is "null" on every form of ours, because we send no referrer; then the browser must
    say so with `Sec-Fetch-Site`. A client that sends neither still has to know the form's token.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site != "same-origin":
        return False
    if origin is None or (origin == "null" and site is not None):
        return True
    return urlsplit(origin).netloc == request.host


def has_token(fields: Fields, expected: str) -> bool:
    """Whether the form carries the token that only our own page could have put into it."""
    given = fields.get(TOKEN_FIELD, "")
    both_ascii = given.isascii() and expected.isascii()
    return bool(expected) and both_ascii and compare_digest(given, expected)
