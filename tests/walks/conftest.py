"""A real PostgreSQL for the walks that leave something behind."""

from collections.abc import Iterator

import psycopg
import pytest

from bot.storage.store import PostgresStore
from tests.postgres import database_url, postgres_server, store
from tests.walks.live import Live
from tests.walks.long_work import LongWork, under_way

__all__ = ["database_url", "live", "postgres_server", "store"]


@pytest.fixture
def live(store: PostgresStore, database_url: str) -> Iterator[Live]:
    """People whose turns are kept in this database."""
    with psycopg.connect(database_url, autocommit=True) as post:
        yield Live(store, post)


@pytest.fixture(scope="session")
def long_work(request: pytest.FixtureRequest) -> Iterator[LongWork]:
    """What takes long and was asked for in this run, all of it begun at once."""
    with under_way(item.path.stem for item in request.session.items) as work:
        yield work
