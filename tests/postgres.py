"""A real PostgreSQL for tests: one private server a run, one fresh database a test."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import count

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


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with private_database(tmp_path_factory.mktemp("postgres")) as url:
        server = Server(url, "migrated", count(1))
        server.run(sql.SQL("CREATE DATABASE {}"), server.template)
        upgrade(make_url(url).set(database=server.template).render_as_string(hide_password=False))
        yield server


@pytest.fixture
def database_url(postgres_server: Server) -> str:
    """The address of a fresh database with all tables."""
    return postgres_server.fresh(postgres_server.template)


@pytest_asyncio.fixture
async def store(database_url: str) -> AsyncIterator[PostgresStore]:
    """The real store on a fresh database."""
    store = PostgresStore(Database(database_url), KEYS)
    yield store
    await store.close()
