"""Writes what staff do with a case. The rules have been asked by then: casework.rules."""

from datetime import datetime
from uuid import UUID

from bot.casework import CaseStatus, Delivered
from bot.casework.clock import leaves_at
from bot.casework.views import Author, Event, Kind
from bot.effects import ClaimCase, CloseCase, KeepNote, Message, Parcel, SendReply
from bot.storage import casefile, lines
from bot.storage.passing import last_wrote_at
from bot.storage.tables import CaseRow
from bot.storage.work import Work, cases_changed


async def claim(work: Work, effect: ClaimCase) -> None:
    row = await work.session.get_one(CaseRow, effect.case_id)
    row.status = CaseStatus.CLAIMED
    row.claimed_by, row.claimed_at = effect.staff.id, work.at
    await lines.write_event(work.session, row.id, Event.CLAIMED, work.at, effect.staff)
    await cases_changed(work.session)


async def send_reply(work: Work, effect: SendReply) -> None:
    """Keep the reply and post it: it leaves at once, or when the person said that it is safe."""
    row = await work.session.get_one(CaseRow, effect.case_id)
    kept = await lines.write(
        work, row.id, Author.STAFF, Kind.MESSAGE, staff=effect.staff, text=effect.text
    )
    kept.delivery = Delivered.QUEUED
    covered = f"{effect.staff.name}, {effect.staff.role}:\n{effect.text}"
    message = Message("staff.reply", work.lines.reply, covered=covered)
    kept.send_after = await post(work, row, message, kept.id)
    await cases_changed(work.session)


async def keep_note(work: Work, effect: KeepNote) -> None:
    await lines.write(
        work, effect.case_id, Author.STAFF, Kind.NOTE, staff=effect.staff, text=effect.text
    )
    await cases_changed(work.session)


async def close(work: Work, effect: CloseCase) -> None:
    row = await work.session.get_one(CaseRow, effect.case_id)
    row.status, row.closed_at, row.outcome = CaseStatus.CLOSED, work.at, effect.outcome
    row.sealed_reason = casefile.seal_reason(work.seal, row.id, effect.reason)
    await lines.write_event(work.session, row.id, Event.CLOSED, work.at, effect.staff)
    if effect.tell_person:
        await post(work, row, Message("staff.closed", work.lines.closed))
    await cases_changed(work.session)


async def post(
    work: Work, row: CaseRow, message: Message, case_message_id: UUID | None = None
) -> datetime | None:
    """Post to the person of a case. Returns when it will leave, where that is not now."""
    person = casefile.address(work.seal, row)
    safe_time = casefile.told(work.seal, row).safe_time
    send_after = leaves_at(safe_time, await last_wrote_at(work.session, row), work.at)
    parcel = Parcel(
        person.channel,
        person.chat,
        person.key,
        "say",
        message,
        case_message_id=case_message_id,
        case_id=row.id,
        written_at=work.at,
    )
    await work.outbox.post(work.session, parcel, send_after)
    return send_after
