"""Hundreds of people at once: no word of one ever turns up with another."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from bot.storage.states import decode_conversation, encode_conversation
from bot.storage.store import PostgresStore
from tests.adapters.kept import desk, everything, staff_member
from tests.talk import Talk
from tests.walks.canaries import SEND, Path, bird, birds_in, in_any_order, paths
from tests.walks.live import Live
from tests.walks.walk import Walk

MANY = 500
SOME = 50  # through the database


def test_five_hundred_people_at_once_see_no_word_of_anothers() -> None:
    chance = Random(500)
    told = paths(MANY, chance)
    walks = [Walk(Talk()) for _ in told]
    for number in in_any_order(told, chance):
        walk = walks[number]
        walk = _remembered(walk).after(told[number].deeds[len(walk.path)])
        walks[number] = walk
        found = birds_in(walk.talk.latest, walk.talk.conversation)
        assert found <= {number}, f"{number} sees {found}: {walk}"
    assert all(len(walk.path) == len(path.deeds) for walk, path in zip(walks, told, strict=True))
    seen = [number for number, walk in enumerate(walks) if birds_in(walk.talk.effects)]
    assert len(seen) > MANY / 4, "too few were shown their own words for this to prove anything"


def _remembered(walk: Walk) -> Walk:
    """As the walk goes on from what is kept of the conversation, and from nothing else."""
    before = walk.talk.conversation
    kept = decode_conversation(encode_conversation(before))
    now = replace(kept, case=before.case, kept_cases=before.kept_cases)
    return replace(walk, talk=replace(walk.talk, conversation=now))


async def test_fifty_people_at_once_find_only_their_own_words_in_the_database(
    live: Live, database_url: str
) -> None:
    chance = Random(50)
    told = paths(SOME, chance)
    left = [iter(path.deeds) for path in told]
    for number in in_any_order(told, chance):
        await live.does(number, next(left[number]))
    for number in range(SOME):
        heard = live.everything[live.person(number).key]
        assert birds_in(heard, await live.conversation(number)) <= {number}
    assert await _birds_in_cases(live.store) == sorted(_sent(told))
    in_clear = everything(database_url)
    assert not any(bird(number) in in_clear for number in range(SOME))


def _sent(told: list[Path]) -> Iterator[list[int]]:
    """Those who sent: each of their cases has their bird, and no other."""
    for path in told:
        if any(deed.what == SEND for deed in path.deeds):
            yield sorted(birds_in(path))


async def _birds_in_cases(store: PostgresStore) -> list[list[int]]:
    sam = await staff_member(store)
    table = desk(store)
    cases = await table.cases(sam)
    return sorted([sorted(birds_in(await table.case(sam, each.id))) for each in cases])
