"""Who may sign in to the inbox, and for how long: passwords, throttling and sessions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.casework import Staff


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


@dataclass(frozen=True)
class Accounts:
    """Staff accounts. Raises StoreUnavailable where the database is away."""

    now: Callable[[], datetime]

    async def sign_in(
        self, username: str, password: str, address: str
    ) -> SignedIn | SignInRefused:
        """Check a password. `address` is where the try came from, kept only as a keyed hash."""
        raise NotImplementedError

    async def session(self, token: str) -> Session | None:
        """Find who this token belongs to, and count the look as use; None where it has ended."""
        raise NotImplementedError

    async def sign_out(self, token: str) -> None:
        """End this session. Harmless where it has ended already."""
        raise NotImplementedError

    async def create_staff(
        self, name: str, role: str, username: str, password: str | None = None
    ) -> str:
        """Add a member of staff and return their password, to be shown once.

        `name` and `role` are what a person sees above a reply: a first name is enough (B16).
        Raises AccountError where the name is taken or the password too weak.
        """
        raise NotImplementedError

    async def change_password(self, username: str, password: str | None = None) -> str:
        """Set a new password, end every session of theirs, and return it to be shown once."""
        raise NotImplementedError

    async def disable(self, username: str) -> None:
        """Let this member of staff in no more, and end every session of theirs."""
        raise NotImplementedError
