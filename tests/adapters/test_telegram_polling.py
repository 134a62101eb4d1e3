"""Asking Telegram for updates: none is lost, none is answered twice, each person's in order."""

import asyncio
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import TelegramError

from bot.channels.telegram_connection import TelegramBot, connected
from bot.channels.telegram_intake import DELAYS, FAULTS, Intake
from bot.channels.telegram_polling import Polling
from bot.conversation.model import Inbound, Person, Text
from bot.errors import StoreUnavailable, TemporaryError
from tests.telegram_rules import Json
from tests.telegram_server import TOKEN, Fault, TelegramServer

NOW = datetime(2026, 11, 22, tzinfo=UTC)

Take = Callable[[Inbound], Awaitable[None]]


class Conversation:
    """Takes what people say, and can be told to fail."""

    def __init__(self) -> None:
        self.taken: list[Inbound] = []
        self.tries: dict[str, int] = defaultdict(int)
        self.changed = asyncio.Condition()
        self.fails: Callable[[str], Exception | None] = lambda _words: None

    async def take(self, inbound: Inbound) -> None:
        words = words_of(inbound)
        self.tries[words] += 1
        error = self.fails(words)
        if error is None:
            self.taken.append(inbound)
        async with self.changed:
            self.changed.notify_all()
        if error is not None:
            raise error

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(holds)

    def words(self) -> list[str]:
        return [words_of(inbound) for inbound in self.taken]


def words_of(inbound: Inbound) -> str:
    return inbound.said.text if isinstance(inbound.said, Text) else type(inbound.said).__name__


def at_once(_failures: int) -> float:
    return 0.001


@asynccontextmanager
async def polling(bot: TelegramBot, take: Take) -> AsyncIterator[None]:
    intake = Intake(take, lambda chat: f"key-{chat}", lambda: NOW)
    running = asyncio.create_task(Polling(bot, intake, at_once).run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer.running() as server:
        yield server


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[TelegramBot]:
    async with connected(telegram.token, telegram.url) as bot:
        yield bot


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture
def conversation() -> Conversation:
    return Conversation()


async def test_500_people_at_once_are_each_heard_in_order_and_once(
    telegram: TelegramServer, bot: TelegramBot, conversation: Conversation
) -> None:
    people = [telegram.person(f"P{number}") for number in range(500)]
    for turn in range(3):
        for person in people:
            await person.send(f"{person.id}:{turn}")
    async with polling(bot, conversation.take):
        await conversation.until(lambda: len(conversation.taken) == 1500)
        await telegram.is_asked("getUpdates", len(telegram.called("getUpdates")) + 1)
    heard: dict[str, list[str]] = defaultdict(list)
    for inbound in conversation.taken:
        heard[inbound.person.chat].append(words_of(inbound))
    assert heard == {str(each.id): [f"{each.id}:{turn}" for turn in range(3)] for each in people}


async def test_an_update_is_not_confirmed_before_it_is_taken(
    telegram: TelegramServer, bot: TelegramBot
) -> None:
    started, may_end = asyncio.Event(), asyncio.Event()

    async def slow(_inbound: Inbound) -> None:
        started.set()
        await may_end.wait()

    number = await telegram.person().send("hello")
    async with polling(bot, slow):
        await started.wait()
        await telegram.is_asked("getUpdates", len(telegram.called("getUpdates")) + 2)
        assert [each["update_id"] for each in telegram.updates.waiting] == [number]
        assert all(call.number("offset") <= number for call in telegram.called("getUpdates"))
        may_end.set()
        await telegram.is_asked("getUpdates", len(telegram.called("getUpdates")) + 1)
        assert telegram.updates.waiting == []


async def test_a_bot_killed_in_the_middle_hears_it_again(
    telegram: TelegramServer, bot: TelegramBot, conversation: Conversation
) -> None:
    started = asyncio.Event()

    async def never_ends(_inbound: Inbound) -> None:
        started.set()
        await asyncio.Event().wait()

    await telegram.person().send("do not lose me")
    async with polling(bot, never_ends):
        await started.wait()
    async with polling(bot, conversation.take):
        await conversation.until(lambda: conversation.words() == ["do not lose me"])


async def test_while_one_person_waits_others_are_heard_and_their_own_order_is_kept(
    telegram: TelegramServer, bot: TelegramBot, conversation: Conversation
) -> None:
    is_down = True
    conversation.fails = lambda words: StoreUnavailable() if is_down and words == "first" else None
    amira, ben = telegram.person("Amira"), telegram.person("Ben")
    await amira.send("first")
    await amira.send("second")
    async with polling(bot, conversation.take):
        await conversation.until(lambda: conversation.tries["first"] > 2)
        await ben.send("help")
        await conversation.until(lambda: conversation.words() == ["help"])
        is_down = False
        await conversation.until(lambda: conversation.words() == ["help", "first", "second"])
    assert conversation.tries["help"] == 1


async def test_an_update_handed_over_twice_goes_to_the_conversation_with_one_number(
    telegram: TelegramServer, bot: TelegramBot, conversation: Conversation
) -> None:
    amira = telegram.person()
    number = await amira.send("hello")
    again = {"update_id": number, "message": amira.message(text="hello")}
    async with polling(bot, conversation.take):
        await conversation.until(lambda: len(conversation.taken) == 1)
        await telegram.hand_over(again)
        await amira.send("next")
        await conversation.until(lambda: "next" in conversation.words())
    numbers = {each.update_id for each in conversation.taken if words_of(each) == "hello"}
    assert numbers == {f"telegram:{number}"}


async def test_malformed_updates_are_passed_over(
    telegram: TelegramServer, bot: TelegramBot, conversation: Conversation
) -> None:
    broken: list[Json] = [{"message": 5}, {"message": {"chat": {}}}, {}, {"x": []}]
    for number, body in enumerate(broken):
        await telegram.hand_over({"update_id": 700_000_000 + number, **body})
    await telegram.person().send("hello")
    async with polling(bot, conversation.take):
        await conversation.until(lambda: conversation.words() == ["hello"])
        await telegram.is_asked("getUpdates", 2)
    assert telegram.updates.waiting == []


async def test_an_update_that_always_breaks_is_let_go_and_the_next_is_heard(
    telegram: TelegramServer, bot: TelegramBot, conversation: Conversation
) -> None:
    conversation.fails = lambda words: KeyError("poison") if words == "poison" else None
    amira = telegram.person()
    await amira.send("poison")
    await amira.send("hello")
    async with polling(bot, conversation.take):
        await conversation.until(lambda: conversation.words() == ["hello"])
    assert conversation.tries["poison"] == FAULTS


async def test_an_update_that_never_gets_through_is_let_go_only_if_others_do(
    conversation: Conversation,
) -> None:
    conversation.fails = lambda words: StoreUnavailable() if words == "stuck" else None
    intake = Intake(conversation.take, str, lambda: NOW)
    amira, ben = Person("a", "telegram", "1"), Person("b", "telegram", "2")
    stuck = Inbound("telegram:1", amira, Text("stuck"), NOW)
    for _ in range(3 * DELAYS):  # the database is away for everybody
        with pytest.raises(TemporaryError):
            await intake.take(stuck)
    for number in range(DELAYS):
        await intake.take(Inbound(f"telegram:{2 + number}", ben, Text("hi"), NOW))
        if number < DELAYS - 1:
            with pytest.raises(TemporaryError):
                await intake.take(stuck)
    await intake.take(stuck)
    assert conversation.words() == ["hi"] * DELAYS


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500),
        Fault(502, "Bad Gateway"),
        Fault(429, "Too Many Requests", retry_after=0),
        Fault(401, "Unauthorized"),
        Fault(409, "Conflict: terminated by other getUpdates request"),
        Fault(drops=True),
    ],
)
async def test_telegram_failing_for_a_while_loses_nothing(
    telegram: TelegramServer, bot: TelegramBot, conversation: Conversation, fault: Fault
) -> None:
    fault.times = 3
    telegram.fail("getUpdates", fault)
    telegram.fail("deleteWebhook", Fault(500))
    await telegram.person().send("hello")
    async with polling(bot, conversation.take):
        await conversation.until(lambda: conversation.words() == ["hello"])


