"""People whose words can be told apart wherever they turn up: each has a bird of their own."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from tests.talk import Talk
from tests.walks.explored import TOLD, has_story, reached, stage
from tests.walks.walk import Deed, Walk

BIRD = re.compile(r"canary(\d{4})song")
SEND = "person.send"


def bird(number: int) -> str:
    return f"canary{number:04}song"


def birds_in(*anything: object) -> set[int]:
    """Whose birds are somewhere in this."""
    return {int(number) for each in anything for number in BIRD.findall(repr(each))}


@dataclass(frozen=True)
class Path:
    """What somebody does, one deed after another, until they reach where the walk led."""

    deeds: tuple[Deed, ...]

    def told_by(self, number: int) -> "Path":
        """The same, in this person's words: what they tell, wish and are called has their bird."""
        words = f"{TOLD} {bird(number)}"
        return Path(
            tuple(replace(each, what=words) if each.what == TOLD else each for each in self.deeds)
        )


def step_and_story(talk: Talk) -> Hashable:
    now = talk.conversation
    return now.step, has_story(now), stage(now), SEND in {*_offered(talk)}


def _offered(talk: Talk) -> Sequence[str]:
    return tuple(Walk(talk).offered)


@cache
def walks() -> tuple[Walk, ...]:
    """A walk to every question and past it, without staff's part in them."""
    found = reached(step_and_story).values()
    return tuple(each for each in found if all(deed.kind != "staff" for deed in each.path))


def to_the_preview() -> Walk:
    """The longest way to Send, which tells the most."""
    return max((each for each in walks() if SEND in each.offered), key=lambda each: len(each.path))


def paths(count: int, chance: Random) -> list[Path]:
    """A path for each of so many people, each in their own words; many of them send."""
    sent = Path((*to_the_preview().path, Deed("tap", SEND)))
    some = [*(Path(each.path) for each in walks()), *[sent] * (len(walks()) // 2)]
    return [chance.choice(some).told_by(number) for number in range(count)]


def in_any_order(paths: Sequence[Path], chance: Random) -> list[int]:
    """Whose turn it is: each as often as they have deeds, in no order at all."""
    turns = [number for number, path in enumerate(paths) for _ in path.deeds]
    chance.shuffle(turns)
    return turns
