"""Chats that are cleared, against a real PostgreSQL: what is asked for, and what is left."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from bot.casework import Told
from bot.casework.passing import Passage
from bot.consent import DELETABLE_FOR, SETTINGS_LIVE, Lifetimes
from bot.conversation.model import Conversation, Draft, Inbound
from bot.effects import (
    ClearAfter,
    ClearAt,
    ClearChat,
    ClearTyped,
    DropDecoy,
    Forget,
    KeepUpDecoy,
    Message,
    Parcel,
    Say,
    Sent,
    SetDecoy,
)
from bot.storage.clearing import BATCH
from bot.storage.engine import Database
from bot.storage.rotation import rotate
from bot.storage.store import PostgresStore
from bot.upkeep import Upkeep
from tests.adapters.kept import Someone, desk, everything, rows, staff_member
from tests.adapters.test_storage_rotation import BOTH, NEW_ONLY

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
HELLO = Say(Message("k", "hello"))


class Chatting(Someone):
    """Somebody whose messages have numbers, as on Telegram."""

    async def types(self, number: int, age: timedelta = timedelta()) -> None:
        """Send a message; `age`: it took so long to reach us."""
        async with self.store.unit() as unit:
            inbound = replace(self.numbered(number), sent_at=self.clock() - age)
            await unit.conversation(self.person, inbound.at)
            own = inbound.own_message
            assert own is not None
            await unit.note(self.person, (own,))
            await unit.remember(self.person, Conversation(), inbound.at)

    async def hears(self, *numbers: int) -> None:
        """Get messages of the bot's that were sent just now."""
        parcel = Parcel(
            "telegram", self.person.chat, self.person.key, "say", written_at=self.clock()
        )
        await self.store.note_sent(parcel, [Sent(str(each), self.clock()) for each in numbers])

    async def clears(self, number: int) -> None:
        async with self.store.unit() as unit:
            inbound = self.numbered(number)
            await unit.conversation(self.person, inbound.at)
            await unit.note(self.person, (Sent(str(number), inbound.at),))
            await unit.apply(inbound, (Forget(), ClearChat()), inbound.at)

    def numbered(self, number: int) -> Inbound:
        return replace(self.inbound(), message_id=str(number))

    async def upkeep(self) -> None:
        await Upkeep(self.store, Lifetimes(), self.clock).round()


@pytest.fixture
def person(store: PostgresStore) -> Chatting:
    return Chatting(store)


def parcels(store: PostgresStore, url: str, act: str = "delete") -> list[Parcel]:
    jobs = rows(url, "SELECT args->>'parcel' FROM procrastinate_jobs ORDER BY id")
    opened = [store.open_parcel(str(job)) for (job,) in jobs]
    return [each for each in opened if each.act == act]


def asked_for(store: PostgresStore, url: str) -> list[Sequence[int]]:
    """The numbers that are to be deleted, by parcel."""
    return [[int(sent.message_id) for sent in each.messages] for each in parcels(store, url)]


def numbers(url: str) -> list[object]:
    found = rows(url, "SELECT message_id FROM chat_messages ORDER BY 1")
    return [number for (number,) in found]


