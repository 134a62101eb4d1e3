"""Turns every effect into rows and jobs. Nothing leaves from here: delivery sends, afterwards."""

from collections.abc import Iterable
from typing import assert_never

from sqlalchemy import delete

from bot.effects import (
    Act,
    AddToCase,
    AllowMessages,
    AnswerTap,
    AskToWithdraw,
    Audit,
    ClaimCase,
    ClearAfter,
    ClearAt,
    ClearChat,
    ClearTyped,
    CloseCase,
    DropDecoy,
    Effect,
    Forget,
    KeepNote,
    KeepUpDecoy,
    LeaveChat,
    Message,
    NoteReach,
    OpenCase,
    OwnUp,
    Parcel,
    Replace,
    ReportService,
    Say,
    SendReply,
    SetDecoy,
    WithdrawCase,
)
from bot.storage import cases, chats, clearing, handling, promises, reports
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
        case ClearChat():
            await clearing.clear_now(work)
        case ClearTyped():
            await clearing.clear_typed(work)
        case Forget():
            await _forget(work)
        case ClearAfter() | ClearAt() | SetDecoy() | DropDecoy() | KeepUpDecoy():
            await chats.choose(work, effect)
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
        case OwnUp():
            await promises.own_up(work, effect)
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
    act: Act,
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
        is_answer=True,
    )
    await work.outbox.post(work.session, parcel)


async def _forget(work: Work) -> None:
    person_key = work.heard.person.key
    await work.session.execute(
        delete(ConversationRow).where(ConversationRow.person_key == person_key)
    )
