"""Clears chats: what can still be deleted is posted for deletion, in batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.casework.passing import Passage
from bot.conversation.model import Person
from bot.effects import Parcel, Sent
from bot.errors import SealBroken
from bot.storage import chats
from bot.storage.outbox import Outbox, lock_of
from bot.storage.parcels import open_parcel
from bot.storage.sealed import Seal
from bot.storage.tables import ChatMessageRow, ChatRow, ConversationRow
from bot.storage.work import Work

BATCH = 100  # the most that Telegram deletes at once
QUEUED = text(
    """
    SELECT id, args->>'parcel' AS parcel FROM procrastinate_jobs
    WHERE task_name = 'deliver' AND status = 'todo' AND lock = :lock FOR UPDATE SKIP LOCKED
    """
)
DROP = text("DELETE FROM procrastinate_jobs WHERE id = ANY(:ids)")


@dataclass(frozen=True)
class _Posting:
    """Posts messages of one chat for deletion. Urgent: at once, past all that waits."""

    session: AsyncSession
    outbox: Outbox
    person: Person
    at: datetime
    urgent: bool

    async def post(self, messages: Sequence[Sent]) -> None:
        for start in range(0, len(messages), BATCH):
            parcel = Parcel(
                self.person.channel,
                self.person.chat,
                self.person.key,
                "delete",
                messages=tuple(messages[start : start + BATCH]),
                urgent=self.urgent,
                written_at=self.at,
                is_answer=True,
            )
            await self.outbox.post(self.session, parcel)


async def clear_now(work: Work) -> None:
    """Clear the chat at the person's word: past everything that waits to be sent."""
    row = await chats.row_of(work)
    posting = _Posting(work.session, work.outbox, work.heard.person, work.at, urgent=True)
    await _clear(posting, work.seal, row)


async def clear_typed(work: Work) -> None:
    """Delete the message that the person has just sent, and nothing else."""
    typed = work.heard.own_message
    if typed is not None:
        posting = _Posting(work.session, work.outbox, work.heard.person, work.at, urgent=True)
        await posting.post((typed,))


async def note_sent(
    session: AsyncSession,
    outbox: Outbox,
    parcel: Parcel,
    messages: Sequence[Sent],
    begun_at: datetime | None = None,
) -> Passage:
    """Keep the numbers of what was sent, and delete what came too late for this chat.

    What staff wrote is not lost then, but posted anew; `begun_at` is when sending it began.
    """
    await chats.lock(session, parcel.person_key)
    await chats.note_messages(session, parcel.person_key, messages)
    row = await session.get(ChatRow, parcel.person_key)
    if row is None or not messages or not _came_too_late(row, parcel, begun_at):
        return Passage.NOW
    person = Person(parcel.person_key, parcel.channel, parcel.chat)
    newest = max(each.at for each in messages)
    await _Posting(session, outbox, person, newest, urgent=True).post(messages)
    if parcel.is_answer:
        return Passage.NEVER
    await outbox.post(session, parcel, newest + chats.LOOK_AGAIN)
    return Passage.LATER


def _came_too_late(row: ChatRow, parcel: Parcel, begun_at: datetime | None) -> bool:
    """Whether the chat was cleared, or the decoy came up, while this was on its way."""
    since = parcel.written_at if parcel.is_answer else begun_at
    is_cleared = since is not None and row.cleared_at is not None and since < row.cleared_at
    return is_cleared or (row.is_decoyed and not parcel.is_answer)


async def due(session: AsyncSession, at: datetime) -> Sequence[str]:
    """Whose chats are to be cleared by now."""
    rows = select(ChatRow).where(or_(ChatRow.clear_after.is_not(None), ChatRow.clear_at <= at))
    chosen = (await session.scalars(rows)).all()
    return [row.person_key for row in chosen if await _is_due(session, row, at)]


async def clear_if_due(
    session: AsyncSession, seal: Seal, outbox: Outbox, person_key: str, at: datetime
) -> bool:
    """Clear a chat, and forget its conversation, unless its person has just written.

    The conversation is locked first, as in a turn, so that neither waits for the other for ever.
    """
    await session.execute(
        select(ConversationRow.person_key)
        .where(ConversationRow.person_key == person_key)
        .with_for_update()
    )
    row = await session.get(ChatRow, person_key, with_for_update=True)
    if row is None or not await _is_due(session, row, at):
        return False
    try:
        person = chats.address(seal, row)
    except SealBroken:  # a lost key: nobody knows any more where this chat is
        return False
    await _clear(_Posting(session, outbox, person, at, urgent=False), seal, row)
    await session.execute(delete(ConversationRow).where(ConversationRow.person_key == person_key))
    return True


async def _is_due(session: AsyncSession, row: ChatRow, at: datetime) -> bool:
    if row.clear_at is not None:
        return row.clear_at <= at
    if row.clear_after is None:
        return False
    newest = select(func.max(ChatMessageRow.at)).where(ChatMessageRow.person_key == row.person_key)
    latest: datetime | None = await session.scalar(newest)
    if latest is None or _was_cleared(row, latest):
        return False
    return (at - latest).total_seconds() >= row.clear_after * 60


def _was_cleared(row: ChatRow, latest: datetime) -> bool:
    """Whether the newest message is already on its way out. Telegram's times are whole seconds."""
    return row.cleared_at is not None and latest < row.cleared_at.replace(microsecond=0)


async def _clear(posting: _Posting, seal: Seal, row: ChatRow) -> None:
    await chats.lock(posting.session, posting.person.key)
    await _drop_queued(posting, seal)
    await posting.post(await chats.messages_of(posting.session, posting.person.key, posting.at))
    await chats.mark_cleared(posting.session, row, posting.at)


async def _drop_queued(posting: _Posting, seal: Seal) -> None:
    """Drop answers that were not sent yet. What staff wrote stays, and taps are still answered."""
    lock = lock_of(posting.person.key)
    jobs = (await posting.session.execute(QUEUED, {"lock": lock})).all()
    worthless = [job.id for job in jobs if _is_worthless(job.parcel, seal)]
    if worthless:
        await posting.session.execute(DROP, {"ids": worthless})


def _is_worthless(sealed: str, seal: Seal) -> bool:
    try:
        parcel = open_parcel(sealed, seal)
    except SealBroken:  # no worker can open it either
        return True
    return parcel.is_answer and parcel.act in {"say", "replace"}
