"""Staff at the desk, against a real PostgreSQL."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.casework import CaseStatus, Outcome, SafeTime, Staff, Told
from bot.casework.rules import Reason, Refused
from bot.casework.views import Act, Author, Event, Kind
from bot.desk import Desk
from bot.effects import AddToCase, NoteReach
from bot.safeguarding.levels import Level
from bot.storage.store import PostgresStore
from tests.adapters.kept import LINES, Clock, Someone, desk, rows, staff_member

REACHABLE = Told(("help",), may_message=True)


async def test_the_list_is_in_the_order_in_which_to_look(store: PostgresStore) -> None:
    clock, staff = Clock(), await staff_member(store)
    for level in (Level.CONCERN, Level.IMMEDIATE, Level.SERIOUS, Level.IMMEDIATE):
        await Someone(store, clock=clock).sends(level=level)
        clock.pass_(timedelta(minutes=1))
    cases = await desk(store, clock).cases(staff)
    assert [case.level for case in cases] == ["immediate", "immediate", "serious", "concern"]
    assert cases[0].opened_at < cases[1].opened_at


async def test_of_two_who_claim_at_once_one_gets_the_case(store: PostgresStore) -> None:
    ada, ben = await staff_member(store, "Ada"), await staff_member(store, "Ben")
    case_id = await Someone(store).sends()
    results = await asyncio.gather(*(desk(store).claim(staff, case_id) for staff in (ada, ben)))
    winner = (ada, ben)[results.index(None)]
    assert [result for result in results if result] == [Refused(Reason.TAKEN, winner.name)]
    view = await desk(store).case(ada, case_id)
    assert view is not None
    assert view.summary.owner == winner


async def test_a_reply_is_kept_and_posted_under_a_neutral_line(
    store: PostgresStore, database_url: str
) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends(REACHABLE)
    await desk(store).claim(staff, case_id)
    assert await desk(store).reply(staff, case_id, "About what you wrote") is None
    ((sealed,),) = rows(database_url, "SELECT args->>'parcel' FROM procrastinate_jobs")
    parcel = store.open_parcel(str(sealed))
    assert parcel.message is not None
    assert (parcel.chat, parcel.message.key) == (person.person.chat, "staff.reply")
    assert parcel.message.text == LINES.reply
    assert parcel.message.covered == "Ada, Youth worker:\nAbout what you wrote"
    view = await desk(store).case(staff, case_id)
    assert view is not None
    assert parcel.case_message_id == view.messages[-1].id
    assert (view.messages[-1].author, view.messages[-1].staff) == (Author.STAFF, staff)


async def test_a_note_never_becomes_a_message(store: PostgresStore, database_url: str) -> None:
    staff = await staff_member(store)
    case_id = await Someone(store).sends(REACHABLE)
    await desk(store).claim(staff, case_id)
    await desk(store).note(staff, case_id, "for us alone")
    view = await desk(store).case(staff, case_id)
    assert view is not None
    assert (view.messages[-1].kind, view.messages[-1].text) == (Kind.NOTE, "for us alone")
    assert rows(database_url, "TABLE procrastinate_jobs") == []


async def test_closing_keeps_the_decision_and_tells_the_person_neutrally(
    store: PostgresStore, database_url: str
) -> None:
    staff = await staff_member(store)
    case_id = await Someone(store).sends(REACHABLE)
    await desk(store).claim(staff, case_id)
    assert await desk(store).close(staff, case_id, Outcome.EARLY_HELP, "spoke to them") is None
    view = await desk(store).case(staff, case_id)
    assert view is not None
    assert (view.outcome, view.reason) == (Outcome.EARLY_HELP, "spoke to them")
    assert (view.summary.status, view.messages[-1].event) == (CaseStatus.CLOSED, Event.CLOSED)
    ((sealed,),) = rows(database_url, "SELECT args->>'parcel' FROM procrastinate_jobs")
    message = store.open_parcel(str(sealed)).message
    assert message is not None
    assert (message.key, message.text, message.covered) == ("staff.closed", LINES.closed, "")


async def test_whoever_said_no_to_messages_gets_none(
    store: PostgresStore, database_url: str
) -> None:
    staff = await staff_member(store)
    case_id = await Someone(store).sends(Told(("help",), may_message=False))
    await desk(store).claim(staff, case_id)
    assert await desk(store).reply(staff, case_id, "hello") == Refused(Reason.MAY_NOT_MESSAGE)
    await desk(store).close(staff, case_id, Outcome.NO_ACTION, "cannot be written to")
    assert rows(database_url, "TABLE procrastinate_jobs") == []


async def test_whoever_blocked_the_bot_is_not_written_to(store: PostgresStore) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends(REACHABLE)
    await desk(store).claim(staff, case_id)
    await person.does(NoteReach(case_id, can_be_reached=False))
    assert await desk(store).reply(staff, case_id, "hello") == Refused(Reason.CANNOT_BE_REACHED)


async def test_a_reply_waits_for_the_time_that_the_person_called_safe(
    store: PostgresStore, database_url: str
) -> None:
    clock, staff = Clock(), await staff_member(store)
    person = Someone(store, clock=clock)
    told = Told(("help",), may_message=True, safe_time=SafeTime.EVENING)
    case_id = await person.sends(told)
    clock.pass_(timedelta(hours=1))
    await desk(store, clock).claim(staff, case_id)
    await desk(store, clock).reply(staff, case_id, "hello")
    evening = clock().replace(hour=18, minute=0)
    ((at, lock),) = rows(database_url, "SELECT scheduled_at, lock FROM procrastinate_jobs")
    assert (at, lock) == (evening, f"later:{person.person.key}")
    view = await desk(store, clock).case(staff, case_id)
    assert view is not None
    assert view.messages[-1].send_after == evening


async def test_a_reply_to_somebody_who_just_wrote_leaves_at_once(
    store: PostgresStore, database_url: str
) -> None:
    clock, staff = Clock(), await staff_member(store)
    person = Someone(store, clock=clock)
    told = Told(("help",), may_message=True, safe_time=SafeTime.EVENING)
    case_id = await person.sends(told)
    await desk(store, clock).claim(staff, case_id)
    clock.pass_(timedelta(hours=1))
    await person.does(AddToCase(case_id, "are you there"))
    await desk(store, clock).reply(staff, case_id, "yes")
    assert rows(database_url, "SELECT scheduled_at FROM procrastinate_jobs") == [(None,)]


async def test_new_words_are_unread_until_somebody_looks(store: PostgresStore) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends()

    async def is_unread() -> bool:
        (case,) = await desk(store).cases(staff)
        return case.has_unread

    assert await is_unread()
    await desk(store).case(staff, case_id)
    assert not await is_unread()
    await person.does(AddToCase(case_id, "more"))
    assert await is_unread()
    await desk(store).case(staff, case_id)
    assert not await is_unread()


async def test_the_clock_runs_only_while_the_person_waits_for_us(store: PostgresStore) -> None:
    clock, staff = Clock(), await staff_member(store)
    person = Someone(store, clock=clock)
    case_id = await person.sends(REACHABLE)
    ours = desk(store, clock)

    async def waits() -> bool:
        (case,) = await ours.cases(staff)
        return case.waiting_since is not None

    assert await waits()
    await ours.claim(staff, case_id)
    assert await waits(), "taking a case is no answer yet"
    await ours.reply(staff, case_id, "hello")
    assert not await waits()
    await person.does(AddToCase(case_id, "hello?"))
    assert await waits()


async def test_a_case_that_nobody_takes_becomes_overdue(store: PostgresStore) -> None:
    clock, staff = Clock(), await staff_member(store)
    await Someone(store, clock=clock).sends()
    clock.pass_(timedelta(hours=23, minutes=59))
    assert [case.is_overdue for case in await desk(store, clock).cases(staff)] == [False]
    clock.pass_(timedelta(minutes=2))
    assert [case.is_overdue for case in await desk(store, clock).cases(staff)] == [True]


async def test_a_case_says_what_who_looks_may_do(store: PostgresStore) -> None:
    ada, ben = await staff_member(store, "Ada"), await staff_member(store, "Ben")
    case_id = await Someone(store).sends(REACHABLE)

    async def may(staff: Staff) -> frozenset[Act]:
        view = await desk(store).case(staff, case_id)
        assert view is not None
        return view.may

    assert await may(ada) == {Act.CLAIM, Act.NOTE}
    await desk(store).claim(ada, case_id)
    assert await may(ada) == {Act.REPLY, Act.NOTE, Act.CLOSE}
    assert await may(ben) == {Act.NOTE}
    await desk(store).close(ada, case_id, Outcome.NO_ACTION, "done")
    assert await may(ada) == {Act.NOTE}


ACTS: dict[str, tuple[Callable[[Desk, Staff, UUID], Awaitable[object]], str]] = {
    "cases": (lambda desk, staff, _: desk.cases(staff), "list"),
    "case": (lambda desk, staff, case: desk.case(staff, case), "view"),
    "claim": (lambda desk, staff, case: desk.claim(staff, case), "claim"),
    "reply": (lambda desk, staff, case: desk.reply(staff, case, "words"), "reply"),
    "note": (lambda desk, staff, case: desk.note(staff, case, "words"), "note"),
    "close": (lambda desk, staff, case: desk.close(staff, case, Outcome.NO_ACTION, "w"), "close"),
}
NOT_ABOUT_A_CASE = {"changes"}


def test_every_way_to_use_the_desk_is_in_this_file() -> None:
    public = {name for name, _ in inspect.getmembers(Desk, inspect.isfunction) if name[0] != "_"}
    assert public == set(ACTS) | NOT_ABOUT_A_CASE


@pytest.mark.parametrize("name", ACTS)
async def test_each_look_and_each_act_leaves_one_line_in_the_audit(
    store: PostgresStore, database_url: str, name: str
) -> None:
    staff = await staff_member(store)
    case_id = await Someone(store).sends(REACHABLE)
    if name in {"reply", "close"}:
        await desk(store).claim(staff, case_id)
    before = await _audit(database_url)
    do, act = ACTS[name]
    await do(desk(store), staff, case_id)
    (line,) = (await _audit(database_url))[len(before) :]
    assert line == (staff.id, act, None if name == "cases" else case_id)


@pytest.mark.parametrize("name", set(ACTS) - {"cases"})
async def test_what_is_refused_is_audited_too(
    store: PostgresStore, database_url: str, name: str
) -> None:
    staff, nothing = await staff_member(store), uuid4()
    do, act = ACTS[name]
    await do(desk(store), staff, nothing)
    ((staff_id, audited, case_id),) = await _audit(database_url)
    assert (staff_id, case_id) == (staff.id, nothing)
    assert audited in {f"{act}_refused", "view_nothing"}


async def _audit(url: str) -> list[tuple[object, ...]]:
    return rows(url, "SELECT staff_id, act, case_id FROM audit ORDER BY seq")


async def test_whoever_follows_hears_of_each_change(store: PostgresStore) -> None:
    person, staff = Someone(store), await staff_member(store)
    async with asyncio.timeout(10):
        changes = desk(store).changes()
        latest = await anext(changes)
        case_id: UUID = await person.sends()
        latest = await _past(changes, latest)
        await person.does(AddToCase(case_id, "more"))
        latest = await _past(changes, latest)
        await desk(store).claim(staff, case_id)
        await _past(changes, latest)


async def _past(changes: AsyncIterator[int], latest: int) -> int:
    async for number in changes:
        if number > latest:
            return number
    raise AssertionError("the changes ended")
