"""Seals everything again with the current key, a few rows at a time, while the bot runs on."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.storage.engine import Database
from bot.storage.parcels import is_current, open_parcel, seal_parcel
from bot.storage.sealed import About, Seal
from bot.storage.tables import Base, CaseMessageRow, CaseRow, ChatRow, ConversationRow

BATCH = 100
Sealed = tuple[type[Base], InstrumentedAttribute[Any], tuple[str, ...]]

SEALED: tuple[Sealed, ...] = (
    (ConversationRow, ConversationRow.person_key, ("sealed_state",)),
    (ChatRow, ChatRow.person_key, ("sealed_address",)),
    (
        CaseRow,
        CaseRow.id,
        ("sealed_address", "sealed_told", "sealed_signs", "sealed_reason"),
    ),
    (CaseMessageRow, CaseMessageRow.id, ("sealed_text",)),
)
JOBS = text(
    """
    SELECT id, args->>'parcel' AS parcel FROM procrastinate_jobs
    WHERE task_name = 'deliver' AND id > :last ORDER BY id LIMIT :batch FOR UPDATE
    """
)
RESEAL_JOB = text(
    "UPDATE procrastinate_jobs SET args = jsonb_build_object('parcel', CAST(:parcel AS text))"
    " WHERE id = :id"
)


def quietly(_looked_at: int) -> None:
    """Tell nobody."""


async def rotate(database: Database, seal: Seal, progress: Callable[[int], None] = quietly) -> int:
    """Seal again what an older key sealed; returns how many rows and deliveries there were.

    Every process must know the new key by then. `progress` is told how many rows were looked at
    after each batch. Once this has ended, older keys can be taken out of WAYMARK_KEYS.
    """
    changed = [await _rotate_rows(database, seal, each, progress) for each in SEALED]
    return sum(changed) + await _rotate_jobs(database, seal, progress)


async def _rotate_rows(
    database: Database, seal: Seal, sealed: Sealed, progress: Callable[[int], None]
) -> int:
    table, key, columns = sealed
    changed, last = 0, None
    while True:
        async with database.transaction() as session:
            rows = await _batch(session, table, key, last)
            changed += sum(_sealed_again(seal, row, key.key, columns) for row in rows)
        if not rows:
            return changed
        last = getattr(rows[-1], key.key)
        progress(len(rows))


async def _batch(
    session: AsyncSession, table: type[Base], key: InstrumentedAttribute[Any], last: object
) -> Sequence[Base]:
    """Lock the next rows: whoever writes to one of them waits for this batch, not for all."""
    rows = select(table).order_by(key).limit(BATCH).with_for_update()
    return (await session.scalars(rows if last is None else rows.where(key > last))).all()


def _sealed_again(seal: Seal, row: Base, key: str, columns: tuple[str, ...]) -> bool:
    is_changed = False
    for column in columns:
        sealed: bytes | None = getattr(row, column)
        if sealed is None or seal.is_current(sealed):
            continue
        about = About(row.__tablename__, getattr(row, key), column)
        setattr(row, column, seal.seal(seal.open(sealed, about), about))
        is_changed = True
    return is_changed


async def _rotate_jobs(database: Database, seal: Seal, progress: Callable[[int], None]) -> int:
    changed, last = 0, 0
    while True:
        async with database.transaction() as session:
            jobs = (await session.execute(JOBS, {"last": last, "batch": BATCH})).all()
            old = [job for job in jobs if not is_current(job.parcel, seal)]
            for job in old:
                parcel = seal_parcel(open_parcel(job.parcel, seal), seal)
                await session.execute(RESEAL_JOB, {"id": job.id, "parcel": parcel})
        if not jobs:
            return changed
        changed, last = changed + len(old), jobs[-1].id
        progress(len(jobs))
