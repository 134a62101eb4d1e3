"""Reads cases for the desk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.casework import Agreement, CaseStatus, Outcome, Staff, rules
from bot.casework.clock import due_at, waiting_since
from bot.casework.rules import Standing
from bot.casework.views import Author, CaseMessage, CaseSummary, CaseView, Kind
from bot.safeguarding.levels import Level
from bot.storage import casefile, lines
from bot.storage.sealed import Seal
from bot.storage.tables import AgreementRow, CaseMessageRow, CaseRow, StaffRow

People = Mapping[UUID, Staff]


async def summaries(session: AsyncSession, seal: Seal, at: datetime) -> tuple[CaseSummary, ...]:
    """Every case, without what happened in it: nobody's words are opened for the list."""
    people = await staff_by_id(session)
    rows = (await session.scalars(select(CaseRow))).all()
    outlines = await _outlines(session)
    return tuple(_summary(row, seal, people, outlines[row.id], at) for row in rows)


async def view(
    session: AsyncSession, seal: Seal, row: CaseRow, staff: Staff, at: datetime
) -> CaseView:
    """Return one whole case."""
    people = await staff_by_id(session)
    message_rows = await _message_rows(session, row.id)
    messages = tuple(
        lines.read(seal, message, people.get(message.staff_id) if message.staff_id else None)
        for message in message_rows
    )
    outline = [_outline(message) for message in message_rows]
    told = casefile.told(seal, row)
    return CaseView(
        summary=_summary(row, seal, people, outline, at),
        told=told,
        agreements=await _agreements(session, row.id),
        messages=messages,
        may=rules.allowed(_standing(row, people, may_message=told.may_message), staff),
        first_opened_at=row.first_opened_at,
        claimed_at=row.claimed_at,
        closed_at=row.closed_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        reason=casefile.reason(seal, row),
    )


async def standing(session: AsyncSession, seal: Seal, row: CaseRow) -> Standing:
    """Return what of this case decides who may do what."""
    told = casefile.told(seal, row)
    return _standing(row, await staff_by_id(session), may_message=told.may_message)


async def case_row(session: AsyncSession, case_id: UUID) -> CaseRow | None:
    """Find and lock a case."""
    return await session.get(CaseRow, case_id, with_for_update=True)


async def last_place(session: AsyncSession, case_id: UUID) -> int:
    """Return the place of the newest line of a case; 0 where there is none."""
    newest = (
        select(CaseMessageRow.place)
        .where(CaseMessageRow.case_id == case_id)
        .order_by(CaseMessageRow.place.desc())
        .limit(1)
    )
    return await session.scalar(newest) or 0


async def staff_by_id(session: AsyncSession) -> People:
    rows = await session.scalars(select(StaffRow))
    return {row.id: Staff(row.id, row.name, row.role) for row in rows}


def _standing(row: CaseRow, people: People, *, may_message: bool) -> Standing:
    return Standing(
        id=row.id,
        status=CaseStatus(row.status),
        owner=people.get(row.claimed_by) if row.claimed_by else None,
        may_message=may_message,
        can_be_reached=row.can_be_reached,
    )


def _summary(
    row: CaseRow,
    seal: Seal,
    people: People,
    outline: Iterable[tuple[int, CaseMessage]],
    at: datetime,
) -> CaseSummary:
    status, level = CaseStatus(row.status), Level(row.level)
    places = tuple(outline)
    is_opened = row.first_opened_at is not None
    since = waiting_since(
        status,
        row.opened_at,
        (message for _, message in places),
        can_be_reached=row.can_be_reached,
        is_opened=is_opened,
    )
    due = min(filter(None, (due_at(level, since), row.reads_by))) if since else None
    return CaseSummary(
        id=row.id,
        reference=row.reference,
        level=level,
        signs=casefile.signs(seal, row),
        status=status,
        opened_at=row.opened_at,
        owner=people.get(row.claimed_by) if row.claimed_by else None,
        waiting_since=since,
        due_at=due,
        is_overdue=due is not None and due < at,
        has_unread=not is_opened
        or any(
            place > row.read_place and message.author is Author.PERSON for place, message in places
        ),
        is_opened=is_opened,
        asked_to_withdraw=row.withdrawal_asked_at is not None,
        can_be_reached=row.can_be_reached,
        reads_by=row.reads_by,
    )


async def _outlines(session: AsyncSession) -> defaultdict[UUID, list[tuple[int, CaseMessage]]]:
    """Return who wrote when in each case, without their words."""
    rows = await session.scalars(select(CaseMessageRow).order_by(CaseMessageRow.place))
    found: defaultdict[UUID, list[tuple[int, CaseMessage]]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(_outline(row))
    return found


def _outline(row: CaseMessageRow) -> tuple[int, CaseMessage]:
    return row.place, CaseMessage(row.id, Author(row.author), Kind(row.kind), row.at)


async def _message_rows(session: AsyncSession, case_id: UUID) -> tuple[CaseMessageRow, ...]:
    rows = select(CaseMessageRow).where(CaseMessageRow.case_id == case_id)
    return tuple(await session.scalars(rows.order_by(CaseMessageRow.place)))


async def _agreements(session: AsyncSession, case_id: UUID) -> tuple[Agreement, ...]:
    rows = select(AgreementRow).where(AgreementRow.case_id == case_id)
    return tuple(
        Agreement(
            purpose=row.purpose,
            wording_key=row.wording_key,
            wording_version=row.wording_version,
            agreed_at=row.agreed_at,
            lawful_basis=row.lawful_basis,
        )
        for row in await session.scalars(rows.order_by(AgreementRow.agreed_at))
    )
