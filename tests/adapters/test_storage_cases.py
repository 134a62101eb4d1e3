"""Cases against a real PostgreSQL: opened once, added to, withdrawn, never lost."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from bot.casework import CaseStatus, Delivered, Outcome, Told
from bot.casework.rules import Reason, Refused
from bot.casework.views import Author, CaseView, Event, Kind
from bot.conversation.model import KeptCase
from bot.effects import AddToCase, AllowMessages, AskToWithdraw, NoteReach, WithdrawCase
from bot.errors import SealBroken
from bot.safeguarding.levels import Level
from bot.storage.store import PostgresStore
from tests.adapters.kept import Someone, desk, passing_on, rows, staff_member

STORY = (
    "He said  “I’ll be waiting”.\n\n\tThen he left",
    "\u202eodd \u0000 bytes".replace("\0", "\x01"),
)


async def _view(store: PostgresStore) -> CaseView:
    """Look at the only case there is."""
    staff = await staff_member(store)
    (summary,) = await desk(store).cases(staff)
    view = await desk(store).case(staff, summary.id)
    assert view is not None
    return view


async def test_staff_see_byte_for_byte_what_the_person_wrote(store: PostgresStore) -> None:
    told = Told(STORY, name="Zoë 🦊", wish="somebody to talk to", may_message=True)
    await Someone(store).sends(told, signs=("threat", "weapon"))
    view = await _view(store)
    assert view.told == told
    assert view.summary.signs == ("threat", "weapon")


async def test_agreement_and_lawful_basis_are_kept_apart_and_never_empty(
    store: PostgresStore, database_url: str
) -> None:
    await Someone(store).sends()
    kept = rows(
        database_url, "SELECT purpose, wording_key, wording_version, lawful_basis FROM agreements"
    )
    assert kept == [("passing_on", "person.preview", "1", "public_task")]
    may_be_empty = (
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = 'agreements' AND is_nullable = 'YES'"
    )
    assert rows(database_url, may_be_empty) == []


async def test_send_pressed_twice_opens_one_case(store: PostgresStore, database_url: str) -> None:
    person = Someone(store)
    effect = passing_on(Told(("help",)), person.clock())
    again = replace(effect, case=passing_on(Told(("help",)), person.clock()).case)
    again = replace(again, case=replace(again.case, draft_id=effect.case.draft_id))
    await asyncio.gather(person.does(effect), person.does(again), person.does(effect))
    assert rows(database_url, "SELECT count(*) FROM cases") == [(1,)]
    assert rows(database_url, "SELECT count(*) FROM case_messages") == [(0,)]


async def test_send_pressed_again_after_the_case_was_closed_opens_no_second_one(
    store: PostgresStore, database_url: str
) -> None:
    person, staff = Someone(store), await staff_member(store)
    effect = passing_on(Told(("help",)), person.clock())
    await person.does(effect)
    await desk(store).claim(staff, effect.case.id)
    await desk(store).close(staff, effect.case.id, Outcome.SIGNPOSTED, "done")
    await person.does(effect)
    assert rows(database_url, "SELECT count(*) FROM cases") == [(1,)]


async def test_a_second_sending_joins_the_open_case_and_loses_nothing(
    store: PostgresStore,
) -> None:
    person = Someone(store)
    await person.sends(Told(("first",), name="Jo", wish="a call"), signs=("threat",))
    await person.sends(
        Told(("second", "third"), wish="a visit", may_message=True),
        level=Level.SERIOUS,
        signs=("weapon",),
    )
    view = await _view(store)
    assert view.told == Told(("first",), name="Jo", wish="a call\na visit", may_message=True)
    assert [message.text for message in view.messages if message.author is Author.PERSON] == [
        "second",
        "third",
    ]
    assert view.messages[0].event is Event.SENT_MORE
    assert (view.summary.level, view.summary.signs) == (Level.SERIOUS, ("threat", "weapon"))
    assert len(view.agreements) == 2


async def test_what_is_added_and_edited_reaches_the_case_in_order(store: PostgresStore) -> None:
    person = Someone(store)
    case_id = await person.sends()
    await person.does(AddToCase(case_id, "one"), AddToCase(case_id, "two"))
    await person.does(AddToCase(case_id, "two, corrected", is_edit=True))
    view = await _view(store)
    assert [(message.kind, message.text) for message in view.messages] == [
        (Kind.MESSAGE, "one"),
        (Kind.MESSAGE, "two"),
        (Kind.EDIT, "two, corrected"),
    ]


async def test_the_conversation_knows_the_open_case(store: PostgresStore) -> None:
    person, staff = Someone(store), await staff_member(store)
    assert (await person.conversation()).case is None
    case_id = await person.sends()
    case = (await person.conversation()).case
    assert case is not None
    assert (case.id, case.is_opened, case.is_claimed) == (case_id, False, False)
    await desk(store).case(staff, case_id)
    await desk(store).claim(staff, case_id)
    case = (await person.conversation()).case
    assert case is not None
    assert (case.is_opened, case.is_claimed) == (True, True)
    await desk(store).close(staff, case_id, Outcome.EARLY_HELP, "done")
    assert (await person.conversation()).case is None


async def test_the_conversation_knows_what_staff_closed_until_it_is_erased(
    store: PostgresStore,
) -> None:
    person, staff = Someone(store), await staff_member(store)
    effect = passing_on(Told(("help",)), person.clock())
    await person.does(effect)
    assert (await person.conversation()).kept_cases == ()
    await desk(store).claim(staff, effect.case.id)
    await desk(store).close(staff, effect.case.id, Outcome.EARLY_HELP, "done")
    kept = KeptCase(effect.case.id, effect.case.reference, effect.case.draft_id)
    assert (await person.conversation()).kept_cases == (kept,)
    assert (await Someone(store).conversation()).kept_cases == ()


async def test_a_closed_case_can_be_asked_to_be_erased(store: PostgresStore) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends()
    await desk(store).claim(staff, case_id)
    await desk(store).close(staff, case_id, Outcome.EARLY_HELP, "done")
    await person.does(AskToWithdraw(case_id))
    view = await _view(store)
    assert view.summary.asked_to_withdraw
    assert view.messages[-1].event is Event.ASKED_TO_WITHDRAW


async def test_who_lets_staff_write_after_all_can_be_answered(
    store: PostgresStore, database_url: str
) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends(Told(("help",), may_message=False))
    await desk(store).claim(staff, case_id)
    assert await desk(store).reply(staff, case_id, "hello") == Refused(Reason.MAY_NOT_MESSAGE)
    await person.does(AllowMessages(case_id, allowed=True))
    await person.does(AllowMessages(case_id, allowed=True))
    assert await desk(store).reply(staff, case_id, "hello") is None
    await person.does(AllowMessages(case_id, allowed=False))
    assert await desk(store).reply(staff, case_id, "more") == Refused(Reason.MAY_NOT_MESSAGE)
    events = [message.event for message in (await _view(store)).messages if message.event]
    assert events == [Event.CLAIMED, Event.ALLOWED_MESSAGES, Event.REFUSED_MESSAGES]
    audited = rows(database_url, "SELECT act FROM audit WHERE staff_id IS NULL ORDER BY seq")
    assert audited == [("allowed_messages",), ("refused_messages",)]


async def test_the_conversation_knows_whether_the_person_and_staff_are_in_touch(
    store: PostgresStore,
) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends(Told(("help",), may_message=True))
    await person.does(AddToCase(case_id, "before anybody has it"))
    person.clock.pass_(timedelta(minutes=1))
    await desk(store, person.clock).claim(staff, case_id)
    case = (await person.conversation()).case
    assert case is not None
    assert (case.may_message, case.is_in_touch) == (True, False)
    person.clock.pass_(timedelta(minutes=1))
    await person.does(AddToCase(case_id, "after"))
    case = (await person.conversation()).case
    assert case is not None
    assert case.is_in_touch


async def test_a_case_that_nobody_opened_is_withdrawn_without_trace(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    case_id = await person.sends()
    await person.does(AddToCase(case_id, "more"))
    await person.does(WithdrawCase(case_id))
    for table in ("cases", "agreements", "case_messages"):
        assert rows(database_url, f"TABLE {table}") == []
    assert rows(database_url, "SELECT act FROM audit") == [("withdrawn",)]


async def test_a_case_that_was_opened_is_flagged_for_staff_to_decide(
    store: PostgresStore,
) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends()
    await desk(store).case(staff, case_id)
    await person.does(AskToWithdraw(case_id))
    await person.does(AskToWithdraw(case_id))
    view = await _view(store)
    assert view.summary.asked_to_withdraw
    assert [message.event for message in view.messages] == [Event.ASKED_TO_WITHDRAW]


async def test_a_case_opened_just_before_it_was_taken_back_is_kept_and_flagged(
    store: PostgresStore,
) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends()
    await desk(store).case(staff, case_id)
    await person.does(WithdrawCase(case_id))
    assert (await _view(store)).summary.asked_to_withdraw


async def test_staff_are_told_when_the_person_blocks_the_bot_and_comes_back(
    store: PostgresStore,
) -> None:
    person = Someone(store)
    case_id = await person.sends()
    for can_be_reached in (False, False, True):
        await person.does(NoteReach(case_id, can_be_reached))
    view = await _view(store)
    assert [message.event for message in view.messages] == [Event.BLOCKED, Event.RETURNED]
    assert view.summary.can_be_reached


async def test_a_delivery_that_finds_nobody_is_told_to_staff(store: PostgresStore) -> None:
    person = Someone(store)
    await person.sends()
    await store.note_unreachable(person.person.key)
    await store.note_unreachable("somebody without a case")
    view = await _view(store)
    assert not view.summary.can_be_reached
    assert [message.event for message in view.messages] == [Event.BLOCKED]


@pytest.mark.parametrize("outcome", [Delivered.SENT, Delivered.BLOCKED, Delivered.FAILED])
async def test_staff_see_how_far_a_reply_got(store: PostgresStore, outcome: Delivered) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends(Told(("help",), may_message=True))
    await desk(store).claim(staff, case_id)
    await desk(store).reply(staff, case_id, "I am here.")
    reply = (await _view(store)).messages[-1]
    assert reply.delivery is Delivered.QUEUED
    await store.record_delivery(reply.id, outcome)
    assert (await _view(store)).messages[-1].delivery is outcome


async def test_a_reply_that_was_sent_stays_sent(store: PostgresStore) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends(Told(("help",), may_message=True))
    await desk(store).claim(staff, case_id)
    await desk(store).reply(staff, case_id, "I am here.")
    reply = (await _view(store)).messages[-1]
    await store.record_delivery(reply.id, Delivered.SENT)
    await store.record_delivery(reply.id, Delivered.FAILED)
    assert (await _view(store)).messages[-1].delivery is Delivered.SENT


async def test_two_sealed_values_that_changed_places_do_not_open(
    store: PostgresStore, database_url: str
) -> None:
    await Someone(store).sends(Told(("one",)))
    await Someone(store).sends(Told(("two",)))
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "UPDATE cases SET sealed_told ="
            " (SELECT sealed_told FROM cases other WHERE other.id <> cases.id)"
        )
    staff = await staff_member(store)
    (case, _) = await desk(store).cases(staff)
    with pytest.raises(SealBroken):
        await desk(store).case(staff, case.id)


async def test_the_list_opens_nobodys_words(store: PostgresStore, database_url: str) -> None:
    await Someone(store).sends(Told(("one",)))
    rows(
        database_url,
        "UPDATE cases SET sealed_told = '\\x00', sealed_address = '\\x00' RETURNING 1",
    )
    (case,) = await desk(store).cases(await staff_member(store))
    assert case.status is CaseStatus.WAITING
