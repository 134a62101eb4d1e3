"""A new key: everything is sealed again while people go on writing."""

import asyncio

import pytest

from bot.casework import Told
from bot.conversation.model import Conversation
from bot.effects import AddToCase, Message, Say
from bot.errors import SealBroken
from bot.settings import Keys
from bot.storage.engine import Database
from bot.storage.rotation import rotate
from bot.storage.sealed import Seal
from bot.storage.store import PostgresStore
from tests.adapters.kept import Someone, desk, rows, staff_member
from tests.postgres import KEYS

NEW = b"2" * 32
BOTH = Keys(sealing={"two": NEW, **KEYS.sealing}, person=KEYS.person)
NEW_ONLY = Keys(sealing={"two": NEW}, person=KEYS.person)


async def test_after_rotation_the_old_key_is_needed_no_more(
    store: PostgresStore, database_url: str
) -> None:
    people = [Someone(store) for _ in range(12)]
    cases = [await person.sends(Told(("old words",))) for person in people]
    for person, case_id in zip(people, cases, strict=True):
        await person.remembers(Conversation(asked="housing"))
        await person.does(AddToCase(case_id, "more"), Say(Message("k", "hi")))
    staff = await staff_member(store)

    both = PostgresStore(Database(database_url), BOTH)
    looked_at: list[int] = []
    async with asyncio.TaskGroup() as group:
        group.create_task(rotate(both.database, both.seal, looked_at.append))
        for person, case_id in zip(people, cases, strict=True):
            group.create_task(Someone(both, person.person).does(AddToCase(case_id, "meanwhile")))
    assert sum(looked_at) >= 48
    assert await rotate(both.database, both.seal, looked_at.append) == 0
    await both.close()

    new = PostgresStore(Database(database_url), NEW_ONLY)
    for person, case_id in zip(people, cases, strict=True):
        view = await desk(new).case(staff, case_id)
        assert view is not None
        assert view.told.story == ("old words",)
        assert [message.text for message in view.messages] == ["more", "meanwhile"]
        assert (await Someone(new, person.person).conversation()).asked == "housing"
    parcels = rows(database_url, "SELECT args->>'parcel' FROM procrastinate_jobs")
    assert {new.open_parcel(str(parcel)).act for (parcel,) in parcels} == {"say"}
    await new.close()


async def test_with_the_wrong_key_nothing_opens_and_nothing_is_shown(
    store: PostgresStore, database_url: str
) -> None:
    case_id = await Someone(store).sends()
    staff = await staff_member(store)
    wrong = PostgresStore(
        Database(database_url), Keys(sealing={"one": b"x" * 32}, person=KEYS.person)
    )
    with pytest.raises(SealBroken):
        await desk(wrong).case(staff, case_id)
    with pytest.raises(SealBroken):
        await rotate(wrong.database, Seal({"new": NEW, "one": b"x" * 32}))
    await wrong.close()
