"""Notes how deliveries went, for staff to see."""

from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.casework import Delivered
from bot.casework.views import Event
from bot.storage import lines
from bot.storage.cases import open_case_of
from bot.storage.tables import CaseMessageRow
from bot.storage.work import cases_changed


async def record_delivery(
    session: AsyncSession, case_message_id: UUID, outcome: Delivered
) -> None:
    """Note how far a reply got. What was sent stays sent, whatever a repeat says (C4)."""
    await session.execute(
        update(CaseMessageRow)
        .where(CaseMessageRow.id == case_message_id, CaseMessageRow.delivery != Delivered.SENT)
        .values(delivery=outcome)
    )
    await cases_changed(session)


async def note_unreachable(session: AsyncSession, person_key: str) -> None:
    row = await open_case_of(session, person_key)
    if row is None or not row.can_be_reached:
        return
    row.can_be_reached = False
    at = (await session.execute(select(func.now()))).scalar_one()
    await lines.write_event(session, row.id, Event.BLOCKED, at)
    await cases_changed(session)
