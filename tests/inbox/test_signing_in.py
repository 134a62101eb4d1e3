"""Signing in and out, and what the cookies are like."""

from datetime import timedelta

import pytest

from tests.adapters.kept import Someone
from tests.inbox.conftest import PASSWORDS, Browser, Inbox

ATTRIBUTES = {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"}


async def test_signing_in_leads_to_the_cases(inbox: Inbox) -> None:
    browser = inbox.browser()
    await browser.get("/sign-in")
    answer = await browser.post("/sign-in", username=" Ada ", password=PASSWORDS["ada"])
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert "Ada, Youth worker" in await browser.text("/")


async def test_cookies_stay_on_this_host_and_away_from_scripts(inbox: Inbox) -> None:
    browser = inbox.browser()
    page = await browser.get("/sign-in")
    answer = await browser.post("/sign-in", username="ada", password=PASSWORDS["ada"])
    for header in page.headers.getall("Set-Cookie") + answer.headers.getall("Set-Cookie"):
        name, *attributes = [part.strip() for part in header.split(";")]
        assert name.startswith("__Host-waymark")
        assert set(attributes) >= ATTRIBUTES
        assert not any(each.startswith("Domain") for each in attributes)


@pytest.mark.parametrize("username", ["ada", "nobody"])
async def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    inbox: Inbox, username: str
) -> None:
    browser = inbox.browser()
    await browser.get("/sign-in")
    answer = await browser.post("/sign-in", username=username, password="wrong words here")
    text = await answer.text()
    assert answer.status == 401
    assert "The username or the password is wrong." in text
    assert "wrong words here" not in text
    assert "__Host-waymark" not in browser.cookies


async def test_what_is_missing_is_named(inbox: Inbox) -> None:
    browser = inbox.browser()
    await browser.get("/sign-in")
    answer = await browser.post("/sign-in", username="", password="")
    text = await answer.text()
    assert answer.status == 400
    assert '<a href="#username">Enter your username</a>' in text
    assert '<a href="#password">Enter your password</a>' in text


async def test_after_many_tries_the_page_says_how_long_to_wait(inbox: Inbox) -> None:
    browser = inbox.browser()
    await browser.get("/sign-in")
    for _ in range(6):
        answer = await browser.post("/sign-in", username="ada", password="wrong words here")
    assert answer.status == 429
    wait = int(answer.headers["Retry-After"])
    assert f"There were too many tries. Wait {wait} seconds" in await answer.text()

    inbox.clock.pass_(timedelta(seconds=wait))
    await browser.post("/sign-in", username="ada", password=PASSWORDS["ada"])
    assert "Ada, Youth worker" in await browser.text("/")


async def test_signing_out_ends_the_session_and_clears_the_browser(
    inbox: Inbox, ada: Browser
) -> None:
    kept = dict(ada.cookies)
    answer = await ada.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    ada.cookies = kept
    assert (await ada.get("/")).status == 303


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/cases/00000000-0000-4000-8000-000000000000",) * 2,
        ("//elsewhere.example", "/"),
        ("https://elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("/sign-out", "/"),
    ],
)
async def test_signing_in_leads_nowhere_but_to_our_own_pages(
    inbox: Inbox, asked: str, led: str
) -> None:
    browser = inbox.browser()
    await browser.get("/sign-in")
    answer = await browser.post("/sign-in", username="ada", password=PASSWORDS["ada"], next=asked)
    assert answer.headers["Location"] == led


async def test_a_session_ends_after_a_quarter_of_an_hour_of_rest(
    inbox: Inbox, ada: Browser
) -> None:
    inbox.clock.pass_(timedelta(minutes=16))
    assert (await ada.get("/")).status == 303


async def test_a_page_that_refreshes_itself_keeps_no_session_alive(
    inbox: Inbox, ada: Browser
) -> None:
    for _ in range(2):
        inbox.clock.pass_(timedelta(minutes=8))
        answer = await ada.get("/", **{"Waymark-Unattended": "1"})
    assert answer.status == 303


async def test_words_written_after_the_session_ended_are_given_back(
    inbox: Inbox, ada: Browser
) -> None:
    case_id = await Someone(inbox.store, clock=inbox.clock).sends()
    inbox.clock.pass_(timedelta(minutes=16))
    answer = await ada.post(f"/cases/{case_id}/note", text="a long note </textarea>")
    text = await answer.text()
    assert answer.status == 401
    assert "a long note &lt;/textarea&gt;" in text
    assert "Nothing was saved or sent" in text


async def test_a_session_token_made_up_by_somebody_is_no_session(inbox: Inbox) -> None:
    browser = inbox.browser()
    browser.cookies["__Host-waymark"] = "\xe9" * 10
    assert (await browser.get("/")).status == 303
