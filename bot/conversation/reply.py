"""The reply to a person as it grows: what is said, what is done, what is remembered. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from bot.conversation import wording
from bot.conversation.content import CARD
from bot.conversation.model import Conversation, Decision, Tap
from bot.conversation.moment import BACK, Moment
from bot.conversation.words import Layout
from bot.effects import AnswerTap, Button, Effect, Message, Replace, Say
from bot.safeguarding.levels import Concern, Hit

DANGER = "danger"
# What still makes sense to tap while staff have the case: anything else would lead away from them.
WITH_STAFF = {
    *(DANGER, "safety", "privacy", "privacy.more", "mydata", "forget"),
    *("case.take_back", "case.may", "case.may_not"),
    *("exit", "exit.about", "safety.devices", "decoy", "decoy.set", "decoy.drop"),
    *("clear", "clear.soon", "clear.hour", "clear.tonight", "clear.never"),
}
# How many of the latest words are not said again as they are: ten turns, of three each (B14).
REMEMBERED = 30


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
        kept = replace(conversation, misunderstood=0, concern=concern, asked="")
        return cls(moment, kept)

    @property
    def text(self) -> str:
        """Everything that this reply says so far."""
        return "\n".join(each.message.text for each in self.effects if isinstance(each, Say))

    def say(self, key: str, **slots: str) -> Self:
        """Say an entry of the content file."""
        return self.say_with(key, slots)

    def answer(self, key: str, *, again: bool = False, under: Layout = (), **slots: str) -> Self:
        """Say an answer; who has a message waiting for staff may add to that instead.

        `under` are rows of buttons that go before the entry's own.
        """
        rows = (*under, *self.moment.content.words.entries[key].rows)
        if self.moment.waiting_case:
            rows = (*rows, ("case.add",))
        return self.say_with(key, slots, rows=rows, again=again)

    def say_with(
        self,
        key: str,
        slots: Mapping[str, str],
        *,
        rows: Layout | None = None,
        again: bool = False,
    ) -> Self:
        """Say an entry; staff hours are there for every one to use.

        `again` asks for its shorter form, which is also used if it was said a moment ago.
        """
        return self.show(self._made(key, slots, rows=rows, again=again))

    def _made(
        self,
        key: str,
        slots: Mapping[str, str],
        *,
        rows: Layout | None = None,
        again: bool = False,
    ) -> Message:
        draft = self.conversation.draft
        layout = self.moment.content.words.entries[key].rows if rows is None else rows
        return self.moment.content.message(
            key,
            again=again or key in self.conversation.said,
            rows=layout if self._can_go_back else without(BACK, layout),
            nonce=draft.nonce if draft else "",
            **{**self._staff_hours(), **slots},
        )

    def _staff_hours(self) -> dict[str, str]:
        now, content = self.moment.now, self.moment.content
        return {
            "hours": wording.staff_hours(content, now.staff_hours),
            "next_open": wording.staff_next_open(content, now.staff_hours, now.at),
        }

    @property
    def _can_go_back(self) -> bool:
        """Whether there is a question or a place before this one."""
        return bool(self.conversation.trail or self.conversation.step)

    def show(self, message: Message, *, urgent: bool = False) -> Self:
        said = (*self.conversation.said, message.key)[-REMEMBERED:]
        asked = self.moment.content.asked_by(message) or self.conversation.asked
        return self.do(Say(self._fitting(message), urgent=urgent)).keep(said=said, asked=asked)

    def add(self, key: str) -> Self:
        """Put an entry's words and buttons under the latest message, which stays the last said."""
        *before, last = self.effects
        if not isinstance(last, Say):
            return self.say(key)
        added = self._made(key, {})
        shown = {button.data for row in last.message.buttons for button in row}
        rows = (tuple(each for each in row if each.data not in shown) for row in added.buttons)
        whole = replace(
            last.message,
            text=f"{last.message.text}\n\n{added.text}",
            buttons=(*filter(None, rows), *last.message.buttons),
        )
        said = (*self.conversation.said[:-1], key, last.message.key)[-REMEMBERED:]
        effects = (*before, replace(last, message=self._fitting(whole)))
        return replace(self, effects=effects).keep(said=said)

    def change_last(self, change: Callable[[Message], Message]) -> Self:
        """Change the latest message, where one was said."""
        *before, last = self.effects
        if not isinstance(last, Say):
            return self
        return replace(self, effects=(*before, replace(last, message=change(last.message))))

    def _fitting(self, message: Message) -> Message:
        """While staff have the case, leave out the buttons that lead away from them."""
        if not self.moment.conversation.is_with_staff or not message.buttons:
            return message
        kept = (tuple(filter(self._fits_with_staff, row)) for row in message.buttons)
        danger = self.moment.content.buttons.make(DANGER)
        return replace(message, buttons=tuple(filter(None, kept)) or ((danger,),))

    def _fits_with_staff(self, button: Button) -> bool:
        content = self.moment.content
        tapped = content.buttons.read(button.data)
        return tapped is not None and (
            tapped.id in WITH_STAFF or tapped.id in content.signposts.cards
        )

    def do(self, *effects: Effect) -> Self:
        return replace(self, effects=(*self.effects, *effects))

    def keep(self, **changes: object) -> Self:
        """Change what is remembered of the conversation."""
        return replace(self, conversation=replace(self.conversation, **changes))  # type: ignore[arg-type]

    def decided(self) -> Decision:
        """Finish: a tapped button always gets its answer, or it would wait for ever."""
        if isinstance(self.moment.now.said, Tap):
            return Decision(self.conversation, (AnswerTap(), *self._in_place()))
        return Decision(self.conversation, self.effects)

    def _in_place(self) -> tuple[Effect, ...]:
        """The effects, with the first words put where the screen was that they follow from.

        A safety card is always a message of its own: it must be seen, and must stay.
        """
        said = next((each for each in self.effects if isinstance(each, Say)), None)
        if said is None or not self.moment.is_on_screen or is_card(said):
            return self.effects
        return tuple(Replace(said.message) if each is said else each for each in self.effects)


def without(button: str, rows: Layout) -> Layout:
    """The rows less a button, and less what is then an empty row."""
    kept = (tuple(each for each in row if each != button) for row in rows)
    return tuple(filter(None, kept))


def is_card(said: Say) -> bool:
    return said.urgent or said.message.key.startswith(CARD)


def gravest(before: Concern, now: Concern) -> Concern:
    """Add a concern to what is remembered: what it is about and how grave, never its words.

    Nothing said later takes a concern away (standards B11).
    """
    levels = {hit.category: hit.level for hit in before.hits}
    for hit in now.hits:
        levels[hit.category] = max(levels.get(hit.category, hit.level), hit.level)
    hits = tuple(Hit(category, level, phrase="", words="") for category, level in levels.items())
    return Concern.of(hits).raised_to(max(before.level, now.level))
