"""Time passes: what happens, from start to finish."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Protocol

import structlog

from bot.casework import NeutralLines
from bot.consent import Lifetimes, Rule, schedule
from bot.errors import StoreUnavailable

log = structlog.get_logger(__name__)

PAUSE = 2.0  # seconds between two looks at dropped deliveries: somebody waits for each
ROUND = 30  # looks: a minute between two rounds of deleting


class UpkeepStore(Protocol):
    """What upkeep needs of the database. Raises StoreUnavailable."""

    async def sweep(self, rule: Rule, at: datetime) -> int:
        """Delete what this rule says has been kept long enough; returns how many."""
        ...

    async def revive(self) -> int:
        """Put deliveries back in line that a worker took and died with; returns how many."""
        ...

    async def clear_due(self, at: datetime) -> int:
        """Clear the chats whose people wanted that by now; returns how many."""
        ...

    async def own_up(self, lines: NeutralLines, at: datetime) -> int:
        """Tell those whose message nobody has read by when we said; returns how many."""
        ...


@dataclass(frozen=True)
class Upkeep:
    """Deletes and clears on time, owns up, and picks up what a killed worker dropped."""

    store: UpkeepStore
    lifetimes: Lifetimes
    now: Callable[[], datetime]
    lines: NeutralLines | None = None
    """What may be said to people unasked; None where nothing is."""

    async def run(self) -> None:
        """Go on for ever. The database being away only delays what is due."""
        for turn in count():
            try:
                await (self.round() if turn % ROUND == 0 else self.revive())
            except StoreUnavailable as error:
                log.warning("upkeep waits for the database", error=str(error))
            await asyncio.sleep(PAUSE)

    async def round(self) -> None:
        """Each rule in a transaction of its own: one that fails does not undo the others."""
        await self.revive()
        cleared = await self.store.clear_due(self.now())
        if cleared:
            log.info("chats cleared on time", count=cleared)
        told = await self.store.own_up(self.lines, self.now()) if self.lines else 0
        if told:
            log.warning("nobody has read what was sent in time", count=told)
        for rule in schedule(self.lifetimes):
            deleted = await self.store.sweep(rule, self.now()) if rule.deleted_by else 0
            if deleted:
                log.info("deleted on time", kind=rule.what, count=deleted)

    async def revive(self) -> None:
        revived = await self.store.revive()
        if revived:
            log.warning("deliveries of a lost worker go out again", count=revived)
