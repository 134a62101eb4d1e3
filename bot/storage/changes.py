"""Tells whoever follows that cases changed: one listening connection, however many follow."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import psycopg
import structlog

from bot.storage.work import CHANNEL

log = structlog.get_logger(__name__)

PAUSE = 1.0  # seconds between two tries to reach the database again


class Changes:
    """Listens while anybody follows, and comes back by itself after the database was away."""

    def __init__(self, url: str) -> None:
        self._url = url
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
                    await connection.execute(f"LISTEN {CHANNEL}")
                    await self._tell(await _latest(connection))
                    async for note in connection.notifies():
                        await self._tell(int(note.payload))
            except psycopg.OperationalError as error:
                log.warning("lost the changes of cases", error=type(error).__name__)
                await asyncio.sleep(PAUSE)

    async def _tell(self, number: int) -> None:
        async with self._changed:
            self._latest = max(self._latest, number)
            self._changed.notify_all()


async def _latest(connection: psycopg.AsyncConnection[tuple[int]]) -> int:
    cursor = await connection.execute("SELECT last_value FROM case_changes")
    row = await cursor.fetchone()
    return row[0] if row else 0
