"""People, staff and cases for tests of what is kept."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import psycopg

from bot.access import Account
from bot.casework import Agreement, NeutralLines, NewCase, Staff, Told
from bot.conversation.model import Conversation, Inbound, Person, Text
from bot.desk import Desk
from bot.effects import Effect, OpenCase, Parcel
from bot.safeguarding.levels import Level
from bot.storage.store import PostgresStore

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LINES = NeutralLines(
    reply="You have a message.", closed="You have a message.", late="Nobody has read it."
)
HELP = Told(("help",))
NUMBERS = count(1)


@dataclass
class Clock:
    """A clock that moves when a test says so."""

    at: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, time: timedelta) -> None:
        self.at += time


@dataclass(frozen=True)
class Someone:
    """A person who writes to the bot, with nothing between them and the store."""

    store: PostgresStore
    person: Person = field(default_factory=lambda: someone())
    clock: Clock = field(default_factory=Clock)

    async def does(self, *effects: Effect, update_id: str = "") -> bool:
        """Take a turn that has these effects. Returns False where it was taken before."""
        inbound = self.inbound(update_id)
        async with self.store.unit() as unit:
            if not await unit.is_first(inbound.update_id, inbound.at):
                return False
            await unit.conversation(self.person, inbound.at)
            await unit.apply(inbound, effects, inbound.at)
        return True

    async def remembers(self, conversation: Conversation) -> None:
        async with self.store.unit() as unit:
            await unit.remember(self.person, conversation, self.clock())

    async def conversation(self) -> Conversation:
        async with self.store.unit() as unit:
            return await unit.conversation(self.person, self.clock())

    async def sends(
        self,
        told: Told = HELP,
        level: Level = Level.CONCERN,
        signs: tuple[str, ...] = ("threat",),
        reads_by: datetime | None = None,
    ) -> UUID:
        """Open a case, or add to the open one. Returns the new case's id."""
        effect = passing_on(told, self.clock(), level=level, signs=signs, reads_by=reads_by)
        await self.does(effect)
        return effect.case.id

    def inbound(self, update_id: str = "") -> Inbound:
        update_id = update_id or f"test:{next(NUMBERS)}"
        return Inbound(update_id, self.person, Text("words"), self.clock())


def someone() -> Person:
    number = next(NUMBERS)
    return Person(key=f"key{number}", channel="telegram", chat=f"chat{number}")


def passing_on(
    told: Told,
    at: datetime,
    draft_id: str = "",
    level: Level = Level.CONCERN,
    signs: tuple[str, ...] = ("threat",),
    reads_by: datetime | None = None,
) -> OpenCase:
    number = next(NUMBERS)
    return OpenCase(
        NewCase(
            id=uuid4(),
            reference=f"WF-{number}",
            draft_id=draft_id or f"draft{number}",
            told=told,
            level=level,
            signs=signs,
            opened_at=at,
            reads_by=reads_by,
        ),
        (Agreement("passing_on", "person.preview", "1", at, "public_task"),),
    )


async def staff_member(store: PostgresStore, name: str = "Ada", *, exactly: bool = False) -> Staff:
    """Make a member of staff with an account that nobody can sign in to.

    `exactly`: the username is the name, and not one that nobody else has.
    """
    staff = Staff(uuid4(), name, "Youth worker")
    username = name.lower() if exactly else f"{name.lower()}{next(NUMBERS)}"
    async with store.accounts() as unit:
        await unit.add(Account(staff, username, "!"), MONDAY)
    return staff


def desk(store: PostgresStore, clock: Clock | None = None) -> Desk:
    return Desk(store, LINES, clock or Clock())


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    """Ask the database itself, past all our code."""
    with psycopg.connect(url, autocommit=True) as connection:
        return list(connection.execute(statement.encode()))


def parcels(store: PostgresStore, url: str) -> list[Parcel]:
    """Everything that was posted, opened."""
    sealed = rows(url, "SELECT args->>'parcel' FROM procrastinate_jobs ORDER BY id")
    return [store.open_parcel(str(each)) for (each,) in sealed]


def everything(url: str) -> str:
    """Every value of every row of every table, as text: what a thief of the database reads."""
    tables = rows(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    found = []
    for (table,) in tables:
        for (row,) in rows(url, f'SELECT to_jsonb(t)::text FROM "{table}" t'):  # noqa: S608
            found.append(str(row))
        for (row,) in rows(url, f'SELECT t::text FROM "{table}" t'):  # noqa: S608
            found.append(str(row))
    return "\n".join(found)
