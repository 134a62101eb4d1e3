"""Whether the database takes writes, and whether what should leave does leave."""

from dataclasses import dataclass

from sqlalchemy import select, text

from bot.storage.engine import Database
from bot.storage.tables import CASE_CHANGES

# What waits for a safe hour is not late: only what could have left by now counts.
OLDEST = text(
    """
    SELECT coalesce(extract(epoch FROM now() - min(coalesce(job.scheduled_at, event.at))), 0)
    FROM procrastinate_jobs AS job
    JOIN procrastinate_events AS event ON event.job_id = job.id AND event.type = 'deferred'
    WHERE job.status IN ('todo', 'doing') AND coalesce(job.scheduled_at, now()) <= now()
    """
)
FAILED = text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")


@dataclass(frozen=True)
class Deliveries:
    """How deliveries stand: the age in seconds of the oldest that waits, and how many failed."""

    oldest: float
    failed: int


async def probe(database: Database) -> None:
    """Write something harmless. Raises StoreUnavailable, also where the database only reads."""
    async with database.transaction() as session:
        await session.scalar(select(CASE_CHANGES.next_value()))


async def deliveries(database: Database) -> Deliveries:
    """Raises StoreUnavailable."""
    async with database.transaction() as session:
        oldest = (await session.execute(OLDEST)).scalar_one()
        failed = (await session.execute(FAILED)).scalar_one()
    return Deliveries(float(oldest), failed)
