"""The pages for people in a real browser: narrow, by keyboard, with and without scripts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, Route, expect

from bot.conversation.intents import Intent
from bot.public import needs
from bot.public.app import public_app
from bot.public.finder import LEAVE_FOR
from directory.model import Directory
from directory.shipped import shipped
from directory.terms import Standing
from tests.adapters.fictional import HARBOUR, NOW, nowhere
from tests.inbox.chromium import HARMLESS, NARROW, WIDE, Window, chromium
from tests.talk import content

__all__ = ["chromium"]

TALKS = needs.code(Intent.MENTAL_HEALTH)
RESULTS = f"/find?need={TALKS}&age=15"


@asynccontextmanager
async def visit(
    chromium: Chromium,
    directory: Directory,
    *,
    width: int = WIDE,
    scripts: bool = True,
    dark: bool = False,
) -> AsyncIterator[Window]:
    """Open a window on the pages. Closing it fails the test where anything wrong was seen."""
    app = public_app(None, lambda: directory, content=content, now=lambda: NOW)
    async with TestServer(app) as server:
        context = await chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
        )
        await context.route(f"{LEAVE_FOR}**", _weather)
        page = await context.new_page()
        seen = Window(page, str(server.make_url("")).rstrip("/"))
        _watch(page, seen)
        await page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))"
        )
        try:
            yield seen
        finally:
            await context.close()
        assert seen.wrongs == []


async def _weather(route: Route) -> None:
    await route.fulfill(content_type="text/html", body="<title>Weather</title><p>Rain later.</p>")


def _watch(page: Page, seen: Window) -> None:
    page.on(
        "console",
        lambda said: (
            seen.wrongs.append(said.text)
            if said.type == "error" and HARMLESS not in said.text
            else None
        ),
    )
    page.on("pageerror", lambda error: seen.wrongs.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((seen.base, LEAVE_FOR))
            else seen.wrongs.append(request.url)
        ),
    )


@pytest_asyncio.fixture
async def page_of(chromium: Chromium) -> AsyncIterator[Window]:
    async with visit(chromium, nowhere()) as seen:
        yield seen


async def search(page: Page) -> None:
    await page.get_by_label("What do you need help with?").select_option(TALKS)
    await page.get_by_label("How old are you?").fill("15")
    await page.get_by_role("button", name="Find help").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Who can help")


@pytest.mark.parametrize("scripts", [True, False])
async def test_somebody_finds_a_service_and_its_number(chromium: Chromium, scripts: bool) -> None:
    async with visit(chromium, nowhere(), scripts=scripts) as seen:
        await seen.open("/find")
        await search(seen.page)
        await seen.page.get_by_role("link", name="Harbour Line").click()
        await expect(seen.page.get_by_role("link", name="0808 157 0123")).to_be_visible()
        await expect(seen.page.get_by_text("Open now, day and night")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(WIDE, False), (NARROW, True)])
async def test_no_page_has_a_barrier_and_none_scrolls_sideways(
    chromium: Chromium, width: int, dark: bool
) -> None:
    long = replace(HARBOUR, id="long", name="A" * 60, summary="b" * 300, standing=Standing.OVERDUE)
    async with visit(chromium, nowhere(HARBOUR, long), width=width, dark=dark) as seen:
        for path in ("/find", "/find?age=x", RESULTS, "/find/harbour", "/find/long", "/find/no"):
            await seen.open(path)
            assert await seen.barriers() == [], path
            assert await seen.width() <= width, path
        await seen.open("/find?words=zzz&open=1")
        assert await seen.barriers() == []
        await seen.page.get_by_text("What “Leave this page” does").click()
        assert await seen.barriers() == []


async def test_the_real_directory_fits_the_narrowest_page(chromium: Chromium) -> None:
    async with visit(chromium, shipped(), width=NARROW) as seen:
        for need in (Intent.MENTAL_HEALTH, Intent.REPORT_CRIME, Intent.DOMESTIC_ABUSE):
            await seen.open(f"/find?need={needs.code(need)}")
            assert await seen.barriers() == []
            assert await seen.width() <= NARROW
        for name in ("childline", "silent-999", "wf-mash", "met-online"):
            await seen.open(f"/find/{name}")
            assert await seen.barriers() == []
            assert await seen.width() <= NARROW


async def test_leaving_takes_the_pages_place_and_back_never_shows_what_was_seen(
    page_of: Window,
) -> None:
    page = page_of.page
    await page_of.open("/find")
    await search(page)
    await page.get_by_role("link", name="Harbour Line").click()
    await expect(page.get_by_role("heading", name="Harbour Line")).to_be_visible()
    before = await page.evaluate("history.length")
    await page.get_by_role("navigation").get_by_role("link", name="Leave this page").click()
    await page.wait_for_url(LEAVE_FOR)
    assert await page.evaluate("history.length") == before
    for _ in range(2):
        await page.go_back(wait_until="commit")
        await page.wait_for_url(f"{page_of.base}/find")
        await expect(page.get_by_role("heading", level=1)).to_have_text(
            "Find someone who can help"
        )
        await expect(page.get_by_label("How old are you?")).to_have_value("")
        await expect(page.get_by_text("Harbour Line")).to_have_count(0)
    await search(page)


async def test_a_step_to_a_place_on_the_page_is_not_shown_again_either(page_of: Window) -> None:
    page = page_of.page
    await page_of.open(RESULTS)
    await page.evaluate("location.hash = 'main'")
    await page.get_by_role("navigation").get_by_role("link", name="Leave this page").click()
    await page.wait_for_url(LEAVE_FOR)
    await page.go_back(wait_until="commit")
    await page.wait_for_url(f"{page_of.base}/find")


async def test_shift_three_times_leaves_and_says_how_far_it_is(page_of: Window) -> None:
    page = page_of.page
    await page.clock.install()
    await page_of.open(RESULTS)
    says = page.get_by_role("status")
    await page.keyboard.press("Shift")
    await expect(says).to_have_text("Shift. Press it 2 more times to leave.")
    await page.clock.fast_forward("00:06")
    await expect(says).to_have_text("Time is up. Start again to leave.")
    await page.keyboard.press("Shift+A")
    await page.keyboard.press("Shift")
    await expect(says).to_have_text("Shift. Press it 2 more times to leave.")
    await page.keyboard.press("Shift")
    await expect(says).to_have_text("Shift. Press it 1 more time to leave.")
    await page.keyboard.press("Shift")
    await page.wait_for_url(LEAVE_FOR)


async def test_the_page_is_covered_before_the_next_one_has_come(chromium: Chromium) -> None:
    async with visit(chromium, nowhere()) as seen:
        page = seen.page
        await seen.open(RESULTS)

        async def nothing(route: Route) -> None:
            """Stay where one is, as with a network that does not answer."""
            await route.fulfill(status=204)

        await page.context.route(f"{LEAVE_FOR}**", nothing)
        await page.keyboard.press("Shift")
        await page.keyboard.press("Shift")
        await page.keyboard.press("Shift")
        await expect(page.get_by_role("alert")).to_have_text("Leaving.")
        await expect(page.get_by_text("Harbour Line")).not_to_be_visible()


async def test_without_scripts_the_way_out_is_a_link(chromium: Chromium) -> None:
    async with visit(chromium, nowhere(), scripts=False) as seen:
        await seen.open(RESULTS)
        await (
            seen.page.get_by_role("navigation").get_by_role("link", name="Leave this page").click()
        )
        await seen.page.wait_for_url(LEAVE_FOR)


async def test_the_way_out_is_always_in_sight(page_of: Window) -> None:
    await page_of.open("/find/harbour")
    await page_of.page.set_viewport_size({"width": NARROW, "height": 500})
    await page_of.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    link = page_of.page.get_by_role("navigation").get_by_role("link", name="Leave this page")
    await expect(link).to_be_in_viewport()


async def test_all_of_it_works_with_the_keyboard_alone(page_of: Window) -> None:
    page, keys = page_of.page, page_of.page.keyboard
    await page_of.open("/find")

    async def tab_to(name: str) -> None:
        for _ in range(30):
            await keys.press("Tab")
            focused = await page.evaluate(
                "[document.activeElement.labels?.[0]?.innerText,"
                " document.activeElement.innerText].join('|')"
            )
            if name in focused:
                style = await page.evaluate(
                    "(({outlineStyle: o, boxShadow: b}) => o + b)"
                    "(getComputedStyle(document.activeElement))"
                )
                assert style != "nonenone", f"nobody can see that {name} has the focus"
                return
        raise AssertionError(f"the Tab key does not reach {name}")

    await tab_to("Skip to the page")
    await tab_to("Leave this page")
    await tab_to("What do you need help with?")
    await keys.type("Feeling low")
    await tab_to("Or say it in a few words")
    await tab_to("How old are you?")
    await keys.type("15")
    await tab_to("Only show what is open now")
    await keys.press("Space")
    await tab_to("Find help")
    await keys.press("Enter")
    await page.get_by_role("heading", name="Who can help").wait_for()
    await tab_to("Harbour Line")
    await keys.press("Enter")
    await page.get_by_role("heading", name="Harbour Line").wait_for()
    await tab_to("0808 157 0123")


async def test_in_print_the_numbers_stay_and_the_buttons_go(page_of: Window) -> None:
    page = page_of.page
    await page_of.open(RESULTS)
    await expect(page.get_by_role("button", name="Print this list")).to_be_visible()
    await page.emulate_media(media="print")
    await expect(page.get_by_text("0808 157 0123")).to_be_visible()
    for gone in ("Leave this page", "Print this list", "Change your search"):
        await expect(page.get_by_text(gone, exact=True).first).not_to_be_visible()
