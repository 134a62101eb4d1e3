"""What was said, where the conversation stands, and what follows from both. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from bot.casework import Told
from bot.effects import Effect
from bot.safeguarding.levels import Concern
from bot.understanding.model import Understanding

# --- what was said ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    text: str


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
    `tap_id` and `message_id` belong to a tapped button and its message.
    """

    update_id: str
    person: Person
    said: Said
    at: datetime
    tap_id: str = ""
    message_id: str = ""


# --- where the conversation stands -----------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """A question that waits for its answer: which flow asked, and which question."""

    flow: str
    name: str


@dataclass(frozen=True)
class Draft:
    """What a person is writing for staff and has not sent. `id` makes a double tap harmless.

    `concern` is what was heard in the draft's own words, and in nothing else that was typed.
    """

    id: str
    told: Told = field(default_factory=Told)
    concern: Concern = field(default_factory=Concern.none)


@dataclass(frozen=True)
class Sorting:
    """How far the questions about who deals with something have got: never what was typed.

    `problem` is an id of the directory, empty where none is known; `answers` are pairs of what was
    asked and what was said to it; `asked` is everything asked, "I don't know" included.
    """

    problem: str = ""
    answers: tuple[tuple[str, bool], ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenCase:
    """The person's open case as the conversation needs it.

    `may_message` is the person's own answer; `is_in_touch`: since staff took the case, the person
    has written to them or they to the person.
    """

    id: UUID
    reference: str
    draft_id: str
    is_claimed: bool
    is_opened: bool
    may_message: bool = True
    is_in_touch: bool = False


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
    `trail` are the places that led here, for Back; `sorting` is a question of who deals with it.
    `case` and `kept_cases` are read from the cases' own rows, not remembered here.
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
    case: OpenCase | None = None
    kept_cases: tuple[KeptCase, ...] = ()

    @property
    def is_with_staff(self) -> bool:
        """Whether staff have this person's case: the bot is silent then, danger apart."""
        return self.case is not None and self.case.is_claimed


@dataclass(frozen=True)
class StaffHours:
    """Whether staff are at work now, and when they next are, in words made from the setting."""

    are_open: bool
    hours: str
    next_open: str


@dataclass(frozen=True)
class Situation:
    """Everything that deciding needs to know, and the only thing it may look at.

    `fresh_id` and `fresh_reference` are for a case or draft that this turn may open.
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


@dataclass(frozen=True)
class Decision:
    """What happens next: the conversation as it then stands, and what is done, in order."""

    conversation: Conversation
    effects: tuple[Effect, ...]
