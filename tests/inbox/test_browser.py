"""The inbox as staff use it, in a real browser."""

from datetime import timedelta
from uuid import UUID

import pytest
from playwright.async_api import Browser as Chromium
from playwright.async_api import expect

from bot.casework import AgeBand, Told
from bot.effects import AddToCase, AskToWithdraw
from bot.safeguarding.levels import Level
from tests.adapters.kept import Someone
from tests.inbox.chromium import NARROW, WIDE, Window, chromium, window
from tests.inbox.conftest import Inbox
from tests.inbox.hostile import PAYLOADS

__all__ = ["chromium"]

pytestmark = pytest.mark.browser
TOLD = Told(("they make me carry it",), age_band=AgeBand.UNDER_13, name="Jay", may_message=True)


async def sends(inbox: Inbox, told: Told = TOLD, level: Level = Level.SERIOUS) -> UUID:
    return await Someone(inbox.store, clock=inbox.clock).sends(told, level=level)


async def handle(seen: Window, case_id: UUID) -> None:
    """Take a case, reply, write a note and close it."""
    page = seen.page
    await seen.open("/")
    await page.locator(f"a[href='/cases/{case_id}']").click()
    await page.get_by_role("button", name="Take this case").click()
    await expect(page.get_by_text("You have this case now.")).to_be_visible()
    await page.get_by_label("Your reply").fill("I can talk today.")
    await page.get_by_role("button", name="Send to WF-").click()
    await expect(page.get_by_text("Waiting to be sent")).to_be_visible()
    await page.get_by_label("Your note").fill("rang the school")
    await page.get_by_role("button", name="Keep note").click()
    await expect(page.get_by_text("Note by Ada")).to_be_visible()
    await page.get_by_text("Close this case").click()
    await page.get_by_label("Passed to early help").check()
    await page.get_by_label("Reason").fill("early help has it")
    await page.get_by_role("button", name="Close case").click()
    await expect(page.get_by_text("This case is closed.")).to_be_visible()


async def test_a_case_is_handled_from_start_to_finish(inbox: Inbox, chromium: Chromium) -> None:
    case_id = await sends(inbox)
    async with window(chromium, inbox) as seen:
        await seen.sign_in()
        await handle(seen, case_id)
        await seen.page.get_by_role("button", name="Sign out").click()
        await expect(seen.page.get_by_text("You are signed out.")).to_be_visible()


async def test_all_of_it_works_without_scripts(inbox: Inbox, chromium: Chromium) -> None:
    case_id = await sends(inbox)
    async with window(chromium, inbox, scripts=False) as seen:
        await seen.sign_in()
        await handle(seen, case_id)


async def test_a_case_that_arrives_is_in_the_list_without_a_reload(
    inbox: Inbox, chromium: Chromium
) -> None:
    async with window(chromium, inbox) as seen:
        await seen.sign_in()
        await expect(seen.page.get_by_text("There is no open case.")).to_be_visible()
        await seen.page.evaluate("window.isTheSamePage = true")
        await sends(inbox)
        await expect(seen.page.locator("[data-case]")).to_have_count(1)
        await expect(seen.page.get_by_role("status")).to_have_text("This page has changed.")
        await expect(seen.page).to_have_title("(1) Cases: all open – Waymark inbox")
        assert await seen.page.evaluate("window.isTheSamePage")


async def test_what_the_person_writes_appears_and_takes_nothing_from_what_staff_write(
    inbox: Inbox, chromium: Chromium
) -> None:
    someone = Someone(inbox.store, clock=inbox.clock)
    case_id = await someone.sends(TOLD)
    async with window(chromium, inbox) as seen:
        await seen.sign_in()
        await seen.open(f"/cases/{case_id}")
        await seen.page.get_by_role("button", name="Take this case").click()
        await seen.page.get_by_label("Your reply").fill("half a sen")
        await someone.does(AddToCase(case_id, "he is back"))
        await expect(seen.page.get_by_text("he is back")).to_be_visible()
        await expect(seen.page.get_by_label("Your reply")).to_have_value("half a sen")


async def test_a_colleague_who_takes_the_case_first_is_seen_at_once(
    inbox: Inbox, chromium: Chromium
) -> None:
    case_id = await sends(inbox)
    async with window(chromium, inbox) as ada, window(chromium, inbox) as bea:
        await ada.sign_in("ada")
        await bea.sign_in("bea")
        await ada.open(f"/cases/{case_id}")
        await bea.open(f"/cases/{case_id}")
        await bea.page.get_by_role("button", name="Take this case").click()
        await expect(ada.page.get_by_text("Bea (Duty worker) has this case.")).to_be_visible()
        await expect(ada.page.get_by_role("button", name="Take this case")).to_have_count(0)


