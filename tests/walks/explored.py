"""Every state that a conversation can reach, found by doing everything there is to do in each."""

from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, fields
from typing import Self

from bot.casework import Told
from bot.conversation.decide import PLACES
from bot.conversation.flows.commands import COMMANDS
from bot.conversation.flows.crime.who_answer import FLOW as SORTING
from bot.conversation.flows.my_data import ASKED
from bot.conversation.flows.talking.asking import ASKING
from bot.conversation.flows.talking.preview import WORDING
from bot.conversation.intents import Intent
from bot.conversation.model import Conversation
from bot.conversation.moment import BACK, DANGER, HOME
from bot.effects import AddToCase
from bot.safeguarding.levels import Level
from tests.talk import Talk, content
from tests.walks.lines import FOR_A_PERSON, one_for
from tests.walks.promises import broken, card
from tests.walks.walk import PERSON, STAFF, Deed, Walk, offered

TOLD = "it was at the bus stop by the park"
START = Deed("command", "start")
TO_STAFF = "talk_to_person"
NOTHING = "nothing sent"


def stage(conversation: Conversation) -> str:
    """How far what was sent has got."""
    match conversation.case:
        case None:
            return "closed" if conversation.kept_cases else NOTHING
        case case if case.is_claimed:
            return "in touch" if case.is_in_touch else "claimed"
        case case:
            return "opened" if case.is_opened else "waiting"


def place(talk: Talk) -> Hashable:
    """One state: what waits, what is in sight, what was told and sent, how grave it sounded.

    What grows with the way there counts only where it decides what comes next, or there would be
    no end to it. Of the trail that is whether there is one: each step back is looked at by itself.
    """
    now = talk.conversation
    latest = now.said[-1] if now.said else ""
    if now.draft:
        told = _how_much(now.draft.told) if latest == WORDING else None
        seen = frozenset(offered(talk.heard)), bool(now.trail), told
        return now.step, latest, seen, has_story(now), now.case is None
    is_grave = stage(now) == NOTHING and now.concern.level >= Level.SERIOUS
    is_sorting = stage(now) == NOTHING and not is_grave and latest.startswith(SORTING)
    problem = now.sorting.problem if is_sorting and now.sorting else None
    return now.step, latest, bool(now.trail), stage(now), is_grave, problem, now.is_decoyed


def _how_much(told: Told) -> int:
    """How many of the questions were answered."""
    return sum(getattr(told, each.name) != each.default for each in fields(told))


def has_story(conversation: Conversation) -> bool | None:
    return bool(conversation.draft.told.story) if conversation.draft else None


def situation(talk: Talk) -> Hashable:
    """What waits for an answer, and how far what was told and sent has got."""
    now = talk.conversation
    return now.step, has_story(now), stage(now)


def kind(talk: Talk) -> Hashable:
    """States in which a typed line is taken in the same way."""
    now = talk.conversation
    return now.step and now.step.flow, now.draft is None, stage(now), now.is_decoyed


def reached(key: Callable[[Talk], Hashable]) -> dict[Hashable, Walk]:
    """The shortest walk to each state that the key tells apart, by buttons and answers alone."""
    found: dict[Hashable, Walk] = {}
    todo = deque([Walk(Talk()).after(START)])
    while todo:
        walk = todo.popleft()
        if key(walk.talk) in found:
            continue
        found[key(walk.talk)] = walk
        todo.extend(walk.after(each) for each in (*_deeds(walk), *_by_staff(walk)))
    return found


