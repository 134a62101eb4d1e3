"""Keeps how often people tapped that a service did not work: which, and on what day."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.editing import Report
from bot.effects import ReportService
from bot.storage.directory_tables import DirectoryReportRow


async def add(session: AsyncSession, report: ReportService, at: datetime) -> None:
    """Count the tap. One line a day and contact, so that no amount of tapping fills the table."""
    tapped = insert(DirectoryReportRow).values(
        id=uuid4(),
        service_id=report.service_id,
        contact_id=report.contact_id or "",
        day=at.date(),
        times=1,
    )
    await session.execute(
        tapped.on_conflict_do_update(
            index_elements=["service_id", "contact_id", "day"],
            index_where=text("settled_at IS NULL"),
            set_={"times": DirectoryReportRow.times + 1},
        )
    )


async def unsettled(session: AsyncSession) -> tuple[Report, ...]:
    rows = select(DirectoryReportRow).where(DirectoryReportRow.settled_at.is_(None))
    return tuple(
        Report(row.id, row.service_id, row.contact_id or None, row.day, row.times)
        for row in await session.scalars(
            rows.order_by(DirectoryReportRow.day, DirectoryReportRow.service_id)
        )
    )


async def settle(session: AsyncSession, ids: Sequence[UUID], at: datetime) -> tuple[str, ...]:
    """Mark them as looked into. Returns the services that they were about."""
    settled = (
        update(DirectoryReportRow)
        .where(DirectoryReportRow.id.in_(ids), DirectoryReportRow.settled_at.is_(None))
        .values(settled_at=at)
        .returning(DirectoryReportRow.service_id)
    )
    return tuple(sorted(set(await session.scalars(settled))))
