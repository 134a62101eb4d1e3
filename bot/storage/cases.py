"""Writes what a person passes on, adds and takes back."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy import and_, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.casework import Agreement, CaseStatus
from bot.casework.views import Author, Event, Kind
from bot.effects import (
    AddToCase,
    AllowMessages,
    AskToWithdraw,
    Audit,
    NoteReach,
    OpenCase,
    WithdrawCase,
)
from bot.safeguarding.levels import Level
from bot.storage import casefile, lines
from bot.storage.tables import AgreementRow, CaseMessageRow, CaseRow
from bot.storage.work import Work, cases_changed


async def open_case(work: Work, effect: OpenCase) -> None:
    """Open a case, or add to the open one: a second Send is not lost and not a second case."""
    person = work.heard.person
    if await _was_sent(work.session, person.key, effect.case.draft_id):
        return
    row = await open_case_of(work.session, person.key)
    if row is None:
        row = casefile.new_row(work.seal, effect.case, person)
        work.session.add(row)
    else:
        await _join(work, row, effect)
    await work.session.flush()
    for agreement in effect.agreements:
        await _agree(work.session, row.id, effect.case.draft_id, agreement)
    await cases_changed(work.session)


async def add_to_case(work: Work, effect: AddToCase) -> None:
    if await _locked(work.session, effect.case_id) is None:
        return
    kind = Kind.EDIT if effect.is_edit else Kind.MESSAGE
    await lines.write(work, effect.case_id, Author.PERSON, kind, text=effect.text)
    await cases_changed(work.session)


async def withdraw(work: Work, effect: WithdrawCase) -> None:
    """Erase a case that nobody opened; flag it where somebody did in the meantime (A7)."""
    row = await _locked(work.session, effect.case_id)
    if row is None:
        return
    if row.first_opened_at is not None:
        await _flag(work, row)
        return
    await work.session.delete(row)
    await work.session.flush()
    await work.audited(Audit(None, "withdrawn", effect.case_id))
    await cases_changed(work.session)


async def ask_to_withdraw(work: Work, effect: AskToWithdraw) -> None:
    row = await _locked(work.session, effect.case_id)
    if row is not None:
        await _flag(work, row)


async def allow_messages(work: Work, effect: AllowMessages) -> None:
    """Keep the person's answer to whether staff may write to them, and tell staff of it."""
    row = await _locked(work.session, effect.case_id)
    if row is None:
        return
    told = casefile.told(work.seal, row)
    if told.may_message == effect.allowed:
        return
    # Messages here are one agreement, a way to be reached another: neither stands for the other.
    told = replace(told, may_message=effect.allowed)
    row.sealed_told = casefile.seal_told(work.seal, row.id, told)
    if effect.agreement:
        await _agree(work.session, row.id, row.draft_id, effect.agreement)
    event = Event.ALLOWED_MESSAGES if effect.allowed else Event.REFUSED_MESSAGES
    await lines.write_event(work.session, row.id, event, work.at)
    await work.audited(Audit(None, event, row.id))
    await cases_changed(work.session)


async def note_reach(work: Work, effect: NoteReach) -> None:
    row = await _locked(work.session, effect.case_id)
    if row is None or row.can_be_reached == effect.can_be_reached:
        return
    row.can_be_reached = effect.can_be_reached
    event = Event.RETURNED if effect.can_be_reached else Event.BLOCKED
    await lines.write_event(work.session, row.id, event, work.at)
    await cases_changed(work.session)


async def open_case_of(session: AsyncSession, person_key: str) -> CaseRow | None:
    """Find and lock a person's open case: staff cannot open or claim it until this turn ends."""
    found = select(CaseRow).where(
        CaseRow.person_key == person_key, CaseRow.status != CaseStatus.CLOSED
    )
    row: CaseRow | None = await session.scalar(found.with_for_update())
    return row


async def closed_cases_of(session: AsyncSession, person_key: str) -> Sequence[CaseRow]:
    """Find what staff have closed and is not erased yet, newest first."""
    found = select(CaseRow).where(
        CaseRow.person_key == person_key, CaseRow.status == CaseStatus.CLOSED
    )
    return (await session.scalars(found.order_by(CaseRow.closed_at.desc()))).all()


async def is_in_touch(session: AsyncSession, row: CaseRow) -> bool:
    """Whether the person and the staff who took the case have written to each other since."""
    by_person = and_(CaseMessageRow.author == Author.PERSON, CaseMessageRow.at >= row.claimed_at)
    by_staff = and_(CaseMessageRow.author == Author.STAFF, CaseMessageRow.kind == Kind.MESSAGE)
    written = select(CaseMessageRow.id).where(
        CaseMessageRow.case_id == row.id, or_(by_person, by_staff)
    )
    return await session.scalar(written.limit(1)) is not None


async def _locked(session: AsyncSession, case_id: UUID) -> CaseRow | None:
    return await session.get(CaseRow, case_id, with_for_update=True)


async def _was_sent(session: AsyncSession, person_key: str, draft_id: str) -> bool:
    """Whether this very draft was sent before: a second tap on Send (T24)."""
    sent = (
        select(AgreementRow.id)
        .join(CaseRow, CaseRow.id == AgreementRow.case_id)
        .where(CaseRow.person_key == person_key, AgreementRow.draft_id == draft_id)
    )
    return await session.scalar(sent) is not None


async def _join(work: Work, row: CaseRow, effect: OpenCase) -> None:
    """Add what was sent to the case that is open; its gravest level and all signs count."""
    told = casefile.told(work.seal, row).joined_by(effect.case.told)
    signs = (*casefile.signs(work.seal, row), *effect.case.signs)
    row.sealed_told = casefile.seal_told(work.seal, row.id, told)
    row.sealed_signs = casefile.seal_signs(work.seal, row.id, tuple(dict.fromkeys(signs)))
    row.level = max(Level(row.level), effect.case.level, key=lambda level: level.rank)
    row.draft_id = effect.case.draft_id
    if row.reads_by is None:  # what was promised before is still owed
        row.reads_by, row.owned_up_at = effect.case.reads_by, None
    await lines.write_event(work.session, row.id, Event.SENT_MORE, work.at)
    for words in effect.case.told.story:
        await lines.write(work, row.id, Author.PERSON, Kind.MESSAGE, text=words)


async def _agree(
    session: AsyncSession, case_id: UUID, draft_id: str, agreement: Agreement
) -> None:
    """Keep a yes. The first one to the same draft stands: what came later is in the thread."""
    given = insert(AgreementRow).values(
        id=uuid4(),
        case_id=case_id,
        draft_id=draft_id,
        purpose=agreement.purpose,
        wording_key=agreement.wording_key,
        wording_version=agreement.wording_version,
        agreed_at=agreement.agreed_at,
        lawful_basis=agreement.lawful_basis,
    )
    await session.execute(given.on_conflict_do_nothing())


async def _flag(work: Work, row: CaseRow) -> None:
    if row.withdrawal_asked_at is not None:
        return
    row.withdrawal_asked_at = work.at
    row.reads_by = row.owned_up_at = None  # nobody is told any more that it is still unread
    await lines.write_event(work.session, row.id, Event.ASKED_TO_WITHDRAW, work.at)
    await work.audited(Audit(None, "asked_to_withdraw", row.id))
    await cases_changed(work.session)
