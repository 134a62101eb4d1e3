"""Owns up, once, where nobody has read what a person sent by when we said."""

from sqlalchemy import select

from bot.casework import CaseStatus
from bot.casework.promises import Unread, owes_word
from bot.casework.views import Event
from bot.effects import Audit, Message, OwnUp
from bot.errors import SealBroken
from bot.storage import casefile, handling, lines
from bot.storage.passing import LATE, last_wrote_at
from bot.storage.tables import CaseRow
from bot.storage.work import Work, cases_changed


async def own_up_to_all(work: Work) -> int:
    """Tell everybody who is owed a word by now; returns how many."""
    late = select(CaseRow).where(
        CaseRow.reads_by <= work.at,
        CaseRow.owned_up_at.is_(None),
        CaseRow.status == CaseStatus.WAITING,
    )
    # A case that a turn or a member of staff works on now is looked at again in a minute.
    rows = (await work.session.scalars(late.with_for_update(skip_locked=True))).all()
    owed = [row for row in rows if await _owes_word(work, row)]
    for row in owed:
        await own_up(work, OwnUp(row.id, work.lines.late))
    return len(owed)


async def own_up(work: Work, effect: OwnUp) -> None:
    """Note that the person was told, and tell them first where they have not just been."""
    row = await work.session.get(CaseRow, effect.case_id, with_for_update=True)
    if row is None or row.reads_by is None or row.owned_up_at is not None:
        return
    if effect.covered:
        message = Message(LATE, work.lines.reply, covered=effect.covered)
        await handling.post(work, row, message)
    row.owned_up_at = work.at
    await lines.write_event(work.session, row.id, Event.OWNED_UP, work.at)
    await work.audited(Audit(None, Event.OWNED_UP, row.id))
    await cases_changed(work.session)


async def _owes_word(work: Work, row: CaseRow) -> bool:
    try:
        told = casefile.told(work.seal, row)
    except SealBroken:
        return False  # whether they agreed to messages cannot be known
    case = Unread(
        status=CaseStatus(row.status),
        reads_by=row.reads_by,
        has_owned_up=row.owned_up_at is not None,
        is_asked_back=row.withdrawal_asked_at is not None,
        may_message=told.may_message,
        can_be_reached=row.can_be_reached,
        safe_time=told.safe_time,
        last_wrote_at=await last_wrote_at(work.session, row),
    )
    return owes_word(case, work.at)
