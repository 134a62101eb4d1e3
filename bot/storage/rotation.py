"""Seals everything again with the current key, a few rows at a time, while the bot runs on."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.storage.engine import Database
from bot.storage.sealed import About, Seal
from bot.storage.tables import Base, CaseMessageRow, CaseRow, ConversationRow

BATCH = 100
Sealed = tuple[type[Base], InstrumentedAttribute[Any], tuple[str, ...]]

SEALED: tuple[Sealed, ...] = (
    (ConversationRow, ConversationRow.person_key, ("sealed_state",)),
    (
        CaseRow,
        CaseRow.id,
        ("sealed_address", "sealed_told", "sealed_signs", "sealed_reason"),
    ),
    (CaseMessageRow, CaseMessageRow.id, ("sealed_text",)),
)


async def rotate(database: Database, seal: Seal, done: Callable[[int], None]) -> int:
    """Seal again what an older key sealed; returns how many rows there were.

    `done` is told the number of rows looked at after each batch. Once this has ended, an older
    key can be taken out of WAYMARK_KEYS as soon as the queue of deliveries is empty.
    """
    return sum([await _rotate(database, seal, each, done) for each in SEALED])


async def _rotate(
    database: Database, seal: Seal, sealed: Sealed, done: Callable[[int], None]
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
        done(len(rows))


async def _batch(
    session: AsyncSession, table: type[Base], key: InstrumentedAttribute[Any], last: object
) -> list[Base]:
    """Lock the next rows: whoever writes to one of them waits for this batch, not for all."""
    rows = select(table).order_by(key).limit(BATCH).with_for_update()
    return list(await session.scalars(rows if last is None else rows.where(key > last)))


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
