"""Words on their way to Telegram, and what comes back instead of "sent"."""

import asyncio
import traceback
from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram_connection import TelegramBot, connected
from bot.channels.telegram_outbound import TelegramSender
from bot.channels.telegram_pacing import BURST, Pace
from bot.effects import Button, Message, Sent
from bot.errors import MessageRefused, PersonUnreachable, TryLater, WaymarkError
from bot.ports import Progress
from tests.telegram_chats import TelegramPerson
from tests.telegram_server import Fault, TelegramServer

HELLO = Message("hello", "Hello.")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer.running() as server:
        yield server


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[TelegramBot]:
    async with connected(telegram.token, telegram.url) as bot:
        yield bot


@pytest.fixture
def sender(bot: TelegramBot) -> TelegramSender:
    return TelegramSender(bot, Pace())


@pytest.fixture
async def amira(telegram: TelegramServer) -> TelegramPerson:
    person = telegram.person("Amira")
    await person.send("hello")
    return person


async def test_words_buttons_and_no_preview(
    telegram: TelegramServer, sender: TelegramSender, amira: TelegramPerson
) -> None:
    rows = ((Button("Yes", "y"), Button("No", "n")), (Button("Help now", "h"),))
    await sender.say(str(amira.id), Message("k", "<b>See</b> *https://x.org*", buttons=rows))
    shown = await amira.hears()
    assert (shown.text, shown.entities) == ("<b>See</b> *https://x.org*", [])
    assert shown.labels == ["Yes", "No", "Help now"]
    (call,) = telegram.called("sendMessage")
    assert call.structure("link_preview_options") == {"is_disabled": True}
    assert "parse_mode" not in call.parameters


async def test_a_reply_is_covered_until_it_is_tapped(
    sender: TelegramSender, amira: TelegramPerson
) -> None:
    reply = Message("k", "😀 You have a message.", covered="We can meet you at school. 🙂")
    await sender.say(str(amira.id), reply)
    shown = await amira.hears()
    assert shown.covered == reply.covered
    assert shown.notification == "😀 You have a message.\n\n···"


async def test_a_long_message_comes_in_parts_with_its_buttons_last(
    sender: TelegramSender, amira: TelegramPerson
) -> None:
    words = "A sentence of some words. " * 400
    await sender.say(str(amira.id), Message("k", words, buttons=((Button("Ok", "o"),),)))
    assert [shown.labels for shown in amira.screen] == [[], [], ["Ok"]]
    assert " ".join(shown.text for shown in amira.screen) == words.strip()


async def test_a_long_message_that_fails_half_way_goes_on_where_it_stopped(
    telegram: TelegramServer, sender: TelegramSender, amira: TelegramPerson
) -> None:
    long = Message("k", "Some words. " * 600)
    telegram.fail("sendMessage", Fault(429, "Too Many Requests", retry_after=3, skips=1))
    with pytest.raises(TryLater):
        await sender.say(str(amira.id), long)
    assert len(amira.screen) == 1
    await sender.say(str(amira.id), long)
    assert len(amira.screen) == 2
    await sender.say(str(amira.id), long)
    assert len(amira.screen) == 4


@pytest.mark.parametrize(
    ("fault", "expected", "seconds"),
    [
        (Fault(429, "Too Many Requests: retry after 3", retry_after=3), TryLater, 3.0),
        (Fault(429, "Too Many Requests"), TryLater, None),
        (Fault(500), TryLater, None),
        (Fault(502, "Bad Gateway"), TryLater, None),
        (Fault(drops=True), TryLater, None),
        (Fault(401, "Unauthorized"), TryLater, None),
        (Fault(403, "Forbidden: user is deactivated"), PersonUnreachable, None),
        (Fault(400, "Bad Request: chat not found"), PersonUnreachable, None),
        (Fault(400, "Bad Request: CANARY is wrong"), MessageRefused, None),
    ],
)
async def test_each_failure_says_whether_to_try_again_and_quotes_nothing(
    telegram: TelegramServer,
    sender: TelegramSender,
    amira: TelegramPerson,
    fault: Fault,
    expected: type[WaymarkError],
    seconds: float | None,
) -> None:
    fault.times = 2
    for method in ("sendMessage", "editMessageText"):
        telegram.fail(method, fault)
    for attempt in (
        sender.say(str(amira.id), Message("k", "CANARY")),
        sender.replace(str(amira.id), "5", Message("k", "CANARY")),
    ):
        with pytest.raises(expected) as caught:
            await attempt
        written = "".join(traceback.format_exception(caught.value))
        assert not any(secret in written for secret in ("CANARY", str(amira.id), telegram.token))
        assert getattr(caught.value, "seconds", None) == seconds


