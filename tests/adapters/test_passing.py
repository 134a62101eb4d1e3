"""What staff wrote, asked again as it leaves, on a real PostgreSQL: withdrawn, stopped, erased."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.casework import Outcome, SafeTime, Told
from bot.casework.clock import LONDON
from bot.casework.passing import Passage
from bot.effects import (
    AllowMessages,
    AskToWithdraw,
    KeepUpDecoy,
    NoteReach,
    Parcel,
    WithdrawCase,
)
from bot.storage.store import PostgresStore
from tests.adapters.kept import LINES, Clock, Someone, desk, parcels, rows, staff_member

REACHABLE = Told(("help",), may_message=True, agreed_to_reach=True)
MONDAY_5PM = datetime(2026, 11, 23, 17, tzinfo=LONDON)
SECOND = timedelta(seconds=1)


async def replied(
    store: PostgresStore, url: str, person: Someone, told: Told = REACHABLE
) -> Parcel:
    """A person sent something, and staff wrote back."""
    staff, case_id = await staff_member(store), await person.sends(told)
    ours = desk(store, person.clock)
    await ours.claim(staff, case_id)
    await ours.reply(staff, case_id, "hello")
    person.clock.pass_(SECOND)
    return parcels(store, url)[-1]


async def late_word(store: PostgresStore, url: str, person: Someone) -> Parcel:
    await person.sends(REACHABLE, reads_by=MONDAY_5PM)
    person.clock.at = MONDAY_5PM
    assert await store.own_up(LINES, person.clock()) == 1
    person.clock.pass_(SECOND)
    return parcels(store, url)[-1]


async def test_a_reply_leaves_while_nothing_speaks_against_it(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    reply = await replied(store, database_url, person)
    assert await store.passage(reply, person.clock()) is Passage.NOW
    other = Someone(store)
    await other.does(KeepUpDecoy(True))
    assert await store.passage(reply, person.clock()) is Passage.NOW


@pytest.mark.parametrize("is_bound", [True, False])
async def test_stop_and_asking_for_it_back_hold_back_what_is_queued(
    store: PostgresStore, database_url: str, is_bound: bool
) -> None:
    for effect, expected in (
        (lambda each: AllowMessages(each, allowed=False), Passage.NEVER),
        (lambda each: AskToWithdraw(each), Passage.NEVER),
        (lambda each: NoteReach(each, can_be_reached=False), Passage.UNREACHABLE),
    ):
        person = Someone(store, clock=Clock())
        reply = await replied(store, database_url, person)
        await person.does(effect(reply.case_id))
        asked = reply if is_bound else replace(reply, case_id=None)
        assert await store.passage(asked, person.clock()) is expected


async def test_what_staff_write_after_they_were_asked_to_erase_it_still_leaves(
    store: PostgresStore, database_url: str
) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends(REACHABLE)
    ours = desk(store, person.clock)
    await ours.claim(staff, case_id)
    await person.does(AskToWithdraw(case_id))
    person.clock.pass_(SECOND)
    await ours.close(staff, case_id, Outcome.WITHDRAWN, "they asked")
    closing = parcels(store, database_url)[-1]
    assert closing.message is not None
    assert closing.message.key == "staff.closed"
    assert await store.passage(closing, person.clock()) is Passage.NOW
    await person.does(AllowMessages(case_id, allowed=False))
    assert await store.passage(closing, person.clock()) is Passage.NEVER


async def test_nothing_is_said_about_a_case_that_is_erased(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    word = await late_word(store, database_url, person)
    assert word.case_id is not None
    assert await store.passage(word, person.clock()) is Passage.NOW
    await person.does(WithdrawCase(word.case_id))
    assert await store.passage(word, person.clock()) is Passage.NEVER


async def test_a_late_word_is_not_sent_once_somebody_has_read_it(
    store: PostgresStore, database_url: str
) -> None:
    person, staff = Someone(store), await staff_member(store)
    word = await late_word(store, database_url, person)
    assert word.case_id is not None
    await desk(store).case(staff, word.case_id)
    assert await store.passage(word, person.clock()) is Passage.NEVER


async def test_who_wants_it_erased_is_not_told_that_it_is_unread(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    case_id = await person.sends(REACHABLE, reads_by=MONDAY_5PM)
    await person.does(AskToWithdraw(case_id))
    assert rows(database_url, "SELECT reads_by FROM cases") == [(None,)]
    person.clock.at = MONDAY_5PM
    assert await store.own_up(LINES, person.clock()) == 0


async def test_what_the_decoy_held_back_asks_for_safe_hours_again(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    told = replace(REACHABLE, safe_time=SafeTime.EVENING)
    reply = await replied(store, database_url, person, told)
    await person.does(KeepUpDecoy(True))
    person.clock.at = MONDAY_5PM + timedelta(hours=3, minutes=58)
    assert await store.passage(reply, person.clock()) is Passage.LATER
    await person.does(KeepUpDecoy(False))
    person.clock.pass_(timedelta(minutes=5))
    assert await store.passage(reply, person.clock()) is Passage.LATER
    tomorrow = MONDAY_5PM + timedelta(days=1, hours=1)
    last = "SELECT scheduled_at FROM procrastinate_jobs ORDER BY id DESC LIMIT 1"
    assert rows(database_url, last) == [(tomorrow,)]
    assert rows(
        database_url,
        "SELECT send_after FROM case_messages WHERE author = 'staff' AND kind = 'message'",
    ) == [(tomorrow,)]


async def test_yes_to_messages_is_no_yes_to_another_way_to_be_reached(
    store: PostgresStore,
) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends(Told(("help",)))
    await person.does(AllowMessages(case_id, allowed=True))
    view = await desk(store).case(staff, case_id)
    assert view is not None
    assert (view.told.may_message, view.told.agreed_to_reach) == (True, False)
