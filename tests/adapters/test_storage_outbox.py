"""The order in which a worker gets what is to be sent, asked of the job tables themselves."""

from datetime import timedelta

import psycopg

from bot.casework import SafeTime, Told
from bot.effects import Message, Say
from bot.storage.store import PostgresStore
from tests.adapters.kept import Clock, Someone, desk, staff_member


class Worker:
    """Takes jobs as a worker would, and says which message each carries."""

    def __init__(self, store: PostgresStore, url: str) -> None:
        self.store = store
        self.url = url
        self.taken: list[int] = []

    def takes(self) -> str | None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            row = connection.execute(
                "SELECT id, args->>'parcel' FROM procrastinate_fetch_job_v2(NULL, NULL)"
            ).fetchone()
        if row is None or row[0] is None:
            return None
        self.taken.append(row[0])
        message = self.store.open_parcel(row[1]).message
        return message.text if message else ""

    def finishes(self) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(
                "SELECT procrastinate_finish_job_v1(%s, 'succeeded', true)", [self.taken.pop(0)]
            )


def _says(text: str, *, urgent: bool = False) -> Say:
    return Say(Message("k", text), urgent=urgent)


async def test_one_persons_messages_leave_in_order_and_one_at_a_time(
    store: PostgresStore, database_url: str
) -> None:
    worker, person = Worker(store, database_url), Someone(store)
    await person.does(_says("one"), _says("two"))
    assert worker.takes() == "one"
    assert worker.takes() is None
    worker.finishes()
    assert worker.takes() == "two"


async def test_nobody_waits_for_anybody_else(store: PostgresStore, database_url: str) -> None:
    worker = Worker(store, database_url)
    await Someone(store).does(_says("one"))
    await Someone(store).does(_says("another"))
    assert [worker.takes(), worker.takes()] == ["one", "another"]


async def test_what_is_urgent_goes_first_and_waits_for_nothing(
    store: PostgresStore, database_url: str
) -> None:
    worker, person = Worker(store, database_url), Someone(store)
    await person.does(_says("one"), _says("two"), _says("three"))
    assert worker.takes() == "one"
    await person.does(_says("danger", urgent=True))
    assert worker.takes() == "danger"


async def test_a_reply_that_waits_for_a_safe_hour_holds_nothing_up(
    store: PostgresStore, database_url: str
) -> None:
    clock, staff = Clock(), await staff_member(store)
    clock.pass_(timedelta(days=1000))  # the database's own clock decides what may leave
    worker, person = Worker(store, database_url), Someone(store, clock=clock)
    case_id = await person.sends(Told(("x",), may_message=True, safe_time=SafeTime.EVENING))
    clock.pass_(timedelta(hours=1))
    await desk(store, clock).claim(staff, case_id)
    await desk(store, clock).reply(staff, case_id, "hello")
    await person.does(_says("an answer"))
    assert worker.takes() == "an answer"
    worker.finishes()
    assert worker.takes() is None
