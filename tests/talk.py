"""A conversation in memory: what a person does goes through triage and decide, and no further."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID

from bot.casework import NewCase
from bot.conversation.content import Content
from bot.conversation.decide import decide
from bot.conversation.intents import Intent
from bot.conversation.model import (
    Command,
    Conversation,
    Edited,
    KeptCase,
    OpenCase,
    Said,
    Situation,
    StaffHours,
    Tap,
    Text,
)
from bot.conversation.shipped import shipped_content
from bot.effects import (
    AddToCase,
    AllowMessages,
    AnswerTap,
    Button,
    Effect,
    Forget,
    Message,
    OwnUp,
    Replace,
    Say,
    WithdrawCase,
)
from bot.effects import OpenCase as OpensCase
from bot.safeguarding.levels import Concern, Level
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.shipped import shipped_phrases, shipped_signposts
from bot.safeguarding.triage import assess
from bot.understanding.model import Ranked, Source, Understanding
from directory.hours import LONDON
from directory.shipped import shipped
from directory.timing.usual_hours import usual_hours

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
FIVE_ON_TUESDAY = datetime(2026, 11, 24, 17, tzinfo=LONDON)
OPEN = StaffHours(True, usual_hours("Mo-Fr 09:00-17:00"), reads_by=FIVE_ON_TUESDAY)
CLOSED = replace(OPEN, are_open=False, opens=datetime(2026, 11, 24, 9, tzinfo=LONDON))


@cache
def content() -> Content:
    return shipped_content(shipped(), shipped_signposts())


@cache
def phrases() -> Phrases:
    return shipped_phrases()


def understood(intent: Intent = Intent.OUT_OF_SCOPE, confidence: float = 1.0) -> Understanding:
    """An understanding as the model might give it; 0.0 is not to have understood at all."""
    return Understanding(
        intent=intent,
        confidence=confidence,
        ranking=(Ranked(intent, confidence),),
        level=Level.NONE,
        source=Source.MODEL,
        threshold=0.5,
    )


NOT_UNDERSTOOD = understood(confidence=0.0)


@dataclass
class Talk:
    """One person's conversation. Staff act on `conversation.case` by the methods at the end."""

    conversation: Conversation = field(default_factory=Conversation)
    content: Content = field(default_factory=lambda: content())
    hours: StaffHours = OPEN
    at: datetime = NOON
    latest: tuple[Effect, ...] = ()
    effects: list[Effect] = field(default_factory=list)
    turns: int = 0
    numbers: dict[str, str] = field(default_factory=dict)

    def does(self, said: Said, understanding: Understanding = NOT_UNDERSTOOD) -> list[Message]:
        """Take a turn, and return the messages it led to."""
        self.turns += 1
        number = str(self.turns)
        if isinstance(said, Text | Edited):
            number = self.numbers.setdefault(said.text, number)
        decision = decide(
            Situation(
                said=said,
                concern=_concern(said),
                understanding=understanding,
                conversation=self.conversation,
                staff_hours=self.hours,
                at=self.at,
                fresh_id=UUID(int=self.turns),
                fresh_reference=f"WF-{self.turns:05}",
                message_id=number if isinstance(said, Text | Edited) else "",
            ),
            self.content,
        )
        before = self.conversation
        self.conversation = replace(
            decision.conversation, case=before.case, kept_cases=before.kept_cases
        )
        self.latest = decision.effects
        self.effects += decision.effects
        for effect in decision.effects:
            self._happens(effect)
        return self.heard

    def says(self, text: str, means: Intent | None = None) -> list[Message]:
        return self.does(Text(text), understood(means) if means else NOT_UNDERSTOOD)

    def edits(self, text: str, was: str = "") -> list[Message]:
        """Change a message: the one that said `was`, or one that nobody knows of."""
        if was:
            self.numbers[text] = self.numbers[was]
        return self.does(Edited(text))

    def commands(self, line: str) -> list[Message]:
        name, _, argument = line.removeprefix("/").partition(" ")
        return self.does(Command(name, argument))

    def taps(self, label: str) -> list[Message]:
        """Tap the newest button that has this label; an older one if no newer has it."""
        return self.does(Tap(self.button(label).data))

    def button(self, label: str) -> Button:
        return next(each for each in self._buttons() if each.label == label)

    def answers(self, *taps_or_texts: str) -> list[Message]:
        """Answer several questions in a row: a label that is offered is tapped, the rest typed."""
        heard: list[Message] = []
        for each in taps_or_texts:
            offered = {
                button.label for message in self.heard for row in message.buttons for button in row
            }
            heard = self.taps(each) if each in offered else self.says(each)
        return heard

    @property
    def heard(self) -> list[Message]:
        """The messages of the latest turn."""
        return [each.message for each in self.latest if isinstance(each, Say | Replace)]

    @property
    def opened(self) -> list[NewCase]:
        return [each.case for each in self.effects if isinstance(each, OpensCase)]

    def _buttons(self) -> Iterator[Button]:
        for effect in reversed(self.effects):
            if isinstance(effect, Say | Replace):
                for row in effect.message.buttons:
                    yield from row

    def _happens(self, effect: Effect) -> None:
        """Do to the conversation's case what the database would."""
        match effect:
            case OpensCase(case) if self.conversation.case is None:
                opened = OpenCase(
                    case.id,
                    case.reference,
                    case.draft_id,
                    False,
                    False,
                    may_message=case.told.may_message,
                    reads_by=case.reads_by,
                )
                self.conversation = replace(self.conversation, case=opened)
            case AddToCase() if self.conversation.is_with_staff:
                self._case(lambda case: replace(case, is_in_touch=True))
            case AllowMessages(_, allowed):
                self._case(lambda case: replace(case, may_message=allowed))
            case OwnUp():
                self._case(lambda case: replace(case, has_owned_up=True))
            case WithdrawCase():
                self.conversation = replace(self.conversation, case=None)
            case Forget():
                self.hour_passes()

    def staff_open(self) -> None:
        self._case(lambda case: replace(case, is_opened=True, opened_at=self.at, reads_by=None))

    def staff_claim(self) -> None:
        self.staff_open()
        self._case(lambda case: replace(case, is_claimed=True))

    def staff_close(self) -> None:
        case = self.conversation.case
        assert case is not None, "there is no case yet"
        closed = KeptCase(case.id, case.reference, case.draft_id)
        kept = (closed, *self.conversation.kept_cases)
        self.conversation = replace(self.conversation, case=None, kept_cases=kept)

    def staff_write(self) -> None:
        self._case(lambda case: replace(case, is_in_touch=True))

    def promise_passes(self) -> None:
        """It is past the time by which staff should have read it."""
        self.at = FIVE_ON_TUESDAY + timedelta(hours=1)

    def month_passes(self) -> None:
        """What staff have closed is erased."""
        self.conversation = Conversation(case=self.conversation.case)

    def hour_passes(self) -> None:
        """What is remembered is forgotten; the cases stay."""
        before = self.conversation
        self.conversation = Conversation(case=before.case, kept_cases=before.kept_cases)

    def _case(self, change: Callable[[OpenCase], OpenCase]) -> None:
        case = self.conversation.case
        assert case is not None, "there is no case yet"
        self.conversation = replace(self.conversation, case=change(case))


def _concern(said: Said) -> Concern:
    match said:
        case Text(text) | Edited(text) | Command(_, text):
            return _heard(text)
        case _:
            return Concern.none()


@cache
def _heard(text: str) -> Concern:
    """The same words are said in many conversations: what is heard in them is worked out once."""
    return assess(text, phrases())


def tap_is_answered(effects: tuple[Effect, ...]) -> bool:
    return any(isinstance(each, AnswerTap) for each in effects)
