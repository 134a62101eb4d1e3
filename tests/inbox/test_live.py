"""The stream that tells an open page that something changed."""

import asyncio

from aiohttp import ClientResponse

from tests.adapters.kept import Someone
from tests.inbox.conftest import Browser, Inbox


async def numbers(answer: ClientResponse, count: int) -> list[int]:
    """Read the numbers of the next changes."""
    found: list[int] = []
    async with asyncio.timeout(10):
        while len(found) < count:
            line = (await answer.content.readline()).decode().strip()
            if line.startswith("data:") and line != "data:":
                found.append(int(line.removeprefix("data:")))
    return found


async def test_a_change_is_told_with_a_growing_number_and_nothing_else(
    inbox: Inbox, ada: Browser
) -> None:
    await Someone(inbox.store, clock=inbox.clock).sends()
    stream = await ada.get("/changes", Accept="text/event-stream")
    assert stream.content_type == "text/event-stream"
    before = (await numbers(stream, 1))[0]
    while before == 0:
        before = (await numbers(stream, 1))[0]
    case_id = await Someone(inbox.store, clock=inbox.clock).sends()
    after_opening = (await numbers(stream, 1))[0]
    await ada.post(f"/cases/{case_id}/claim")
    after_claim = (await numbers(stream, 1))[0]
    assert before < after_opening < after_claim
    stream.close()


async def test_a_stream_needs_a_session(inbox: Inbox) -> None:
    answer = await inbox.browser().get("/changes", Accept="text/event-stream")
    assert answer.status == 401


async def test_stopping_the_inbox_waits_for_no_open_stream(inbox: Inbox, ada: Browser) -> None:
    stream = await ada.get("/changes", Accept="text/event-stream")
    async with asyncio.timeout(5):
        await inbox.server.close()
    assert stream.status == 200
