"""Who says no leaves nothing behind, at whichever question they say it (standards A4, A5)."""

from bot.effects import OpenCase
from tests.adapters.kept import everything, rows
from tests.walks.canaries import SEND, Path, bird, birds_in, to_the_preview, walks
from tests.walks.explored import has_story
from tests.walks.live import Live
from tests.walks.walk import Deed, Walk

KEPT = ("cases", "agreements", "case_messages")
COMMANDS = (Deed("command", "delete"), Deed("command", "exit"))
FEWEST = 40  # ways to say no: with less, the questions were not gone through


def asking() -> list[Walk]:
    """A walk to each question, with something told before it where that can be."""
    by_step = {
        walk.talk.conversation.step: walk
        for walk in sorted(walks(), key=lambda each: bool(has_story(each.talk.conversation)))
        if walk.talk.conversation.step and not walk.talk.conversation.case
    }
    return list(by_step.values())


def declining(walk: Walk) -> list[Path]:
    """Every way to say no at this question: what is offered there, and the commands."""
    deeds = (*(Deed("tap", each) for each in walk.offered), *COMMANDS)
    return [Path((*walk.path, each)) for each in deeds if _ends(walk, each)]


def _ends(walk: Walk, deed: Deed) -> bool:
    """Whether nothing waits any more after this, and nothing was sent."""
    after = walk.after(deed)
    is_sent = any(isinstance(each, OpenCase) for each in after.talk.effects)
    return (
        after.talk.conversation.draft is None and not after.talk.conversation.step and not is_sent
    )


async def test_saying_no_at_any_question_leaves_no_row(live: Live, database_url: str) -> None:
    ways = [way for walk in asking() for way in declining(walk)]
    assert len(ways) >= FEWEST
    for number, way in enumerate(ways):
        told = way.told_by(number)
        await live.goes(number, told.deeds)
        assert not birds_in(await live.conversation(number)), told
    assert [table for table in KEPT if rows(database_url, f"TABLE {table}")] == []
    in_clear = everything(database_url)
    assert not any(bird(number) in in_clear for number in range(len(ways)))


def test_every_question_can_be_said_no_to_by_a_button() -> None:
    by_button = {way.deeds[:-1] for walk in asking() for way in declining(walk) if _is_tap(way)}
    stuck = [walk.talk.conversation.step for walk in asking() if walk.path not in by_button]
    assert not stuck


def _is_tap(way: Path) -> bool:
    return way.deeds[-1].kind == "tap"


async def test_who_sends_does_leave_a_case(live: Live, database_url: str) -> None:
    await live.goes(1, Path((*to_the_preview().path, Deed("tap", SEND))).told_by(1).deeds)
    assert all(rows(database_url, f"TABLE {table}") for table in KEPT[:2])
