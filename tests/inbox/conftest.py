"""The inbox on a real PostgreSQL, with two members of staff."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import UUID
from weakref import WeakSet

import pytest
import pytest_asyncio
from aiohttp import ClientResponse, ClientSession, CookieJar
from aiohttp.test_utils import TestServer
from aiohttp_sse import EventSourceResponse
from sqlalchemy import select
from yarl import URL

from bot.accounts import Accounts
from bot.desk import Desk
from bot.inbox import inbox_app
from bot.inbox.live import STREAMS
from bot.storage.store import PostgresStore
from bot.storage.tables import AuditRow
from tests.adapters.kept import LINES, Clock
from tests.postgres import database_url, postgres_server, store

__all__ = ["database_url", "postgres_server", "store"]

PASSWORDS = {"ada": "seven quiet lanterns", "bea": "nine copper kettles"}
COOKIE = re.compile(r"(__Host-[a-z-]+)=([^;]*)")
TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


@dataclass
class Browser:
    """A browser without a screen: keeps cookies by itself, because ours ask for TLS."""

    http: ClientSession
    base: URL
    cookies: dict[str, str] = field(default_factory=dict)
    form_token: str = ""

    async def get(self, path: str, **headers: str) -> ClientResponse:
        return await self.ask("GET", path, headers=headers)

    async def post(self, path: str, *, token: str | None = None, **fields: str) -> ClientResponse:
        """Post a form of ours, as the page that was last seen would."""
        form_token = self.form_token if token is None else token
        return await self.ask("POST", path, data={"form_token": form_token, **fields})

    async def ask(
        self,
        method: str,
        path: str,
        *,
        data: object = None,
        headers: dict[str, str] | None = None,
    ) -> ClientResponse:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)
        sent = {"Cookie": cookie} if cookie else {}
        answer = await self.http.request(
            method,
            self.base.join(URL(path)),
            data=data,
            headers=sent | (headers or {}),
            allow_redirects=False,
        )
        for name, value in COOKIE.findall("\n".join(answer.headers.getall("Set-Cookie", []))):
            self.cookies[name] = value.strip('"')
        if answer.content_type == "text/html":
            tokens = TOKEN.findall(await answer.text())
            self.form_token = tokens[-1] if tokens else self.form_token
        return answer

    async def sign_in(self, username: str, password: str = "") -> ClientResponse:
        await self.get("/sign-in")
        answer = await self.post(
            "/sign-in", username=username, password=password or PASSWORDS[username]
        )
        await self.get("/")
        return answer

    async def text(self, path: str) -> str:
        answer = await self.get(path)
        assert answer.status == 200, path
        return await answer.text()


@dataclass(frozen=True)
class Inbox:
    """A running inbox, and everything behind it."""

    server: TestServer
    store: PostgresStore
    accounts: Accounts
    clock: Clock
    http: ClientSession

    def browser(self) -> Browser:
        return Browser(self.http, self.server.make_url("/"))

    def streams(self) -> WeakSet[EventSourceResponse]:
        return self.server.app[STREAMS]

    async def audited(self) -> list[tuple[str, UUID | None]]:
        """Every line of the audit, oldest first: the act and the case."""
        lines = select(AuditRow.act, AuditRow.case_id).order_by(AuditRow.seq)
        async with self.store.database.transaction() as session:
            return [(act, case_id) for act, case_id in await session.execute(lines)]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: drives a real Chromium")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def inbox(
    store: PostgresStore,
    clock: Clock,
) -> AsyncIterator[Inbox]:
    accounts = Accounts(store, clock)
    await accounts.create_staff("Ada", "Youth worker", "ada", PASSWORDS["ada"])
    await accounts.create_staff("Bea", "Duty worker", "bea", PASSWORDS["bea"])
    server = TestServer(inbox_app(Desk(store, LINES, clock), accounts))
    async with server, ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        yield Inbox(server, store, accounts, clock, http)


@pytest_asyncio.fixture
async def ada(inbox: Inbox) -> Browser:
    """A browser in which Ada is signed in."""
    browser = inbox.browser()
    await browser.sign_in("ada")
    return browser


@pytest_asyncio.fixture
async def bea(inbox: Inbox) -> Browser:
    browser = inbox.browser()
    await browser.sign_in("bea")
    return browser
