"""A person's turn against a real PostgreSQL: once, in order, and nothing typed in clear."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Literal

import psycopg
import pytest

from bot.casework import About, AgeBand, SafeTime, Told
from bot.conversation.model import Conversation, Draft, Step
from bot.effects import AddToCase, AnswerTap, Button, Forget, LeaveChat, Message, Replace, Say
from bot.errors import StoreUnavailable
from bot.safeguarding.levels import Category, Concern, Hit, Level
from bot.storage.store import PostgresStore
from tests.adapters.kept import Someone, everything, passing_on, rows

CANARY = "xyzzy-nobody-must-read-this"


async def test_an_update_that_comes_twice_is_acted_on_once(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    took = [await person.does(Say(Message("k", "hello")), update_id="telegram:7") for _ in "123"]
    assert took == [True, False, False]
    assert rows(database_url, "SELECT count(*) FROM procrastinate_jobs") == [(1,)]


async def test_two_processes_that_get_the_same_update_act_once(store: PostgresStore) -> None:
    person = Someone(store)
    took = await asyncio.gather(*(person.does(update_id="telegram:8") for _ in range(10)))
    assert sorted(took) == [False] * 9 + [True]


async def test_what_fails_half_way_leaves_nothing(store: PostgresStore, database_url: str) -> None:
    person = Someone(store)
    effect = passing_on(Told(("help",)), person.clock())
    with pytest.raises(ZeroDivisionError):
        await _fails_after(person, effect)
    for table in ("cases", "updates", "procrastinate_jobs"):
        assert rows(database_url, f"TABLE {table}") == []


async def _fails_after(person: Someone, effect: object) -> None:
    inbound = person.inbound()
    async with person.store.unit() as unit:
        await unit.is_first(inbound.update_id, inbound.at)
        await unit.apply(inbound, [effect, Say(Message("k", "x"))], inbound.at)  # type: ignore[list-item]
        raise ZeroDivisionError


async def test_a_conversation_is_remembered_whole(store: PostgresStore) -> None:
    told = Told(
        ("one", "two"), About.MY_CHILD, AgeBand.UNDER_13, "Jo", "a call", True, SafeTime.EVENING
    )
    state = Conversation(
        step=Step("talk", "story"),
        draft=Draft("d1", told),
        said=("a", "b"),
        misunderstood=1,
        declined=2,
        concern=Concern.of((Hit(Category.SUICIDE, Level.SERIOUS, "", ""),)),
        asked="housing",
    )
    person = Someone(store)
    await person.remembers(state)
    assert await person.conversation() == state


async def test_of_a_concern_only_kind_and_level_are_remembered(store: PostgresStore) -> None:
    heard = Concern.of((Hit(Category.THREAT, Level.SERIOUS, "he has * knife", "he has a knife"),))
    person = Someone(store)
    await person.remembers(Conversation(concern=heard))
    assert (await person.conversation()).concern == Concern.of(
        (replace(heard.hits[0], phrase="", words=""),)
    )


async def test_a_conversation_is_forgotten_after_an_hour(store: PostgresStore) -> None:
    person = Someone(store)
    await person.remembers(Conversation(draft=Draft("d1", Told((CANARY,)))))
    person.clock.pass_(timedelta(minutes=59))
    assert (await person.conversation()).draft is not None
    person.clock.pass_(timedelta(minutes=1))
    assert await person.conversation() == Conversation()


async def test_a_state_from_an_unknown_version_is_forgotten_and_does_no_harm(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    await person.remembers(Conversation(asked="housing"))
    rows(database_url, "UPDATE conversations SET sealed_state = '\\x00' RETURNING 1")
    assert await person.conversation() == Conversation()


async def test_forget_deletes_the_state(store: PostgresStore, database_url: str) -> None:
    person = Someone(store)
    await person.remembers(Conversation(draft=Draft("d1", Told((CANARY,)))))
    await person.does(Forget())
    assert rows(database_url, "SELECT * FROM conversations") == []
    assert await person.conversation() == Conversation()


async def test_nothing_typed_or_identifying_is_anywhere_in_clear(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    case_id = await person.sends(Told((CANARY,), name=CANARY, wish=CANARY), signs=(CANARY,))
    await person.remembers(Conversation(draft=Draft("d2", Told((CANARY,)))))
    await person.does(AddToCase(case_id, CANARY), Say(Message("k", CANARY, covered=CANARY)))
    found = everything(database_url)
    assert CANARY not in found
    assert CANARY.encode().hex() not in found
    assert person.person.chat not in found


@pytest.mark.parametrize(
    ("effect", "act"),
    [
        (Say(Message("k", "hi", ((Button("Yes", "y"),),))), "say"),
        (Replace(Message("k", "hi")), "replace"),
        (AnswerTap("saved"), "answer_tap"),
        (LeaveChat(), "leave"),
    ],
)
async def test_what_goes_to_a_person_becomes_a_sealed_job(
    store: PostgresStore,
    database_url: str,
    effect: Say | Replace | AnswerTap | LeaveChat,
    act: Literal["say", "replace", "answer_tap", "leave"],
) -> None:
    person = Someone(store)
    await person.does(effect)
    job = "SELECT args->>'parcel', lock, queue_name, task_name, priority FROM procrastinate_jobs"
    ((sealed, lock, queue, task, priority),) = rows(database_url, job)
    parcel = store.open_parcel(str(sealed))
    assert (parcel.act, parcel.chat, parcel.person_key) == (
        act,
        person.person.chat,
        person.person.key,
    )
    assert parcel.message == getattr(effect, "message", None)
    assert parcel.written_at == person.clock()
    assert (lock, queue, task, priority) == (
        f"person:{person.person.key}",
        "delivery-telegram",
        "deliver",
        0,
    )


async def test_what_is_urgent_waits_for_no_other_message(
    store: PostgresStore, database_url: str
) -> None:
    await Someone(store).does(Say(Message("k", "card"), urgent=True))
    assert rows(database_url, "SELECT lock, priority FROM procrastinate_jobs") == [(None, 10)]


async def test_a_hundred_turns_of_one_person_lose_nothing(store: PostgresStore) -> None:
    person = Someone(store)

    async def turn(number: int) -> None:
        while True:
            try:
                async with store.unit() as unit:
                    before = await unit.conversation(person.person, person.clock())
                    after = replace(before, misunderstood=before.misunderstood + 1)
                    after = replace(after, said=(*before.said, str(number)))
                    await unit.remember(person.person, after, person.clock())
                return
            except StoreUnavailable:  # as a channel does: hand the same thing over again
                continue

    await asyncio.gather(*(turn(number) for number in range(100)))
    state = await person.conversation()
    assert state.misunderstood == 100
    assert set(state.said) == {str(number) for number in range(100)}


async def test_one_persons_state_is_never_anothers(store: PostgresStore) -> None:
    people = [Someone(store) for _ in range(30)]
    await asyncio.gather(
        *(person.remembers(Conversation(asked=person.person.key)) for person in people)
    )
    states = await asyncio.gather(*(person.conversation() for person in people))
    assert [state.asked for state in states] == [person.person.key for person in people]


async def test_a_state_that_was_moved_to_another_person_does_not_open(
    store: PostgresStore, database_url: str
) -> None:
    one, other = Someone(store), Someone(store)
    await one.remembers(Conversation(asked="mine"))
    await other.remembers(Conversation(asked="theirs"))
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "UPDATE conversations SET sealed_state ="
            " (SELECT sealed_state FROM conversations WHERE person_key = %s)",
            [other.person.key],
        )
    assert (await one.conversation()).asked == ""
    assert (await other.conversation()).asked == "theirs"
