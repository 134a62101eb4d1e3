"""Both ways in from Telegram, whole: the wire at one end, the conversation at the other."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.channels.telegram_app import Profile, WebhookNote, introduce, keep_webhook, poll
from bot.channels.telegram_connection import TelegramBot, connected
from bot.channels.telegram_intake import Intake
from bot.channels.telegram_outbound import TelegramSender
from bot.channels.telegram_pacing import Pace
from bot.conversation.model import Inbound, InGroup, Tap, Text
from bot.effects import Button, Message
from bot.errors import StoreUnavailable
from bot.public.app import public_app
from bot.public.webhook import Webhook, webhook_path
from directory.model import Directory
from tests.talk import content
from tests.telegram_server import Fault, TelegramServer

SECRET = "a-secret-of-more-than-thirty-two-letters"
PROFILE = Profile(
    name="WF Help",
    about="Help in Waltham Forest.",
    description="Ask where to get help in Waltham Forest.",
    commands=(("start", "Begin"), ("help", "What this can do")),
)


class Echo:
    """Says back what it hears, in the same chat. Fails first as often as it is told."""

    def __init__(self, sender: TelegramSender, failures: int = 0) -> None:
        self.sender = sender
        self.failures = failures

    async def take(self, inbound: Inbound) -> None:
        if self.failures > 0:
            self.failures -= 1
            raise StoreUnavailable
        chat = inbound.person.chat
        match inbound.said:
            case Text(text):
                buttons = ((Button("More", "more"),),)
                await self.sender.say(chat, Message("k", f"You said {text}", buttons))
            case Tap(data):
                await self.sender.answer_tap(inbound.tap_id, "")
                await self.sender.replace(chat, inbound.message_id, Message("k", f"Tap {data}"))
            case InGroup():
                await self.sender.say(chat, Message("k", "Only in private."))
                await self.sender.leave(chat)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer.running() as server:
        yield server


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[TelegramBot]:
    async with connected(telegram.token, telegram.url) as bot:
        yield bot


@pytest.fixture
def echo(bot: TelegramBot) -> Echo:
    return Echo(TelegramSender(bot, Pace()))


def intake_for(echo: Echo) -> Intake:
    return Intake(echo.take, lambda chat: f"key-{chat}", lambda: datetime.now(UTC))


@asynccontextmanager
async def running(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def called_by_telegram(bot: TelegramBot, echo: Echo) -> AsyncIterator[None]:
    webhook = Webhook(intake_for(echo).receive, SECRET)
    app = public_app(webhook, Directory.empty, content=content, now=lambda: datetime.now(UTC))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}{webhook_path(SECRET)}"
    async with running(keep_webhook(bot, url, SECRET, PROFILE, lambda _failures: 0.01)):
        yield
    await runner.cleanup()


async def test_a_conversation_by_asking_telegram(
    telegram: TelegramServer, bot: TelegramBot, echo: Echo
) -> None:
    async with running(poll(bot, intake_for(echo), PROFILE)):
        amira = telegram.person("Amira")
        await amira.send("hello")
        assert (await amira.hears()).text == "You said hello"
        await amira.tap("More")
        assert (await amira.hears()).text == "Tap more"
    assert len(amira.screen) == 1


async def test_a_conversation_by_being_called_that_survives_failures(
    telegram: TelegramServer, bot: TelegramBot, echo: Echo
) -> None:
    echo.failures = 3
    telegram.fail("setWebhook", Fault(500, times=2))
    amira = telegram.person("Amira")
    await amira.send("before it was there")
    async with called_by_telegram(bot, echo):
        assert (await amira.hears()).text == "You said before it was there"
        await amira.send("hello")
        assert (await amira.hears()).text == "You said hello"
        await amira.tap("More")
        await amira.hears("Tap more")
    assert telegram.webhook.refused == 3
    call = telegram.called("setWebhook")[-1]
    assert call.text("secret_token") == SECRET
    assert not call.flag("drop_pending_updates")


async def test_being_called_keeps_each_persons_order_and_mixes_nobody_up(
    telegram: TelegramServer, bot: TelegramBot
) -> None:
    heard: dict[str, list[str]] = {}
    all_heard = asyncio.Event()

    class Listener(Echo):
        async def take(self, inbound: Inbound) -> None:
            await asyncio.sleep(0)
            assert isinstance(inbound.said, Text)
            heard.setdefault(inbound.person.chat, []).append(inbound.said.text)
            if sum(map(len, heard.values())) == 200:
                all_heard.set()

    people = [telegram.person(f"P{number}") for number in range(50)]
    async with called_by_telegram(bot, Listener(TelegramSender(bot, Pace()))):
        for turn in range(4):
            for person in people:
                await person.send(f"{person.id}:{turn}")
        await asyncio.wait_for(all_heard.wait(), 20)
    assert heard == {str(each.id): [f"{each.id}:{turn}" for turn in range(4)] for each in people}


async def test_a_group_hears_one_line_and_is_left(
    telegram: TelegramServer, bot: TelegramBot, echo: Echo
) -> None:
    group = telegram.group(telegram.person("Amira"))
    async with running(poll(bot, intake_for(echo), PROFILE)):
        await group.add_bot()
        await telegram.is_asked("leaveChat")
        await telegram.is_asked("getUpdates", len(telegram.called("getUpdates")) + 1)
    assert [each.text for each in group.chat.messages.values()] == ["Only in private."]
    assert not group.chat.is_open


async def test_the_bot_introduces_itself_and_nothing_waits_for_that(
    telegram: TelegramServer, bot: TelegramBot
) -> None:
    for method in ("setMyDescription", "getMyName"):
        telegram.fail(method, Fault(429, "Too Many Requests", retry_after=3600))
    await introduce(bot, PROFILE)
    assert "setMyName" not in telegram.profile
    await introduce(bot, PROFILE)
    assert telegram.profile["setMyName"] == "WF Help"
    assert telegram.profile["setMyDescription"] == PROFILE.description
    assert [each["command"] for each in telegram.profile["commands"]] == ["start", "help"]
    await introduce(bot, PROFILE)
    assert len(telegram.called("setMyName")) == 1


async def test_a_webhook_that_somebody_changed_is_set_again(
    telegram: TelegramServer, bot: TelegramBot
) -> None:
    note = WebhookNote(bot, "http://127.0.0.1:1/ours", SECRET)
    await note.set_up()
    telegram.webhook.url = "http://127.0.0.1:1/theirs"
    await note.look_after()
    assert telegram.webhook.url == note.url
    assert len(telegram.called("setWebhook")) == 2


async def test_no_file_is_ever_asked_for(
    telegram: TelegramServer, bot: TelegramBot, echo: Echo
) -> None:
    amira = telegram.person("Amira")
    async with running(poll(bot, intake_for(echo), PROFILE)):
        for kind in ("photo", "voice", "document", "video_note"):
            await amira.send_not_text(kind)
        await amira.send("that is all")
        await amira.hears("that is all")
    assert telegram.files_asked_for == []
    assert not telegram.called("getFile")
