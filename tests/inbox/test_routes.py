"""Every route: who gets in, what it leaves in the audit, and which headers it sends."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from bot.accounts import Session, SignedIn, SignInRefused
from bot.casework import Staff
from bot.desk import Desk, DeskUnit
from bot.errors import StoreUnavailable
from bot.inbox import inbox_app
from bot.inbox.headers import CONTENT_SECURITY_POLICY, SECURITY
from bot.inbox.routes import ROUTES, Guard, Route
from tests.adapters.kept import LINES, Clock, Someone
from tests.inbox.conftest import Browser, Inbox

STAFF_ONLY = [route for route in ROUTES if route.guard is Guard.STAFF]
POSTS = [route for route in ROUTES if route.method == "POST"]
OPEN_TO_ANYONE = {"/sign-in", "/static/{version}/{name:.+}"}
FROM_ELSEWHERE = (
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"},
)
CANARY = "the canary sings in the quarry"


def address(route: Route, case_id: UUID) -> str:
    start, _, rest = route.path.partition("{case_id")
    return f"{start}{case_id}{rest.rpartition('}')[2]}" if rest else start


async def a_case(inbox: Inbox) -> UUID:
    return await Someone(inbox.store, clock=inbox.clock).sends()


def test_only_signing_in_and_static_files_are_open_to_anyone() -> None:
    assert {route.path for route in ROUTES if route.guard is Guard.ANYONE} == OPEN_TO_ANYONE


def test_every_route_that_shows_or_changes_a_case_is_audited() -> None:
    silent = {route.path for route in ROUTES if not route.audited and route.method == "GET"}
    assert silent == OPEN_TO_ANYONE | {"/changes"}
    assert all(route.audited for route in POSTS)


async def test_without_a_session_nothing_is_shown(inbox: Inbox) -> None:
    case_id, browser = await a_case(inbox), inbox.browser()
    before = await inbox.audited()
    for route in STAFF_ONLY:
        data: dict[str, str] | None = {} if route.method == "POST" else None
        answer = await browser.ask(route.method, address(route, case_id), data=data)
        assert answer.status in {303, 401}, route
        if answer.status == 303:
            assert answer.headers["Location"].startswith("/sign-in?next="), route
        assert "WF-" not in await answer.text(), route
    assert await inbox.audited() == before


async def test_a_post_without_the_form_token_is_refused(inbox: Inbox, ada: Browser) -> None:
    case_id = await a_case(inbox)
    before = await inbox.audited()
    for route in POSTS:
        for token in ("", "wrong", "é"):
            answer = await ada.post(address(route, case_id), token=token, text=CANARY)
            assert answer.status == 403, route
    assert await inbox.audited() == before


async def test_a_post_from_elsewhere_is_refused(inbox: Inbox, ada: Browser) -> None:
    case_id = await a_case(inbox)
    tokens = {Guard.STAFF: ada.form_token}
    stranger = inbox.browser()
    await stranger.get("/sign-in")
    tokens[Guard.ANYONE] = stranger.form_token
    ada.cookies |= stranger.cookies
    before = await inbox.audited()
    for route in POSTS:
        for headers in FROM_ELSEWHERE:
            data = {"form_token": tokens[route.guard], "username": "ada", "password": CANARY}
            answer = await ada.ask("POST", address(route, case_id), data=data, headers=headers)
            assert answer.status == 403, (route, headers)
    assert await inbox.audited() == before


async def test_another_sessions_form_token_is_refused(
    inbox: Inbox, ada: Browser, bea: Browser
) -> None:
    case_id = await a_case(inbox)
    answer = await ada.post(f"/cases/{case_id}/claim", token=bea.form_token)
    assert answer.status == 403


async def test_each_use_leaves_its_line_in_the_audit(inbox: Inbox, ada: Browser) -> None:
    case_id = await a_case(inbox)
    last = sorted(STAFF_ONLY, key=lambda route: route.audited == "sign_out")
    for route in filter(lambda route: route.audited, last):
        before = len(await inbox.audited())
        path = address(route, case_id)
        if route.method == "POST":
            await ada.post(path, text="words", outcome="no_action", reason="words")
        else:
            await ada.get(path)
        written = (await inbox.audited())[before:]
        assert route.audited in [act.removesuffix("_refused") for act, _ in written], route


async def test_nothing_that_is_looked_at_changes_a_case(inbox: Inbox, ada: Browser) -> None:
    case_id = await a_case(inbox)
    await ada.get(f"/cases/{case_id}")
    for act in ("claim", "reply", "note", "close"):
        assert (await ada.get(f"/cases/{case_id}/{act}")).status == 405
    assert "Nobody has this case yet" in await ada.text(f"/cases/{case_id}")


async def answers(inbox: Inbox, ada: Browser) -> list[tuple[str, dict[str, str]]]:
    case_id = await a_case(inbox)
    stranger = inbox.browser()
    style = (await ada.text("/")).split('rel="stylesheet" href="')[1]
    got = [
        await stranger.get("/sign-in"),
        await stranger.get("/"),
        await stranger.get("/changes", Accept="text/event-stream"),
        await stranger.get("/nowhere"),
        await stranger.ask("DELETE", "/"),
        await stranger.post("/sign-in", username="ada", password="wrong"),
        await ada.get("/"),
        await ada.get(f"/cases/{case_id}"),
        await ada.get(f"/cases/{uuid4()}"),
        await ada.get("/nowhere"),
        await ada.get(style.split('"')[0]),
        await ada.post(f"/cases/{case_id}/claim"),
        await ada.post(f"/cases/{case_id}/reply", text=""),
        await ada.post("/sign-out"),
    ]
    return [(f"{one.method} {one.url.path} {one.status}", dict(one.headers)) for one in got]


async def test_every_answer_carries_the_security_headers(inbox: Inbox, ada: Browser) -> None:
    for name, headers in await answers(inbox, ada):
        for header, value in SECURITY.items():
            assert headers.get(header) == value, f"{name}: {header}"
        assert "Server" not in headers, name
        if "/static/" not in name:
            assert headers["Cache-Control"] == "no-store", name


def test_the_content_security_policy_allows_nothing_inline_and_nobody_else() -> None:
    assert CONTENT_SECURITY_POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    )


async def test_a_route_that_is_not_in_the_table_lets_nobody_through(
    inbox: Inbox, ada: Browser
) -> None:
    app = inbox_app(Desk(inbox.store, LINES, inbox.clock), inbox.accounts)

    async def forgotten(_request: object) -> None:
        raise AssertionError(CANARY)

    app.router.add_get("/forgotten", forgotten)  # type: ignore[arg-type]
    async with TestServer(app) as server, ClientSession() as http:
        browser = Browser(http, server.make_url("/"), cookies=dict(ada.cookies))
        assert (await browser.get("/forgotten")).status == 403


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/json", b"{}", 415),
        ("application/x-www-form-urlencoded; charset=nonsense", b"text=1", 400),
        ("application/x-www-form-urlencoded", b"text=\xff\xfe", 400),
        ("application/x-www-form-urlencoded", b"text=" + b"a" * 70_000, 413),
    ],
)
async def test_a_body_that_is_no_form_of_ours_is_refused_in_plain_words(
    inbox: Inbox, ada: Browser, content_type: str, body: bytes, status: int
) -> None:
    answer = await ada.ask(
        "POST",
        f"/cases/{await a_case(inbox)}/note",
        data=body,
        headers={"Content-Type": content_type},
    )
    assert answer.status == status
    assert "Traceback" not in await answer.text()


@dataclass(frozen=True)
class BrokenStore:
    """A store in which whatever is tried fails in one way."""

    fault: Exception

    def desk(self) -> AbstractAsyncContextManager[DeskUnit]:
        raise self.fault

    def changes(self) -> AsyncIterator[int]:
        raise self.fault


@dataclass(frozen=True)
class OpenDoor:
    """Lets everybody in."""

    async def sign_in(self, *_: str) -> SignedIn | SignInRefused:
        return SignInRefused()

    async def session(self, token: str, *, is_use: bool = True) -> Session | None:
        return Session(Staff(uuid4(), "Ada", "Youth worker"), f"{token}{is_use}")

    async def sign_out(self, token: str) -> None: ...


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (RuntimeError(CANARY), 500, "Something went wrong"),
        (StoreUnavailable(CANARY), 503, "The cases cannot be reached"),
    ],
)
async def test_a_fault_gives_plain_words_and_a_number_to_quote(
    fault: Exception, status: int, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = inbox_app(Desk(BrokenStore(fault), LINES, Clock()), OpenDoor())
    async with TestServer(app) as server, ClientSession() as http:
        answer = await http.get(server.make_url("/"))
        text = await answer.text()
    assert answer.status == status
    assert words in text
    assert 'class="reference"' in text
    assert CANARY not in text + caplog.text
    assert "Traceback" not in text
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
