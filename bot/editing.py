"""What editors of the directory need of the database, and what they are told."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from bot.effects import Audit
from directory.keeping.call_outcomes import Rung
from directory.keeping.editing import Proposal, State
from directory.records.documents import Document, Documents, Key


@dataclass(frozen=True)
class Report:
    """How often people tapped that something did not work, on one day."""

    id: UUID
    service_id: str
    contact_id: str | None
    day: date
    times: int


@dataclass(frozen=True)
class Progress:
    """How far an import is: entries that now wait for somebody to look at them."""

    done: int
    of: int


@dataclass(frozen=True)
class Seeded:
    """What a start did: entries carried over of the files, and those left as editors have them.

    `faults` says why nothing was carried over, where the whole would not hold together.
    """

    changed: tuple[Key, ...] = ()
    left: tuple[Key, ...] = ()
    faults: tuple[str, ...] = ()


class EditorsUnit(Protocol):
    """One transaction: everything done in it becomes real together, or not at all."""

    async def hold(self) -> int:
        """Let nobody else change anything until this unit ends. Returns the version."""
        ...

    async def documents(self) -> tuple[int, Documents]:
        """Everything that is stored, and its version: as it was at one moment."""
        ...

    async def put(self, entries: Mapping[Key, Document | None], by: str, at: datetime) -> None:
        """Store these entries (None takes one out), and tell whoever follows."""
        ...

    async def add(self, proposals: Sequence[Proposal]) -> None: ...
    async def decide(
        self, ids: Sequence[UUID], state: State, by: str, at: datetime, why: str = ""
    ) -> None: ...
    async def proposals(self, ids: Sequence[UUID]) -> tuple[Proposal, ...]: ...
    async def history(self, key: Key | None, limit: int) -> tuple[Proposal, ...]: ...
    async def pending(self, limit: int | None = None) -> tuple[Proposal, ...]: ...
    async def count_pending(self) -> int: ...
    async def pending_that_begin(self, begins: str) -> tuple[Proposal, ...]: ...
    async def pending_of_import(self, by: str, reason: str | None) -> tuple[UUID, ...]: ...
    async def shipped(self) -> Mapping[Key, str]: ...
    async def remember_shipped(self, digests: Mapping[Key, str | None]) -> None: ...
    async def note_call(
        self, service_id: str, contact_id: str, rung: Rung, at: datetime, note: str
    ) -> None: ...
    async def rungs(self, service_id: str, contact_id: str) -> tuple[Rung, ...]: ...
    async def reports(self) -> tuple[Report, ...]: ...
    async def settle(self, ids: Sequence[UUID], at: datetime) -> tuple[str, ...]: ...
    async def staff_id(self, username: str) -> UUID | None: ...
    async def audit(self, line: Audit, at: datetime) -> None: ...


class EditorsStore(Protocol):
    """Opens the editors' units. Raises StoreUnavailable where the database is away."""

    def directory(self) -> AbstractAsyncContextManager[EditorsUnit]: ...
