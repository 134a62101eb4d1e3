"""The live directory in the database: one transaction of an editor's (editors.EditorsUnit)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    cast,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession

from bot.editing import Report
from bot.effects import Audit
from bot.storage import audit, reports
from bot.storage.directory_rows import proposal_of, proposal_values, rung_of
from bot.storage.directory_tables import (
    DirectoryCheckRow,
    DirectoryEntryRow,
    DirectoryHeadRow,
    DirectoryProposalRow,
    DirectoryShippedRow,
)
from bot.storage.tables import StaffRow
from bot.storage.work import DIRECTORY_CHANNEL
from directory.keeping.call_outcomes import Rung
from directory.keeping.editing import Origin, Proposal, State
from directory.records.documents import Document, Documents, EntryKind, Key, as_document

_Each = TypeVar("_Each")
HEAD = 1
FEW = 20
AT_ONCE = 200  # rows in one statement: each has to end well within the time limit


@dataclass(frozen=True)
class DirectoryUnit:
    """One transaction. `hold` first where something is to change: editors then go one by one."""

    db: AsyncSession
    key: bytes

    async def version(self) -> int:
        """The number of the latest change; 0 until the directory was first filled."""
        return await self.db.scalar(select(DirectoryHeadRow.version)) or 0

    async def hold(self) -> int:
        """Let nobody else change anything until this unit ends. Returns the version."""
        head = select(DirectoryHeadRow.version).where(DirectoryHeadRow.id == HEAD)
        return await self.db.scalar(head.with_for_update()) or 0

    async def documents(self) -> tuple[int, Documents]:
        """Everything that is stored, and its version: as it was at one moment."""
        while True:
            version, found = await self.version(), await self._entries()
            if await self.version() == version:
                return version, found

    async def strange(self) -> tuple[str, ...]:
        """A line for each row, of the first twenty, whose kind is none that we know."""
        rows = (
            select(DirectoryEntryRow.kind, DirectoryEntryRow.id)
            .where(DirectoryEntryRow.kind.not_in(tuple(EntryKind)))
            .order_by(DirectoryEntryRow.kind, DirectoryEntryRow.id)
            .limit(FEW)
        )
        found = (await self.db.execute(rows)).all()
        return tuple(f"{kind} {name!r}: there is no such kind of entry" for kind, name in found)

    async def put(self, entries: Mapping[Key, Document | None], by: str, at: datetime) -> None:
        """Store these entries, and tell who follows when and only when this commits."""
        version = await self.hold() + 1
        gone = [key for key, document in entries.items() if document is None]
        for some in _batches(gone):
            await self.db.execute(delete(DirectoryEntryRow).where(_entry.in_(some)))
        kept = [
            {
                "kind": key[0],
                "id": key[1],
                "document": document,
                "version": version,
                "changed_at": at,
                "changed_by": by,
            }
            for key, document in entries.items()
            if document is not None
        ]
        for each in _batches(kept):
            await self.db.execute(_upsert(DirectoryEntryRow, each))
        await self.db.execute(update(DirectoryHeadRow).values(version=version))
        await self.db.execute(select(func.pg_notify(DIRECTORY_CHANNEL, str(version))))

    async def add(self, proposals: Sequence[Proposal]) -> None:
        for some in _batches(proposals):
            values = [proposal_values(each) for each in some]
            await self.db.execute(insert(DirectoryProposalRow).values(values))

    async def decide(
        self, ids: Sequence[UUID], state: State, by: str, at: datetime, why: str = ""
    ) -> None:
        for some in _batches(ids):
            await self.db.execute(
                update(DirectoryProposalRow)
                .where(DirectoryProposalRow.id.in_(some))
                .values(state=state, decided_by=by, decided_at=at, decided_why=why)
            )

    async def proposals(self, ids: Sequence[UUID]) -> tuple[Proposal, ...]:
        """Those of them that there are, in the order in which they were made."""
        found: list[Proposal] = []
        for some in _batches(ids):
            found += await self._proposals(DirectoryProposalRow.id.in_(some), AT_ONCE)
        return tuple(found)

    async def history(self, key: Key | None, limit: int) -> tuple[Proposal, ...]:
        """The latest first: of one entry, or of all."""
        rows = select(DirectoryProposalRow).order_by(DirectoryProposalRow.place.desc())
        if key is not None:
            kind, entry_id = key
            rows = rows.where(
                DirectoryProposalRow.kind == kind, DirectoryProposalRow.entry_id == entry_id
            )
        return tuple(map(proposal_of, await self.db.scalars(rows.limit(limit))))

    async def pending(self, limit: int | None = None) -> tuple[Proposal, ...]:
        """What waits to be decided, the oldest first: all of it, or so many."""
        found: list[Proposal] = []
        last = 0
        while limit is None or len(found) < limit:
            rows = (
                select(DirectoryProposalRow)
                .where(_waits, DirectoryProposalRow.place > last)
                .order_by(DirectoryProposalRow.place)
                .limit(AT_ONCE if limit is None else min(AT_ONCE, limit - len(found)))
            )
            page = (await self.db.scalars(rows)).all()
            if not page:
                break
            found += map(proposal_of, page)
            last = page[-1].place
        return tuple(found)

    async def count_pending(self) -> int:
        counted = select(func.count()).select_from(DirectoryProposalRow).where(_waits)
        return await self.db.scalar(counted) or 0

    async def pending_that_begin(self, begins: str) -> tuple[Proposal, ...]:
        """What waits and has an id that begins so: two at most, for one is meant."""
        begin = cast(DirectoryProposalRow.id, String).startswith(begins, autoescape=True)
        return tuple(await self._proposals(and_(_waits, begin), 2))

    async def pending_of_import(self, by: str, reason: str | None) -> tuple[UUID, ...]:
        """What waits of what this person brought in, for this reason or for any."""
        rows = select(DirectoryProposalRow.id).where(
            _waits,
            DirectoryProposalRow.origin == Origin.IMPORT,
            DirectoryProposalRow.proposed_by == by,
        )
        if reason is not None:
            rows = rows.where(DirectoryProposalRow.reason == reason)
        return tuple(await self.db.scalars(rows.order_by(DirectoryProposalRow.place)))

    async def shipped(self) -> Mapping[Key, str]:
        """The digest of each entry of the files when it was last carried over."""
        rows = await self.db.scalars(select(DirectoryShippedRow))
        return {(EntryKind(row.kind), row.id): row.digest for row in rows}

    async def remember_shipped(self, digests: Mapping[Key, str | None]) -> None:
        for (kind, entry_id), digest in digests.items():
            if digest is None:
                await self.db.execute(
                    delete(DirectoryShippedRow).where(
                        DirectoryShippedRow.kind == kind, DirectoryShippedRow.id == entry_id
                    )
                )
        kept = [
            {"kind": kind, "id": entry_id, "digest": digest}
            for (kind, entry_id), digest in digests.items()
            if digest is not None
        ]
        for some in _batches(kept):
            await self.db.execute(_upsert(DirectoryShippedRow, some))

    async def note_call(
        self, service_id: str, contact_id: str, rung: Rung, at: datetime, note: str
    ) -> None:
        await self.db.execute(
            insert(DirectoryCheckRow).values(
                id=uuid4(),
                service_id=service_id,
                contact_id=contact_id,
                contact_value=rung.contact_value,
                outcome=rung.outcome,
                rung_by=rung.by,
                rung_at=at,
                note=note,
            )
        )

    async def rungs(self, service_id: str, contact_id: str) -> tuple[Rung, ...]:
        """Every call to this contact, in the order in which they were made."""
        rows = select(DirectoryCheckRow).where(
            DirectoryCheckRow.service_id == service_id, DirectoryCheckRow.contact_id == contact_id
        )
        return tuple(map(rung_of, await self.db.scalars(rows.order_by(DirectoryCheckRow.place))))

    async def reports(self) -> tuple[Report, ...]:
        return await reports.unsettled(self.db)

    async def settle(self, ids: Sequence[UUID], at: datetime) -> tuple[str, ...]:
        return await reports.settle(self.db, ids, at)

    async def staff_id(self, username: str) -> UUID | None:
        """Who has this username; None where nobody has, or not any more."""
        account = select(StaffRow.id).where(
            StaffRow.username == username, StaffRow.disabled_at.is_(None)
        )
        return await self.db.scalar(account)

    async def audit(self, line: Audit, at: datetime) -> None:
        await audit.append(self.db, self.key, line, at)

    async def _entries(self) -> Documents:
        found: dict[Key, Document] = {}
        last = ("", "")
        while True:
            rows = (
                select(DirectoryEntryRow.kind, DirectoryEntryRow.id, DirectoryEntryRow.document)
                .where(_entry > last, DirectoryEntryRow.kind.in_(tuple(EntryKind)))
                .order_by(DirectoryEntryRow.kind, DirectoryEntryRow.id)
                .limit(AT_ONCE)
            )
            page = (await self.db.execute(rows)).all()
            if not page:
                return found
            for kind, entry_id, document in page:
                found[EntryKind(kind), entry_id] = as_document(document)
            last = (page[-1].kind, page[-1].id)

    async def _proposals(self, which: ColumnElement[bool], limit: int) -> list[Proposal]:
        rows = select(DirectoryProposalRow).where(which).order_by(DirectoryProposalRow.place)
        found = await self.db.scalars(
            rows.limit(limit), execution_options={"populate_existing": True}
        )
        return [proposal_of(row) for row in found]


_waits = DirectoryProposalRow.state == State.PROPOSED
_entry = tuple_(DirectoryEntryRow.kind, DirectoryEntryRow.id)


def _upsert(
    table: type[DirectoryEntryRow | DirectoryShippedRow], rows: Sequence[Mapping[str, Any]]
) -> postgresql.Insert:
    fresh = postgresql.insert(table).values(rows)
    columns = {name: fresh.excluded[name] for name in rows[0] if name not in {"kind", "id"}}
    return fresh.on_conflict_do_update(index_elements=["kind", "id"], set_=columns)


def _batches(items: Sequence[_Each]) -> Iterator[list[_Each]]:
    several = iter(items)
    while some := list(islice(several, AT_ONCE)):
        yield some
