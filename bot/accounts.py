"""Who may sign in to the inbox, and for how long: accounts, throttling and sessions."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe
from typing import Protocol
from uuid import UUID, uuid4

from bot.access import WINDOW, Account, KeptSession, Tries, seconds_to_wait
from bot.casework import Staff
from bot.effects import Audit
from bot.passwords import Hashing, Weakness, new_password, weakness

TOKEN_BYTES = 32
USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{2,63}")


@dataclass(frozen=True)
class SignedIn:
    """A fresh session. `token` goes into the cookie and is stored nowhere."""

    staff: Staff
    token: str


@dataclass(frozen=True)
class SignInRefused:
    """Not let in: the same answer whoever it is. `wait` is how many seconds until the next try
    counts; 0 means that they may try again now."""

    wait: int = 0


@dataclass(frozen=True)
class Session:
    """A session that lives. `form_token` belongs in every form that this session posts (CSRF)."""

    staff: Staff
    form_token: str


class AccountReason(StrEnum):
    """Why an account was not made or changed."""

    BAD_USERNAME = "bad_username"
    NO_NAME = "no_name"
    USERNAME_TAKEN = "username_taken"
    NO_SUCH_ACCOUNT = "no_such_account"


@dataclass(frozen=True)
class AccountRefused:
    """The account was not made or changed."""

    reason: AccountReason | Weakness


class AccountsUnit(Protocol):
    """One transaction of the accounts. It keeps usernames and addresses of tries hashed."""

    async def account(self, username: str) -> Account | None: ...
    async def add(self, account: Account, at: datetime) -> None: ...
    async def set_password(self, staff_id: UUID, password: str) -> None: ...
    async def disable(self, staff_id: UUID, at: datetime) -> None:
        """Let them in no more. Cases they had go back to waiting, so that none is forgotten."""
        ...

    async def tries(self, username: str, address: str, since: datetime) -> Tries:
        """Read them, and hold others' tries at this account until this unit ends."""
        ...

    async def add_try(self, username: str, address: str, at: datetime) -> None: ...
    async def forget_tries(self, username: str) -> None: ...
    async def add_session(self, token_hash: str, staff_id: UUID, at: datetime) -> None: ...
    async def session(self, token_hash: str) -> KeptSession | None: ...
    async def use_session(self, token_hash: str, at: datetime) -> None: ...
    async def end_session(self, token_hash: str) -> None: ...
    async def end_sessions(self, staff_id: UUID) -> None: ...
    async def audit(self, line: Audit, at: datetime) -> None: ...


class AccountsStore(Protocol):
    def accounts(self) -> AbstractAsyncContextManager[AccountsUnit]: ...


