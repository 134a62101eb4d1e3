"""The quick exit, all the way: what Telegram is asked for, how soon, and what is said."""

import signal
import time
from datetime import UTC, datetime, timedelta

import psycopg

from bot.casework import Told
from bot.conversation.model import Person
from bot.effects import Sent
from bot.storage.engine import libpq_url
from bot.wiring import pseudonyms
from tests.adapters.kept import Someone
from tests.e2e.test_kills import bot_process, count
from tests.e2e.whole import Whole, environment
from tests.telegram_chats import TelegramPerson
from tests.telegram_server import Fault, TelegramServer

LIMIT = 2.0  # seconds (standards B19)
LINE = "Okay. Have a good day."


def asked_for(telegram: TelegramServer) -> list[list[int]]:
    return [call.structure("message_ids") for call in telegram.called("deleteMessages")]


async def only_the_line_is_left(person: TelegramPerson, within: float = LIMIT) -> None:
    await person.waits_until(
        lambda: [each.text for each in person.screen] == [LINE] and not person.chat.typed,
        within=within,
    )


async def test_in_the_middle_of_a_message_to_staff_everything_goes(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await kez.send("/start")
    await kez.hears("999")
    await kez.tap("Talk to a person")
    await kez.hears("carry on")
    await kez.tap("Carry on")
    await kez.hears("who is it about")
    await kez.tap("Me")
    await kez.hears("in your own words")
    await kez.send("my dad hits me")
    await kez.hears("That's all")
    before = kez.chat.numbers
    began = time.monotonic()
    await kez.send("/exit")
    await kez.hears(LINE, within=LIMIT)
    await only_the_line_is_left(kez)
    assert time.monotonic() - began < LIMIT
    assert before <= {number for batch in asked_for(whole.telegram) for number in batch}
    assert count(whole.made.settings.database_url, "conversations") == 0
    assert await whole.desk.cases(whole.staff) == ()


async def test_the_button_does_as_much(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await kez.send("/safety")
    await kez.hears("safe to chat")
    await kez.tap("What Quick exit does")
    await kez.hears("other devices")
    await kez.tap("Quick exit")
    await only_the_line_is_left(kez)


async def test_hundreds_of_messages_go_in_batches_of_a_hundred(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await kez.send("hello")
    await kez.hears()
    many = [Sent(str(whole.telegram.new_message_id()), datetime.now(UTC)) for _ in range(230)]
    kez.chat.typed.update({int(each.message_id): each.at for each in many})
    async with whole.made.store.unit() as unit:
        await unit.note(person_of(whole, kez), many)
    began = time.monotonic()
    await kez.send("exit")
    await only_the_line_is_left(kez)
    assert time.monotonic() - began < LIMIT
    batches = asked_for(whole.telegram)
    assert max(map(len, batches)) == 100
    asked = [number for batch in batches for number in batch]
    assert len(asked) == len(set(asked)) >= 232


def person_of(whole: Whole, person: TelegramPerson) -> Person:
    chat = str(person.id)
    return Person(pseudonyms(whole.made.settings, "telegram")(chat), "telegram", chat)


async def test_what_is_older_than_two_days_is_left_and_never_asked_for(whole: Whole) -> None:
    telegram, kez = whole.telegram, whole.telegram.person("Kez")
    telegram.clock = datetime.now(UTC) - timedelta(hours=48, minutes=1)
    await kez.send("hello")
    await kez.hears("999")
    telegram.clock = None
    old = kez.chat.numbers
    await kez.send("/help")
    await kez.hears("/start")
    await kez.send("/exit")
    await kez.hears(LINE)
    await kez.waits_until(lambda: not kez.chat.typed.keys() - old)
    asked = {number for batch in asked_for(telegram) for number in batch}
    assert asked
    assert not asked & old
    assert old <= kez.chat.numbers


async def test_a_deletion_that_telegram_puts_off_is_tried_again(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await kez.send("hello")
    await kez.hears()
    whole.telegram.fail("deleteMessages", Fault(429, "Too Many Requests", retry_after=1))
    await kez.send("/exit")
    await only_the_line_is_left(kez, within=8.0)


async def test_a_bot_killed_before_it_deletes_does_so_when_it_is_back(database_url: str) -> None:
    async with TelegramServer.running() as telegram:
        env = environment(telegram, database_url)
        kez = telegram.person("Kez")
        async with bot_process(env) as process:
            await kez.send("hello")
            await kez.hears("999", within=30.0)
            telegram.fail("deleteMessages", Fault(hangs=True))
            await kez.send("/exit")
            await telegram.is_asked("deleteMessages", within=20.0)
            process.send_signal(signal.SIGKILL)
        assert len(kez.chat.typed) == 2
        async with bot_process(env):
            await kez.waits_until(lambda: not kez.chat.typed, within=30.0)
    assert {each.text for each in kez.screen} <= {LINE}


async def test_without_a_database_the_exit_says_so_and_comes_when_it_is_back(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await kez.send("hello")
    await kez.hears("999")
    with psycopg.connect(libpq_url(whole.made.settings.database_url)) as blocking:
        blocking.execute("LOCK TABLE conversations, updates IN ACCESS EXCLUSIVE MODE")
        await kez.send("/exit")
        heard = await kez.hears("Not done yet", within=5.0)
        assert heard.labels == []
        blocking.rollback()
    await kez.hears(LINE, within=10.0)
    await only_the_line_is_left(kez, within=5.0)


async def test_the_word_hides_everything_until_start(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await Someone(whole.made.store, person_of(whole, kez)).sends(Told(("x",), may_message=True))
    (case,) = await whole.desk.cases(whole.staff)
    await kez.send("/safety")
    await kez.hears("safe to chat")
    await kez.tap("A word to hide this chat")
    await kez.hears("safe word")
    await kez.tap("Set a word")
    await kez.hears("Type a word")
    await kez.send("Marmalade")
    assert "armalade" not in (await kez.hears("code made from")).text
    await kez.send("marmalade")
    await kez.hears("council information", within=LIMIT)
    await kez.waits_until(lambda: len(kez.screen) == 1 and not kez.chat.typed)

    await whole.desk.claim(whole.staff, case.id)
    await whole.desk.reply(whole.staff, case.id, "we can meet you")
    for line in ("/mydata", "/delete", "/stop", "what did i say"):
        await kez.send(line)
        heard = await kez.hears()
        assert "council information" in heard.text
    assert not [each for each in kez.screen if each.covered]
    await kez.send("he has a knife, he is going to kill me")
    await kez.hears("999", within=LIMIT)
    (after,) = await whole.desk.cases(whole.staff)
    assert not after.asked_to_withdraw
    view = await whole.desk.case(whole.staff, case.id)
    assert view is not None
    assert not [each for each in view.messages if "knife" in each.text]

    await kez.send("/start")
    await kez.hears("")
    await kez.send("/mydata")
    assert case.reference in (await kez.hears("WF-")).text
