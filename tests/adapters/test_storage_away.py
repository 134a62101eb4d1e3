"""The database is away, frozen or busy: soon known, and nothing hangs."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import psycopg
import pytest

from bot.accounts import Accounts
from bot.errors import StoreUnavailable
from bot.storage import health
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import PostgresStore
from tests.adapters.kept import Clock, Someone, desk, staff_member
from tests.postgres import KEYS, own_server

LIMIT = 2.0
NOWHERE = "postgresql://postgres@127.0.0.1:1/postgres"


async def _takes(act: Callable[[], Awaitable[object]]) -> float:
    """Return after how many seconds StoreUnavailable was raised."""
    start = perf_counter()
    with pytest.raises(StoreUnavailable):
        await act()
    return perf_counter() - start


async def test_without_a_database_everything_says_so_at_once() -> None:
    store = PostgresStore(Database(NOWHERE), KEYS)
    accounts = Accounts(store, Clock())
    assert await _takes(Someone(store).conversation) < LIMIT
    assert await _takes(lambda: staff_member(store)) < LIMIT
    assert await _takes(lambda: accounts.sign_in("ada", "words", "here")) < LIMIT
    assert await _takes(lambda: accounts.session("token")) < LIMIT
    assert await _takes(lambda: health.probe(store.database)) < LIMIT
    await store.close()


def test_migrating_without_a_database_says_so() -> None:
    with pytest.raises(StoreUnavailable):
        upgrade(NOWHERE)


@contextmanager
def frozen(folder: Path) -> Iterator[None]:
    """Stop every process of a server in its tracks, as a hung disk or a paused machine would."""
    processes = _with_children(int((folder / "postmaster.pid").read_text().split("\n")[0]))
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def _with_children(process: int) -> list[int]:
    """Read from /proc: a process and those that it started."""
    stats = [stat.read_text() for stat in Path("/proc").glob("[0-9]*/stat")]
    parents = {int(stat.split()[0]): int(stat.rpartition(")")[2].split()[1]) for stat in stats}
    return [process, *(child for child, parent in parents.items() if parent == process)]


@pytest.fixture
def ill_treated() -> Iterator[tuple[Path, str]]:
    """A server of this test's own."""
    with own_server() as (folder, url):
        upgrade(url)
        yield folder, url


async def test_a_frozen_database_is_given_up_on_and_used_again_once_it_is_back(
    ill_treated: tuple[Path, str],
) -> None:
    folder, url = ill_treated
    store = PostgresStore(Database(url), KEYS)
    person = Someone(store)
    await asyncio.gather(person.conversation(), Someone(store).conversation())
    with frozen(folder):
        start = perf_counter()
        with pytest.raises(TimeoutError):  # an impatient caller, on a connection that was open
            async with asyncio.timeout(0.3):
                await person.conversation()
        assert perf_counter() - start < 1.0
        assert await _takes(person.conversation) < LIMIT  # on the other one
        assert await _takes(person.conversation) < LIMIT  # on a new one
    assert (await person.conversation()).case is None
    await store.close()


async def test_connections_that_the_server_dropped_are_replaced(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    await asyncio.gather(*(Someone(store).conversation() for _ in range(5)))
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    for _ in range(6):
        try:
            await person.conversation()
        except StoreUnavailable:
            continue
        return
    pytest.fail("the dropped connections were never replaced")


async def test_a_row_that_somebody_holds_is_not_waited_for_too_long(
    store: PostgresStore,
) -> None:
    person = Someone(store)
    async with store.unit() as unit:
        await unit.conversation(person.person, person.clock())
        assert await _takes(person.conversation) < LIMIT


async def test_when_all_connections_are_taken_the_next_turn_does_not_wait_long(
    store: PostgresStore,
) -> None:
    release = asyncio.Event()
    holding = asyncio.Semaphore(0)

    async def hold() -> None:
        async with store.database.transaction() as session:
            await session.connection()
            holding.release()
            await release.wait()

    async with asyncio.TaskGroup() as group:
        for _ in range(15):
            group.create_task(hold())
        for _ in range(15):
            await holding.acquire()
        took = await _takes(Someone(store).conversation)
        release.set()
    assert took < LIMIT


async def test_changes_come_again_after_the_connection_was_lost(
    store: PostgresStore, database_url: str
) -> None:
    async with asyncio.timeout(10):
        changes = desk(store).changes()
        before = await _past(changes, -1)
        with psycopg.connect(database_url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                " OR query LIKE 'SELECT last_value%'"
            )
        await Someone(store).sends()
        assert await _past(changes, before) > before


async def _past(changes: AsyncIterator[int], latest: int) -> int:
    async for number in changes:
        if number > latest:
            return number
    raise AssertionError("the changes ended")


async def test_health_says_what_waits_and_what_failed(
    store: PostgresStore, database_url: str
) -> None:
    await health.probe(store.database)
    assert await health.deliveries(store.database) == health.Deliveries(0, 0)
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
            " VALUES ('delivery-telegram', 'deliver', 'todo'),"
            " ('delivery-telegram', 'deliver', 'failed')"
        )
        connection.execute("UPDATE procrastinate_events SET at = now() - interval '90 s'")
    found = await health.deliveries(store.database)
    assert 89 < found.oldest < 120
    assert found.failed == 1