@dataclass
class Explored:
    """What was found, and the first walk to each thing that should not be.

    `faults` are broken promises; `unheard` phrasings that did not reach a person; `astray` where
    a way out led somewhere else.
    """

    states: int = 0
    turns: int = 0
    tapped: set[str] = field(default_factory=set)
    faults: dict[str, str] = field(default_factory=dict)
    unheard: dict[str, str] = field(default_factory=dict)
    astray: dict[str, str] = field(default_factory=dict)

    @classmethod
    def whole(cls) -> Self:
        """Do everything in every state until nothing new is found."""
        found = cls()
        todo = deque([found._done(Walk(Talk()), START)])
        places: set[Hashable] = set()
        known: set[Hashable] = set()
        while todo:
            walk = todo.popleft()
            if place(walk.talk) in places:
                continue
            places.add(place(walk.talk))
            looks = {kind(walk.talk), walk.talk.conversation.said[-1:]}
            todo.extend(found._does_all(walk, in_any_way=kind(walk.talk) not in known))
            if not looks <= known:
                found._types_the_ways_out(walk)
                found._asks_for_a_person(walk)
            known |= looks
        found.states = len(places)
        return found

    def _does_all(self, walk: Walk, *, in_any_way: bool) -> list[Walk]:
        """What there is to do here, and once in each kind of state whatever can be done at all."""
        self._steps_back(walk)
        deeds = [*_deeds(walk), *(_whatever() if in_any_way else ())]
        by_staff = _by_staff(walk) if in_any_way else ()
        return [*(self._done(walk, each) for each in deeds), *map(walk.after, by_staff)]

    def _done(self, walk: Walk, deed: Deed) -> Walk:
        """Do something, and note every promise that it broke."""
        self.turns += 1
        after = walk.after(deed)
        if deed.kind == "tap":
            self.tapped.add(deed.what)
        for fault in broken(walk, after) if deed.kind not in {"time", "decoy"} else ():
            self.faults.setdefault(fault, str(after))
        return after

    def _steps_back(self, here: Walk) -> None:
        """From each place that this one leads to, Back leads to this one."""
        for there in (self._done(here, each) for each in _places_on(here)):
            if BACK not in there.offered:
                self.astray.setdefault(f"no Back under {there.keys}", str(there))
            elif here.keys[0] not in (back := self._done(there, Deed("tap", BACK))).keys:
                self.astray.setdefault(
                    f"Back leads to {back.keys}, not to {here.keys}", str(there)
                )

    def _types_the_ways_out(self, walk: Walk) -> None:
        """Typed, danger leads to its card, Home to the menu, and Back anywhere but to silence."""
        labels = content().buttons.labels
        if not card(self._done(walk, Deed("type", labels[DANGER]))):
            self.astray.setdefault("danger typed met no card", str(walk))
        if walk.talk.conversation.is_decoyed or walk.talk.conversation.is_with_staff:
            return
        self._done(walk, Deed("type", labels[BACK]))
        home = self._done(walk, Deed("type", labels[HOME]))
        if HOME not in home.keys:
            self.astray.setdefault(f"Home typed led to {home.keys}", str(walk))

    def _asks_for_a_person(self, walk: Walk) -> None:
        """In one turn, with nothing but the keywords to hear it."""
        if walk.talk.conversation.is_decoyed:
            return
        tapped = self._done(walk, Deed("data", content().buttons.make(TO_STAFF).data))
        for words in FOR_A_PERSON:
            if not _reaches_a_person(walk, self._done(walk, Deed("type", words)), tapped):
                waits = walk.talk.conversation.step
                self.unheard.setdefault(f"{words!r}, at {waits and waits.flow}", str(walk))


def _deeds(walk: Walk) -> Iterator[Deed]:
    """What there is to do in every state: each button, and an answer where one is waited for."""
    if walk.talk.conversation.step:
        yield Deed("type", TOLD)  # first, so that what is found first has something to take out
    yield from (Deed("tap", each) for each in walk.offered)


def _by_staff(walk: Walk) -> Iterator[Deed]:
    if walk.talk.conversation.case:
        yield from (Deed("staff", each) for each in STAFF)


def _whatever() -> Iterator[Deed]:
    """What is done in every situation: a line for each intent, each command, and the rest."""
    yield from (Deed("type", one_for(intent), intent) for intent in Intent)
    yield from (Deed("command", each) for each in (*COMMANDS, *ASKED, "nonsense"))
    yield from (Deed(kind, TOLD) for kind in ("type", "edit"))
    yield from (Deed("send", each) for each in ("photo", "voice", "location"))
    yield from (Deed("person", each) for each in PERSON)
    yield Deed("data", "made-up")
    yield Deed("time", "an hour passes")
    yield Deed("decoy", "up")


def _places_on(walk: Walk) -> Iterator[Deed]:
    """The places to go on to from a place that was just tapped, where Back is plain."""
    *_, deed = walk.path
    now = walk.talk.conversation
    is_at_a_place = deed.kind == "tap" and now.trail[-1:] == (deed.what,)
    if is_at_a_place and not (now.draft or now.step or now.is_with_staff):
        onward = (PLACES - {HOME, *now.trail}) & walk.offered.keys()
        yield from (Deed("tap", each) for each in onward)


def _reaches_a_person(before: Walk, after: Walk, tapped: Walk) -> bool:
    """Staff themselves, or the screen that the button leads to; or their questions go on."""
    then, step = before.talk.conversation, before.talk.conversation.step
    if any(isinstance(each, AddToCase) for each in after.talk.latest):
        return True
    if then.draft and step and step.flow in ASKING:
        return True
    return after.talk.conversation.said[-1:] == tapped.talk.conversation.said[-1:]
