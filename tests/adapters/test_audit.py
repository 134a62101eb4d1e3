"""The audit: nobody can change it, and if somebody does all the same, it shows."""

import asyncio

import psycopg
import pytest

from bot.storage.audit import AuditFault
from bot.storage.store import PostgresStore
from tests.adapters.kept import Someone, desk, rows, staff_member

UNDER_THE_TRIGGER = (
    "ALTER TABLE audit DISABLE TRIGGER ALL; ALTER TABLE audit_head DISABLE TRIGGER ALL;"
)


async def _five_lines(store: PostgresStore) -> None:
    staff = await staff_member(store)
    case_id = await Someone(store).sends()
    for _ in range(5):
        await desk(store).case(staff, case_id)


async def test_an_audit_that_nobody_touched_is_whole(store: PostgresStore) -> None:
    assert await store.verify_audit() is None
    await _five_lines(store)
    assert await store.verify_audit() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET act = 'x'",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "DELETE FROM audit_head",
    ],
)
async def test_the_database_refuses_to_change_the_audit(
    store: PostgresStore, database_url: str, statement: str
) -> None:
    await _five_lines(store)
    with (
        psycopg.connect(database_url) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="added to"),
    ):
        connection.execute(statement.encode())


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE audit SET staff_id = NULL WHERE seq = 2", 2),
        ("UPDATE audit SET at = at - interval '1 hour' WHERE seq = 4", 4),
        ("DELETE FROM audit WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 5", 5),
        ("UPDATE audit SET hash = md5('x') WHERE seq = 5", 5),
        (
            "INSERT INTO audit SELECT 6, at, staff_id, act, case_id, reason, hash FROM audit"
            " LIMIT 1",
            6,
        ),
    ],
)
async def test_a_change_past_the_trigger_is_found(
    store: PostgresStore, database_url: str, statement: str, seq: int
) -> None:
    await _five_lines(store)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(UNDER_THE_TRIGGER)
        connection.execute(statement.encode())
    assert await store.verify_audit() == AuditFault(seq)


async def test_many_at_once_make_one_chain(store: PostgresStore, database_url: str) -> None:
    staff = await staff_member(store)
    await asyncio.gather(*(desk(store).cases(staff) for _ in range(25)))
    assert await store.verify_audit() is None
    assert rows(database_url, "SELECT max(seq), count(*) FROM audit") == [(25, 25)]
