"""Time passes, against a real PostgreSQL: what has been kept long enough is gone."""

import asyncio
from datetime import timedelta

import psycopg
import pytest

from bot.accounts import Accounts, SignedIn
from bot.casework import Outcome, Told
from bot.consent import DAY, Lifetimes, schedule
from bot.conversation.model import Conversation, Draft
from bot.effects import AddToCase, Message, Say
from bot.storage.retention import SWEEPS
from bot.storage.store import PostgresStore
from bot.upkeep import Upkeep
from tests.adapters.kept import Clock, Someone, desk, everything, rows, staff_member

CANARY = "xyzzy-nobody-must-read-this"


async def _upkeep(store: PostgresStore, clock: Clock) -> None:
    await Upkeep(store, Lifetimes(), clock).round()


def test_each_rule_names_a_function_and_each_function_has_a_rule() -> None:
    named = {rule.deleted_by for rule in schedule(Lifetimes()) if rule.deleted_by}
    assert named == set(SWEEPS)
    assert all(rule.lives for rule in schedule(Lifetimes()) if rule.deleted_by)


async def test_a_draft_is_gone_an_hour_after_the_last_message(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    await person.remembers(Conversation(draft=Draft("d1", Told((CANARY,)))))
    person.clock.pass_(timedelta(minutes=59))
    await _upkeep(store, person.clock)
    assert len(rows(database_url, "TABLE conversations")) == 1
    person.clock.pass_(timedelta(minutes=1))
    await _upkeep(store, person.clock)
    assert rows(database_url, "TABLE conversations") == []


async def test_updates_are_remembered_longer_than_telegram_repeats_them(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    await person.does()
    person.clock.pass_(8 * DAY)
    await _upkeep(store, person.clock)
    assert len(rows(database_url, "TABLE updates")) == 1
    person.clock.pass_(DAY)
    await _upkeep(store, person.clock)
    assert rows(database_url, "TABLE updates") == []


async def test_a_closed_case_is_erased_after_thirty_days_with_all_that_belongs_to_it(
    store: PostgresStore, database_url: str
) -> None:
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends()
    await person.does(AddToCase(case_id, "more"))
    ours = desk(store, person.clock)
    await ours.claim(staff, case_id)
    await ours.close(staff, case_id, Outcome.SIGNPOSTED, "done")
    person.clock.pass_(29 * DAY)
    await _upkeep(store, person.clock)
    assert len(rows(database_url, "TABLE cases")) == 1
    person.clock.pass_(DAY)
    await _upkeep(store, person.clock)
    for table in ("cases", "case_messages", "agreements"):
        assert rows(database_url, f"TABLE {table}") == []
    lines = rows(database_url, "SELECT act, case_id, reason FROM audit ORDER BY seq DESC LIMIT 1")
    assert lines == [("erased", case_id, "closed_long_ago")]
    assert await store.verify_audit() is None


async def test_a_case_that_nobody_takes_is_erased_after_six_months(
    store: PostgresStore, database_url: str
) -> None:
    person, taken, staff = Someone(store), Someone(store), await staff_member(store)
    await person.sends()
    await desk(store).claim(staff, await taken.sends())
    person.clock.pass_(181 * DAY)
    await _upkeep(store, person.clock)
    assert len(rows(database_url, "TABLE cases")) == 2
    person.clock.pass_(DAY)
    await _upkeep(store, person.clock)
    assert rows(database_url, "SELECT status FROM cases") == [("claimed",)]


async def test_sessions_and_failed_sign_ins_do_not_pile_up(
    store: PostgresStore, database_url: str
) -> None:
    clock = Clock()
    accounts = Accounts(store, clock)
    password = await accounts.create_staff("Ada", "Youth worker", "ada")
    assert isinstance(password, str)
    assert isinstance(await accounts.sign_in("ada", password, "here"), SignedIn)
    await accounts.sign_in("bob", "wrong", "here")
    clock.pass_(timedelta(hours=8))
    await _upkeep(store, clock)
    assert rows(database_url, "TABLE sessions") == []
    assert rows(database_url, "TABLE sign_in_attempts") == []


@pytest.mark.parametrize(("status", "left"), [("failed", 0), ("todo", 1), ("doing", 1)])
async def test_a_message_that_was_given_up_is_dropped_and_one_that_waits_is_not(
    store: PostgresStore, database_url: str, status: str, left: int
) -> None:
    person = Someone(store)
    await person.does(Say(Message("k", "hi")))
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status,"
            " worker_id = (SELECT worker_id FROM procrastinate_register_worker_v1())",
            [status],
        )
        connection.execute("UPDATE procrastinate_events SET at = %s", [person.clock()])
    person.clock.pass_(DAY)
    await _upkeep(store, person.clock)
    assert rows(database_url, "SELECT count(*) FROM procrastinate_jobs") == [(left,)]


async def test_what_a_killed_worker_took_goes_out_again(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    await person.does(Say(Message("k", "hi")))
    with psycopg.connect(database_url) as connection:
        (worker,) = (
            connection.execute("SELECT * FROM procrastinate_register_worker_v1()").fetchone() or ()
        )
        connection.execute("SELECT procrastinate_fetch_job_v2(NULL, %s)", [worker])
    await _upkeep(store, person.clock)
    assert rows(database_url, "SELECT status::text FROM procrastinate_jobs") == [("doing",)]
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '11 s'"
        )
    await _upkeep(store, person.clock)
    kept = rows(database_url, "SELECT status::text, lock FROM procrastinate_jobs")
    assert kept == [("todo", f"person:{person.person.key}")]


async def test_several_upkeeps_revive_a_delivery_once(
    store: PostgresStore, database_url: str
) -> None:
    await Someone(store).does(Say(Message("k", "hi")))
    with psycopg.connect(database_url) as connection:
        connection.execute("SELECT procrastinate_fetch_job_v2(NULL, NULL)")
    revived = await asyncio.gather(*(store.revive() for _ in range(8)))
    assert sorted(revived) == [0] * 7 + [1]


async def test_after_all_times_are_over_only_the_audit_is_left(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    await person.sends(Told((CANARY,)))
    await person.remembers(Conversation(asked="housing"))
    person.clock.pass_(200 * DAY)
    await _upkeep(store, person.clock)
    assert person.person.key not in everything(database_url)
