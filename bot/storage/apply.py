"""Turns every effect into rows and jobs. Nothing leaves from here: delivery sends, afterwards."""

from collections.abc import Iterable
from typing import Literal, assert_never

from sqlalchemy import delete

from bot.effects import (
    AddToCase,
    AllowMessages,
    AnswerTap,
    AskToWithdraw,
    Audit,
    ClaimCase,
    CloseCase,
    Effect,
    Forget,
    KeepNote,
    LeaveChat,
    Message,
    NoteReach,
    OpenCase,
    Parcel,
    Replace,
    ReportService,
    Say,
    SendReply,
    WithdrawCase,
)
from bot.storage import cases, handling, reports
from bot.storage.tables import ConversationRow
from bot.storage.work import Work


async def apply(effects: Iterable[Effect], work: Work) -> None:
    """Do all of them, in order, in the one transaction of `work`."""
    for effect in effects:
        await _apply(effect, work)


async def _apply(effect: Effect, work: Work) -> None:  # noqa: C901, PLR0912 - one list, one place
    match effect:
        case Say(message, urgent):
            await _post(work, "say", message, urgent=urgent)
        case Replace(message):
            await _post(work, "replace", message)
        case AnswerTap(notice):
            await _post(work, "answer_tap", notice=notice)
        case LeaveChat():
            await _post(work, "leave")
        case Forget():
            await _forget(work)
        case OpenCase():
            await cases.open_case(work, effect)
        case AddToCase():
            await cases.add_to_case(work, effect)
        case WithdrawCase():
            await cases.withdraw(work, effect)
        case AskToWithdraw():
            await cases.ask_to_withdraw(work, effect)
        case AllowMessages():
            await cases.allow_messages(work, effect)
        case NoteReach():
            await cases.note_reach(work, effect)
        case ReportService():
            await reports.add(work.session, effect, work.at)
        case ClaimCase():
            await handling.claim(work, effect)
        case SendReply():
            await handling.send_reply(work, effect)
        case KeepNote():
            await handling.keep_note(work, effect)
        case CloseCase():
            await handling.close(work, effect)
        case Audit():
            await work.audited(effect)
        case _:
            assert_never(effect)


async def _post(
    work: Work,
    act: Literal["say", "replace", "answer_tap", "leave"],
    message: Message | None = None,
    *,
    notice: str = "",
    urgent: bool = False,
) -> None:
    heard = work.heard
    parcel = Parcel(
        heard.person.channel,
        heard.person.chat,
        heard.person.key,
        act,
        message,
        tap_id=heard.tap_id,
        message_id=heard.message_id,
        notice=notice,
        urgent=urgent,
        written_at=work.at,
    )
    await work.outbox.post(work.session, parcel)


async def _forget(work: Work) -> None:
    person_key = work.heard.person.key
    await work.session.execute(
        delete(ConversationRow).where(ConversationRow.person_key == person_key)
    )
