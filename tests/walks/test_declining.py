"""Who says no leaves nothing behind, at whichever question they say it (standards A4, A5)."""

from collections.abc import Iterator

from bot.effects import OpenCase
from bot.storage.store import PostgresStore
from tests.adapters.kept import everything, rows
from tests.walks.canaries import SEND, Path, bird, birds_in, to_the_preview, walks
from tests.walks.live import Live
from tests.walks.walk import Deed, Walk

KEPT = ("cases", "agreements", "case_messages")
COMMANDS = (Deed("command", "delete"), Deed("command", "exit"))
FEWEST = 40  # ways to say no: with less, the questions were not gone through


def declining() -> Iterator[Path]:
    """Every way to say no at every question: what is offered there, and the commands."""
    for walk in walks():
        if walk.talk.conversation.step is None or walk.talk.conversation.case:
            continue
        taps = (Deed("tap", each) for each in walk.offered)
        yield from (Path((*walk.path, each)) for each in (*taps, *COMMANDS) if _ends(walk, each))


def _ends(walk: Walk, deed: Deed) -> bool:
    """Whether nothing waits any more after this, and nothing was sent."""
    after = walk.after(deed)
    is_sent = any(isinstance(each, OpenCase) for each in after.talk.effects)
    return (
        after.talk.conversation.draft is None and not after.talk.conversation.step and not is_sent
    )


async def test_saying_no_at_any_question_leaves_no_row(
    store: PostgresStore, database_url: str
) -> None:
    live, ways = Live(store, database_url), list(declining())
    assert len(ways) >= FEWEST
    for number, way in enumerate(ways):
        told = way.told_by(number)
        await live.goes(number, told.deeds)
        assert not birds_in(await live.conversation(number)), told
    assert {table: rows(database_url, f"TABLE {table}") for table in KEPT} == dict.fromkeys(
        KEPT, []
    )
    in_clear = everything(database_url)
    assert not any(bird(number) in in_clear for number in range(len(ways)))


async def test_every_question_can_be_said_no_to() -> None:
    asked = {walk.talk.conversation.step for walk in walks() if not walk.talk.conversation.case}
    declined = {way.deeds[:-1] for way in declining()}
    left = {walk.talk.conversation.step for walk in walks() if walk.path in declined}
    assert asked - left == {None}


async def test_who_sends_does_leave_a_case(store: PostgresStore, database_url: str) -> None:
    live = Live(store, database_url)
    await live.goes(1, Path((*to_the_preview().path, Deed("tap", SEND))).told_by(1).deeds)
    assert all(rows(database_url, f"TABLE {table}") for table in KEPT[:2])
