"""What a person did just now, in the conversation's own terms. Pure."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from bot.conversation.content import QUESTION, Content, filled
from bot.conversation.intents import Intent
from bot.conversation.model import Conversation, Edited, OpenCase, Situation, Tap, Text
from bot.conversation.sayings import Saying
from bot.safeguarding.levels import DONE_TO_SOMEBODY, Category, Concern, Level

DANGER, SAFE = "danger", "safe.yes"
BACK, HOME = "back", "menu"
ALWAYS_TYPED = ("talk_to_person", HOME, BACK)  # buttons that may be typed at any point
# and those that may be where no question waits for a typed answer
OFTEN_TYPED = ("menu.", "topic.", "privacy", "safety", "mydata", "case.add")
MORE, WRONG = "service.more", "service.wrong"
UNDER_SERVICES = (MORE, WRONG)
# What these do cannot be undone, and their labels are things that people say: typed, they are
# asked after first.
ONLY_TAPPED = {"forget", "case.take_back"}
COMMAND_LIKE = 6  # words: a longer text tells a story, and is not an order to the bot


@dataclass(frozen=True)
class Moment:
    """A situation, with the button that was tapped (or typed) already made out.

    `is_stale` is a tap on a button that we do not know (any more); `is_on_screen` is one on a
    message that gives way to what was chosen on it.
    """

    now: Situation
    content: Content
    button: str = ""
    nonce: str = ""
    is_stale: bool = False
    is_on_screen: bool = False

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
    def draft_nonce(self) -> str:
        return self.conversation.draft.nonce if self.conversation.draft else ""

    def is_in_one_of(self, flows: Container[str]) -> bool:
        """Whether a question of one of these flows waits for its answer."""
        step = self.conversation.step
        return step is not None and step.flow in flows

    @property
    def is_short(self) -> bool:
        return len(self.text.split()) <= COMMAND_LIKE

    @property
    def is_after_something_grave(self) -> bool:
        """Whether something serious was said before this, in this hour."""
        return self.conversation.concern.level >= Level.SERIOUS

    def part(self, key: str, **slots: str) -> str:
        """Return the words of an entry that stands within others."""
        return filled(self.content.words.entries[key].text, **slots)

    def hears(self, saying: Saying) -> bool:
        """Whether a text says this in so many words."""
        return bool(self.text) and self.content.sayings.hears(saying, self.text)

    def means(self, *intents: Intent) -> bool:
        """Whether a text was understood, surely enough to act on it, as one of these."""
        heard = self.now.understanding
        return (
            bool(self.text) and not self.button and heard.is_confident and heard.intent in intents
        )


def read(now: Situation, content: Content) -> Moment:
    """Make out which button was meant, tapped or typed."""
    moment = Moment(replace(now, concern=_in_context(now)), content)
    match now.said:
        case Tap(data):
            tapped = content.buttons.read(data)
            if tapped is None:
                return replace(moment, is_stale=True)
            return replace(
                moment, button=tapped.id, nonce=tapped.nonce, is_on_screen=tapped.is_on_screen
            )
        case Text(text):
            button = _typed(text, moment)
            return _as_tapped(moment, button) if button else moment
        case _:
            return moment


def _in_context(now: Situation) -> Concern:
    """What was heard, in the light of what was said before.

    Who has told that they are hurt, and now says that it is their fault, or that they want nobody
    in trouble, is not one who hurts others because the model thinks so.
    """
    heard, before = now.concern, now.conversation.concern.category
    is_turned_round = (
        heard.category is Category.OWN_BEHAVIOUR
        and heard.in_words.category is not Category.OWN_BEHAVIOUR
        and before in DONE_TO_SOMEBODY
    )
    return heard.in_words.raised_to(heard.level) if is_turned_round else heard


def _as_tapped(moment: Moment, button: str) -> Moment:
    """A typed label is a tap: what the model makes of that word says nothing of the person."""
    now = replace(moment.now, concern=moment.now.concern.in_words)
    return replace(moment, now=now, button=button, nonce=moment.draft_nonce)


def _typed(text: str, moment: Moment) -> str:
    """A label typed in place of a tap, or a yes or no to what was asked last."""
    button = moment.content.buttons.typed(text, _typable(moment))
    if not button and moment.conversation.shown and moment.hears(Saying.DIDNT_WORK):
        return WRONG
    return button or (_yes_or_no(moment) if moment.is_short else "")


def _yes_or_no(moment: Moment) -> str:
    """The button that a plain yes or no means. "I'm fine, forget it" is neither."""
    asked, content = moment.conversation.asked, moment.content
    if not asked or moment.hears(Saying.WAVED_AWAY):
        return ""
    is_about_safety = asked.startswith(QUESTION)
    if is_about_safety and moment.hears(Saying.SAFE):
        return SAFE
    if is_about_safety and moment.hears(Saying.NOT_SAFE):
        return DANGER
    # Whether somebody is safe is not left to what the model makes of it.
    if moment.hears(Saying.YES) or (not is_about_safety and moment.means(Intent.AFFIRM)):
        return content.answer_to(asked, is_yes=True)
    if moment.hears(Saying.NO) or (not is_about_safety and moment.means(Intent.DENY)):
        return content.answer_to(asked, is_yes=False)
    return ""


def _typable(moment: Moment) -> Iterator[str]:
    """The buttons whose label counts as a tap: those in sight, and some that always are."""
    return (each for each in _in_reach(moment) if each not in ONLY_TAPPED)


def _in_reach(moment: Moment) -> Iterator[str]:
    conversation, content = moment.conversation, moment.content
    yield DANGER
    yield from content.offered(conversation.asked)
    if conversation.is_with_staff:
        return  # anything else that is typed is for staff
    if conversation.said:
        yield from content.offered(conversation.said[-1])
    if conversation.shown or conversation.more:
        yield from UNDER_SERVICES
    yield from ALWAYS_TYPED
    if conversation.step:
        yield from content.offered(f"ask.{conversation.step.name}")
    else:
        yield from (each for each in content.buttons.labels if each.startswith(OFTEN_TYPED))
