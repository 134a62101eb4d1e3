"""Reaches PostgreSQL without patience: a database that does not answer is soon given up on."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Self

import psycopg
from procrastinate.exceptions import ConnectorException
from psycopg import waiting
from psycopg.abc import RV, PQGen
from psycopg.errors import UniqueViolation
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from bot.errors import StoreUnavailable

CONNECT_LIMIT = 1.0  # seconds
ANSWER_LIMIT = 1.7
POOL_LIMIT = 1.5
POOL_SIZE = 15
ON_THE_SERVER = "-c statement_timeout=1500 -c lock_timeout=1500 -c timezone=UTC"


class Impatient(psycopg.AsyncConnection[Any]):
    """A connection that drops a server which has stopped answering.

    psycopg itself first asks the server to cancel, and waits up to ten seconds for the answer:
    with the database frozen, not stopped, a person in danger would wait just as long.
    """

    @classmethod
    async def connect(cls, *args: Any, **options: Any) -> Self:  # noqa: ANN401 - as libpq has it
        try:
            async with asyncio.timeout(CONNECT_LIMIT):
                return await super().connect(*args, **options)
        except TimeoutError:
            raise psycopg.OperationalError("no connection in time") from None

    async def wait(
        self,
        gen: PQGen[RV],
        interval: float = 0.1,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> RV:
        try:
            async with asyncio.timeout(timeout or ANSWER_LIMIT):
                return await waiting.wait_async(gen, self.pgconn.socket, interval=interval)
        except TimeoutError:
            self.pgconn.finish()
            raise psycopg.OperationalError("no answer in time") from None
        except asyncio.CancelledError:
            self.pgconn.finish()
            raise


class Database:
    """Opens transactions. Raises StoreUnavailable where the database is away or too slow."""

    def __init__(self, url: str) -> None:
        self.url = libpq_url(url)
        self._engine = _engine(url)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Commit when the block ends, undo everything when it raises."""
        with unavailable_instead():
            async with self._sessions() as session, session.begin():
                yield session

    async def close(self) -> None:
        await self._engine.dispose()


def sqlalchemy_url(url: str) -> str:
    """Name the driver, for SQLAlchemy."""
    return make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def libpq_url(url: str) -> str:
    """Leave the driver's name out, for psycopg and Procrastinate."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _engine(url: str) -> AsyncEngine:
    return create_async_engine(
        sqlalchemy_url(url),
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=POOL_LIMIT,
        hide_parameters=True,
        connect_args={"async_creator_fn": Impatient.connect, "options": ON_THE_SERVER},
    )


@contextmanager
def unavailable_instead() -> Iterator[None]:
    """Turn what the driver, the pool or Procrastinate raise into StoreUnavailable."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolExhausted, ConnectorException) as error:
        raise StoreUnavailable(type(error).__name__) from None
    except psycopg.OperationalError as error:
        raise StoreUnavailable(type(error).__name__) from None
    except IntegrityError as error:
        if isinstance(error.orig, UniqueViolation):  # two at once: the second time finds the first
            raise StoreUnavailable("somebody else was first") from None
        raise
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StoreUnavailable(type(error).__name__) from None
        raise
