"""Walks at random: anything that can be typed, tapped, sent or done, in any order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from bot.conversation.buttons import code
from bot.conversation.flows.commands import COMMANDS
from bot.conversation.flows.my_data import ASKED
from tests.talk import CLOSED, OPEN, content
from tests.walks.explored import reached, situation
from tests.walks.lines import typed
from tests.walks.promises import broken
from tests.walks.walk import PERSON, STAFF, TIMES, Deed, Kind, Walk

MOST_FAULTS = 20
LENGTHS = (2, 2, 3, 3, 4, 4, 5, 5, 6, 12)  # turns, as often as they stand here
WEIGHTS: dict[Kind, int] = {
    "tap": 62,
    "data": 9,
    "type": 11,
    "command": 4,
    "edit": 2,
    "send": 3,
    "person": 1,
    "staff": 3,
    "time": 1,
    "decoy": 1,
}
SENT = ("photo", "voice", "video_note", "sticker", "location", "contact", "document")
MADE_UP = ("", "x", "." * 64, "\u202e" * 20, "0" * 10, code("danger") + ".", "s", "talk_to_person")


@dataclass(frozen=True)
class Wandered:
    """How far some walks led, and what was broken on the way, with the walk that broke it."""

    walks: int
    turns: int
    faults: tuple[str, ...]


def wander(seeds: Iterable[int]) -> Wandered:
    """Take one walk for each seed; the same seed takes the same walk."""
    starts = _starts()
    walks, turns, faults = 0, 0, []
    for seed in seeds:
        chance = Random(seed)
        walk = _at_any_hour(chance.choice(starts), chance)
        walks += 1
        for _ in range(chance.choice(LENGTHS)):
            deed = _deed(walk, chance)
            after = walk.after(deed)
            if deed.kind not in {"staff", "time", "decoy"}:
                turns += 1
                faults += [f"seed {seed}: {each} :: {after}" for each in broken(walk, after)]
            walk = after
    return Wandered(walks, turns, tuple(faults[:MOST_FAULTS]))


@cache
def _starts() -> tuple[Walk, ...]:
    """A walk to every question, with something told and without, and to every state of a case."""
    return tuple(reached(situation).values())


def _at_any_hour(walk: Walk, chance: Random) -> Walk:
    return replace(walk, talk=replace(walk.talk, hours=chance.choice((OPEN, CLOSED))))


def _deed(walk: Walk, chance: Random) -> Deed:
    possible = {kind: _possible(kind, walk) for kind in WEIGHTS}
    kinds = [kind for kind in WEIGHTS if possible[kind]]
    (kind,) = chance.choices(kinds, [WEIGHTS[each] for each in kinds])
    return Deed(kind, chance.choice(possible[kind]))


def _possible(kind: Kind, walk: Walk) -> Sequence[str]:
    match kind:
        case "tap":
            return tuple(walk.offered)
        case "data":
            return (*walk.all_data, *_FOREIGN)
        case "type" | "edit":
            return typed()
        case "command":
            return _COMMANDS
        case "send":
            return SENT
        case "person":
            return tuple(PERSON)
        case "staff":
            return tuple(STAFF) if walk.talk.conversation.case else ()
        case "time":
            return tuple(TIMES)
        case "decoy":
            return ("up",)


# Somebody else's buttons, with their drafts, and what was never a button.
_FOREIGN = (
    *MADE_UP,
    *(content().buttons.make(each).data for each in content().buttons.labels),
    *(content().buttons.make(each, "f" * 32).data for each in content().buttons.labels),
)
_COMMANDS = (*COMMANDS, *ASKED, "start gang_exit", "help my dad hits me", "nonsense", "")
