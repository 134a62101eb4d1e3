"""What happens when Rasa is slow, broken, lying or gone: keywords answer, in time."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.conversation.intents import Intent
from bot.understanding.keywords import Keywords, shipped_keywords
from bot.understanding.model import Source
from bot.understanding.rasa import AT_ONCE, LIMIT, Rasa
from bot.understanding.understand import RasaOrKeywords

TOKEN = "k" * 40
TEXT = "my husband hits me"
KEYWORDS = Keywords(shipped_keywords())
GOOD = {
    "intent": {"name": "housing", "confidence": 0.9},
    "intent_ranking": [{"name": "housing", "confidence": 0.9}],
    "level": {"name": "concern"},
    "threshold": 0.3,
}

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class HandClock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@asynccontextmanager
async def asking(
    answer: Answer, clock: HandClock | None = None, limit: float = LIMIT
) -> AsyncIterator[RasaOrKeywords]:
    """Understanding whose Rasa is a local server that answers as told."""
    app = web.Application()
    app.router.add_post("/model/parse", answer)
    async with TestServer(app) as server:
        rasa = Rasa(str(server.make_url("")), TOKEN, limit=limit, clock=clock or HandClock())
        try:
            yield RasaOrKeywords(rasa, KEYWORDS)
        finally:
            await rasa.close()


async def good(_: web.Request) -> web.Response:
    return web.json_response(GOOD)


async def broken(_: web.Request) -> web.Response:
    return web.Response(status=500, text="no")


async def refused(_: web.Request) -> web.Response:
    return web.json_response({"reason": "NotAuthenticated"}, status=401)


async def moved(_: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": "/elsewhere"})


async def garbage(_: web.Request) -> web.Response:
    return web.Response(text="{not json", content_type="application/json")


async def another_shape(_: web.Request) -> web.Response:
    return web.json_response(["housing", 0.9])


async def unknown_intent(_: web.Request) -> web.Response:
    return web.json_response({**GOOD, "intent": {"name": "weather", "confidence": 0.9}})


async def silence_of_rasa(_: web.Request) -> web.Response:
    return web.json_response({**GOOD, "intent": {"name": "", "confidence": 0.0}})


async def hangs_up(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def test_a_good_answer_is_used() -> None:
    async with asking(good) as understand:
        understanding = await understand.understand(TEXT)
    assert (understanding.source, understanding.intent) == (Source.MODEL, Intent.HOUSING)


@pytest.mark.parametrize(
    "answer",
    [broken, refused, moved, garbage, another_shape, unknown_intent, silence_of_rasa, hangs_up],
)
async def test_whatever_is_not_an_answer_leaves_it_to_the_keywords(answer: Answer) -> None:
    async with asking(answer) as understand:
        understanding = await understand.understand(TEXT)
    assert understanding.source is Source.KEYWORDS
    assert understanding.intent is Intent.DOMESTIC_ABUSE


async def test_with_nobody_listening_the_keywords_answer() -> None:
    rasa = Rasa(f"http://127.0.0.1:{unused_port()}", TOKEN)
    understanding = await RasaOrKeywords(rasa, KEYWORDS).understand(TEXT)
    await rasa.close()
    assert understanding.source is Source.KEYWORDS


async def test_a_server_that_never_answers_costs_no_more_than_the_time_limit() -> None:
    release = asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        await release.wait()
        return web.json_response(GOOD)

    async with asking(slow) as understand:
        started = time.monotonic()
        understanding = await understand.understand(TEXT)
        took = time.monotonic() - started
        release.set()
    assert understanding.source is Source.KEYWORDS
    assert took < LIMIT + 0.3


async def test_a_server_that_drips_its_answer_costs_no_more_either() -> None:
    release = asyncio.Event()

    async def dripping(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b'{"intent": ')
        await release.wait()
        return response

    async with asking(dripping, limit=0.2) as understand:
        started = time.monotonic()
        understanding = await understand.understand(TEXT)
        took = time.monotonic() - started
        release.set()
    assert understanding.source is Source.KEYWORDS
    assert took < 1


async def test_after_three_failures_rasa_is_not_asked_again() -> None:
    asked = 0

    async def counting(request: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        return await broken(request)

    async with asking(counting) as understand:
        for _ in range(10):
            assert (await understand.understand(TEXT)).source is Source.KEYWORDS
    assert asked == 3


async def test_after_a_rest_one_probe_tries_again_and_nobody_waits_for_it() -> None:
    clock, release, probed = HandClock(), asyncio.Event(), asyncio.Event()
    texts: list[str] = []

    async def recovering(request: web.Request) -> web.Response:
        texts.append((await request.json())["text"])
        if len(texts) <= 3:
            return await broken(request)
        probed.set()
        await release.wait()
        return await good(request)

    async with asking(recovering, clock) as understand:
        for _ in range(3):
            await understand.understand(TEXT)
        clock.seconds += 60
        during = [await understand.understand(TEXT) for _ in range(3)]
        await asyncio.wait_for(probed.wait(), 2)
        during.append(await understand.understand(TEXT))
        release.set()
    assert {one.source for one in during} == {Source.KEYWORDS}
    assert len(texts) == 4
    assert texts[3] != TEXT


async def test_once_the_probe_was_answered_rasa_is_asked_again() -> None:
    clock, is_well = HandClock(), False

    async def recovering(request: web.Request) -> web.Response:
        return await (good(request) if is_well else broken(request))

    app = web.Application()
    app.router.add_post("/model/parse", recovering)
    async with TestServer(app) as server:
        rasa = Rasa(str(server.make_url("")), TOKEN, clock=clock)
        understand = RasaOrKeywords(rasa, KEYWORDS)
        for _ in range(3):
            await understand.understand(TEXT)
        is_well = True
        clock.seconds += 60
        await understand.understand(TEXT)
        await rasa.probed()
        assert (await understand.understand(TEXT)).source is Source.MODEL
        await rasa.close()


async def test_rasa_is_asked_only_so_much_at_once() -> None:
    inside, most = 0, 0

    async def counting(request: web.Request) -> web.Response:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.01)
        inside -= 1
        return await good(request)

    async with asking(counting) as understand:
        many = await asyncio.gather(*(understand.understand(TEXT) for _ in range(50)))
    assert most == AT_ONCE
    assert {one.source for one in many} == {Source.MODEL}


async def test_a_long_queue_of_our_own_is_not_taken_for_a_failure_of_rasas() -> None:
    async def steady(request: web.Request) -> web.Response:
        await asyncio.sleep(0.15)
        return await good(request)

    async with asking(steady, limit=0.75) as understand:
        crowd = await asyncio.gather(*(understand.understand(TEXT) for _ in range(40)))
        after = await understand.understand(TEXT)
    assert {one.source for one in crowd} == {Source.MODEL, Source.KEYWORDS}
    assert after.source is Source.MODEL


@pytest.mark.parametrize("text", ["", "   ", "👍", "?!", "/"])
async def test_a_text_without_a_word_is_not_sent_to_rasa(text: str) -> None:
    asked = []

    async def listening(request: web.Request) -> web.Response:
        asked.append(request.path)
        return await good(request)

    async with asking(listening) as understand:
        assert (await understand.understand(text)).source is Source.KEYWORDS
    assert not asked


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("/greet me", "greet me"),
        ("  //housing", "housing"),
        ("half \ud83d a face", "half ? a face"),
    ],
)
async def test_a_text_cannot_be_a_command_or_break_the_request(text: str, sent: str) -> None:
    seen: list[str] = []

    async def listening(request: web.Request) -> web.Response:
        seen.append((await request.json())["text"])
        return await good(request)

    async with asking(listening) as understand:
        assert (await understand.understand(text)).source is Source.MODEL
    assert seen == [sent]


@pytest.mark.parametrize("answer", [good, broken, garbage, hangs_up])
async def test_neither_text_nor_token_reaches_a_log(
    answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    canary = "canary my husband hits me"
    with caplog.at_level(logging.DEBUG):
        async with asking(answer) as understand:
            await understand.understand(canary)
    assert "canary" not in caplog.text
    assert TOKEN not in caplog.text
