"""Walks through every conversation there is, by tapping each button and typing each meaning. Pure.

It asks decide() itself, so that what it shows is what a person meets.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from bot.casework import NewCase
from bot.conversation.content import Content
from bot.conversation.decide import decide
from bot.conversation.intents import Intent
from bot.conversation.model import (
    Command,
    Conversation,
    OpenCase,
    Said,
    Situation,
    StaffHours,
    Tap,
    Text,
)
from bot.effects import Effect, Message, Replace, Say, WithdrawCase
from bot.effects import OpenCase as OpensCase
from bot.safeguarding.levels import Concern, Level
from bot.understanding.model import Ranked, Source, Understanding

COMMANDS = (
    "start",
    "help",
    "safety",
    "privacy",
    "mydata",
    "delete",
    "stop",
    "language",
    "settings",
)
TYPED = "…"  # stands for whatever somebody may type: it is in no list of words
NOBODY, REFERENCE = UUID(int=0), "WF-ACD34"


@dataclass(frozen=True)
class Scene:
    """What is said at one point. `did` is what the person did, `path` all that led to it."""

    key: str
    message: Message
    did: str
    path: tuple[str, ...]
    is_in_place: bool = False


@dataclass(frozen=True)
class _Point:
    conversation: Conversation
    messages: tuple[Message, ...]
    path: tuple[str, ...]

    @property
    def standing(self) -> tuple[object, ...]:
        """What tells one point from another: more would make the walk endless."""
        draft, case = self.conversation.draft, self.conversation.case
        return (
            tuple(message.key for message in self.messages),
            self.conversation.step,
            bool(draft and draft.told.story),
            case is not None,
        )


@dataclass
class _Walk:
    content: Content
    at: datetime
    staff_hours: StaffHours
    seen: set[tuple[object, ...]] = field(default_factory=set)
    ahead: deque[_Point] = field(default_factory=deque)

    def scenes(self) -> Iterator[Scene]:
        start = _Point(Conversation(), (), ())
        for name in COMMANDS:
            yield from self._take(start, Command(name), f"/{name}")
        for intent in Intent:
            yield from self._take(start, Text(TYPED), f"types about: {intent}", intent)
        while self.ahead:
            point = self.ahead.popleft()
            yield from self._on_from(point)

    def _on_from(self, point: _Point) -> Iterator[Scene]:
        tapped: set[str] = set()
        for message in point.messages:
            for button in (each for row in message.buttons for each in row):
                if button.data not in tapped:
                    tapped.add(button.data)
                    yield from self._take(point, Tap(button.data), button.label)
        if point.conversation.step is not None:
            yield from self._take(point, Text(TYPED), "types an answer")

    def _take(
        self, before: _Point, said: Said, did: str, intent: Intent | None = None
    ) -> Iterator[Scene]:
        decision = decide(
            Situation(
                said=said,
                concern=Concern.none(),
                understanding=_understood(intent),
                conversation=before.conversation,
                staff_hours=self.staff_hours,
                at=self.at,
                fresh_id=NOBODY,
                fresh_reference=REFERENCE,
            ),
            self.content,
        )
        shown = [each for each in decision.effects if isinstance(each, Say | Replace)]
        after = _Point(
            _with_case(before.conversation, decision.conversation, decision.effects),
            tuple(each.message for each in shown),
            (*before.path, did),
        )
        if not shown or after.standing in self.seen:
            return
        self.seen.add(after.standing)
        self.ahead.append(after)
        for each in shown:
            yield Scene(each.message.key, each.message, did, after.path, isinstance(each, Replace))


def walk(content: Content, at: datetime, staff_hours: StaffHours) -> tuple[Scene, ...]:
    """Return each message once, as it is first met on the shortest way to it."""
    found: dict[str, Scene] = {}
    for scene in _Walk(content, at, staff_hours).scenes():
        found.setdefault(scene.key, scene)
    return tuple(found.values())


def _understood(intent: Intent | None) -> Understanding:
    meant, confidence = intent or Intent.OUT_OF_SCOPE, 1.0 if intent else 0.0
    return Understanding(
        intent=meant,
        confidence=confidence,
        ranking=(Ranked(meant, confidence),),
        level=Level.NONE,
        source=Source.MODEL,
        threshold=0.5,
    )


def _with_case(
    before: Conversation, after: Conversation, effects: tuple[Effect, ...]
) -> Conversation:
    """The conversation with the case that the database would have by now."""
    if any(isinstance(effect, WithdrawCase) for effect in effects):
        return replace(after, case=None)
    sent = next((effect.case for effect in effects if isinstance(effect, OpensCase)), None)
    return replace(after, case=_opened(sent) if sent else before.case)


def _opened(sent: NewCase) -> OpenCase:
    may_message = sent.told.may_message
    return OpenCase(sent.id, sent.reference, sent.draft_id, False, False, may_message=may_message)
