"""The directory that answers are given from: it follows what is stored, and never goes away."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import psycopg
import pytest
from aiohttp.test_utils import TestClient, TestServer
from psycopg.types.json import Jsonb
from structlog.testing import capture_logs

from bot.conversation.shipped import shipped_content
from bot.editors import Editors
from bot.health import NOT_ALL_WELL, WELL, health_app
from bot.live import Live
from bot.logs import FIELDS
from bot.safeguarding.shipped import shipped_signposts
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import PostgresStore
from directory.model import Directory
from directory.records.documents import Documents, EntryKind, documents_of, load_documents
from directory.shipped import shipped, shipped_files
from directory.terms import Standing
from tests.adapters.entries import CLUB, LINE, hidden, service
from tests.adapters.entries import some_documents as a_line_and_a_club
from tests.adapters.kept import Clock, staff_member
from tests.adapters.test_storage_away import frozen
from tests.postgres import KEYS, own_server

PROMISE = 10.0  # seconds within which a change is followed
NOWHERE = "postgresql://postgres@127.0.0.1:1/postgres"


def some_documents() -> Documents:
    """As much as has to be stored before anybody is answered from it."""
    now = service("emergency", "0808 157 0100", urgency="emergency")
    return {**a_line_and_a_club(), (EntryKind.SERVICE, "emergency"): now}


@pytest.fixture(scope="module")
def files() -> Directory:
    return shipped()


def _live(store: PostgresStore, files: Directory, clock: Clock | None = None) -> Live:
    signposts = shipped_signposts()
    return Live(files, lambda found: shipped_content(found, signposts), store, clock or Clock())


@asynccontextmanager
async def _following(live: Live) -> AsyncIterator[None]:
    running = asyncio.create_task(live.run())
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def _until(is_so: Callable[[], bool]) -> float:
    """Wait until it is so, and return how many seconds that took; fail after the promise."""
    start = perf_counter()
    async with asyncio.timeout(PROMISE):
        while not is_so():  # noqa: ASYNC110 - a snapshot is taken up without a word
            await asyncio.sleep(0.02)
    return perf_counter() - start


async def _edit(editors: Editors, summary: str) -> None:
    stored = (await editors.documents())[CLUB]
    await editors.propose(CLUB, {**stored, "summary": summary}, "ada", "A test")


async def _seeded(store: PostgresStore) -> Editors:
    await staff_member(store, "ada", exactly=True)
    editors = Editors(store, Clock())
    await editors.seed(some_documents())
    return editors


def _summary(live: Live) -> str:
    club = live.directory().services.get("chess-club")
    return club.summary if club else ""


def _store_anything(url: str, document: object) -> None:
    """Write an entry past all our code, as a bad restore would."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "UPDATE directory_entries SET document = %s WHERE id = 'chess-club'",
            (Jsonb(document),),
        )
        connection.execute("UPDATE directory_head SET version = version + 1")
        connection.execute(
            "SELECT pg_notify('directory_changed', version::text) FROM directory_head"
        )


def _add_row(url: str, kind: str, name: str, document: object) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO directory_entries (kind, id, document, version, changed_at, changed_by)"
            " VALUES (%s, %s, %s, 1, now(), 'nobody') ON CONFLICT (kind, id)"
            " DO UPDATE SET document = excluded.document",
            (kind, name, Jsonb(document)),
        )


async def test_until_the_first_load_what_ships_answers(
    store: PostgresStore, files: Directory
) -> None:
    live = _live(store, files)
    assert set(live.directory().services) == set(files.services)
    before = live.content()
    await live.look()
    assert live.content() is before  # nothing was ever stored
    assert live.fault == ""


async def test_a_change_is_followed_within_ten_seconds(
    store: PostgresStore, files: Directory
) -> None:
    editors = await _seeded(store)
    live = _live(store, files)
    async with _following(live):
        await _until(lambda: "chess-club" in live.directory().services)
        await _edit(editors, "Chess for all.")
        took = await _until(lambda: _summary(live) == "Chess for all.")
    assert took < PROMISE / 2


async def test_a_change_is_seen_even_where_the_call_was_not_heard(
    store: PostgresStore, files: Directory, database_url: str
) -> None:
    editors = await _seeded(store)
    live = _live(store, files)
    async with _following(live):
        await _until(lambda: "chess-club" in live.directory().services)
        with psycopg.connect(database_url) as connection:  # no NOTIFY
            connection.execute(
                "UPDATE directory_entries SET document = document || %s WHERE id = 'chess-club'",
                (Jsonb({"summary": "Quietly."}),),
            )
            connection.execute("UPDATE directory_head SET version = version + 1")
        await _until(lambda: _summary(live) == "Quietly.")
    assert (await editors.documents())[CLUB]["summary"] == "Quietly."


