"""The directory that answers are given from: in memory, and as fresh as what is stored."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol

import structlog

from bot.conversation.content import Content
from bot.errors import ContentError, StoreUnavailable
from directory.errors import LoadError
from directory.freshness import as_of
from directory.hours import LONDON
from directory.model import Directory
from directory.records.documents import Documents, load_documents

log = structlog.get_logger(__name__)

PAUSE = 5.0  # seconds between two looks, in case the database's call was not heard


class LiveUnit(Protocol):
    async def version(self) -> int:
        """The number of the latest change; 0 until the directory was first filled."""
        ...

    async def documents(self) -> tuple[int, Documents]: ...


class LiveStore(Protocol):
    """Gives what is stored, and tells of changes. Raises StoreUnavailable."""

    def directory(self) -> AbstractAsyncContextManager[LiveUnit]: ...

    def directory_changes(self) -> AsyncIterator[int]: ...


class Live:
    """Holds one frozen snapshot at a time, and puts a new one in its place when it is ready.

    It starts with the directory that ships with the product, needs the database for nothing but
    news, and keeps the last good one where what is stored cannot be used: `fault` then says why.
    """

    def __init__(
        self,
        shipped: Directory,
        build: Callable[[Directory], Content],
        store: LiveStore,
        now: Callable[[], datetime],
    ) -> None:
        self._build = build
        self._store = store
        self._now = now
        self._directory = shipped  # without the day worked in
        self._tried = (0, self._today())
        self._content = build(as_of(shipped, self._today()))
        self._is_away = self._is_broken = False
        self.fault = ""

    def content(self) -> Content:
        """All that may be said now. The same object until something changes."""
        return self._content

    def directory(self) -> Directory:
        return self._content.directory

    async def run(self) -> None:
        """Follow for ever: what is stored, and the day."""
        changed = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen(changed))
            group.create_task(self._keep_looking(changed))

    async def look(self) -> None:
        """Take up a change or a new day, if there is one."""
        try:
            version, documents = await self._news()
        except StoreUnavailable as error:
            version, documents = self._tried[0], None
            if not self._is_away:
                log.warning("the directory is not followed for now", error=str(error))
            self._is_away = True
        else:
            if self._is_away:
                log.info("the directory is followed again")
            self._is_away = False
        if (version, self._today()) != self._tried:
            self._tried = (version, self._today())
            await self._take_up(documents)

    async def _news(self) -> tuple[int, Documents | None]:
        """The version that is stored, and everything in it if that is another than before."""
        async with self._store.directory() as unit:
            if await unit.version() in (0, self._tried[0]):
                return self._tried[0], None
            return await unit.documents()

    async def _take_up(self, documents: Documents | None) -> None:
        """Make a new snapshot, in a thread, so that nobody waits; None: only the day is new."""
        version, today = self._tried
        self._is_broken = self._is_broken or documents is not None
        try:
            self._directory, self._content = await asyncio.to_thread(self._made, documents, today)
        except (LoadError, ContentError) as error:
            first = error.faults[0] if isinstance(error, LoadError) else str(error)
            self._stay(type(error).__name__, first)
            return
        self._is_broken = self._is_broken and documents is None
        self.fault = self.fault if self._is_broken else ""
        log.info("took up the directory", version=version, count=len(self._directory.services))

    def _made(self, documents: Documents | None, today: date) -> tuple[Directory, Content]:
        directory = self._directory if documents is None else load_documents(documents)
        return directory, self._build(as_of(directory, today))

    def _stay(self, error: str, first: str = "") -> None:
        """Go on with what there is. Said once, not at every look."""
        if self.fault != (first or error):
            self.fault = first or error
            log.error(
                "the stored directory is broken: the last good one answers",
                error=error,
                reason=first,
                version=self._tried[0],
            )

    async def _listen(self, changed: asyncio.Event) -> None:
        async for _ in self._store.directory_changes():
            changed.set()

    async def _keep_looking(self, changed: asyncio.Event) -> None:
        while True:
            changed.clear()
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - whatever is stored, people get answers
                self._stay(type(error).__name__)
            try:
                async with asyncio.timeout(PAUSE):
                    await changed.wait()
            except TimeoutError:
                continue

    def _today(self) -> date:
        return self._now().astimezone(LONDON).date()
