"""A real PostgreSQL for tests: one private server a run, one fresh database a test."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql
from sqlalchemy import make_url

from bot.local.database import private_database
from bot.settings import Keys
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import PostgresStore

KEYS = Keys(sealing={"one": b"1" * 32}, person=b"p" * 32)

HASTE = ("fsync", "full_page_writes", "synchronous_commit")  # nothing here outlives the run


@dataclass(frozen=True)
class Server:
    """A running server. `template` has been built by the migrations."""

    url: str
    template: str
    numbers: Iterator[int]

    def fresh(self, template: str = "template1") -> str:
        """Make a database and return its address."""
        name = f"test_{next(self.numbers)}"
        self.run(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def run(self, statement: sql.SQL, *names: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.format(*map(sql.Identifier, names)))


@contextmanager
def own_server() -> Iterator[tuple[Path, str]]:
    """Start a server; yield its folder and its address.

    Not under pytest's own folder: that is closed to the user PostgreSQL runs as under root.
    """
    with (
        TemporaryDirectory(prefix="waymark-") as folder,
        private_database(Path(folder) / "postgres") as url,
    ):
        yield Path(folder) / "postgres", url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    with own_server() as (_, url):
        server = Server(url, "migrated", count(1))
        for setting in HASTE:
            server.run(sql.SQL("ALTER SYSTEM SET {} = off"), setting)
        server.run(sql.SQL("SELECT pg_reload_conf()"))
        server.run(sql.SQL("CREATE DATABASE {}"), server.template)
        upgrade(make_url(url).set(database=server.template).render_as_string(hide_password=False))
        yield server


@pytest.fixture
def database_url(postgres_server: Server) -> Iterator[str]:
    """The address of a fresh database with all tables."""
    url = postgres_server.fresh(postgres_server.template)
    yield url
    name = make_url(url).database
    postgres_server.run(sql.SQL("DROP DATABASE {} WITH (FORCE)"), str(name))


@pytest_asyncio.fixture
async def store(database_url: str) -> AsyncIterator[PostgresStore]:
    """The real store on a fresh database."""
    store = PostgresStore(Database(database_url), KEYS)
    yield store
    await store.close()
