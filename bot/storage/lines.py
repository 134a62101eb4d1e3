"""The lines of a case: what was said, noted and done, in order."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.casework import Delivered, Staff
from bot.casework.views import Author, CaseMessage, Event, Kind
from bot.storage.sealed import About, Seal
from bot.storage.tables import CASE_MESSAGES_PLACE, CaseMessageRow
from bot.storage.work import Work


async def write(
    work: Work,
    case_id: UUID,
    author: Author,
    kind: Kind,
    *,
    staff: Staff | None = None,
    text: str | None = None,
) -> CaseMessageRow:
    """Add a line with somebody's words."""
    row = await _add(work.session, case_id, author, kind, work.at)
    row.staff_id = staff.id if staff else None
    row.sealed_text = None if text is None else work.seal.seal(text, about(row.id))
    return row


async def write_event(
    session: AsyncSession, case_id: UUID, event: Event, at: datetime, staff: Staff | None = None
) -> None:
    """Add a line that says what happened. It has no words, so nothing typed can be in it."""
    row = await _add(session, case_id, Author.BOT, Kind.EVENT, at)
    row.staff_id = staff.id if staff else None
    row.event = event


async def _add(
    session: AsyncSession, case_id: UUID, author: Author, kind: Kind, at: datetime
) -> CaseMessageRow:
    row = CaseMessageRow(
        id=uuid4(),
        case_id=case_id,
        place=await session.scalar(select(CASE_MESSAGES_PLACE.next_value())),
        author=author,
        kind=kind,
        at=at,
        delivery=Delivered.NOT_FOR_DELIVERY,
    )
    session.add(row)
    return row


def read(seal: Seal, row: CaseMessageRow, staff: Staff | None) -> CaseMessage:
    """Open a line, words included."""
    text = "" if row.sealed_text is None else seal.open(row.sealed_text, about(row.id))
    return CaseMessage(
        id=row.id,
        author=Author(row.author),
        kind=Kind(row.kind),
        at=row.at,
        text=text,
        staff=staff,
        event=Event(row.event) if row.event else None,
        delivery=Delivered(row.delivery),
        send_after=row.send_after,
    )


def about(message_id: UUID) -> About:
    return About(CaseMessageRow.__tablename__, message_id, "sealed_text")
