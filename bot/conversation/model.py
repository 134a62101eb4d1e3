"""What was said, where the conversation stands, and what follows from both. Pure."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Literal
from uuid import UUID

from bot.casework import Told
from bot.conversation.languages import ENGLISH
from bot.effects import Effect, Sent
from bot.safeguarding.levels import Concern, Level
from bot.understanding.model import Understanding
from directory.timing.usual_hours import UsualHours

# --- what was said ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """What was typed; `beside` is the kind of file it came with, which nobody opens."""

    text: str
    beside: str = ""


@dataclass(frozen=True)
class Command:
    """A slash command without its slash and without @botname, in lower case."""

    name: str
    argument: str = ""


@dataclass(frozen=True)
class Tap:
    """A button was tapped. `data` is what the channel gave back: anybody may have made it up."""

    data: str


@dataclass(frozen=True)
class Edited:
    """The person changed a message that they had sent before."""

    text: str


@dataclass(frozen=True)
class Unreadable:
    """A photo, voice note, sticker, place, contact or the like: never opened, never kept (B30)."""

    kind: str


@dataclass(frozen=True)
class Blocked:
    """The person blocked the bot or deleted the chat."""


@dataclass(frozen=True)
class Returned:
    """The person unblocked the bot."""


@dataclass(frozen=True)
class InGroup:
    """The bot was added to, or spoken to in, a group."""


Said = Text | Command | Tap | Edited | Unreadable | Blocked | Returned | InGroup


@dataclass(frozen=True)
class Person:
    """Who wrote: a keyed pseudonym, and the channel and chat to answer in (sealed at rest)."""

    key: str
    channel: str
    chat: str


@dataclass(frozen=True)
class Inbound:
    """One thing a person did, as a channel hands it over.

    `update_id` is unique for one bot and channel ("telegram:42"), for seeing each only once (C2).
    `message_id` is the message that was typed, sent or changed; of a tap, the button's message,
    and `tap_id` is the tap. `sent_at` is when the channel says that this message was sent.
    """

    update_id: str
    person: Person
    said: Said
    at: datetime
    tap_id: str = ""
    message_id: str = ""
    sent_at: datetime | None = field(default=None, compare=False)

    @property
    def own_message(self) -> Sent | None:
        """The person's own message, where this is one."""
        if not self.message_id or isinstance(self.said, Tap):
            return None
        return Sent(self.message_id, min(self.sent_at or self.at, self.at))


# --- where the conversation stands -----------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """A question that waits for its answer: which flow asked, and which question."""

    flow: str
    name: str


LENGTH_OF_HELD = 8  # letters: enough to tell the versions of one draft apart


def draft_of(nonce: str) -> str:
    """The id of the draft that a button was shown for."""
    return nonce.partition(".")[0]


@dataclass(frozen=True)
class Draft:
    """What a person is writing for staff and has not sent. `id` makes a double tap harmless.

    `heard` is what was heard in each answer's own words, and in nothing else that was typed: it
    goes with the answer. `sources` are the numbers of the messages that the story came in, one
    for each part of it. `asked` is the question that was asked last.
    """

    id: str
    told: Told = field(default_factory=Told)
    heard: tuple[tuple[str, Concern], ...] = ()
    sources: tuple[str, ...] = ()
    asked: str = ""

    @property
    def nonce(self) -> str:
        """What its buttons carry: whose they are, and which words it held when they were shown."""
        held = sha256(f"{self.id} {self.told!r}".encode()).hexdigest()
        return f"{self.id}.{held[:LENGTH_OF_HELD]}"

    def has(self, nonce: str) -> bool:
        """Whether a button that carries this belongs to the draft, as it is now or was before."""
        return draft_of(nonce) == self.id

    @property
    def concern(self) -> Concern:
        """The gravest that was heard, and all that it was about."""
        hits = tuple(hit for _, each in self.heard for hit in each.hits)
        level = max((each.level for _, each in self.heard), default=Level.NONE)
        return Concern.of(hits).raised_to(level)

    def hears(self, answer: str, concern: Concern) -> "Draft":
        """Return the draft with this heard in one of its answers, in place of what was before."""
        others = tuple((name, each) for name, each in self.heard if name != answer)
        is_none = concern.level is Level.NONE
        return replace(self, heard=others if is_none else (*others, (answer, concern)))