@dataclass(frozen=True)
class Accounts:
    """Staff accounts. Raises StoreUnavailable where the database is away."""

    store: AccountsStore
    now: Callable[[], datetime]
    hashing: Hashing = field(default_factory=Hashing)

    async def sign_in(
        self, username: str, password: str, address: str
    ) -> SignedIn | SignInRefused:
        """Check a password. `address` is where the try came from, kept only as a keyed hash."""
        username, at = known_as(username), self.now()
        async with self.store.accounts() as unit:
            wait = seconds_to_wait(await unit.tries(username, address, at - WINDOW), at)
            if wait:
                await unit.audit(Audit(None, "sign_in_held_off"), at)
                return SignInRefused(wait)
            # Counted before it is checked, so that many at once are not all free.
            await unit.add_try(username, address, at)
            account = await unit.account(username) if USERNAME.fullmatch(username) else None
        hashed = account.password if account and not account.is_disabled else None
        if not await self.hashing.matches(hashed, password) or account is None:
            return await self._failed(account)
        return await self._succeeded(account, password)

    async def session(self, token: str, *, is_use: bool = True) -> Session | None:
        """Find whose session this is; None where it has ended.

        A page that refreshes itself passes `is_use=False`: only people keep a session alive.
        """
        hashed, at = _hash(token), self.now()
        async with self.store.accounts() as unit:
            kept = await unit.session(hashed)
            if kept is None or not kept.lives(at):
                return None
            if is_use:
                await unit.use_session(hashed, at)
        return Session(kept.staff, _hash(f"form:{token}"))

    async def sign_out(self, token: str) -> None:
        """End this session. Harmless where it has ended already."""
        async with self.store.accounts() as unit:
            kept = await unit.session(_hash(token))
            await unit.end_session(_hash(token))
            if kept is not None:
                await unit.audit(Audit(kept.staff.id, "sign_out"), self.now())

    async def create_staff(
        self, name: str, role: str, username: str, password: str | None = None
    ) -> str | AccountRefused:
        """Add a member of staff. Returns their password, made up if none is given: show it once.

        `name` and `role` are what a person sees above a reply: a first name is enough (B16).
        """
        username, at = known_as(username), self.now()
        password = password or new_password()
        refused = _unfit(name, role, username) or _weak(password, username, name)
        if refused:
            return refused
        account = Account(
            Staff(uuid4(), name.strip(), role.strip()), username, await self.hashing.hash(password)
        )
        async with self.store.accounts() as unit:
            if await unit.account(username) is not None:
                return AccountRefused(AccountReason.USERNAME_TAKEN)
            await unit.add(account, at)
            await unit.audit(Audit(account.staff.id, "account_added"), at)
        return password

    async def change_password(
        self, username: str, password: str | None = None
    ) -> str | AccountRefused:
        """Set a new password and end all their sessions. Returns it, to be shown once."""
        username = known_as(username)
        password = password or new_password()
        async with self.store.accounts() as unit:
            account = await unit.account(username)
        if account is None:
            return AccountRefused(AccountReason.NO_SUCH_ACCOUNT)
        refused = _weak(password, username, account.staff.name)
        if refused:
            return refused
        hashed = await self.hashing.hash(password)
        async with self.store.accounts() as unit:
            await unit.set_password(account.staff.id, hashed)
            await unit.end_sessions(account.staff.id)
            await unit.forget_tries(username)
            await unit.audit(Audit(account.staff.id, "password_changed"), self.now())
        return password

    async def disable(self, username: str) -> AccountRefused | None:
        """Let this member of staff in no more; their sessions end, their cases wait again."""
        async with self.store.accounts() as unit:
            account = await unit.account(known_as(username))
            if account is None:
                return AccountRefused(AccountReason.NO_SUCH_ACCOUNT)
            await unit.disable(account.staff.id, self.now())
            await unit.end_sessions(account.staff.id)
            await unit.audit(Audit(account.staff.id, "account_disabled"), self.now())
        return None

    async def _failed(self, account: Account | None) -> SignInRefused:
        staff_id = account.staff.id if account else None
        async with self.store.accounts() as unit:
            await unit.audit(Audit(staff_id, "sign_in_failed"), self.now())
        return SignInRefused()

    async def _succeeded(self, account: Account, password: str) -> SignedIn:
        token, at = token_urlsafe(TOKEN_BYTES), self.now()
        stronger = (
            await self.hashing.hash(password)
            if self.hashing.is_outdated(account.password)
            else None
        )
        async with self.store.accounts() as unit:
            if stronger:
                await unit.set_password(account.staff.id, stronger)
            await unit.forget_tries(account.username)
            await unit.add_session(_hash(token), account.staff.id, at)
            await unit.audit(Audit(account.staff.id, "sign_in"), at)
        return SignedIn(account.staff, token)


def known_as(username: str) -> str:
    return username.strip().casefold()


def _unfit(name: str, role: str, username: str) -> AccountRefused | None:
    if not USERNAME.fullmatch(username):
        return AccountRefused(AccountReason.BAD_USERNAME)
    if not name.strip() or not role.strip():
        return AccountRefused(AccountReason.NO_NAME)
    return None


def _weak(password: str, username: str, name: str) -> AccountRefused | None:
    found = weakness(password, username, name)
    return AccountRefused(found) if found else None


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
