"""Takes Telegram's updates in, by whichever way they come: in order, and none is lost."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakValueDictionary

import structlog

from bot.channels.telegram_inbound import KINDS, Json, Pseudonym, kind_of, read
from bot.conversation.model import Inbound
from bot.errors import TemporaryError, TryLater

log = structlog.get_logger(__name__)

FAULTS = 5  # how often an update may fail in a way that nobody foresaw
DELAYS = 20  # how often in a way that ought to pass, with others getting through in between

Take = Callable[[Inbound], Awaitable[None]]
"""Returns once everything is committed; raises TemporaryError where it has to be tried again."""


@dataclass
class _Failing:
    since: int  # how many updates had been taken when this one last failed
    times: int = 0


class Intake:
    """Hands updates to the conversation, one person's one after another (standards C7)."""

    def __init__(
        self,
        take: Take,
        pseudonym: Pseudonym,
        now: Callable[[], datetime],
        *,
        answer_danger: Take | None = None,
    ) -> None:
        self._hand_over = take
        self._answer_danger = answer_danger
        self._pseudonym = pseudonym
        self._now = now
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._failing: dict[str, _Failing] = {}
        self._taken = 0

    async def receive(self, update: Json) -> None:
        """Read an update and take it. Raises TemporaryError: Telegram must then send it again."""
        inbound = self.read(update)
        if inbound is not None:
            await self.take(inbound)

    def read(self, update: Json) -> Inbound | None:
        inbound = read(update, self._pseudonym, self._now())
        if inbound is None:
            kind = kind_of(update)
            level = log.debug if kind not in KINDS else log.info
            level("an update says nothing that we read", kind=kind)
        return inbound

    async def answer_danger(self, inbound: Inbound) -> None:
        """Look for danger alone, in an update that has to wait behind one that failed."""
        if self._answer_danger is None:
            return
        try:
            await self._answer_danger(inbound)
        except Exception as error:  # noqa: BLE001 - a look ahead must not stop the work itself
            log.error("could not look ahead for danger", error=type(error).__name__)

    async def take(self, inbound: Inbound) -> None:
        """Raises TemporaryError as long as trying again makes sense; then the update is let go."""
        async with self._locks.setdefault(inbound.person.key, asyncio.Lock()):
            try:
                await self._hand_over(inbound)
            except Exception as error:  # noqa: BLE001 - one update must not stop all others
                if not self._is_hopeless(inbound.update_id, error):
                    raise TryLater from None
                kind = type(inbound.said).__name__
                log.error("an update was let go", kind=kind, error=type(error).__name__)
            else:
                self._taken += 1
            self._failing.pop(inbound.update_id, None)

    def _is_hopeless(self, update_id: str, error: Exception) -> bool:
        """Whether this update is at fault, and not the database, which may be away for hours."""
        failing = self._failing.setdefault(update_id, _Failing(since=self._taken))
        is_temporary = isinstance(error, TemporaryError)
        if is_temporary and failing.since == self._taken:
            return False
        failing.since = self._taken
        failing.times += 1
        return failing.times >= (DELAYS if is_temporary else FAULTS)
