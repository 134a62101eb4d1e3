"""What a person did just now, in the conversation's own terms, and the reply as it grows. Pure."""

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Self

from bot.conversation.content import Content
from bot.conversation.intents import Intent
from bot.conversation.model import (
    Conversation,
    Decision,
    Edited,
    OpenCase,
    Situation,
    Tap,
    Text,
)
from bot.conversation.words import Layout
from bot.effects import AnswerTap, Effect, Message, Say
from bot.safeguarding.levels import Concern, Hit

REMEMBERED = 10  # how many of the latest words are not said again as they are (standards B14)
ALWAYS_TYPED = ("danger", "person.start", "menu")  # buttons that may be typed at any point
OFTEN_TYPED = ("menu.", "topic.", "privacy", "safety", "mydata")  # and those where none waits
COMMAND_LIKE = 6  # words: a longer text tells a story, and is not an order to the bot


@dataclass(frozen=True)
class Moment:
    """A situation, with the button that was tapped (or typed) already made out.

    `is_stale` is a tap on a button that we do not know (any more).
    """

    now: Situation
    content: Content
    button: str = ""
    nonce: str = ""
    is_stale: bool = False

    @property
    def conversation(self) -> Conversation:
        return self.now.conversation

    @property
    def text(self) -> str:
        """What was typed, now or by changing a message; empty for anything else."""
        match self.now.said:
            case Text(text) | Edited(text):
                return text
            case _:
                return ""

    @property
    def waiting_case(self) -> OpenCase | None:
        """The case that the person has sent and that no one has taken up yet."""
        return None if self.conversation.is_with_staff else self.conversation.case

    @property
    def draft_id(self) -> str:
        return self.conversation.draft.id if self.conversation.draft else ""

    def is_in_one_of(self, flows: Container[str]) -> bool:
        """Whether a question of one of these flows waits for its answer."""
        step = self.conversation.step
        return step is not None and step.flow in flows

    @property
    def is_short(self) -> bool:
        return len(self.text.split()) <= COMMAND_LIKE

    def means(self, *intents: Intent) -> bool:
        """Whether a text was understood, surely enough to act on it, as one of these."""
        heard = self.now.understanding
        return (
            bool(self.text) and not self.button and heard.is_confident and heard.intent in intents
        )


def read(now: Situation, content: Content) -> Moment:
    """Make out which button was meant, tapped or typed."""
    moment = Moment(now, content)
    match now.said:
        case Tap(data):
            tapped = content.buttons.read(data)
            if tapped is None:
                return replace(moment, is_stale=True)
            return replace(moment, button=tapped.id, nonce=tapped.nonce)
        case Text(text):
            button = _typed(text, moment)
            return replace(moment, button=button, nonce=moment.draft_id) if button else moment
        case _:
            return moment


def _typed(text: str, moment: Moment) -> str:
    """A label typed in place of a tap, or a yes or no to what was asked last."""
    said, content = moment.conversation.said, moment.content
    last = content.entry(said[-1]) if said else None
    step = moment.conversation.step
    among = [*(content.offered(said[-1]) if said else ()), *ALWAYS_TYPED]
    if step:
        among += content.offered(f"ask.{step.name}")
    else:
        among += [each for each in content.buttons.labels if each.startswith(OFTEN_TYPED)]
    button = content.buttons.typed(text, among)
    if button is None and last and moment.is_short:
        if last.when_yes and moment.means(Intent.AFFIRM):
            return last.when_yes
        if last.when_no and moment.means(Intent.DENY):
            return last.when_no
    return button or ""


@dataclass(frozen=True)
class Reply:
    """A decision while it is made: each method returns a longer one."""

    moment: Moment
    conversation: Conversation
    effects: tuple[Effect, ...] = ()

    @classmethod
    def to(cls, moment: Moment) -> Self:
        """Start a reply. Who was misunderstood before is so no more, unless a flow says so."""
        conversation = moment.conversation
        concern = gravest(conversation.concern, moment.now.concern)
        return cls(moment, replace(conversation, misunderstood=0, concern=concern))

    def say(self, key: str, rows: Layout | None = None, **slots: str) -> Self:
        """Say an entry of the content file; staff hours are there for every one to use."""
        draft, hours = self.conversation.draft, self.moment.now.staff_hours
        message = self.moment.content.message(
            key,
            again=key in self.conversation.said,
            rows=rows,
            nonce=draft.id if draft else "",
            **{"hours": hours.hours, "next_open": hours.next_open, **slots},
        )
        return self.show(message)

    def answer(self, key: str, **slots: str) -> Self:
        """Say an answer; who has a message waiting for staff may add to that instead."""
        rows = self.moment.content.words.entries[key].rows
        if self.moment.waiting_case:
            rows = (*rows, ("case.add",))
        return self.say(key, rows, **slots)

    def show(self, message: Message, *, urgent: bool = False) -> Self:
        said = (*self.conversation.said, message.key)[-REMEMBERED:]
        return self.do(Say(message, urgent=urgent)).keep(said=said)

    def do(self, *effects: Effect) -> Self:
        return replace(self, effects=(*self.effects, *effects))

    def keep(self, **changes: object) -> Self:
        """Change what is remembered of the conversation."""
        return replace(self, conversation=replace(self.conversation, **changes))  # type: ignore[arg-type]

    def decided(self) -> Decision:
        """Finish: a tapped button always gets its answer, or it would wait for ever."""
        if isinstance(self.moment.now.said, Tap):
            return Decision(self.conversation, (AnswerTap(), *self.effects))
        return Decision(self.conversation, self.effects)


def gravest(before: Concern, now: Concern) -> Concern:
    """Add a concern to what is remembered: what it is about and how grave, never its words.

    Nothing said later takes a concern away (standards B11).
    """
    levels = {hit.category: hit.level for hit in before.hits}
    for hit in now.hits:
        levels[hit.category] = max(levels.get(hit.category, hit.level), hit.level, key=_rank)
    hits = tuple(Hit(category, level, phrase="", words="") for category, level in levels.items())
    return Concern.of(hits).raised_to(max(before.level, now.level, key=_rank))


def _rank(level: object) -> int:
    return getattr(level, "rank", 0)
