"""Keeps staff accounts, their sessions and the sign-ins that failed (accounts.AccountsUnit)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import Account, KeptSession, Tries
from bot.casework import CaseStatus, Staff
from bot.effects import Audit
from bot.storage import audit
from bot.storage.sealed import keyed_hash
from bot.storage.tables import CaseRow, SessionRow, SignInAttemptRow, StaffRow
from bot.storage.work import cases_changed


@dataclass(frozen=True)
class StaffUnit:
    """One transaction of the accounts. `key` hashes what must not be readable."""

    db: AsyncSession
    key: bytes

    async def account(self, username: str) -> Account | None:
        row = await self.db.scalar(select(StaffRow).where(StaffRow.username == username))
        if row is None:
            return None
        staff = Staff(row.id, row.name, row.role)
        return Account(staff, row.username, row.password, row.disabled_at is not None)

    async def add(self, account: Account, at: datetime) -> None:
        staff = account.staff
        self.db.add(
            StaffRow(
                id=staff.id,
                username=account.username,
                name=staff.name,
                role=staff.role,
                password=account.password,
                created_at=at,
            )
        )
        await self.db.flush()

    async def set_password(self, staff_id: UUID, password: str) -> None:
        await self.db.execute(
            update(StaffRow).where(StaffRow.id == staff_id).values(password=password)
        )

    async def disable(self, staff_id: UUID, at: datetime) -> None:
        await self.db.execute(
            update(StaffRow).where(StaffRow.id == staff_id).values(disabled_at=at)
        )
        theirs = update(CaseRow).where(
            CaseRow.claimed_by == staff_id, CaseRow.status == CaseStatus.CLAIMED
        )
        await self.db.execute(
            theirs.values(status=CaseStatus.WAITING, claimed_by=None, claimed_at=None)
        )
        await cases_changed(self.db)

    async def tries(self, username: str, address: str, since: datetime) -> Tries:
        account, place = self._account(username), self._address(address)
        await self.db.execute(select(func.pg_advisory_xact_lock(func.hashtext(account))))
        return Tries(
            await self._times(SignInAttemptRow.account == account, since),
            await self._times(SignInAttemptRow.address == place, since),
        )

    async def add_try(self, username: str, address: str, at: datetime) -> None:
        account, place = self._account(username), self._address(address)
        self.db.add(SignInAttemptRow(id=uuid4(), account=account, address=place, at=at))
        await self.db.flush()

    async def forget_tries(self, username: str) -> None:
        await self.db.execute(
            delete(SignInAttemptRow).where(SignInAttemptRow.account == self._account(username))
        )

    async def add_session(self, token_hash: str, staff_id: UUID, at: datetime) -> None:
        self.db.add(
            SessionRow(token_hash=token_hash, staff_id=staff_id, created_at=at, used_at=at)
        )
        await self.db.flush()

    async def session(self, token_hash: str) -> KeptSession | None:
        found = (
            select(SessionRow, StaffRow)
            .join(StaffRow, StaffRow.id == SessionRow.staff_id)
            .where(SessionRow.token_hash == token_hash, StaffRow.disabled_at.is_(None))
        )
        row = (await self.db.execute(found)).one_or_none()
        if row is None:
            return None
        session, staff = row
        kept = Staff(staff.id, staff.name, staff.role)
        return KeptSession(kept, session.created_at, session.used_at)

    async def use_session(self, token_hash: str, at: datetime) -> None:
        await self.db.execute(
            update(SessionRow).where(SessionRow.token_hash == token_hash).values(used_at=at)
        )

    async def end_session(self, token_hash: str) -> None:
        await self.db.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))

    async def end_sessions(self, staff_id: UUID) -> None:
        await self.db.execute(delete(SessionRow).where(SessionRow.staff_id == staff_id))

    async def audit(self, line: Audit, at: datetime) -> None:
        await audit.append(self.db, self.key, line, at)

    async def _times(self, whose: ColumnElement[bool], since: datetime) -> tuple[datetime, ...]:
        recent = select(SignInAttemptRow.at).where(whose, SignInAttemptRow.at > since)
        return tuple(await self.db.scalars(recent))

    def _account(self, username: str) -> str:
        return keyed_hash(self.key, "sign-in account", username)

    def _address(self, address: str) -> str:
        return keyed_hash(self.key, "sign-in address", address)
