"""Opens units of work: a person's turn, or something that staff do, in one transaction each."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import DataError

from bot.casework import Delivered
from bot.consent import Rule
from bot.effects import Parcel
from bot.errors import NotAllowed
from bot.settings import Keys
from bot.storage import audit, outcomes
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

    async def sweep(self, rule: Rule, at: datetime) -> int:
        """Delete what a rule of consent.schedule says has been kept long enough (A23)."""
        before = at - rule.lives if rule.lives else at
        async with self.database.transaction() as session:
            return await SWEEPS[rule.deleted_by](Sweep(session, self._tools.key, at, before))

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
