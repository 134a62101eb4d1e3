"""A walk through the bot: what a person, the staff and time do, one deed after another."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, Self

from bot.conversation.intents import Intent
from bot.conversation.model import (
    Blocked,
    Command,
    Edited,
    InGroup,
    Returned,
    Said,
    Tap,
    Text,
    Unreadable,
)
from bot.effects import Button, Effect, Forget, KeepUpDecoy, Message, Replace, Say
from bot.listening import NOTHING_TYPED
from bot.safeguarding.levels import Concern
from bot.safeguarding.triage import assess
from bot.understanding.keywords import Keywords, shipped_keywords
from bot.understanding.model import Understanding
from tests.talk import Talk, content, phrases, understood

Kind = Literal[
    "tap", "data", "type", "command", "edit", "send", "person", "staff", "time", "decoy"
]
WINDOW = 10  # turns in which no block is said twice (standards B14)
PERSON: dict[str, Said] = {"blocks": Blocked(), "returns": Returned(), "adds to group": InGroup()}
STAFF = {
    "open": Talk.staff_open,
    "claim": Talk.staff_claim,
    "write": Talk.staff_write,
    "close": Talk.staff_close,
}
TIMES = {"an hour passes": Talk.hour_passes, "a month passes": Talk.month_passes}


@dataclass(frozen=True)
class Deed:
    """One thing that is done. `what` is a button's id for "tap", and what came back for "data".

    `means` is what the trained model makes of a text; without it the keywords have to do.
    """

    kind: Kind
    what: str
    means: Intent | None = None

    def __str__(self) -> str:
        meant = f" ({self.means})" if self.means else ""
        return f"{self.kind} {self.what[:60]!r}{meant}"


@dataclass(frozen=True)
class Walk:
    """Where a walk has led. `recent` is what each of the latest turns said, in order."""

    talk: Talk
    path: tuple[Deed, ...] = ()
    recent: tuple[tuple[Message, ...], ...] = ()

    def after(self, deed: Deed) -> Self:
        """The walk as it goes on with a deed. This one stays as it is."""
        try:
            return self._after(deed)
        except Exception as error:
            error.add_note(f"after {self} > {deed}")
            raise

    def _after(self, deed: Deed) -> Self:
        talk = replace(self.talk, effects=list(self.talk.effects))
        match deed.kind:
            case "staff":
                STAFF[deed.what](talk)
            case "time":
                TIMES[deed.what](talk)
            case "decoy":
                talk.hour_passes()
                talk.conversation = replace(talk.conversation, is_decoyed=True)
            case _:
                said = self.said(deed)
                talk.does(said, understood(deed.means) if deed.means else heard(said))
                _keep_up_decoy(talk, was_up=self.talk.conversation.is_decoyed)
                return replace(self, talk=talk, path=(*self.path, deed), recent=self._recent(talk))
        recent = self.recent if deed.kind == "staff" else ()
        return replace(self, talk=talk, path=(*self.path, deed), recent=recent)

    def _recent(self, talk: Talk) -> tuple[tuple[Message, ...], ...]:
        """What was said lately. What is forgotten was not said."""
        is_forgotten = any(isinstance(each, Forget) for each in talk.latest)
        return (*(() if is_forgotten else self.recent), tuple(talk.heard))[-WINDOW:]

    def said(self, deed: Deed) -> Said:
        return said(deed, self.talk.heard)

    @property
    def concern(self) -> Concern:
        """What was heard in the latest deed, if it was typed."""
        deed = self.path[-1]
        return concern(deed.what) if deed.kind in {"type", "edit"} else Concern.none()

    @property
    def offered(self) -> dict[str, Button]:
        """The buttons under the latest messages, by their ids."""
        return offered(self.talk.heard)

    @property
    def keys(self) -> tuple[str, ...]:
        """What the latest turn said."""
        return tuple(message.key for message in self.talk.heard)

    @property
    def all_data(self) -> list[str]:
        """What every button of this walk gives back when tapped, old ones too."""
        return [
            button.data
            for message in messages(tuple(self.talk.effects))
            for row in message.buttons
            for button in row
        ]

    def __str__(self) -> str:
        return " > ".join(map(str, self.path))


def said(deed: Deed, shown: list[Message]) -> Said:
    """What a deed is to the bot, with these messages in sight."""
    match deed.kind:
        case "tap":
            return Tap(offered(shown)[deed.what].data)
        case "data":
            return Tap(deed.what)
        case "command":
            name, _, argument = deed.what.partition(" ")
            return Command(name, argument)
        case "edit":
            return Edited(deed.what)
        case "send":
            return Unreadable(deed.what)
        case "person":
            return PERSON[deed.what]
        case _:
            return Text(deed.what)


def _keep_up_decoy(talk: Talk, *, was_up: bool) -> None:
    """Do to the decoy what the database would: no conversation remembers it."""
    changes = [each.is_up for each in talk.latest if isinstance(each, KeepUpDecoy)]
    is_up = changes[-1] if changes else was_up
    talk.conversation = replace(talk.conversation, is_decoyed=is_up)


def offered(shown: list[Message]) -> dict[str, Button]:
    return {
        tapped.id: button
        for message in shown
        for row in message.buttons
        for button in row
        if (tapped := content().buttons.read(button.data)) is not None
    }


def messages(effects: tuple[Effect, ...]) -> list[Message]:
    return [each.message for each in effects if isinstance(each, Say | Replace)]


def heard(said: Said) -> Understanding:
    """What a text means by its words, as the bot answers with Rasa away."""
    match said:
        case Text(text) | Edited(text):
            return _meaning(text)
        case _:
            return NOTHING_TYPED


@cache
def concern(text: str) -> Concern:
    return assess(text, phrases())


@cache
def _meaning(text: str) -> Understanding:
    return NOTHING_TYPED if concern(text).is_urgent else _keywords().understand(text)


@cache
def _keywords() -> Keywords:
    return Keywords(shipped_keywords())
