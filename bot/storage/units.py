"""What can be done in one transaction: in a person's turn, and at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.casework import CaseStatus, NeutralLines, Staff
from bot.casework.rules import Standing
from bot.casework.views import CaseSummary, CaseView
from bot.consent import STATE_LIVES
from bot.conversation.model import Conversation, Inbound, KeptCase, OpenCase, Person
from bot.effects import Effect, Sent
from bot.errors import SealBroken
from bot.storage import casefile, chats, queries
from bot.storage.apply import apply
from bot.storage.cases import closed_cases_of, is_in_touch, open_case_of
from bot.storage.outbox import Outbox
from bot.storage.sealed import About, Seal
from bot.storage.states import decode_conversation, encode_conversation
from bot.storage.tables import CaseRow, ChatRow, ConversationRow, UpdateRow
from bot.storage.work import Work, cases_changed


@dataclass(frozen=True)
class Tools:
    """What every unit works with. `key` makes pseudonyms and keyed hashes."""

    seal: Seal
    outbox: Outbox
    key: bytes


@dataclass(frozen=True)
class PersonUnit:
    """A person's turn (ports.Unit)."""

    session: AsyncSession
    tools: Tools

    async def is_first(self, update_id: str, at: datetime) -> bool:
        marked = (
            insert(UpdateRow)
            .values(update_id=update_id, seen_at=at)
            .on_conflict_do_nothing()
            .returning(UpdateRow.update_id)
        )
        return await self.session.scalar(marked) is not None

    async def conversation(self, person: Person, at: datetime) -> Conversation:
        """Lock the conversation, and the person's open case with it, until the unit ends."""
        row = await self._locked_row(person.key, at)
        case = await open_case_of(self.session, person.key)
        chat = await self.session.get(ChatRow, person.key)
        remembered = self._remembered(row, at)
        return replace(
            remembered,
            case=await self._as_open_case(case) if case else None,
            kept_cases=tuple(
                KeptCase(closed.id, closed.reference, closed.draft_id)
                for closed in await closed_cases_of(self.session, person.key)
            ),
            is_decoyed=chat is not None and chat.is_decoyed,
        )

    async def note(self, person: Person, messages: Sequence[Sent]) -> None:
        await chats.note_messages(self.session, person.key, messages)

    async def is_decoy_word(self, person: Person, text: str) -> bool:
        return await chats.is_decoy_word(self.session, self.tools.key, person.key, text)

    async def remember(self, person: Person, conversation: Conversation, at: datetime) -> None:
        await chats.keep_on(self.session, person.key, at)
        row = await self.session.get(ConversationRow, person.key)
        row = row or await self._locked_row(person.key, at)
        row.sealed_state = self.tools.seal.seal(
            encode_conversation(conversation), _about_state(person.key)
        )
        row.expires_at, row.last_seen = at + STATE_LIVES, at.date()
        await self.session.flush()

    async def apply(self, inbound: Inbound, effects: Sequence[Effect], at: datetime) -> None:
        tools = self.tools
        await apply(
            effects, Work(self.session, tools.seal, tools.outbox, tools.key, at, inbound=inbound)
        )

    async def _locked_row(self, person_key: str, at: datetime) -> ConversationRow:
        """Find or make the row, and lock it. Another turn may delete it in between: then again."""
        found = select(ConversationRow).where(ConversationRow.person_key == person_key)
        fresh = insert(ConversationRow).values(
            person_key=person_key, expires_at=at, last_seen=at.date()
        )
        while True:
            await self.session.execute(fresh.on_conflict_do_nothing())
            row: ConversationRow | None = await self.session.scalar(
                found.with_for_update(), execution_options={"populate_existing": True}
            )
            if row is not None:
                return row

    async def _as_open_case(self, row: CaseRow) -> OpenCase:
        is_claimed = row.status == CaseStatus.CLAIMED
        return OpenCase(
            id=row.id,
            reference=row.reference,
            draft_id=row.draft_id,
            is_claimed=is_claimed,
            is_opened=row.first_opened_at is not None,
            may_message=self._may_message(row),
            is_in_touch=is_claimed and await is_in_touch(self.session, row),
            opened_at=row.first_opened_at,
            reads_by=row.reads_by,
            has_owned_up=row.owned_up_at is not None,
        )

    def _may_message(self, row: CaseRow) -> bool:
        """Whether the person said yes to messages; where that does not open, we do not know it."""
        try:
            return casefile.told(self.tools.seal, row).may_message
        except SealBroken:
            return False

    def _remembered(self, row: ConversationRow, at: datetime) -> Conversation:
        """What is remembered; a fresh conversation after an hour, or where it does not open."""
        if row.sealed_state is None or row.expires_at <= at:
            return Conversation()
        try:
            state = self.tools.seal.open(row.sealed_state, _about_state(row.person_key))
        except SealBroken:
            return Conversation()
        return decode_conversation(state)


@dataclass(frozen=True)
class DeskUnit:
    """Something that a member of staff looks at or does (desk.DeskUnit)."""

    session: AsyncSession
    tools: Tools

    async def cases(self, at: datetime) -> tuple[CaseSummary, ...]:
        return await queries.summaries(self.session, self.tools.seal, at)

    async def view(self, case_id: UUID, staff: Staff, at: datetime) -> CaseView | None:
        """Read a case. It counts as opened from now on, and as read up to here."""
        row = await queries.case_row(self.session, case_id)
        if row is None:
            return None
        view = await queries.view(self.session, self.tools.seal, row, staff, at)
        place = await queries.last_place(self.session, case_id)
        if row.first_opened_at is None or row.read_place < place:
            row.first_opened_at = row.first_opened_at or at
            row.read_place = place
            row.reads_by = row.owned_up_at = None
            await cases_changed(self.session)
        return view

    async def standing(self, case_id: UUID) -> Standing | None:
        row = await queries.case_row(self.session, case_id)
        return await queries.standing(self.session, self.tools.seal, row) if row else None

    async def apply(self, effects: Sequence[Effect], lines: NeutralLines, at: datetime) -> None:
        tools = self.tools
        await apply(
            effects, Work(self.session, tools.seal, tools.outbox, tools.key, at, lines=lines)
        )


def _about_state(person_key: str) -> About:
    return About(ConversationRow.__tablename__, person_key, "sealed_state")
