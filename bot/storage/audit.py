"""The audit: one line after another, each sealed to the one before (standards A26)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.effects import Audit
from bot.storage.sealed import keyed_hash
from bot.storage.tables import AuditHeadRow, AuditRow

HEAD = 1
START = ""


@dataclass(frozen=True)
class AuditFault:
    """Where the audit does not fit together: the first line that was changed or is missing."""

    seq: int


async def append(session: AsyncSession, key: bytes, line: Audit, at: datetime) -> None:
    """Add a line. Locks the audit until the transaction ends, so that the chain never forks."""
    head = await session.get_one(AuditHeadRow, HEAD, with_for_update=True, populate_existing=True)
    row = AuditRow(
        seq=head.seq + 1,
        at=at,
        staff_id=line.staff_id,
        act=line.act,
        case_id=line.case_id,
        reason=line.reason,
    )
    row.hash = _chained(key, head.hash, row)
    session.add(row)
    head.seq, head.hash = row.seq, row.hash
    await session.flush()


async def verify(session: AsyncSession, key: bytes) -> AuditFault | None:
    """Find the first line that was altered, taken out or cut off; None when all is well."""
    head = await session.get_one(AuditHeadRow, HEAD, populate_existing=True)
    seq, last = 0, START
    rows = await session.stream_scalars(select(AuditRow).order_by(AuditRow.seq))
    async for row in rows:
        if row.seq != seq + 1 or row.hash != _chained(key, last, row):
            return AuditFault(seq + 1)
        seq, last = row.seq, row.hash
    return None if (seq, last) == (head.seq, head.hash) else AuditFault(seq + 1)


async def head(session: AsyncSession) -> tuple[int, str]:
    """Return the last line's number and hash: written down elsewhere, they date the chain."""
    row = await session.get_one(AuditHeadRow, HEAD)
    return row.seq, row.hash


def _chained(key: bytes, last: str, row: AuditRow) -> str:
    """Keyed, so that whoever may write to the database cannot make a false chain."""
    return keyed_hash(
        key,
        "audit",
        last,
        str(row.seq),
        row.at.astimezone(UTC).isoformat(),
        str(row.staff_id),
        row.act,
        str(row.case_id),
        row.reason,
    )
