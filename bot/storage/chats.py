"""Keeps the numbers of the messages in a chat, and what its person chose for it."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.consent import DELETABLE_FOR, SETTINGS_LIVE
from bot.conversation.buttons import plain
from bot.conversation.model import Person
from bot.effects import ClearAfter, ClearAt, DropDecoy, KeepUpDecoy, Sent, SetDecoy
from bot.storage.sealed import About, Seal, keyed_hash
from bot.storage.tables import ChatMessageRow, ChatRow
from bot.storage.work import Work

LOOK_AGAIN = timedelta(minutes=5)  # how soon a reply goes out after the decoy came down

Choice = ClearAfter | ClearAt | SetDecoy | DropDecoy | KeepUpDecoy


async def note_messages(session: AsyncSession, person_key: str, messages: Sequence[Sent]) -> None:
    """Keep messages' numbers, once each. A number that is none (of a terminal) is left out."""
    numbers = {int(each.message_id): each.at for each in messages if each.message_id.isdigit()}
    if numbers:
        kept = [
            {"person_key": person_key, "message_id": number, "at": at}
            for number, at in numbers.items()
        ]
        await session.execute(insert(ChatMessageRow).values(kept).on_conflict_do_nothing())


async def messages_of(session: AsyncSession, person_key: str, at: datetime) -> list[Sent]:
    """The messages that can still be deleted, oldest first."""
    rows = select(ChatMessageRow).where(
        ChatMessageRow.person_key == person_key, ChatMessageRow.at > at - DELETABLE_FOR
    )
    found = await session.scalars(rows.order_by(ChatMessageRow.message_id))
    return [Sent(str(row.message_id), row.at) for row in found]


async def forget_messages(
    session: AsyncSession, person_key: str, messages: Sequence[Sent]
) -> None:
    numbers = [int(each.message_id) for each in messages]
    await session.execute(
        delete(ChatMessageRow).where(
            ChatMessageRow.person_key == person_key, ChatMessageRow.message_id.in_(numbers)
        )
    )


async def choose(work: Work, choice: Choice) -> None:
    """Keep what the person chose. Of a choice that was taken back, nothing is left."""
    row = await row_of(work)
    match choice:
        case ClearAfter(minutes):
            row.clear_after, row.clear_at = minutes, None
        case ClearAt(at):
            row.clear_after, row.clear_at = None, at
        case SetDecoy(word):
            row.decoy = hash_of(work.audit_key, row.person_key, word)
        case DropDecoy():
            row.decoy, row.is_decoyed = None, False
        case KeepUpDecoy(is_up):
            row.is_decoyed = is_up
    row.kept_until = _kept_until(row, work.at)
    await work.session.flush()


async def row_of(work: Work) -> ChatRow:
    """Find the chat's row, or make one."""
    person = work.heard.person
    row = await work.session.get(ChatRow, person.key, with_for_update=True)
    if row is None:
        row = ChatRow(
            person_key=person.key,
            sealed_address=_seal_address(work.seal, person),
            is_decoyed=False,
            kept_until=work.at,
        )
        work.session.add(row)
    return row


def address(seal: Seal, row: ChatRow) -> Person:
    """Return whose chat this is. Raises SealBroken."""
    channel, chat = json.loads(seal.open(row.sealed_address, _about(row.person_key)))
    return Person(row.person_key, channel, chat)


async def keep_on(session: AsyncSession, person_key: str, at: datetime) -> None:
    """What was chosen lives on from each message. Who chose nothing gets no row."""
    row = await session.get(ChatRow, person_key)
    if row is not None:
        row.kept_until = max(row.kept_until, _kept_until(row, at))


async def is_decoy_word(session: AsyncSession, key: bytes, person_key: str, text: str) -> bool:
    row = await session.get(ChatRow, person_key)
    if row is None or row.decoy is None:
        return False
    return row.decoy == hash_of(key, person_key, text)


def hash_of(key: bytes, person_key: str, word: str) -> str:
    """The same for small and big letters, and never the same for two people."""
    return keyed_hash(key, "decoy", person_key, plain(word))


async def is_decoyed(session: AsyncSession, person_key: str) -> bool:
    is_up = select(ChatRow.is_decoyed).where(ChatRow.person_key == person_key)
    return bool(await session.scalar(is_up))


async def lock(session: AsyncSession, person_key: str) -> None:
    """Let either a clearing of this chat or the noting of a number go first, until its commit.

    The chat's row cannot be locked for this: who chose nothing and cleared nothing has none.
    """
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(person_key, 0))))


async def mark_cleared(session: AsyncSession, row: ChatRow, at: datetime) -> None:
    row.cleared_at, row.clear_at = at, None
    if not _has_chosen(row):
        row.kept_until = at + DELETABLE_FOR
    await session.flush()


async def cleared_since(session: AsyncSession, person_key: str, at: datetime) -> bool:
    """Whether the chat was cleared after something was written for it."""
    cleared = select(ChatRow.cleared_at).where(ChatRow.person_key == person_key)
    cleared_at: datetime | None = await session.scalar(cleared)
    return cleared_at is not None and at < cleared_at


def _kept_until(row: ChatRow, at: datetime) -> datetime:
    """Choices live long after the last message; that a chat was cleared, only for two days."""
    if _has_chosen(row):
        return at + SETTINGS_LIVE
    return (row.cleared_at or at - DELETABLE_FOR) + DELETABLE_FOR


def _has_chosen(row: ChatRow) -> bool:
    chosen = (row.clear_after, row.clear_at, row.decoy)
    return row.is_decoyed or any(each is not None for each in chosen)


def _seal_address(seal: Seal, person: Person) -> bytes:
    return seal.seal(json.dumps([person.channel, person.chat]), _about(person.key))


def _about(person_key: str) -> About:
    return About(ChatRow.__tablename__, person_key, "sealed_address")