@dataclass(frozen=True)
class Sorting:
    """How far the questions about who deals with something have got: never what was typed.

    `problem` is an id of the directory, empty where none is known; `answers` are pairs of what was
    asked and what was said to it; `asked` is everything asked, "I don't know" included; `others`
    are problems that the words may have meant as well.
    """

    problem: str = ""
    answers: tuple[tuple[str, bool], ...] = ()
    asked: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenCase:
    """The person's open case as the conversation needs it.

    `may_message` is the person's own answer; `is_in_touch`: since staff took the case, the person
    has written to them or they to the person. `opened_at` is when staff first looked; `reads_by`
    by when the person was told that they do, until they have; `has_owned_up`: they were told that
    nobody had.
    """

    id: UUID
    reference: str
    draft_id: str
    is_claimed: bool
    is_opened: bool
    may_message: bool = True
    is_in_touch: bool = False
    opened_at: datetime | None = None
    reads_by: datetime | None = None
    has_owned_up: bool = False


@dataclass(frozen=True)
class KeptCase:
    """A case that staff have closed, and that is kept for a while all the same."""

    id: UUID
    reference: str
    draft_id: str


@dataclass(frozen=True)
class Conversation:
    """What is remembered between two messages, sealed, for an hour. Never what was typed,
    but for the draft.

    `said` holds the keys of the latest words shown, so that no block is said twice (B14);
    `misunderstood` counts messages in a row that were not understood (B7); `declined` how often
    passing on was refused (A5); `concern` is the gravest concern of this hour: a later "I'm fine"
    does not clear it (B11); `asked` is what the last reply asked that a plain yes or no answers;
    `more` are ids of services that suit but were not shown yet, `shown` those that were last;
    `trail` are the places that led here, for Back; `sorting` is a question of who deals with it;
    `language` is the one that the person chose; `is_safe_to_chat`: they said so, once is enough;
    `sent` are the numbers of the messages whose words staff have: they get changes of those too.
    `case` and `kept_cases` are read from the cases' own rows, and `is_decoyed` (whether the bot
    keeps up the person's decoy) from the chat's: they are not remembered here.
    """

    step: Step | None = None
    draft: Draft | None = None
    said: tuple[str, ...] = ()
    misunderstood: int = 0
    declined: int = 0
    concern: Concern = field(default_factory=Concern.none)
    asked: str = ""
    more: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    sorting: Sorting | None = None
    language: str = ENGLISH
    is_safe_to_chat: bool = False
    sent: tuple[str, ...] = ()
    case: OpenCase | None = None
    kept_cases: tuple[KeptCase, ...] = ()
    is_decoyed: bool = False

    @property
    def is_with_staff(self) -> bool:
        """Whether staff have this person's case: the bot is silent then, danger apart."""
        return self.case is not None and self.case.is_claimed


@dataclass(frozen=True)
class StaffHours:
    """Whether staff are at work now, when they usually are, and when they next start (London).

    `reads_by` is by when somebody reads what is sent now.
    """

    are_open: bool
    usual: UsualHours
    opens: datetime | None = None
    reads_by: datetime | None = None


@dataclass(frozen=True)
class Situation:
    """Everything that deciding needs to know, and the only thing it may look at.

    `fresh_id` and `fresh_reference` are for a case or draft that this turn may open;
    `is_decoy_word`: what was typed is the person's decoy word, which is kept only as a hash;
    `message_id` is the channel's number of the message that was typed or changed.
    """

    said: Said
    concern: Concern
    understanding: Understanding
    conversation: Conversation
    staff_hours: StaffHours
    at: datetime
    fresh_id: UUID
    fresh_reference: str
    channel: Literal["telegram", "terminal", "web"] = "telegram"
    is_decoy_word: bool = False
    message_id: str = ""


@dataclass(frozen=True)
class Decision:
    """What happens next: the conversation as it then stands, and what is done, in order."""

    conversation: Conversation
    effects: tuple[Effect, ...]