async def test_a_page_that_lost_the_connection_says_when_it_is_back(
    inbox: Inbox, chromium: Chromium
) -> None:
    async with window(chromium, inbox) as seen:
        await seen.sign_in()
        await expect(seen.page.get_by_text("There is no open case.")).to_be_visible()
        for stream in tuple(inbox.streams()):
            stream.stop_streaming()
        await sends(inbox)
        await expect(seen.page.get_by_role("status")).to_have_text(
            "Connected again. This page is up to date.", timeout=15_000
        )
        await expect(seen.page.locator("[data-case]")).to_have_count(1)


async def test_a_page_that_nobody_touches_warns_and_then_hides_the_case(
    inbox: Inbox, chromium: Chromium
) -> None:
    case_id = await sends(inbox)
    async with window(chromium, inbox) as seen:
        await seen.page.clock.install()
        await seen.sign_in()
        await seen.open(f"/cases/{case_id}")
        await seen.page.clock.fast_forward("14:00")
        await expect(seen.page.get_by_role("status")).to_contain_text("signed out in 2 minutes")
        await seen.page.keyboard.press("Shift")
        await expect(seen.page.get_by_role("status")).not_to_contain_text("signed out")
        await seen.page.clock.fast_forward("16:00")
        await expect(seen.page.get_by_text("they make me carry it")).to_have_count(0)


async def test_hostile_words_do_nothing_in_a_browser(inbox: Inbox, chromium: Chromium) -> None:
    words = "\n".join(PAYLOADS)
    someone = Someone(inbox.store, clock=inbox.clock)
    case_id = await someone.sends(Told(PAYLOADS, name=words, wish=words, may_message=True))
    await someone.does(AddToCase(case_id, words))
    async with window(chromium, inbox) as seen:
        await seen.sign_in()
        await seen.open(f"/cases/{case_id}")
        shown = await seen.page.locator(".words--told").all_inner_texts()
        assert shown[:-1] == list(PAYLOADS)
        await someone.does(AddToCase(case_id, f"again {words}"))
        await expect(seen.page.get_by_text("again <script>").first).to_be_visible()


async def test_all_of_it_works_with_the_keyboard_alone(inbox: Inbox, chromium: Chromium) -> None:
    await sends(inbox)
    async with window(chromium, inbox) as seen:
        page, keys = seen.page, seen.page.keyboard
        await seen.open("/sign-in")

        async def tab_to(name: str) -> None:
            for _ in range(40):
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

        await tab_to("Skip to main content")
        await tab_to("Username")
        await keys.type("ada")
        await tab_to("Password")
        await keys.type("seven quiet lanterns")
        await keys.press("Enter")
        await page.get_by_role("heading", name="Cases").wait_for()
        await tab_to("WF-")
        await keys.press("Enter")
        await page.get_by_role("heading", name="Case WF-").wait_for()
        await tab_to("Take this case")
        await keys.press("Enter")
        await expect(page.get_by_text("You have this case now.")).to_be_visible()
        await tab_to("Your reply")
        await keys.type("I can talk today.")
        await tab_to("Send to WF-")
        await keys.press("Enter")
        await expect(page.get_by_text("Waiting to be sent")).to_be_visible()
        await tab_to("Close this case")
        await keys.press("Enter")
        await tab_to("Passed to MASH")
        await keys.press("Space")
        await tab_to("Reason")
        await keys.type("risk at home")
        await tab_to("Close case")
        await keys.press("Enter")
        await expect(page.get_by_text("This case is closed.")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
async def test_no_page_has_a_barrier_and_none_scrolls_sideways(
    inbox: Inbox, chromium: Chromium, width: int
) -> None:
    someone = Someone(inbox.store, clock=inbox.clock)
    long = Told(("a" * 500 + " \u202e\u200b",), name="b" * 200, wish="c" * 300, may_message=True)
    case_id = await someone.sends(long, level=Level.IMMEDIATE)
    waiting = await sends(inbox)
    inbox.clock.pass_(timedelta(minutes=1))
    async with window(chromium, inbox, width=width) as seen:
        page = seen.page

        async def check(state: str) -> None:
            assert await seen.barriers() == [], state
            assert await seen.width() <= width, state

        await seen.open("/sign-in")
        await check("sign in")
        await page.get_by_role("main").get_by_role("button", name="Sign in").click()
        await check("sign in, nothing typed")
        await seen.sign_in()
        await check("list")
        await seen.open("/?show=closed")
        await check("empty list")
        await seen.open("/nowhere")
        await check("no such page")
        await seen.open(f"/cases/{waiting}")
        await check("waiting case")
        await seen.open(f"/cases/{case_id}")
        await page.get_by_role("button", name="Take this case").click()
        await check("just taken")
        await page.get_by_label("Your reply").fill("I can talk. " * 50)
        await page.get_by_role("button", name="Send to WF-").click()
        await page.get_by_label("Your note").fill("rang the school")
        await page.get_by_role("button", name="Keep note").click()
        await someone.does(AddToCase(case_id, "x" * 300), AskToWithdraw(case_id))
        await seen.open(f"/cases/{case_id}")
        await page.get_by_text("Close this case").click()
        await check("long thread, closing")
        await page.get_by_role("button", name="Close case").click()
        await check("closing without an outcome")
