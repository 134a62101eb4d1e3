"""The directory that answers are given from: in memory, and as fresh as what is stored."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

import structlog

from bot.conversation.content import Content
from bot.errors import ContentError, StoreUnavailable
from directory.errors import LoadError
from directory.freshness import as_of
from directory.hours import LONDON
from directory.model import Directory
from directory.records.documents import Documents
from directory.records.sound import sound_part
from directory.terms import Urgency

log = structlog.get_logger(__name__)

KEPT = "the stored directory is broken: the last good one answers"
IN_PART = "the stored directory is broken in part: the rest of it answers"
NAMED = 3  # broken entries that health names; of the others it says how many
LONGEST = 300  # letters of what is said of one
PAUSE = 5.0  # seconds between two looks, in case the database's call was not heard


class LiveUnit(Protocol):
    async def version(self) -> int:
        """The number of the latest change; 0 until the directory was first filled."""
        ...

    async def documents(self) -> tuple[int, Documents]: ...
    async def strange(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class _News:
    """What is stored. `strange` has a line for each row that can be no entry."""

    documents: Documents
    strange: tuple[str, ...]


@dataclass(frozen=True)
class _Snapshot:
    """`directory` is without the day worked in; `content` has it. `faults` cost entries."""

    directory: Directory
    content: Content
    faults: tuple[str, ...] = ()


class LiveStore(Protocol):
    """Gives what is stored, and tells of changes. Raises StoreUnavailable."""

    def directory(self) -> AbstractAsyncContextManager[LiveUnit]: ...

    def directory_changes(self) -> AsyncIterator[int]: ...


class Live:
    """Holds one frozen snapshot at a time, and puts a new one in its place when it is ready.

    It starts with the directory that ships with the product, and needs the database for nothing
    but news. A broken entry costs itself alone; where what is stored cannot be used at all, the
    last good one is kept. `fault` then says why. A broken setting is taken from `spare`.
    """

    def __init__(
        self,
        shipped: Directory,
        build: Callable[[Directory], Content],
        store: LiveStore,
        now: Callable[[], datetime],
        spare: Documents | None = None,
    ) -> None:
        self._build = build
        self._store = store
        self._now = now
        self._spare = spare
        self._borough = shipped.borough and shipped.borough.id
        self._tried = (0, self._today())
        self._snapshot = _Snapshot(shipped, build(as_of(shipped, self._today())))
        self._is_away = False
        self._stored_fault = self.fault = ""

    def content(self) -> Content:
        """All that may be said now. The same object until something changes."""
        return self._snapshot.content

    def directory(self) -> Directory:
        return self._snapshot.content.directory

    async def run(self) -> None:
        """Follow for ever: what is stored, and the day."""
        changed = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen(changed))
            group.create_task(self._keep_looking(changed))

    async def look(self) -> None:
        """Take up a change or a new day, if there is one."""
        try:
            version, news = await self._news()
        except StoreUnavailable as error:
            version, news = self._tried[0], None
            if not self._is_away:
                log.warning("the directory is not followed for now", error=str(error))
            self._is_away = True
        else:
            if self._is_away:
                log.info("the directory is followed again")
            self._is_away = False
        if (version, self._today()) != self._tried:
            self._tried = (version, self._today())
            await self._take_up(news)

    async def _news(self) -> tuple[int, _News | None]:
        """The version that is stored, and everything in it if that is another than before."""
        async with self._store.directory() as unit:
            if await unit.version() in (0, self._tried[0]):
                return self._tried[0], None
            version, documents = await unit.documents()
            return version, _News(documents, await unit.strange())

    async def _take_up(self, news: _News | None) -> None:
        """Make a new snapshot, in a thread, so that nobody waits; None: only the day is new."""
        version, today = self._tried
        if news is not None:
            self._stored_fault = "it cannot be read"  # until it was
        try:
            self._snapshot = await asyncio.to_thread(self._made, news, today)
        except (LoadError, ContentError) as error:
            first = _in_short(error.faults) if isinstance(error, LoadError) else str(error)
            self._stored_fault = first if news is not None else self._stored_fault
            self._say(type(error).__name__, first, KEPT)
            return
        if news is not None:
            self._stored_fault = _in_short(self._snapshot.faults)
        if self._stored_fault:
            self._say("LoadError", self._stored_fault, IN_PART)
        self.fault = self._stored_fault
        count = len(self._snapshot.directory.services)
        log.info("took up the directory", version=version, count=count)

    def _made(self, news: _News | None, today: date) -> _Snapshot:
        if news is None:
            directory, faults = self._snapshot.directory, self._snapshot.faults
        else:
            sound = sound_part(news.documents, self._spare)
            directory, faults = sound.directory, (*sound.faults, *news.strange)
            if why := self._unfit(directory):
                raise LoadError((why, *faults))
        return _Snapshot(directory, self._build(as_of(directory, today)), faults)

    def _unfit(self, directory: Directory) -> str:
        """Why nobody may be answered from this, however well it loads; empty where they may."""
        if not directory.services:
            return "there is no service in it"
        if all(each.urgency is not Urgency.EMERGENCY for each in directory.services.values()):
            return "there is no emergency service in it"
        stored = directory.borough and directory.borough.id
        if stored and self._borough and stored != self._borough:
            return f"it is the directory of {stored}, not of {self._borough}"
        return ""

    def _say(self, error: str, fault: str, event: str) -> None:
        """Note what is wrong with what is stored. Logged once, not at every look."""
        if self.fault != fault:
            self.fault = fault
            log.error(
                event,
                error=error,
                reason=fault,
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
                name = type(error).__name__
                self._say(name, name, KEPT)
            try:
                async with asyncio.timeout(PAUSE):
                    await changed.wait()
            except TimeoutError:
                continue

    def _today(self) -> date:
        return self._now().astimezone(LONDON).date()


def _in_short(faults: Sequence[str]) -> str:
    several = [each[:LONGEST] for each in faults[:NAMED]]
    if len(faults) > NAMED:
        several.append(f"and {len(faults) - NAMED} more")
    return "; ".join(several)
