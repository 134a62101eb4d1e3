"""Tells whoever follows that something changed: one listening connection, however many follow."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass

import psycopg
import structlog

from bot.storage.work import CHANNEL, DIRECTORY_CHANNEL

log = structlog.get_logger(__name__)

PAUSE = 1.0  # seconds between two tries to reach the database again


@dataclass(frozen=True)
class Topic:
    """What can be followed. `latest` asks the database for the number of the latest change."""

    name: str
    channel: str
    latest: bytes


CASES = Topic("cases", CHANNEL, b"SELECT last_value FROM case_changes")
DIRECTORY = Topic("directory", DIRECTORY_CHANNEL, b"SELECT version FROM directory_head")


class Changes:
    """Listens while anybody follows, and comes back by itself after the database was away."""

    def __init__(self, url: str, topic: Topic) -> None:
        self._url = url
        self._topic = topic
        self._latest = 0
        self._changed = asyncio.Condition()
        self._followers = 0
        self._listening: asyncio.Task[None] | None = None

    async def follow(self) -> AsyncIterator[int]:
        """Give the number of the latest change, first at once and then at each change.

        Changes in quick succession may come as one. What changed while the connection was broken
        shows as a new number once it is back.
        """
        self._followers += 1
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen())
        seen = -1
        try:
            while True:
                async with self._changed:
                    while self._latest <= seen:
                        await self._changed.wait()
                    seen = self._latest
                yield seen
        finally:
            self._followers -= 1
            if self._followers == 0:
                await self.close()

    async def close(self) -> None:
        listening, self._listening = self._listening, None
        if listening is not None:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True, connect_timeout=3
                ) as connection:
                    await connection.execute(f"LISTEN {self._topic.channel}")
                    await self._tell(await self._number(connection))
                    async for note in connection.notifies():
                        await self._tell(int(note.payload))
            except psycopg.Error as error:
                log.warning("lost the changes", kind=self._topic.name, error=type(error).__name__)
                await asyncio.sleep(PAUSE)

    async def _tell(self, number: int) -> None:
        async with self._changed:
            self._latest = max(self._latest, number)
            self._changed.notify_all()

    async def _number(self, connection: psycopg.AsyncConnection[tuple[int]]) -> int:
        row = await (await connection.execute(self._topic.latest)).fetchone()
        return row[0] if row else 0
