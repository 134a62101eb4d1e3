"""Opens units of work: a person's turn, or something that staff do, in one transaction each."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import DataError

from bot.casework import Delivered, NeutralLines
from bot.casework.passing import Passage
from bot.consent import Rule
from bot.effects import Parcel, Sent
from bot.errors import NotAllowed
from bot.settings import Keys
from bot.storage import audit, chats, clearing, outcomes, passing, promises
from bot.storage.audit import AuditFault
from bot.storage.changes import CASES, DIRECTORY, Changes
from bot.storage.directory import DirectoryUnit
from bot.storage.engine import Database
from bot.storage.outbox import Outbox, jobs_app
from bot.storage.parcels import open_parcel
from bot.storage.retention import SWEEPS, Sweep
from bot.storage.sealed import Seal
from bot.storage.staff import StaffUnit
from bot.storage.stalled import revive
from bot.storage.units import DeskUnit, PersonUnit, Tools
from bot.storage.work import Work


class PostgresStore:
    """Everything that is kept. Raises StoreUnavailable where the database is away."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self.database = database
        self.seal = Seal(keys.sealing)
        self._tools = Tools(self.seal, Outbox(jobs_app(database.url), self.seal), keys.person)
        self._changes = Changes(database.url, CASES)
        self._directory_changes = Changes(database.url, DIRECTORY)

    def unit(self) -> AbstractAsyncContextManager[PersonUnit]:
        return self._person_unit()

    def desk(self) -> AbstractAsyncContextManager[DeskUnit]:
        return self._desk_unit()

    def accounts(self) -> AbstractAsyncContextManager[StaffUnit]:
        return self._staff_unit()

    def directory(self) -> AbstractAsyncContextManager[DirectoryUnit]:
        return self._directory_unit()

    def changes(self) -> AsyncIterator[int]:
        return self._changes.follow()

    def directory_changes(self) -> AsyncIterator[int]:
        return self._directory_changes.follow()

    def open_parcel(self, sealed: str) -> Parcel:
        """Raises SealBroken."""
        return open_parcel(sealed, self.seal)

    async def record_delivery(self, case_message_id: UUID, outcome: Delivered) -> None:
        """Note in the case how far a reply got."""
        async with self.database.transaction() as session:
            await outcomes.record_delivery(session, case_message_id, outcome)

    async def note_unreachable(self, person_key: str) -> None:
        """Tell staff of the person's open case, if there is one, that nothing reaches them."""
        async with self.database.transaction() as session:
            await outcomes.note_unreachable(session, person_key)

    async def passage(self, parcel: Parcel, at: datetime) -> Passage:
        """Whether a message may still leave; what has to wait is posted anew."""
        async with self.database.transaction() as session:
            return await passing.passage(session, self.seal, self._tools.outbox, parcel, at)

    async def note_sent(
        self, parcel: Parcel, messages: Sequence[Sent], begun_at: datetime | None = None
    ) -> Passage:
        """Keep the numbers of what was sent; delete it, if the chat was cleared meanwhile."""
        async with self.database.transaction() as session:
            return await clearing.note_sent(
                session, self._tools.outbox, parcel, messages, begun_at
            )

    async def forget_messages(self, person_key: str, messages: Sequence[Sent]) -> None:
        async with self.database.transaction() as session:
            await chats.forget_messages(session, person_key, messages)

    async def clear_due(self, at: datetime) -> int:
        """Clear every chat whose time has come, each in a transaction of its own."""
        async with self.database.transaction() as session:
            due = await clearing.due(session, at)
        cleared = 0
        for person_key in due:
            async with self.database.transaction() as session:
                tools = self._tools
                cleared += await clearing.clear_if_due(
                    session, tools.seal, tools.outbox, person_key, at
                )
        return cleared

    async def sweep(self, rule: Rule, at: datetime) -> int:
        """Delete what a rule of consent.schedule says has been kept long enough (A23)."""
        before = at - rule.lives if rule.lives else at
        async with self.database.transaction() as session:
            return await SWEEPS[rule.deleted_by](Sweep(session, self._tools.key, at, before))

    async def own_up(self, lines: NeutralLines, at: datetime) -> int:
        """Tell those whose message nobody has read by when we said; returns how many."""
        async with self.database.transaction() as session:
            tools = self._tools
            work = Work(session, tools.seal, tools.outbox, tools.key, at, lines=lines)
            return await promises.own_up_to_all(work)

    async def revive(self) -> int:
        """Put deliveries back in line that a worker took and died with."""
        async with self.database.transaction() as session:
            return await revive(session)

    async def verify_audit(self) -> AuditFault | None:
        """Find the first line of the audit that was changed or is missing; None if all is well."""
        async with self.database.transaction() as session:
            return await audit.verify(session, self._tools.key)

    async def close(self) -> None:
        await self._changes.close()
        await self._directory_changes.close()
        await self.database.close()

    @asynccontextmanager
    async def _person_unit(self) -> AsyncIterator[PersonUnit]:
        async with self.database.transaction() as session:
            yield PersonUnit(session, self._tools)

    @asynccontextmanager
    async def _desk_unit(self) -> AsyncIterator[DeskUnit]:
        async with self.database.transaction() as session:
            yield DeskUnit(session, self._tools)

    @asynccontextmanager
    async def _staff_unit(self) -> AsyncIterator[StaffUnit]:
        async with self.database.transaction() as session:
            yield StaffUnit(session, self._tools.key)

    @asynccontextmanager
    async def _directory_unit(self) -> AsyncIterator[DirectoryUnit]:
        try:
            async with self.database.transaction() as session:
                yield DirectoryUnit(session, self._tools.key)
        except DataError:
            raise NotAllowed(
                "The database cannot keep one of the characters in this: type it again by hand."
            ) from None