async def test_both_sides_messages_are_asked_for_in_batches_of_a_hundred(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    for number in range(1, 151):
        await person.types(number)
    await person.hears(*range(151, 251))
    await person.clears(251)
    batches = asked_for(store, database_url)
    assert sorted(map(len, batches)) == [51, BATCH, BATCH]
    assert sorted(number for each in batches for number in each) == list(range(1, 252))


async def test_what_is_older_than_two_days_is_never_asked_for(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    await person.types(1)
    person.clock.pass_(DELETABLE_FOR)
    await person.types(2)
    await person.types(3, age=DELETABLE_FOR + MINUTE)  # it was long on its way to us
    await person.clears(4)
    assert asked_for(store, database_url) == [[2, 4]]


async def test_clearing_overtakes_everything_and_drops_what_waits_but_not_what_staff_sent(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    staff = await staff_member(store)
    case_id = await person.sends(Told(("x",), may_message=True))
    ours = desk(store, person.clock)
    await ours.claim(staff, case_id)
    await ours.reply(staff, case_id, "hello")
    await person.does(HELLO)
    await person.clears(9)
    assert [each.message and each.message.key for each in parcels(store, database_url, "say")] == [
        "staff.reply"
    ]
    urgent = "SELECT lock, priority FROM procrastinate_jobs ORDER BY priority DESC LIMIT 1"
    assert rows(database_url, urgent) == [(None, 10)]


async def test_an_answer_that_was_on_its_way_is_deleted_when_it_arrives(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    late = Parcel(
        "telegram",
        person.person.chat,
        person.person.key,
        "say",
        written_at=person.clock(),
        is_answer=True,
    )
    person.clock.pass_(timedelta(seconds=1))
    await person.clears(1)
    await store.note_sent(late, (Sent("2", person.clock()),))
    line = replace(late, written_at=person.clock())
    await store.note_sent(line, (Sent("3", person.clock()),))
    assert asked_for(store, database_url) == [[1], [2]]


async def test_a_cleared_chat_has_no_state_and_no_draft(
    person: Chatting, database_url: str
) -> None:
    await person.remembers(Conversation(draft=Draft("d1", Told(("words",)))))
    await person.clears(1)
    assert rows(database_url, "TABLE conversations") == []


async def test_one_persons_exit_leaves_anothers_chat_alone(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    other = Chatting(store)
    await other.types(1)
    await person.types(2)
    await person.clears(3)
    assert asked_for(store, database_url) == [[2, 3]]
    await store.forget_messages(person.person.key, [Sent("1", person.clock())])
    assert 1 in numbers(database_url)


async def test_numbers_are_forgotten_when_they_are_deleted_or_too_old_to_be(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    await person.hears(1, 2)
    await store.forget_messages(person.person.key, [Sent("1", person.clock())])
    assert numbers(database_url) == [2]
    person.clock.pass_(DELETABLE_FOR - MINUTE)
    await person.upkeep()
    assert numbers(database_url) == [2]
    person.clock.pass_(MINUTE)
    await person.upkeep()
    assert numbers(database_url) == []


async def test_a_typed_message_can_be_deleted_alone(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    await person.types(1)
    async with store.unit() as unit:
        await unit.apply(person.numbered(2), (ClearTyped(),), person.clock())
    assert asked_for(store, database_url) == [[2]]


# --- by itself -------------------------------------------------------------------------------


async def test_a_chat_clears_itself_when_it_was_quiet_for_so_long(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    await person.does(ClearAfter(10))
    await person.types(1)
    person.clock.pass_(6 * MINUTE)
    await person.hears(2)
    person.clock.pass_(9 * MINUTE)
    await person.upkeep()
    assert asked_for(store, database_url) == []
    person.clock.pass_(MINUTE)
    await person.upkeep()
    assert asked_for(store, database_url) == [[1, 2]]
    assert await person.conversation() == Conversation()


async def test_it_is_cleared_once_and_again_only_after_something_new(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    await person.does(ClearAfter(10))
    await person.types(1)
    for _ in range(3):
        person.clock.pass_(10 * MINUTE)
        await person.upkeep()
    assert asked_for(store, database_url) == [[1]]
    await store.forget_messages(person.person.key, [Sent("1", person.clock())])
    await person.types(2)
    person.clock.pass_(10 * MINUTE)
    await person.upkeep()
    assert asked_for(store, database_url) == [[1], [2]]


async def test_nothing_is_cleared_unasked_or_after_never(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    other = Chatting(store, clock=person.clock)
    await other.types(1)
    await person.does(ClearAfter(10), ClearAfter(None))
    await person.types(2)
    person.clock.pass_(24 * HOUR)
    await person.upkeep()
    assert asked_for(store, database_url) == []
    assert rows(database_url, "TABLE chats") == []


async def test_a_chat_is_cleared_tonight_and_not_tomorrow_night(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    await person.does(ClearAt(person.clock() + 2 * HOUR))
    await person.types(1)
    person.clock.pass_(2 * HOUR - MINUTE)
    await person.upkeep()
    assert asked_for(store, database_url) == []
    person.clock.pass_(MINUTE)
    await person.upkeep()
    assert asked_for(store, database_url) == [[1]]
    await store.forget_messages(person.person.key, [Sent("1", person.clock())])
    await person.types(2)
    person.clock.pass_(24 * HOUR)
    await person.upkeep()
    assert asked_for(store, database_url) == [[1]]


async def test_a_choice_is_kept_for_thirty_days_after_the_last_message(
    person: Chatting, database_url: str
) -> None:
    await person.does(ClearAfter(60))
    person.clock.pass_(SETTINGS_LIVE - HOUR)
    await person.types(1)
    person.clock.pass_(SETTINGS_LIVE - HOUR)
    await person.upkeep()
    assert rows(database_url, "SELECT clear_after FROM chats") == [(60,)]
    person.clock.pass_(HOUR)
    await person.upkeep()
    assert rows(database_url, "TABLE chats") == []


async def test_that_a_chat_was_cleared_is_forgotten_after_two_days(
    person: Chatting, database_url: str
) -> None:
    await person.clears(1)
    assert len(rows(database_url, "TABLE chats")) == 1
    person.clock.pass_(DELETABLE_FOR)
    await person.upkeep()
    assert rows(database_url, "TABLE chats") == []


async def test_a_new_key_still_finds_the_chat(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    await person.does(ClearAfter(10))
    await person.types(1)
    both = PostgresStore(Database(database_url), BOTH)
    await rotate(both.database, both.seal)
    await both.close()
    new = PostgresStore(Database(database_url), NEW_ONLY)
    person.clock.pass_(10 * MINUTE)
    assert await new.clear_due(person.clock()) == 1
    assert [each.chat for each in parcels(new, database_url)] == [person.person.chat]
    await new.close()


async def test_a_chat_whose_address_does_not_open_holds_up_no_other(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    other = Chatting(store, clock=person.clock)
    for number, each in enumerate((person, other), start=1):
        await each.does(ClearAfter(10))
        await each.types(number)
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "UPDATE chats SET sealed_address = '\\x0078' WHERE person_key = %s",
            [person.person.key],
        )
    person.clock.pass_(10 * MINUTE)
    assert await store.clear_due(person.clock()) == 1
    assert asked_for(store, database_url) == [[2]]


# --- the decoy -------------------------------------------------------------------------------


async def test_of_the_word_only_a_hash_is_kept_which_is_another_for_each_person(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    other = Chatting(store)
    for each in (person, other):
        await each.does(SetDecoy("Marmalade"))
    assert "marmalade" not in everything(database_url).casefold()
    hashes = rows(database_url, "SELECT DISTINCT decoy FROM chats")
    assert len(hashes) == 2
    async with store.unit() as unit:
        assert await unit.is_decoy_word(person.person, " MARMALADE. ")
        assert not await unit.is_decoy_word(person.person, "marmalade please")
        assert not await unit.is_decoy_word(Chatting(store).person, "marmalade")


async def test_a_dropped_word_leaves_nothing_behind(person: Chatting, database_url: str) -> None:
    await person.does(SetDecoy("marmalade"))
    await person.does(DropDecoy())
    await person.upkeep()
    assert rows(database_url, "TABLE chats") == []


async def test_the_decoy_stays_up_past_the_hour_of_the_conversation(person: Chatting) -> None:
    await person.does(SetDecoy("marmalade"), KeepUpDecoy(True))
    person.clock.pass_(5 * HOUR)
    await person.upkeep()
    assert (await person.conversation()).is_decoyed
    await person.does(KeepUpDecoy(False))
    assert not (await person.conversation()).is_decoyed


async def test_a_reply_of_staff_waits_while_the_decoy_is_up(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    reply = Parcel(
        "telegram", person.person.chat, person.person.key, "say", Message("k", "covered")
    )
    assert await store.passage(reply, person.clock()) is Passage.NOW
    await person.does(KeepUpDecoy(True))
    assert await store.passage(reply, person.clock()) is Passage.LATER
    ((lock, waits),) = rows(
        database_url, "SELECT lock, scheduled_at IS NOT NULL FROM procrastinate_jobs"
    )
    assert (lock, waits) == (f"later:{person.person.key}", True)
    assert parcels(store, database_url, "say") == [reply]


@pytest.mark.parametrize("covering", [KeepUpDecoy(True), None])
async def test_a_reply_of_staff_on_its_way_while_the_chat_is_cleared_comes_anew_later(
    person: Chatting, store: PostgresStore, database_url: str, covering: KeepUpDecoy | None
) -> None:
    begun_at = person.clock()
    reply = Parcel(
        "telegram", person.person.chat, person.person.key, "say", Message("k", "covered")
    )
    person.clock.pass_(timedelta(seconds=1))
    await person.clears(1)
    if covering:
        await person.does(covering)
    came = (Sent("2", begun_at),)
    assert await store.note_sent(reply, came, begun_at) is Passage.LATER
    assert asked_for(store, database_url) == [[1], [2]]
    assert parcels(store, database_url, "say") == [reply]
    waits = "SELECT count(*) FROM procrastinate_jobs WHERE scheduled_at IS NOT NULL"
    assert rows(database_url, waits) == [(1,)]


async def test_an_answer_that_waits_its_turn_is_not_said_after_the_exit(
    person: Chatting, store: PostgresStore
) -> None:
    answer = Parcel(
        "telegram",
        person.person.chat,
        person.person.key,
        "say",
        Message("k", "words"),
        written_at=person.clock(),
        is_answer=True,
    )
    assert await store.passage(answer, person.clock()) is Passage.NOW
    person.clock.pass_(timedelta(seconds=1))
    await person.clears(1)
    assert await store.passage(answer, person.clock()) is Passage.NEVER
    line = replace(answer, written_at=person.clock())
    assert await store.passage(line, person.clock()) is Passage.NOW


async def test_a_number_noted_while_the_chat_is_cleared_is_not_lost(
    person: Chatting, store: PostgresStore, database_url: str
) -> None:
    late = Parcel(
        "telegram",
        person.person.chat,
        person.person.key,
        "say",
        written_at=person.clock(),
        is_answer=True,
    )
    person.clock.pass_(timedelta(seconds=1))
    async with store.unit() as unit:
        inbound = person.numbered(1)
        await unit.apply(inbound, (ClearChat(),), inbound.at)
        noting = asyncio.create_task(store.note_sent(late, (Sent("2", person.clock()),)))
        done, _ = await asyncio.wait({noting}, timeout=0.3)
        assert not done
    assert await noting is Passage.NEVER
    assert asked_for(store, database_url) == [[2]]


async def test_numbers_and_choices_say_nothing_of_who_it_is(
    person: Chatting, database_url: str
) -> None:
    await person.does(ClearAfter(10), SetDecoy("marmalade"))
    await person.types(1)
    assert person.person.chat not in everything(database_url)
