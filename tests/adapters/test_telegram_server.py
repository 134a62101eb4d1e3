"""The local Telegram refuses what the real one refuses: else tests against it mean nothing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.telegram_server import Fault, TelegramServer

SECRET = "s" * 32


class Client:
    """Calls methods with nothing between it and the wire."""

    def __init__(self, telegram: TelegramServer, http: aiohttp.ClientSession) -> None:
        self.telegram = telegram
        self.http = http

    async def call(self, method: str, **parameters: object) -> tuple[int, Any]:
        return await self.call_as(self.telegram.token, method, **parameters)

    async def call_as(self, token: str, method: str, **parameters: object) -> tuple[int, Any]:
        url = f"{self.telegram.url}/bot{token}/{method}"
        async with self.http.post(url, json=parameters) as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer.running() as server:
        yield server


@pytest.fixture
async def client(telegram: TelegramServer) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as http:
        yield Client(telegram, http)


async def test_a_wrong_token_and_an_unknown_method_are_refused(client: Client) -> None:
    assert (await client.call_as("1:wrong", "getMe"))[0] == 401
    assert (await client.call("getThings"))[0] == 404
    status, answer = await client.call("getMe")
    assert (status, answer["result"]["is_bot"]) == (200, True)


async def test_parameters_come_in_the_address_as_a_form_or_as_json(client: Client) -> None:
    amira = client.telegram.person()
    await amira.send("hello")
    url = f"{client.telegram.url}/bot{client.telegram.token}/sendMessage"
    fields = {"chat_id": str(amira.id), "text": "hi"}
    for method in ("GET", "POST"):
        async with client.http.request(method, url, params=fields) as answer:
            assert answer.status == 200
    async with client.http.post(url, data=fields) as answer:
        assert answer.status == 200
    async with client.http.post(url, json=fields) as answer:
        assert answer.status == 200
    assert len(amira.screen) == 4


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        ({"text": " "}, "message text is empty"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "hi", "entities": [{"type": "spoiler", "offset": 1, "length": 2}]}, "BOUNDS"),
        ({"text": "hi", "reply_markup": {"keyboard": []}}, "inline keyboard expected"),
        (
            {
                "text": "hi",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "é" * 33}]]},
            },
            "BUTTON_DATA_INVALID",
        ),
        ({"text": "hi", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}, "one action"),
        ({"text": "hi", "reply_markup": "{"}, "can't parse"),
        ({"text": "hi", "chat_id": 5}, "chat not found"),
    ],
)
async def test_a_message_that_telegram_would_refuse_is_refused(
    client: Client, parameters: dict[str, object], complaint: str
) -> None:
    amira = client.telegram.person()
    await amira.send("hello")
    status, answer = await client.call("sendMessage", **{"chat_id": amira.id, **parameters})
    assert status == 400
    assert complaint in answer["description"]
    assert amira.screen == []


async def test_nobody_is_written_to_before_they_write_or_after_they_block(client: Client) -> None:
    amira = client.telegram.person()
    words = {"chat_id": amira.id, "text": "hi"}
    assert (await client.call("sendMessage", **words))[0] == 403
    await amira.send("hello")
    assert (await client.call("sendMessage", **words))[0] == 200
    await amira.block()
    status, answer = await client.call("sendMessage", **words)
    assert (status, answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    await amira.unblock()
    assert (await client.call("sendMessage", **words))[0] == 200


async def test_updates_are_given_again_until_a_later_offset_confirms_them(client: Client) -> None:
    amira = client.telegram.person()
    first = await amira.send("one")
    second = await amira.send("two")
    for _ in range(2):
        _, answer = await client.call("getUpdates")
        assert [each["update_id"] for each in answer["result"]] == [first, second]
    _, answer = await client.call("getUpdates", limit=1)
    assert len(answer["result"]) == 1
    _, answer = await client.call("getUpdates", offset=second)
    assert [each["update_id"] for each in answer["result"]] == [second]
    _, answer = await client.call("getUpdates", offset=0)
    assert [each["update_id"] for each in answer["result"]] == [second]
    _, answer = await client.call("getUpdates", offset=second + 1)
    assert answer["result"] == []
    assert (await client.call("getUpdates", limit=101))[0] == 400


async def test_a_long_poll_ends_when_something_happens(client: Client) -> None:
    amira = client.telegram.person()
    poll = asyncio.create_task(client.call("getUpdates", timeout=20))
    await client.telegram.is_asked("getUpdates")
    await amira.send("hello")
    _, answer = await asyncio.wait_for(poll, 5)
    assert answer["result"][0]["message"]["text"] == "hello"


async def test_only_what_is_asked_for_comes(client: Client) -> None:
    amira = client.telegram.person()
    await client.telegram.happens("message_reaction", {})
    await client.call("getUpdates", allowed_updates=["callback_query"])
    await amira.send("hello")
    await amira.tap_data("made up")
    _, answer = await client.call("getUpdates")
    assert [list(each)[1] for each in answer["result"]] == ["callback_query"]


async def test_two_polls_at_once_and_a_poll_beside_a_webhook_conflict(client: Client) -> None:
    earlier = asyncio.create_task(client.call("getUpdates", timeout=20))
    await client.telegram.is_asked("getUpdates")
    _, later = await client.call("getUpdates", timeout=0)
    assert later["ok"]
    assert (await earlier)[0] == 409
    await client.call("setWebhook", url="https://example.org/hook")
    assert (await client.call("getUpdates"))[0] == 409
    await client.call("deleteWebhook")
    assert (await client.call("getUpdates"))[0] == 200


async def test_a_webhook_is_called_in_order_with_the_secret_until_it_says_yes(
    client: Client,
) -> None:
    heard: list[str] = []
    calls: list[str | None] = []
    finished = asyncio.Event()

    async def hook(request: web.Request) -> web.Response:
        calls.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if len(calls) < 3:
            return web.Response(status=503)
        heard.append((await request.json())["message"]["text"])
        if len(heard) == 2:
            finished.set()
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    amira = client.telegram.person()
    await amira.send("one")
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    assert (await client.call("setWebhook", url=url, secret_token="not ok!"))[0] == 400
    assert (await client.call("setWebhook", url=url, secret_token=SECRET))[0] == 200
    await amira.send("two")
    await asyncio.wait_for(finished.wait(), 5)
    await runner.cleanup()
    assert heard == ["one", "two"]
    assert set(calls) == {SECRET}
    assert client.telegram.webhook.refused == 2


async def test_an_edit_that_changes_nothing_or_has_nothing_to_change_is_refused(
    client: Client,
) -> None:
    amira = client.telegram.person()
    await amira.send("hello")
    _, sent = await client.call("sendMessage", chat_id=amira.id, text="hi")
    message = {"chat_id": amira.id, "message_id": sent["result"]["message_id"]}
    status, answer = await client.call("editMessageText", **message, text="hi")
    assert (status, "not modified" in answer["description"]) == (400, True)
    assert (await client.call("editMessageText", **message, text="there"))[0] == 200
    assert [each.text for each in amira.screen] == ["there"]
    assert (await client.call("editMessageText", **{**message, "message_id": 1}, text="x"))[
        0
    ] == 400


async def test_a_tap_is_answered_once(client: Client) -> None:
    amira = client.telegram.person()
    await amira.tap_data("x")
    (tap,) = client.telegram.taps
    assert (await client.call("answerCallbackQuery", callback_query_id=tap, text="ok"))[0] == 200
    assert amira.notices == ["ok"]
    assert (await client.call("answerCallbackQuery", callback_query_id=tap))[0] == 400


async def test_a_message_is_deletable_for_48_hours(client: Client) -> None:
    client.telegram.clock = datetime(2026, 1, 1, tzinfo=UTC)
    amira = client.telegram.person()
    await amira.send("hello")
    _, sent = await client.call("sendMessage", chat_id=amira.id, text="hi")
    number = sent["result"]["message_id"]
    client.telegram.clock += timedelta(hours=48, seconds=1)
    assert (await client.call("deleteMessage", chat_id=amira.id, message_id=number))[0] == 400
    client.telegram.clock -= timedelta(seconds=1)
    too_many = list(range(1, 102))
    assert (await client.call("deleteMessages", chat_id=amira.id, message_ids=[]))[0] == 400
    assert (await client.call("deleteMessages", chat_id=amira.id, message_ids=[0]))[0] == 400
    assert (await client.call("deleteMessages", chat_id=amira.id, message_ids=too_many))[0] == 400
    assert (await client.call("deleteMessages", chat_id=amira.id, message_ids=[number, 1]))[
        0
    ] == 200
    assert amira.screen == []


async def test_a_bot_can_delete_what_a_person_wrote_to_it_too(client: Client) -> None:
    client.telegram.clock = datetime(2026, 1, 1, tzinfo=UTC)
    amira = client.telegram.person()
    await amira.send("old")
    client.telegram.clock += timedelta(hours=48, seconds=1)
    await amira.send("new")
    old, new = sorted(amira.chat.numbers)
    both = {"chat_id": amira.id, "message_ids": [old, new]}
    assert (await client.call("deleteMessages", **both))[0] == 200
    assert amira.chat.numbers == {old}
    assert (await client.call("deleteMessage", chat_id=amira.id, message_id=new))[0] == 400


async def test_the_profile_has_limits(client: Client) -> None:
    fine = [{"command": "start", "description": "begin"}]
    assert (await client.call("setMyCommands", commands=fine))[0] == 200
    wrong = [{"command": "Start!", "description": "begin"}]
    assert (await client.call("setMyCommands", commands=wrong))[0] == 400
    assert (await client.call("setMyDescription", description="x" * 513))[0] == 400
    assert (await client.call("setMyShortDescription", short_description="x" * 121))[0] == 400
    assert (await client.call("setMyName", name="WF Help"))[0] == 200


async def test_faults_concern_one_chat_and_end(client: Client) -> None:
    amira, ben = client.telegram.person("Amira"), client.telegram.person("Ben")
    await amira.send("hello")
    await ben.send("hello")
    client.telegram.fail("sendMessage", Fault(429, "Too Many Requests", 3, chat=amira.id))
    status, answer = await client.call("sendMessage", chat_id=ben.id, text="hi")
    assert status == 200
    status, answer = await client.call("sendMessage", chat_id=amira.id, text="hi")
    assert (status, answer["parameters"]) == (429, {"retry_after": 3})
    assert (await client.call("sendMessage", chat_id=amira.id, text="hi"))[0] == 200


async def test_a_group_is_left_for_good(client: Client) -> None:
    amira = client.telegram.person()
    group = client.telegram.group(amira)
    await group.add_bot()
    chat = {"chat_id": group.chat.id}
    assert (await client.call("sendMessage", **chat, text="bye"))[0] == 200
    assert (await client.call("leaveChat", **chat))[0] == 200
    assert (await client.call("sendMessage", **chat, text="bye"))[0] == 403


async def test_a_person_who_hears_nothing_says_what_was_shown_instead(client: Client) -> None:
    amira = client.telegram.person()
    await amira.send("hello")
    await client.call("sendMessage", chat_id=amira.id, text="something else")
    with pytest.raises(TimeoutError, match="something else"):
        await amira.hears("never said", within=0.01)
