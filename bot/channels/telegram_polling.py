"""Asks Telegram for updates, and confirms none before what it led to is committed (C1)."""

import asyncio
from collections import deque
from collections.abc import Iterable

from telegram.error import Conflict

from bot.channels.telegram_connection import TelegramBot
from bot.channels.telegram_inbound import Json
from bot.channels.telegram_intake import Intake
from bot.channels.telegram_patience import Pauses, doubling, until_answered
from bot.conversation.model import Inbound
from bot.errors import TemporaryError

LONG_POLL = 25  # seconds that Telegram may hold a question open
LOOK_AGAIN = 0.3  # seconds: somebody else's danger must not wait for a slow turn
A_DAY = 86_400.0


class Polling:
    """Reads updates for ever.

    Each person has a lane: their updates are taken in order, and one that fails is tried again
    before their next. Lanes go side by side. Telegram is told to forget updates only up to the
    first that is not committed, so a kill at any moment loses nothing.
    """

    def __init__(self, bot: TelegramBot, intake: Intake, pauses: Pauses = doubling) -> None:
        self._bot = bot
        self._intake = intake
        self._pauses = pauses
        self._lanes: dict[str, deque[tuple[int, Inbound]]] = {}
        self._failing: set[str] = set()  # lanes that wait for something to come back
        self._open: set[int] = set()
        self._done: set[int] = set()
        self._one_done = asyncio.Event()
        self._offset = 0
        self._last_news = 0.0

    async def run(self) -> None:
        """Never returns, whatever Telegram or the network does; cancel it to stop."""
        await until_answered(self._make_way, self._pauses)
        async with asyncio.TaskGroup() as lanes:
            while True:
                batch = await until_answered(self._fetch, self._pauses)
                for update in batch:
                    self._accept(update, lanes)
                await self._some_progress()
                self._advance(update["update_id"] for update in batch)

    async def _make_way(self) -> None:
        """Take a webhook away: with one set, Telegram refuses to be asked. Nothing is dropped."""
        await self._bot.delete_webhook(drop_pending_updates=False)

    async def _fetch(self) -> list[Json]:
        try:
            return await self._bot.fetch(self._offset, 0 if self._open else LONG_POLL)
        except Conflict:
            await self._make_way()
            raise

    def _accept(self, update: Json, lanes: asyncio.TaskGroup) -> None:
        number: int = update["update_id"]
        if number in self._open or number in self._done:
            return
        inbound = self._intake.read(update)
        if inbound is None:
            self._done.add(number)
            return
        self._open.add(number)
        key = inbound.person.key
        if key in self._lanes:
            self._lanes[key].append((number, inbound))
            if key in self._failing:
                lanes.create_task(self._intake.answer_danger(inbound))
        else:
            self._lanes[key] = deque([(number, inbound)])
            lanes.create_task(self._run_lane(key))

    async def _run_lane(self, key: str) -> None:
        lane = self._lanes[key]
        while lane:
            number, inbound = lane[0]
            await self._until_taken(inbound, lane)
            lane.popleft()
            self._open.remove(number)
            self._done.add(number)
            self._one_done.set()
        del self._lanes[key]

    async def _until_taken(self, inbound: Inbound, lane: deque[tuple[int, Inbound]]) -> None:
        """Try until it is taken. What waits behind it meanwhile is looked at for danger."""
        key, failures = inbound.person.key, 0
        while True:
            try:
                await self._intake.take(inbound)
            except TemporaryError:
                if key not in self._failing:
                    self._failing.add(key)
                    for _, waiting in list(lane)[1:]:
                        await self._intake.answer_danger(waiting)
                await asyncio.sleep(self._pauses(failures))
                failures += 1
            else:
                self._failing.discard(key)
                return

    async def _some_progress(self) -> None:
        """Wait until nothing is open, but not for long: others may have written meanwhile."""
        try:
            async with asyncio.timeout(LOOK_AGAIN):
                while self._open:
                    self._one_done.clear()
                    await self._one_done.wait()
        except TimeoutError:
            return

    def _advance(self, numbers: Iterable[int]) -> None:
        now = asyncio.get_running_loop().time()
        last = max(numbers, default=None)
        if last is not None:
            self._last_news = now
            self._offset = min(self._open, default=last + 1)
            self._done = {number for number in self._done if number >= self._offset}
        elif not self._open and now - self._last_news > A_DAY:
            self._offset = 0  # after a quiet week Telegram starts counting somewhere else
