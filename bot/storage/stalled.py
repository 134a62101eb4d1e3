"""Deliveries that a worker took and died with."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

# Procrastinate's own functions: a worker that shows no sign of life is taken off its list, and a
# job that belongs to no worker goes back in line with the same lock, once, however many look.
SILENT_AFTER = 5  # seconds; a worker shows itself every second
PRUNE = text("SELECT count(*) FROM procrastinate_prune_stalled_workers_v1(:seconds)")
REVIVE = text(
    """
    SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL)
    FROM (
        SELECT id FROM procrastinate_jobs WHERE status = 'doing' AND worker_id IS NULL
        FOR UPDATE SKIP LOCKED
    ) AS stalled
    """
)


async def revive(session: AsyncSession) -> int:
    """Put stalled jobs back in line; returns how many."""
    await session.execute(PRUNE, {"seconds": SILENT_AFTER})
    return len((await session.execute(REVIVE)).all())
