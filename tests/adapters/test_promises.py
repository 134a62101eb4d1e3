"""Owning up to what nobody read in time, on a real PostgreSQL: once, and where it is wanted."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.casework import Agreement, SafeTime, Told
from bot.casework.clock import LONDON
from bot.casework.views import Event
from bot.consent import Lifetimes
from bot.effects import AddToCase, AllowMessages, NoteReach, OwnUp, Parcel
from bot.storage.store import PostgresStore
from bot.upkeep import Upkeep
from tests.adapters.kept import LINES, Someone, desk, parcels, rows, staff_member

REACHABLE = Told(("help",), may_message=True, agreed_to_reach=True)
MONDAY_5PM = datetime(2026, 11, 23, 17, tzinfo=LONDON)
MESSAGING = Agreement("messaging", "staff.may_they", "1", MONDAY_5PM, "public_task")


def late(parcels_posted: list[Parcel]) -> list[Parcel]:
    return [each for each in parcels_posted if each.message and each.message.key == "staff.late"]


def upkeep(store: PostgresStore, person: Someone) -> Upkeep:
    return Upkeep(store, Lifetimes(), person.clock, LINES)


async def test_the_person_is_told_once_under_the_line_of_every_reply(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    await person.sends(REACHABLE, reads_by=MONDAY_5PM)
    await upkeep(store, person).round()
    assert late(parcels(store, database_url)) == []
    person.clock.at = MONDAY_5PM
    for _ in range(3):
        await upkeep(store, person).round()
        person.clock.pass_(timedelta(hours=1))
    [parcel] = late(parcels(store, database_url))
    assert parcel.message is not None
    assert (parcel.message.text, parcel.message.covered) == (LINES.reply, LINES.late)
    acts = rows(database_url, "SELECT act FROM audit WHERE act = 'owned_up'")
    assert acts == [("owned_up",)]


async def test_two_workers_tell_the_person_once(store: PostgresStore, database_url: str) -> None:
    person = Someone(store)
    await person.sends(REACHABLE, reads_by=MONDAY_5PM)
    person.clock.at = MONDAY_5PM
    await asyncio.gather(*(store.own_up(LINES, person.clock()) for _ in range(4)))
    assert len(late(parcels(store, database_url))) == 1


async def test_what_a_member_of_staff_has_read_is_not_owned_up_to(
    store: PostgresStore, database_url: str
) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends(REACHABLE, reads_by=MONDAY_5PM)
    await desk(store).case(staff, case_id)
    person.clock.at = MONDAY_5PM
    await upkeep(store, person).round()
    assert late(parcels(store, database_url)) == []
    case = (await person.conversation()).case
    assert case is not None
    assert case.reads_by is None
    assert case.opened_at is not None


@pytest.mark.parametrize("told", [Told(("help",)), Told(("help",), reach="020 7946 0000")])
async def test_who_did_not_agree_to_messages_is_told_when_they_next_write(
    store: PostgresStore, database_url: str, told: Told
) -> None:
    person = Someone(store)
    case_id = await person.sends(told, reads_by=MONDAY_5PM)
    person.clock.at = MONDAY_5PM
    await upkeep(store, person).round()
    assert late(parcels(store, database_url)) == []
    case = (await person.conversation()).case
    assert case is not None
    assert not case.has_owned_up
    await person.does(OwnUp(case_id))
    await person.does(OwnUp(case_id))
    case = (await person.conversation()).case
    assert case is not None
    assert case.has_owned_up
    assert rows(database_url, "SELECT count(*) FROM audit WHERE act = 'owned_up'") == [(1,)]


async def test_a_phone_that_cannot_be_reached_gets_nothing(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    case_id = await person.sends(REACHABLE, reads_by=MONDAY_5PM)
    await person.does(NoteReach(case_id, can_be_reached=False))
    person.clock.at = MONDAY_5PM
    await upkeep(store, person).round()
    assert late(parcels(store, database_url)) == []


async def test_a_word_waits_for_the_hours_called_safe_and_is_true_when_it_goes(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    told = Told(("help",), may_message=True, agreed_to_reach=True, safe_time=SafeTime.EVENING)
    await person.sends(told, reads_by=MONDAY_5PM)
    person.clock.at = MONDAY_5PM
    await upkeep(store, person).round()
    assert late(parcels(store, database_url)) == []
    person.clock.at = MONDAY_5PM + timedelta(hours=1)
    await upkeep(store, person).round()
    assert len(late(parcels(store, database_url))) == 1


async def test_a_second_sending_keeps_the_earlier_promise_until_it_is_kept(
    store: PostgresStore,
) -> None:
    person, staff = Someone(store), await staff_member(store)
    tuesday = MONDAY_5PM + timedelta(days=1)
    case_id = await person.sends(REACHABLE, reads_by=MONDAY_5PM)
    await person.sends(REACHABLE, reads_by=tuesday)
    case = (await person.conversation()).case
    assert case is not None
    assert case.reads_by == MONDAY_5PM
    await desk(store).case(staff, case_id)
    await person.sends(REACHABLE, reads_by=tuesday)
    case = (await person.conversation()).case
    assert case is not None
    assert case.reads_by == tuesday


async def test_staff_see_that_the_person_was_told(store: PostgresStore) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends(REACHABLE, reads_by=MONDAY_5PM)
    await person.does(AddToCase(case_id, "are you there"), OwnUp(case_id))
    view = await desk(store).case(staff, case_id)
    assert view is not None
    assert Event.OWNED_UP in [line.event for line in view.messages]


async def test_each_agreement_has_a_row_of_its_own_and_only_one(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    case_id = await person.sends(Told(("help",)))
    yes = AllowMessages(case_id, allowed=True, agreement=MESSAGING)
    no = AllowMessages(case_id, allowed=False)
    await person.does(yes)
    await person.does(no)
    await person.does(yes)
    kept = rows(database_url, "SELECT purpose, wording_key FROM agreements ORDER BY agreed_at")
    assert kept == [("passing_on", "person.preview"), ("messaging", "staff.may_they")]
