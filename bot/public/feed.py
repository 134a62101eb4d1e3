"""The open feed's routes. What they say and which parameters they honour: directory/hsds."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from itertools import islice

from aiohttp import web

from bot.public.throttle import Throttle, caller
from directory.hsds import BadParameter, Feed, Lines, openapi
from directory.model import Directory

RESOURCES = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
FIRST_SEGMENTS = frozenset({"openapi.json", *RESOURCES})
JSON, NDJSON, PROBLEM = "application/json", "application/x-ndjson", "application/problem+json"
FRESH = "public, max-age=300"
METHODS = "GET, HEAD, OPTIONS"
PAGE_FOR_PEOPLE = "/find"
AT_ONCE = 25  # records written before others are answered

Answer = Mapping[str, object]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def belongs_to_feed(path: str) -> bool:
    """Whether an address is the feed's, so that pages of anywhere may read it."""
    return path == "/" or path.removeprefix("/").partition("/")[0] in FIRST_SEGMENTS


@dataclass
class OpenFeed:
    """Answers programs that read the directory, from a feed that is made anew when it changes."""

    directory: Callable[[], Directory]
    now: Callable[[], datetime]
    public_url: str = ""
    throttle: Throttle = field(default_factory=Throttle)
    _made: tuple[Directory, Feed] | None = None
    _making: asyncio.Lock = field(default_factory=asyncio.Lock)

    def add_to(self, app: web.Application) -> None:
        self._add(app, "/", self._root)
        self._add(app, "/openapi.json", self._openapi)
        for resource in RESOURCES:
            self._add(app, f"/{{resource:{resource}}}", self._list)
            self._add(app, f"/{{resource:{resource}}}/{{id}}", self._one)

    def _add(self, app: web.Application, path: str, handler: Handler) -> None:
        async def throttled(request: web.Request) -> web.StreamResponse:
            wait = self.throttle.wait(caller(request), self.now())
            if wait:
                status = HTTPStatus.TOO_MANY_REQUESTS
                return _problem(status, "Ask again later.", {"Retry-After": str(wait)})
            try:
                return await handler(request)
            except BadParameter as bad:
                return _problem(HTTPStatus.BAD_REQUEST, str(bad))

        app.router.add_get(path, throttled)
        app.router.add_route("OPTIONS", path, _options)

    async def _root(self, request: web.Request) -> web.StreamResponse:
        """What the feed is; somebody's browser is sent to the page for people."""
        headers = {"Vary": "Accept"}
        if prefers_html(request.headers.get("Accept", "")):
            headers["Location"] = PAGE_FOR_PEOPLE
            return web.Response(status=HTTPStatus.SEE_OTHER, headers=headers)
        _refuse_all(_once_each(request))
        return _answer(request, (await self._feed()).root(), headers)

    async def _openapi(self, request: web.Request) -> web.StreamResponse:
        _refuse_all(_once_each(request))
        return _answer(request, openapi(self.public_url))

    async def _list(self, request: web.Request) -> web.StreamResponse:
        feed = await self._feed()
        found = feed.answer(request.match_info["resource"], _once_each(request))
        return (
            await _stream(request, found) if isinstance(found, Lines) else _answer(request, found)
        )

    async def _one(self, request: web.Request) -> web.StreamResponse:
        feed = await self._feed()
        kind, name = request.match_info["resource"], request.match_info["id"]
        found = feed.one(kind, name, _once_each(request))
        if found is None:
            return _problem(HTTPStatus.NOT_FOUND, "There is nothing with this id.")
        return _answer(request, found)

    async def _feed(self) -> Feed:
        """The feed of the directory as it is now, made aside so that others are answered."""
        directory = self.directory()
        async with self._making:
            if self._made is None or self._made[0] is not directory:
                feed = await asyncio.to_thread(Feed.of, directory, base_url=self.public_url)
                self._made = (directory, feed)
            return self._made[1]


def prefers_html(accept: str) -> bool:
    """Whether an Accept header asks for a page, as browsers do, before JSON or anything."""
    wanted = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    return "text/html" in wanted and JSON not in wanted[: wanted.index("text/html")]


def _once_each(request: web.Request) -> dict[str, str]:
    """The query's parameters. Raises BadParameter for one that is given twice."""
    for name in request.query:
        if len(request.query.getall(name)) > 1:
            raise BadParameter(name, "give it once")
    return dict(request.query)


def _refuse_all(parameters: Mapping[str, str]) -> None:
    for name in parameters:
        raise BadParameter(name, "this is not a parameter here; send none")


def _answer(
    request: web.Request, body: Answer, headers: Mapping[str, str] | None = None
) -> web.Response:
    """JSON that may be kept for a while; nothing but a tag where the caller has it already."""
    content = _json(body)
    tag = sha256(content).hexdigest()[:32]
    head = {"Cache-Control": FRESH, "ETag": f'"{tag}"', **(headers or {})}
    if any(known.value in {tag, "*"} for known in request.if_none_match or ()):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=head)
    return web.Response(body=content, content_type=JSON, charset="utf-8", headers=head)


async def _stream(request: web.Request, lines: Lines) -> web.StreamResponse:
    """Every record, a line each, as they are made; others are answered in between."""
    stream = web.StreamResponse(headers={"Content-Type": NDJSON, "Cache-Control": FRESH})
    await stream.prepare(request)
    if request.method != "HEAD":
        records = iter(lines)
        while some := list(islice(records, AT_ONCE)):
            await stream.write(b"".join(_json(record) + b"\n" for record in some))
            await asyncio.sleep(0)
    await stream.write_eof()
    return stream


def _problem(
    status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None
) -> web.Response:
    body = {"title": status.phrase, "status": status.value, "detail": detail}
    return web.Response(status=status, body=_json(body), content_type=PROBLEM, headers=headers)


async def _options(_request: web.Request) -> web.Response:
    """What a page elsewhere may do here: read."""
    return web.Response(
        status=HTTPStatus.NO_CONTENT,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
