"""A change of the directory, from the editor who makes it to the people who would have rung."""

import asyncio
from time import monotonic

import httpx

from bot.conversation.flows.cards import card as card_for
from bot.safeguarding.levels import Concern
from bot.wiring import Knowledge
from directory.keeping.ringing import CallOutcome
from directory.model import Contact
from directory.shipped import shipped
from tests.e2e.whole import Whole

SAMARITANS = shipped().fact("samaritans", "phone")
FOLLOWED = 10.0  # seconds


async def test_a_wrong_number_is_gone_from_answers_pages_and_feed_within_ten_seconds(
    whole: Whole,
) -> None:
    kez = whole.telegram.person("Kez")
    public = whole.made.settings.public_address.url
    await kez.send("whats the number for samaritans")
    await kez.hears(SAMARITANS, within=30.0)
    await _until_filled(whole)

    hidden = await whole.made.editors().record_call(
        "samaritans", "phone", CallOutcome.WRONG_NUMBER, "sam", "a taxi firm"
    )
    assert hidden is not None
    started = monotonic()
    while SAMARITANS in [each.value for each in _samaritans(whole)]:
        assert monotonic() - started < FOLLOWED
        await asyncio.sleep(0.05)

    await kez.send("whats the number for samaritans")
    assert SAMARITANS not in (await kez.hears("Samaritans")).text
    async with httpx.AsyncClient(base_url=public) as web:
        assert SAMARITANS not in (await web.get("/find/samaritans")).text
        found = await web.get("/services", params={"search": "samaritans", "full": "true"})
        assert found.json()["total_items"] > 0
        assert SAMARITANS not in found.text
    await kez.send("i want to kill myself tonight")
    assert SAMARITANS in (await kez.hears("999")).text, "a safety card has its own numbers"


async def test_that_a_number_did_not_work_reaches_the_editors_and_says_nothing_of_who(
    whole: Whole,
) -> None:
    kez = whole.telegram.person("Kez")
    await kez.send("whats the number for samaritans")
    await kez.hears(SAMARITANS, within=30.0)
    await kez.tap("This didn't work", twice=True)
    await kez.hears("Thank you")
    (report,) = await whole.made.editors().reports()
    assert report.service_id == "samaritans"
    assert report.times >= 1


def test_cards_stand_where_a_boroughs_files_are_broken() -> None:
    known = Knowledge.shipped("/nowhere/at/all")
    card = card_for(Concern.none(), known.content)
    assert "999" in card.text
    assert "999" in known.content.words.entries["intent.emergency"].text


async def _until_filled(whole: Whole) -> None:
    async with asyncio.timeout(30.0):
        while not await whole.made.editors().documents():  # noqa: ASYNC110 - it cannot call us
            await asyncio.sleep(0.05)


def _samaritans(whole: Whole) -> tuple[Contact, ...]:
    return whole.made.live.directory().services["samaritans"].reachable
