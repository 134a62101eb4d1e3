"""A real Chromium that watches for whatever a page must never do."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, async_playwright

from tests.inbox.conftest import PASSWORDS, Inbox

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = 1280, 320
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# What a page may say in the console: a refused form is not a fault.
HARMLESS = "the server responded with a status of 4"


def where_chromium_is() -> str | None:
    named = os.environ.get("WAYMARK_CHROMIUM")
    if named or Path("/usr/bin/chromium").exists():
        return named or "/usr/bin/chromium"
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest_asyncio.fixture(scope="session")
async def chromium() -> AsyncIterator[Chromium]:
    path = where_chromium_is()
    if path is None:
        pytest.skip("no Chromium on this machine: set WAYMARK_CHROMIUM to where one is")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        await browser.close()


@dataclass
class Window:
    """One person's window on the inbox, and everything wrong that was seen in it."""

    page: Page
    base: str
    wrongs: list[str] = field(default_factory=list)

    async def open(self, path: str) -> None:
        await self.page.goto(self.base + path)

    async def sign_in(self, username: str = "ada") -> None:
        await self.open("/sign-in")
        await self.page.get_by_label("Username").fill(username)
        await self.page.get_by_label("Password", exact=True).fill(PASSWORDS[username])
        await self.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        await self.page.get_by_role("heading", name="Cases").wait_for()

    async def barriers(self) -> list[str]:
        """What axe-core finds that would keep somebody from using this page."""
        await self.page.evaluate(AXE.read_text())
        found = await self.page.evaluate(
            "rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES
        )
        return [
            f"{one['id']}: {node['html'][:120]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    async def width(self) -> int:
        width = await self.page.evaluate("document.documentElement.scrollWidth")
        assert isinstance(width, int)
        return width


@asynccontextmanager
async def window(
    chromium: Chromium, inbox: Inbox, *, width: int = WIDE, scripts: bool = True
) -> AsyncIterator[Window]:
    """Open a window. Closing it fails the test where anything wrong was seen."""
    context = await chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts
    )
    page = await context.new_page()
    seen = Window(page, str(inbox.server.make_url("")).rstrip("/"))
    page.on(
        "console",
        lambda said: (
            seen.wrongs.append(said.text)
            if said.type == "error" and HARMLESS not in said.text
            else None
        ),
    )
    page.on("pageerror", lambda error: seen.wrongs.append(str(error)))
    page.on("dialog", lambda dialog: seen.wrongs.append(f"dialog: {dialog.message}"))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(seen.base) else seen.wrongs.append(request.url)
        ),
    )
    await page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.blockedURI))"
    )
    try:
        yield seen
    finally:
        await context.close()
    assert seen.wrongs == []