async def test_a_network_that_is_down_at_the_start_is_waited_for(
    unused_port: int, conversation: Conversation
) -> None:
    async with connected(TOKEN, f"http://127.0.0.1:{unused_port}") as bot:
        failed = asyncio.Event()

        def pauses(_failures: int) -> float:
            failed.set()
            return 0.01

        intake = Intake(conversation.take, str, lambda: NOW)
        running = asyncio.create_task(Polling(bot, intake, pauses).run())
        await failed.wait()
        async with TelegramServer.running(unused_port) as telegram:
            await telegram.person().send("hello")
            await conversation.until(lambda: conversation.words() == ["hello"])
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize("answer", [{}, [], 5, {"ok": True, "result": 5}])
async def test_an_answer_that_is_not_telegrams_counts_as_no_answer(answer: object) -> None:
    async def anything(_request: web.Request) -> web.Response:
        return web.json_response(answer)

    app = web.Application()
    app.router.add_post("/{path:.*}", anything)
    async with (
        TestServer(app) as server,
        connected(TOKEN, str(server.make_url("")).rstrip("/")) as bot,
    ):
        with pytest.raises(TelegramError):
            await bot.fetch(0, 0)


async def test_a_webhook_in_the_way_is_taken_away_and_nothing_is_dropped(
    telegram: TelegramServer, bot: TelegramBot, conversation: Conversation
) -> None:
    await telegram.person().send("hello")
    telegram.webhook.url = "http://127.0.0.1:1/not-there"
    async with polling(bot, conversation.take):
        await conversation.until(lambda: conversation.words() == ["hello"])
    assert telegram.webhook.url == ""


async def test_only_the_four_kinds_are_asked_for(
    telegram: TelegramServer, bot: TelegramBot, conversation: Conversation
) -> None:
    async with polling(bot, conversation.take):
        await telegram.is_asked("getUpdates")
    assert telegram.called("getUpdates")[0].structure("allowed_updates") == [
        *("message", "edited_message", "callback_query", "my_chat_member")
    ]
