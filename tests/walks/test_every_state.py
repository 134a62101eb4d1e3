"""A walk over every state of the conversation: no dead end, and every way out works (B26, E6)."""

import pytest

from bot.conversation.decide import TAPPED
from tests.talk import content
from tests.walks.explored import Explored
from tests.walks.long_work import LongWork

FEWEST = 1000  # states: with less, the walk did not get far


@pytest.fixture(scope="module")
def explored(long_work: LongWork) -> Explored:
    assert long_work.exploring is not None
    return long_work.exploring.result()


def _told(found: dict[str, str]) -> str:
    return "\n".join(f"{fault}\n    {walk}" for fault, walk in list(found.items())[:20])


def test_no_promise_is_broken_in_any_state(explored: Explored) -> None:
    assert explored.states >= FEWEST
    assert not explored.faults, _told(explored.faults)


def test_home_danger_and_the_place_before_are_in_reach_of_every_state(explored: Explored) -> None:
    assert not explored.astray, _told(explored.astray)


def test_a_person_is_one_turn_away_from_every_state_in_twenty_phrasings(
    explored: Explored,
) -> None:
    assert not explored.unheard, _told(explored.unheard)


def test_every_button_can_be_come_by(explored: Explored) -> None:
    words = content().words
    shown = {each for entry in words.entries.values() for row in entry.rows for each in row}
    assert not (shown & TAPPED.keys()) - explored.tapped
