"""Asks, as something is about to be sent, whether it still may be; puts off what has to wait."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.casework import CaseStatus
from bot.casework import passing as rules
from bot.casework.clock import leaves_at
from bot.casework.passing import OnItsWay, Passage
from bot.casework.views import Author
from bot.effects import Parcel
from bot.errors import SealBroken
from bot.storage import casefile, chats
from bot.storage.outbox import Outbox
from bot.storage.sealed import Seal
from bot.storage.tables import CaseMessageRow, CaseRow

LATE = "staff.late"


async def passage(
    session: AsyncSession, seal: Seal, outbox: Outbox, parcel: Parcel, at: datetime
) -> Passage:
    """Whether a message may leave. One that has to wait is posted anew, for then."""
    if parcel.is_answer:
        return await _of_answer(session, parcel)
    message = None
    if parcel.case_id or parcel.case_message_id:
        message = await _on_its_way(session, seal, parcel)
        if message is None:
            return Passage.NEVER
    allowed = rules.passage(message, at) if message else Passage.NOW
    if allowed in {Passage.NEVER, Passage.UNREACHABLE}:
        return allowed
    if await chats.is_decoyed(session, parcel.person_key):
        # Nothing of this is shown to staff: they are told of no decoy.
        await outbox.post(session, parcel, at + chats.LOOK_AGAIN)
        return Passage.LATER
    waits = leaves_at(message.safe_time, message.last_wrote_at, at) if message else None
    if waits is None:
        return Passage.NOW
    await outbox.post(session, parcel, waits)
    await session.execute(
        update(CaseMessageRow)
        .where(CaseMessageRow.id == parcel.case_message_id)
        .values(send_after=waits)
    )
    return Passage.LATER


async def last_wrote_at(session: AsyncSession, row: CaseRow) -> datetime:
    """When the person of a case last wrote."""
    latest = select(func.max(CaseMessageRow.at)).where(
        CaseMessageRow.case_id == row.id, CaseMessageRow.author == Author.PERSON
    )
    return await session.scalar(latest) or row.opened_at


async def _of_answer(session: AsyncSession, parcel: Parcel) -> Passage:
    """An answer is worthless once the chat was cleared."""
    written = parcel.written_at
    if written and await chats.cleared_since(session, parcel.person_key, written):
        return Passage.NEVER
    return Passage.NOW


async def _on_its_way(session: AsyncSession, seal: Seal, parcel: Parcel) -> OnItsWay | None:
    """What is known of the case by now; None where it is erased, or does not open."""
    row = await _case_of(session, parcel)
    if row is None:
        return None
    try:
        told = casefile.told(seal, row)
    except SealBroken:  # whether they agreed to messages cannot be known
        return None
    return OnItsWay(
        is_late_word=parcel.message is not None and parcel.message.key == LATE,
        written_at=parcel.written_at,
        status=CaseStatus(row.status),
        reads_by=row.reads_by,
        withdrawal_asked_at=row.withdrawal_asked_at,
        may_message=told.may_message,
        can_be_reached=row.can_be_reached,
        safe_time=told.safe_time,
        last_wrote_at=await last_wrote_at(session, row),
    )


async def _case_of(session: AsyncSession, parcel: Parcel) -> CaseRow | None:
    case_id = parcel.case_id
    if case_id is None:
        line = await session.get(CaseMessageRow, parcel.case_message_id)
        case_id = line.case_id if line else None
    return await session.get(CaseRow, case_id) if case_id else None
