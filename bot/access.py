"""Staff accounts, sessions and tries to sign in, and how long each counts. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from bot.casework import Staff

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)

FREE_TRIES = 3
LONGEST_DELAY = timedelta(seconds=60)  # never longer: a locked-out duty worker is a danger (C12)
ADDRESS_TRIES = 30
WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Account:
    """A staff account as it is kept. `password` is its hash."""

    staff: Staff
    username: str
    password: str
    is_disabled: bool = False


@dataclass(frozen=True)
class KeptSession:
    """A session as it is kept."""

    staff: Staff
    created_at: datetime
    used_at: datetime

    def lives(self, at: datetime) -> bool:
        return at < self.used_at + IDLE and at < self.created_at + ABSOLUTE


@dataclass(frozen=True)
class Tries:
    """Sign-ins that failed lately: this account's since its last success, and this address's."""

    of_account: tuple[datetime, ...]
    of_address: tuple[datetime, ...]


def seconds_to_wait(tries: Tries, at: datetime) -> int:
    """How long until the next try counts. It grows with each failure and stays under a minute;
    an address that failed too often waits until its tries are a quarter of an hour old."""
    until = [at]
    if len(tries.of_account) >= FREE_TRIES:
        until.append(max(tries.of_account) + delay_after(len(tries.of_account)))
    if len(tries.of_address) >= ADDRESS_TRIES:
        until.append(sorted(tries.of_address)[-ADDRESS_TRIES] + WINDOW)
    return ceil((max(until) - at).total_seconds())


def delay_after(failures: int) -> timedelta:
    """1, 2, 4 ... seconds after the third, fourth, fifth ... failure in a row, up to a minute."""
    doubled = timedelta(seconds=2 ** min(failures - FREE_TRIES, 10))
    return min(doubled, LONGEST_DELAY)
