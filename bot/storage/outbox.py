"""Posts what is to be sent: a job in the same transaction as what led to it (standards C3)."""

from dataclasses import dataclass
from datetime import datetime

import procrastinate
from psycopg import AsyncConnection
from sqlalchemy.ext.asyncio import AsyncSession

from bot.effects import Parcel
from bot.storage.engine import libpq_url
from bot.storage.parcels import seal_parcel
from bot.storage.sealed import Seal

TASK = "deliver"
URGENT = 10
USUAL = 0


def jobs_app(url: str) -> procrastinate.App:
    """Return the application whose jobs these are: a worker opens it, posting needs it closed."""
    return procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=libpq_url(url)))


def queue(channel: str) -> str:
    """Name the queue of one channel, so that a worker takes only what it can send."""
    return f"delivery-{channel}"


@dataclass(frozen=True)
class Outbox:
    """Turns parcels into delivery jobs: task "deliver", argument `parcel` (sealed)."""

    jobs: procrastinate.App
    seal: Seal

    async def post(
        self, session: AsyncSession, parcel: Parcel, send_after: datetime | None = None
    ) -> None:
        """Post a parcel: one person's in order, an urgent one past all others.

        What waits for a safe hour has a lock of its own: a job in the future would otherwise
        hold up every answer to that person until then.
        """
        deferrer = self.jobs.configure_task(
            TASK,
            connection=await _driver_connection(session),
            queue=queue(parcel.channel),
            priority=URGENT if parcel.urgent else USUAL,
            lock=_lock(parcel, send_after),
            schedule_at=send_after,
        )
        await deferrer.defer_async(parcel=seal_parcel(parcel, self.seal))


def _lock(parcel: Parcel, send_after: datetime | None) -> str | None:
    if parcel.urgent:
        return None
    return f"later:{parcel.person_key}" if send_after else lock_of(parcel.person_key)


def lock_of(person_key: str) -> str:
    """What one person's usual deliveries hold, one after another."""
    return f"person:{person_key}"


async def _driver_connection(session: AsyncSession) -> AsyncConnection[object]:
    raw = await (await session.connection()).get_raw_connection()
    connection = raw.driver_connection
    if not isinstance(connection, AsyncConnection):
        raise TypeError("the outbox needs a psycopg connection")
    return connection
