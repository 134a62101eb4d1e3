"""One message all the way, to the desk and back."""

from bot.casework import Delivered, Outcome
from bot.casework.views import Author, Kind
from bot.desk import Desk
from tests.e2e.whole import Whole, up_to_preview

STORY = "my stepdad hits me when mum is at work"


async def test_a_question_is_answered_from_the_directory(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await kez.send("/start")
    await kez.hears("I am a bot")
    await kez.send("people are dealing on our stairs all day")
    heard = await kez.hears("101")
    assert "I'm not safe" in heard.labels


async def test_a_concern_reaches_the_desk_and_the_reply_the_phone(whole: Whole) -> None:
    desk, staff = whole.desk, whole.staff
    kez = whole.telegram.person("Kez")
    await up_to_preview(kez, STORY, "it was worse last night")
    assert await desk.cases(staff) == ()

    await kez.tap("Send", twice=True)
    receipt = await kez.hears("have not read it yet")
    (case,) = await desk.cases(staff)
    assert case.reference in receipt.text

    view = await desk.case(staff, case.id)
    assert view is not None
    assert view.told.story == (STORY, "it was worse last night")
    assert view.told.name == "Kez"
    assert view.agreements[0].lawful_basis == "public_task_safeguarding"

    assert await desk.claim(staff, case.id) is None
    assert await desk.reply(staff, case.id, "Is it safe to talk after school?") is None
    reply = await kez.hears("after school")
    assert "after school" in reply.covered
    assert "youth worker" in reply.covered
    assert "school" not in reply.notification

    heard_so_far = len(kez.chat.news)
    await kez.send("yes 4pm is ok")
    await _until_case_has(desk, whole, "yes 4pm is ok")
    assert len(kez.chat.news) == heard_so_far, "the bot speaks while a person has the case"

    view = await desk.case(staff, case.id)
    assert view is not None
    replies = [each for each in view.messages if each.author is Author.STAFF]
    assert [each.delivery for each in replies if each.kind is Kind.MESSAGE] == [Delivered.SENT]

    await kez.send("he is trying to break my door down right now")
    await kez.hears("999", within=2.0)

    assert await desk.close(staff, case.id, Outcome.REFERRED_MASH, "Told MASH at 16.10.") is None
    await kez.hears()


async def _until_case_has(desk: Desk, whole: Whole, words: str) -> None:
    async for _ in desk.changes():
        (case,) = await desk.cases(whole.staff)
        view = await desk.case(whole.staff, case.id)
        if view and any(words in each.text for each in view.messages):
            return
