"""People at the real turn and a real PostgreSQL, who read their messages out of what is posted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import psycopg

from bot.conversation.model import Conversation, Inbound, Person
from bot.effects import Message, Parcel
from bot.staff_hours import staff_hours
from bot.storage.store import PostgresStore
from bot.turn import ToldWithoutMemory, Turn
from bot.understanding.keywords import Keywords, shipped_keywords
from bot.understanding.understand import OnlyKeywords
from tests.adapters.kept import Clock
from tests.talk import content, phrases
from tests.walks.walk import Deed, said

POSTED = "SELECT id, args->>'parcel' FROM procrastinate_jobs WHERE id > %s ORDER BY id"


def a_turn(store: PostgresStore, clock: Clock) -> Turn:
    """The real thing with Rasa away, and nobody to send to: what is to be said is only posted."""
    return Turn(
        store=store,
        understand=OnlyKeywords(Keywords(shipped_keywords())),
        phrases=phrases(),
        content=content,
        senders={},
        now=clock,
        staff_hours=staff_hours("Mo-Fr 09:00-17:00"),
        told_without_memory=ToldWithoutMemory(),
    )


@dataclass
class Live:
    """Everybody who writes, by their number."""

    store: PostgresStore
    post: psycopg.Connection[tuple[int, str]]
    clock: Clock = field(default_factory=Clock)
    shown: dict[str, list[Message]] = field(default_factory=dict)
    everything: dict[str, list[Parcel]] = field(default_factory=dict)
    latest: int = 0
    updates: int = 0

    def __post_init__(self) -> None:
        self.turn = a_turn(self.store, self.clock)

    def person(self, number: int) -> Person:
        return Person(key=f"key{number}", channel="telegram", chat=f"chat{number}")

    async def does(self, number: int, deed: Deed) -> list[Message]:
        """Take a person's turn, and return what they were shown."""
        person = self.person(number)
        self.updates += 1
        self.clock.pass_(timedelta(milliseconds=1))
        done = said(deed, self.shown.get(person.key, []))
        inbound = Inbound(f"walk:{self.updates}", person, done, self.clock(), tap_id="tap")
        await self.turn.take(inbound)
        return self._read(person)

    async def goes(self, number: int, deeds: Sequence[Deed]) -> None:
        for deed in deeds:
            await self.does(number, deed)

    async def conversation(self, number: int) -> Conversation:
        async with self.store.unit() as unit:
            return await unit.conversation(self.person(number), self.clock())

    def _read(self, person: Person) -> list[Message]:
        """Open what was posted since: all of it should be for the one whose turn it was."""
        posted = self.post.execute(POSTED, (self.latest,)).fetchall()
        self.latest = max((number for number, _ in posted), default=self.latest)
        parcels = [self.store.open_parcel(sealed) for _, sealed in posted]
        for parcel in parcels:
            self.everything.setdefault(parcel.person_key, []).append(parcel)
        shown = [
            each.message for each in parcels if each.message and each.person_key == person.key
        ]
        if shown:
            self.shown[person.key] = shown
        return shown