async def test_a_person_who_blocked_us_is_unreachable(
    sender: TelegramSender, amira: TelegramPerson
) -> None:
    await amira.block()
    with pytest.raises(PersonUnreachable):
        await sender.say(str(amira.id), HELLO)
    assert amira.screen == []


async def test_one_chat_told_to_wait_holds_up_no_other(
    telegram: TelegramServer, sender: TelegramSender, amira: TelegramPerson
) -> None:
    ben = telegram.person("Ben")
    await ben.send("hello")
    telegram.fail("sendMessage", Fault(429, "Too Many Requests", retry_after=9, chat=amira.id))
    with pytest.raises(TryLater):
        await sender.say(str(amira.id), HELLO)
    await sender.say(str(ben.id), HELLO)
    await sender.say(str(amira.id), HELLO)
    assert len(amira.screen) == len(ben.screen) == 1


async def test_danger_waits_for_no_turn_and_the_rest_does(
    sender: TelegramSender, amira: TelegramPerson
) -> None:
    for _ in range(BURST):
        await sender.say(str(amira.id), HELLO)
    fourth = asyncio.create_task(sender.say(str(amira.id), Message("k", "In its turn.")))
    await sender.say(str(amira.id), Message("k", "At once."), urgent=True)
    assert amira.screen[-1].text == "At once."
    await fourth
    assert amira.screen[-1].text == "In its turn."


async def test_words_replace_words_in_place(sender: TelegramSender, amira: TelegramPerson) -> None:
    await sender.say(str(amira.id), HELLO)
    (shown,) = amira.screen
    for _ in range(2):  # the second time there is nothing to change, and that is well
        await sender.replace(str(amira.id), str(shown.message_id), Message("k", "Goodbye."))
    assert [each.text for each in amira.screen] == ["Goodbye."]


@pytest.mark.parametrize("reason", ["old", "gone", "unknown"])
async def test_what_cannot_be_replaced_is_said_anew(
    sender: TelegramSender, amira: TelegramPerson, reason: str
) -> None:
    await sender.say(str(amira.id), HELLO)
    (shown,) = amira.screen
    shown.can_edit = reason != "old"
    if reason == "gone":
        amira.chat.messages.clear()
    message_id = "" if reason == "unknown" else str(shown.message_id)
    await sender.replace(str(amira.id), message_id, Message("k", "Goodbye."))
    assert amira.screen[-1].text == "Goodbye."


async def test_a_tap_is_answered_and_an_old_one_is_let_be(
    telegram: TelegramServer, sender: TelegramSender, amira: TelegramPerson
) -> None:
    await amira.tap_data("x")
    (tap,) = telegram.taps
    for _ in range(2):
        await sender.answer_tap(tap, "Done")
    assert amira.notices == ["Done"]


async def test_a_group_is_told_and_left_and_leaving_twice_is_well(
    telegram: TelegramServer, sender: TelegramSender, amira: TelegramPerson
) -> None:
    group = telegram.group(amira)
    await group.add_bot()
    chat = str(group.chat.id)
    await sender.say(chat, HELLO)
    for _ in range(2):
        await sender.leave(chat)
    assert not group.chat.is_open


async def test_a_message_without_words_is_refused_here(sender: TelegramSender) -> None:
    with pytest.raises(MessageRefused):
        await sender.say("1", Message("k", " "))