async def test_a_snapshot_in_use_never_changes(store: PostgresStore, files: Directory) -> None:
    editors = await _seeded(store)
    live = _live(store, files)
    await live.look()
    in_use = live.content()
    await _edit(editors, "Chess for all.")
    await live.look()
    assert in_use.directory.services["chess-club"].summary == "They help."
    assert _summary(live) == "Chess for all."
    assert live.content() is not in_use


async def test_nobody_waits_while_a_snapshot_is_made(
    store: PostgresStore, files: Directory
) -> None:
    await _seeded(store)
    live = _live(store, files)
    looking = asyncio.create_task(live.look())
    longest, last = 0.0, perf_counter()
    while not looking.done():
        await asyncio.sleep(0)
        longest, last = max(longest, perf_counter() - last), perf_counter()
    assert "chess-club" in live.directory().services
    assert longest < 0.5


async def test_without_a_database_at_start_what_ships_answers(files: Directory) -> None:
    store = PostgresStore(Database(NOWHERE), KEYS)
    live = _live(store, files)
    async with _following(live):
        await live.look()
        assert set(live.directory().services) == set(files.services)
    await store.close()


@pytest.fixture
def ill_treated() -> Iterator[tuple[Path, str]]:
    """A server of this test's own."""
    with own_server() as (folder, url):
        upgrade(url)
        yield folder, url


async def test_with_the_database_away_the_last_snapshot_answers_and_is_followed_again_after(
    ill_treated: tuple[Path, str], files: Directory
) -> None:
    folder, url = ill_treated
    store = PostgresStore(Database(url), KEYS)
    editors = await _seeded(store)
    live = _live(store, files)
    async with _following(live):
        await _until(lambda: "chess-club" in live.directory().services)
        known = live.content()
        with frozen(folder):
            await live.look()  # which finds nobody there
            assert live.content() is known
            assert live.fault == ""
        await _edit(editors, "We are back.")
        await _until(lambda: _summary(live) == "We are back.")
    await store.close()


async def test_a_directory_that_could_not_be_filled_at_start_is_filled_once_the_database_is_back(
    ill_treated: tuple[Path, str], files: Directory
) -> None:
    folder, url = ill_treated
    store = PostgresStore(Database(url), KEYS)
    live = _live(store, files)
    async with _following(live):
        with frozen(folder):
            filling = asyncio.create_task(Editors(store, Clock()).seed_in_time(some_documents()))
            await live.look()
            assert "chess-club" not in live.directory().services
            assert not filling.done()
        await _until(lambda: "chess-club" in live.directory().services)
        await filling
    await store.close()


@pytest.mark.parametrize(
    "document",
    [{"id": "chess-club"}, {"id": "chess-club", "contacts": 7}, [1, 2], "text", None, {}],
)
async def test_a_broken_entry_costs_itself_alone_and_is_named(
    store: PostgresStore, files: Directory, database_url: str, document: object
) -> None:
    editors = await _seeded(store)
    live = _live(store, files)
    async with _following(live):
        await _until(lambda: "chess-club" in live.directory().services)
        with capture_logs() as logs:
            _store_anything(database_url, document)
            await _until(lambda: live.fault != "")
        assert "service 'chess-club': " in live.fault
        assert set(live.directory().services) == {"night-line", "emergency"}
        assert [each["log_level"] for each in logs] == ["error", "info"]
        assert set(logs[0]) - {"log_level"} <= FIELDS
        _store_anything(database_url, some_documents()[CLUB])
        await _until(lambda: live.fault == "")
        assert "chess-club" in live.directory().services
    assert (await editors.documents())[CLUB] == some_documents()[CLUB]


async def test_a_hidden_number_stays_hidden_when_a_start_finds_a_broken_entry(
    store: PostgresStore, files: Directory, database_url: str
) -> None:
    editors = await _seeded(store)
    await editors.propose(LINE, hidden(some_documents()[LINE]), "ada", "It is dead")
    _store_anything(database_url, None)
    live = _live(store, files)
    await live.look()
    assert live.fault.startswith("service 'chess-club': ")
    assert live.directory().services["night-line"].reachable == ()
    assert set(live.directory().services) == {"night-line", "emergency"}


