"""The open feed over HTTP: who may read it, what it answers, and that it never opens the rest."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer, make_mocked_request

from bot.public.app import public_app
from bot.public.feed import RESOURCES, prefers_html
from bot.public.throttle import Throttle, caller
from bot.public.webhook import HEADER, Webhook, webhook_path
from directory.model import Directory
from tests.adapters.fictional import HARBOUR, NOW, SECRET_PLACE, nowhere
from tests.talk import content

Client = TestClient[web.Request, web.Application]

SECRET = "a-secret-of-more-than-thirty-two-letters"
HOOK = webhook_path(SECRET)
PUBLIC = "https://waymark.example"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


class Kept:
    """The directory and the time, as the running app would have them."""

    def __init__(self) -> None:
        self.directory = nowhere()
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def current(self) -> Directory:
        return self.directory


async def receive(_update: object) -> None:
    """Stands where the conversation is."""


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
async def client(kept: Kept) -> AsyncIterator[Client]:
    app = public_app(
        Webhook(receive, SECRET), kept.current, content=content, now=kept.now, public_url=PUBLIC
    )
    async with TestClient(TestServer(app)) as client:
        yield client


async def body(answer: ClientResponse) -> dict[str, Any]:
    assert answer.status == 200, await answer.text()
    assert answer.content_type == "application/json"
    found = await answer.json()
    assert isinstance(found, dict)
    return found


async def test_the_root_says_what_the_feed_is(client: Client) -> None:
    root = await body(await client.get("/"))
    assert root["openapi_url"] == f"{PUBLIC}/openapi.json"
    assert {"version", "profile"} <= root.keys()


@pytest.mark.parametrize(
    ("accept", "is_for_people"),
    [
        ("", False),
        ("*/*", False),
        ("application/json", False),
        ("application/json, text/html", False),
        ("text/html", True),
        (CHROME, True),
    ],
)
async def test_a_browser_is_sent_to_the_page_for_people(
    client: Client, accept: str, is_for_people: bool
) -> None:
    assert prefers_html(accept) is is_for_people
    answer = await client.get("/", headers={"Accept": accept}, allow_redirects=False)
    assert answer.status == (303 if is_for_people else 200)
    assert answer.headers.get("Location") == ("/find" if is_for_people else None)
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize("resource", RESOURCES)
async def test_every_list_is_answered(client: Client, resource: str) -> None:
    page = await body(await client.get(f"/{resource}"))
    assert {"total_items", "total_pages", "page_number", "size", "contents"} <= page.keys()
    for item in page["contents"]:
        assert (await body(await client.get(f"/{resource}/{item['id']}")))["id"] == item["id"]


async def test_pages_follow_one_another_and_end(client: Client) -> None:
    seen = []
    for number in range(1, 100):
        page = await body(await client.get("/services", params={"page": number, "per_page": 1}))
        seen += [item["id"] for item in page["contents"]]
        if page["last_page"]:
            break
    assert len(seen) == len(set(seen)) == page["total_items"] > 1
    beyond = await body(await client.get("/services", params={"page": 99, "per_page": 1}))
    assert beyond["empty"] is True


@pytest.mark.parametrize(
    "address",
    [
        "/services?page=0",
        "/services?page=x",
        "/services?page=1&page=2",
        "/services?colour=red",
        "/services?minimum_age=old",
        "/taxonomies?minimum_age=4",
        "/?page=1",
        "/openapi.json?page=1",
    ],
)
async def test_what_cannot_be_honoured_is_refused_with_what_to_send(
    client: Client, address: str
) -> None:
    answer = await client.get(address)
    assert answer.status == 400
    assert answer.content_type == "application/problem+json"
    problem = await answer.json()
    assert problem["status"] == 400
    name = address.partition("?")[2].partition("=")[0]
    assert name in problem["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_an_unknown_id_is_a_problem_with_the_number_404(client: Client) -> None:
    answer = await client.get("/services/00000000-0000-5000-8000-000000000000")
    assert (answer.status, answer.content_type) == (404, "application/problem+json")


async def test_no_hidden_place_is_anywhere_in_the_feed(client: Client) -> None:
    for resource in RESOURCES:
        text = await (await client.get(f"/{resource}", params={"format": "ndjson"})).text()
        for record in text.splitlines():
            text += await (await client.get(f"/{resource}/{json.loads(record)['id']}")).text()
        for part in (SECRET_PLACE, "Rowan House", "Hidden Lane", "E17 9ZZ"):
            assert part not in text


async def test_ndjson_gives_everything_a_line_each(client: Client) -> None:
    answer = await client.get("/services", params={"format": "ndjson"})
    assert (answer.status, answer.content_type) == (200, "application/x-ndjson")
    lines = [json.loads(line) for line in (await answer.text()).splitlines()]
    listed = await body(await client.get("/services", params={"per_page": 500}))
    assert [line["id"] for line in lines] == [item["id"] for item in listed["contents"]]
    head = await client.head("/services", params={"format": "ndjson"})
    assert (head.status, await head.read()) == (200, b"")


async def test_what_a_reader_has_already_is_not_sent_again(client: Client, kept: Kept) -> None:
    first = await client.get("/services")
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=300"
    for known in (tag, f'"another", {tag}', f"W/{tag}", "*"):
        again = await client.get("/services", headers={"If-None-Match": known})
        assert (again.status, await again.read()) == (304, b"")
        assert again.headers["ETag"] == tag
    other = await client.get("/services", headers={"If-None-Match": '"another"'})
    assert other.status == 200
    kept.directory = nowhere(HARBOUR)
    changed = await client.get("/services", headers={"If-None-Match": tag})
    assert changed.status == 200
    assert (await changed.json())["total_items"] == 1


@pytest.mark.parametrize("path", ["/", "/openapi.json", "/services", "/taxonomy_terms"])
async def test_the_feed_can_be_read_from_any_page_and_only_read(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "X-Robots-Tag" not in answer.headers
    head = await client.head(path)
    assert (head.status, await head.read()) == (200, b"")
    assert head.headers["ETag"] == answer.headers["ETag"]
    asked = await client.options(path, headers={"Origin": "https://elsewhere.example"})
    assert asked.status == 204
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = await client.request(method, path)
        assert refused.status == 405
        assert set(refused.headers["Allow"].split(",")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    "path", ["/find", "/find/harbour", "/robots.txt", "/nowhere", "/services2", HOOK]
)
async def test_nothing_but_the_feed_can_be_read_from_other_pages(
    client: Client, path: str
) -> None:
    for method in ("GET", "OPTIONS"):
        answer = await client.request(
            method, path, headers={"Origin": "https://elsewhere.example"}
        )
        assert not [name for name in answer.headers if name.startswith("Access-Control")]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "Server" not in answer.headers


async def test_who_asks_too_often_waits_and_telegram_never_does(
    client: Client, kept: Kept
) -> None:
    for _ in range(120):
        assert (await client.get("/")).status == 200
    answer = await client.get("/services")
    assert answer.status == 429
    assert answer.headers["Retry-After"] == "1"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    update = {HEADER: SECRET, "Content-Type": "application/json"}
    assert (await client.post(HOOK, data="{}", headers=update)).status == 200
    assert (await client.get("/find")).status == 200
    kept.time += timedelta(seconds=1)
    assert (await client.get("/services")).status == 200


def test_each_caller_has_a_bucket_of_their_own_that_fills_again() -> None:
    throttle = Throttle(per_minute=2)
    assert [throttle.wait("a", NOW) for _ in range(3)] == [0, 0, 30]
    assert throttle.wait("b", NOW) == 0
    later = NOW + timedelta(seconds=30)
    assert [throttle.wait("a", later) for _ in range(2)] == [0, 30]
    assert throttle.wait("a", NOW) == 30, "a clock that is put back gives nothing away"


def test_only_so_many_callers_are_remembered_and_none_by_their_address() -> None:
    throttle = Throttle(per_minute=1, most_callers=2)
    for name in ("198.51.100.1", "198.51.100.2", "198.51.100.3"):
        assert throttle.wait(name, NOW) == 0
    assert len(throttle._buckets) == 2
    assert "198.51" not in repr(throttle)


@pytest.mark.parametrize(
    ("remote", "forwarded", "counted"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("8.8.8.8", "9.9.9.9", "8.8.8.8"),
        ("10.0.0.2", "1.1.1.1, 9.9.9.9", "9.9.9.9"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("2a00:23c6::1", "", "2a00:23c6::/64"),
        ("", "", "None"),
    ],
)
def test_a_proxy_of_ours_is_believed_and_nobody_else(
    remote: str, forwarded: str, counted: str
) -> None:
    request = web_request(remote, forwarded)
    assert caller(request) == counted


def web_request(remote: str, forwarded: str) -> web.Request:
    from_there = make_mocked_request("GET", "/", headers={"X-Forwarded-For": forwarded})
    return from_there.clone(remote=remote)
