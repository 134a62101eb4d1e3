"""One parcel on its way: asked about before each part, and noted after it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import pytest

from bot.casework import Delivered
from bot.casework.passing import Passage
from bot.delivery import Delivery
from bot.effects import Message, Parcel, Sent
from bot.errors import StoreUnavailable, TryLater
from bot.ports import UNWATCHED, Progress

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
REPLY = Parcel(
    "test", "chat", "key", "say", Message("staff.reply", "one two"), case_message_id=UUID(int=1)
)
ANSWER = Parcel("test", "chat", "key", "say", Message("k", "one two"), is_answer=True)


@dataclass
class Words:
    """A sender that sends a message word by word."""

    said: list[str] = field(default_factory=list)
    fails_at: str = ""

    async def say(
        self, chat: str, message: Message, *, urgent: bool = False, progress: Progress = UNWATCHED
    ) -> tuple[Sent, ...]:
        for word in message.text.split():
            await progress.before()
            if word == self.fails_at:
                raise TryLater
            self.said.append(word)
            await progress.after(Sent(str(len(self.said)), NOON))
        return ()

    async def replace(
        self, chat: str, message_id: str, message: Message, *, progress: Progress = UNWATCHED
    ) -> tuple[Sent, ...]:
        return await self.say(chat, message, progress=progress)

    async def delete(self, chat: str, message_ids: Sequence[str], *, urgent: bool = False) -> None:
        """Nothing is kept here."""

    async def answer_tap(self, tap_id: str, notice: str) -> None:
        """There is nothing to tap."""

    async def leave(self, chat: str) -> None:
        """There are no groups."""


@dataclass
class Kept:
    """Outcomes in memory."""

    passages: list[Passage] = field(default_factory=list)
    on_noting: Passage = Passage.NOW
    is_away: bool = False
    recorded: list[Delivered] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)

    async def record_delivery(self, case_message_id: UUID, outcome: Delivered) -> None:
        self.recorded.append(outcome)

    async def note_unreachable(self, person_key: str) -> None:
        """Nobody is blocked here."""

    async def passage(self, parcel: Parcel, at: datetime) -> Passage:
        self._answer()
        return self.passages.pop(0) if self.passages else Passage.NOW

    async def note_sent(
        self, parcel: Parcel, messages: Sequence[Sent], begun_at: datetime | None = None
    ) -> Passage:
        self._answer()
        self.noted += [each.message_id for each in messages]
        return self.on_noting

    async def forget_messages(self, person_key: str, messages: Sequence[Sent]) -> None:
        """Nothing is deleted here."""

    def _answer(self) -> None:
        if self.is_away:
            raise StoreUnavailable


def delivery(words: Words, kept: Kept, parcel: Parcel) -> Delivery:
    return Delivery({"test": words}, lambda _: parcel, kept, lambda: NOON)


@pytest.mark.parametrize(
    ("passage", "recorded"),
    [
        (Passage.NEVER, [Delivered.FAILED]),
        (Passage.UNREACHABLE, [Delivered.BLOCKED]),
        (Passage.LATER, []),
        (Passage.NOW, [Delivered.SENT]),
    ],
)
async def test_staff_see_what_became_of_a_reply(
    passage: Passage, recorded: list[Delivered]
) -> None:
    words, kept = Words(), Kept([passage])
    await delivery(words, kept, REPLY).deliver("")
    assert words.said == (["one", "two"] if passage is Passage.NOW else [])
    assert kept.recorded == recorded


async def test_the_second_part_is_not_said_once_the_chat_is_cleared() -> None:
    words, kept = Words(), Kept([Passage.NOW, Passage.NEVER])
    await delivery(words, kept, ANSWER).deliver("")
    assert (words.said, kept.noted) == (["one"], ["1"])


async def test_each_part_is_noted_though_the_next_one_fails() -> None:
    words, kept = Words(fails_at="two"), Kept()
    with pytest.raises(TryLater):
        await delivery(words, kept, ANSWER).deliver("")
    assert kept.noted == ["1"]


async def test_a_reply_that_was_taken_back_at_once_does_not_count_as_sent() -> None:
    words, kept = Words(), Kept(on_noting=Passage.LATER)
    await delivery(words, kept, REPLY).deliver("")
    assert (words.said, kept.recorded) == (["one"], [])


async def test_numbers_that_the_database_missed_are_noted_when_it_is_back() -> None:
    words, kept = Words(), Kept(is_away=True)
    ours = delivery(words, kept, ANSWER)
    await ours.deliver("")
    assert (words.said, kept.noted) == (["one", "two"], [])
    kept.is_away = False
    await ours.deliver("")
    assert sorted(kept.noted) == ["1", "2", "3", "4"]
    assert not ours.unnoted


async def test_an_urgent_answer_asks_nobody_and_a_reply_waits_for_the_database() -> None:
    words, kept = Words(), Kept([Passage.NEVER])
    urgent = Parcel(
        "test", "chat", "key", "say", Message("card.x", "one"), urgent=True, is_answer=True
    )
    await delivery(words, kept, urgent).deliver("")
    assert words.said == ["one"]
    with pytest.raises(TryLater):
        await delivery(words, Kept(is_away=True), REPLY).deliver("")
    assert words.said == ["one"]