async def test_what_was_sent_is_told_part_by_part(
    sender: TelegramSender, amira: TelegramPerson
) -> None:
    sent = await sender.say(str(amira.id), Message("k", "Some words. " * 600))
    assert sent == tuple(
        Sent(str(each.message_id), each.sent_at.replace(microsecond=0)) for each in amira.screen
    )
    assert await sender.replace(str(amira.id), sent[0].message_id, HELLO) == ()
    (new,) = await sender.replace(str(amira.id), "1", HELLO)
    assert new.message_id == str(amira.screen[-1].message_id)


async def test_a_message_that_failed_half_way_is_told_whole(
    telegram: TelegramServer, sender: TelegramSender, amira: TelegramPerson
) -> None:
    long = Message("k", "Some words. " * 600)
    telegram.fail("sendMessage", Fault(429, "Too Many Requests", retry_after=3, skips=1))
    with pytest.raises(TryLater):
        await sender.say(str(amira.id), long)
    sent = await sender.say(str(amira.id), long)
    assert [each.message_id for each in sent] == [str(each.message_id) for each in amira.screen]


async def test_a_part_is_told_as_it_is_sent_and_the_same_words_anew_begin_anew(
    telegram: TelegramServer, sender: TelegramSender, amira: TelegramPerson
) -> None:
    long, told = Message("k", "Some words. " * 600), list[str]()

    async def note(part: Sent) -> None:
        told.append(part.message_id)

    telegram.fail("sendMessage", Fault(429, "Too Many Requests", retry_after=3, skips=1))
    with pytest.raises(TryLater):
        await sender.say(str(amira.id), long, progress=Progress(after=note, of="before"))
    assert told == [str(each.message_id) for each in amira.screen]
    assert len(told) == 1
    await sender.say(str(amira.id), long, progress=Progress(after=note, of="anew"))
    assert told == [str(each.message_id) for each in amira.screen]
    assert len(told) == 3


async def test_what_is_halted_while_it_waits_its_turn_is_not_sent(
    sender: TelegramSender, amira: TelegramPerson
) -> None:
    async def halt() -> None:
        raise MessageRefused

    for attempt in (
        sender.say(str(amira.id), HELLO, progress=Progress(halt)),
        sender.replace(str(amira.id), "5", HELLO, progress=Progress(halt)),
    ):
        with pytest.raises(MessageRefused):
            await attempt
    assert amira.screen == []


async def test_both_sides_messages_are_deleted_in_one_call(
    telegram: TelegramServer, sender: TelegramSender, amira: TelegramPerson
) -> None:
    await sender.say(str(amira.id), HELLO)
    numbers = [str(each) for each in sorted(amira.chat.numbers)]
    assert len(numbers) == 2
    await sender.delete(str(amira.id), [*numbers, "1"], urgent=True)
    assert amira.chat.numbers == set()
    (call,) = telegram.called("deleteMessages")
    assert call.structure("message_ids") == [*map(int, numbers), 1]


async def test_messages_refused_together_are_deleted_one_by_one(
    telegram: TelegramServer, sender: TelegramSender, amira: TelegramPerson
) -> None:
    await sender.say(str(amira.id), HELLO)
    refusal = Fault(400, "Bad Request: message can't be deleted for everyone")
    telegram.fail("deleteMessages", refusal)
    numbers = ["1", *map(str, sorted(amira.chat.numbers))]
    await sender.delete(str(amira.id), numbers)
    assert amira.chat.numbers == set()
    assert len(telegram.called("deleteMessage")) == 3


async def test_a_deletion_can_be_tried_later_and_a_lost_chat_is_told(
    telegram: TelegramServer, sender: TelegramSender, amira: TelegramPerson
) -> None:
    telegram.fail("deleteMessages", Fault(429, "Too Many Requests", retry_after=3))
    with pytest.raises(TryLater) as later:
        await sender.delete(str(amira.id), ["1"])
    assert later.value.seconds == 3
    with pytest.raises(PersonUnreachable):
        await sender.delete("4", ["1"])
    await amira.block()
    with pytest.raises(PersonUnreachable):
        await sender.delete(str(amira.id), ["1"])