async def test_a_row_of_an_unknown_kind_is_named_and_costs_nothing(
    store: PostgresStore, files: Directory, database_url: str
) -> None:
    editors = await _seeded(store)
    _add_row(database_url, "recipe", "soup", {"id": "soup"})
    live = _live(store, files)
    await live.look()
    assert live.fault == "recipe 'soup': there is no such kind of entry"
    assert len(live.directory().services) == 3
    assert await editors.documents() == some_documents()


async def test_a_setting_that_is_broken_is_taken_from_the_files(
    store: PostgresStore, database_url: str
) -> None:
    documents = documents_of(shipped_files())
    editors = Editors(store, Clock())
    assert (await editors.seed(documents)).faults == ()
    files, signposts = load_documents(documents), shipped_signposts()
    live = Live(
        files, lambda found: shipped_content(found, signposts), store, Clock(), spare=documents
    )
    _add_row(database_url, "setting", "short", [1])
    await live.look()
    assert live.fault.startswith("setting 'short': ")
    assert set(live.directory().services) == set(files.services)


async def test_a_store_without_an_emergency_service_is_never_taken_up(
    store: PostgresStore, files: Directory, database_url: str
) -> None:
    await _seeded(store)
    with psycopg.connect(database_url) as connection:
        connection.execute("DELETE FROM directory_entries WHERE id = 'emergency'")
    live = _live(store, files)
    await live.look()
    assert live.fault == "there is no emergency service in it"
    assert set(live.directory().services) == set(files.services)


async def test_an_emptied_store_leaves_the_last_good_directory(
    store: PostgresStore, files: Directory, database_url: str
) -> None:
    await _seeded(store)
    live = _live(store, files)
    await live.look()
    good = live.content()
    with psycopg.connect(database_url) as connection:
        connection.execute("DELETE FROM directory_entries")
        connection.execute("UPDATE directory_head SET version = version + 1")
    await live.look()
    assert live.content() is good
    assert live.fault == "there is no service in it"


async def test_the_directory_of_another_borough_is_never_taken_up(
    store: PostgresStore, files: Directory
) -> None:
    elsewhere = {"id": "elsewhere", "name": "Elsewhere", "council": "Its Council", "run_by": "It"}
    borough = {(EntryKind.SETTING, "borough"): {"value": elsewhere}}
    await Editors(store, Clock()).seed({**some_documents(), **borough})
    live = _live(store, files)
    await live.look()
    assert live.fault == "it is the directory of elsewhere, not of waltham-forest"
    assert set(live.directory().services) == set(files.services)


async def test_health_is_not_well_while_the_directory_has_a_fault() -> None:
    said = {"directory": "service 'kooth': its id says None"}

    async def database() -> str:
        return WELL

    async def directory() -> str:
        return said["directory"]

    app = health_app(must={"database": database}, may={"directory": directory})
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/health/ready")
        assert answer.status == 200
        assert (await answer.json())["status"] == NOT_ALL_WELL
        said["directory"] = WELL
        assert (await (await client.get("/health/ready")).json())["status"] == WELL


async def test_a_new_day_withdraws_what_nobody_checked_for_too_long(
    store: PostgresStore, files: Directory
) -> None:
    clock = Clock()
    await _seeded(store)
    live = _live(store, files, clock)
    await live.look()
    assert live.directory().services["night-line"].standing is Standing.FRESH
    clock.pass_(timedelta(days=100))
    await live.look()
    assert live.directory().services["night-line"].standing is Standing.OVERDUE
    clock.pass_(timedelta(days=100))
    await live.look()
    assert live.directory().services["night-line"].standing is Standing.WITHDRAWN
    assert live.directory().services["night-line"].reachable == ()


async def test_a_new_day_comes_without_the_database_too(files: Directory) -> None:
    clock = Clock()
    store = PostgresStore(Database(NOWHERE), KEYS)
    live = _live(store, files, clock)
    today = live.content()
    await live.look()
    assert live.content() is today
    clock.pass_(timedelta(days=1))
    await live.look()
    assert live.content() is not today
    await store.close()


async def test_a_broken_entry_stays_a_fault_on_the_next_day(
    store: PostgresStore, files: Directory, database_url: str
) -> None:
    clock = Clock()
    await _seeded(store)
    live = _live(store, files, clock)
    await live.look()
    _store_anything(database_url, {"id": "chess-club"})
    await live.look()
    said = live.fault
    assert said
    clock.pass_(timedelta(days=200))
    await live.look()
    assert live.fault == said
    assert live.directory().services["night-line"].standing is Standing.WITHDRAWN
