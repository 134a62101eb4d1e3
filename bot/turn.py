"""A person says something: what happens, from start to finish."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from secrets import choice
from uuid import uuid4

import structlog

from bot.conversation.content import Content
from bot.conversation.decide import decide
from bot.conversation.flows import crisis, leaving, trouble
from bot.conversation.model import (
    Command,
    Conversation,
    Decision,
    Edited,
    Inbound,
    Situation,
    StaffHours,
    Text,
)
from bot.effects import Effect, Message, Replace, Say, Sent
from bot.errors import PermanentError, StoreUnavailable, TemporaryError
from bot.listening import NOTHING_TYPED, Heard, listen
from bot.ports import Progress, Sender, Store, Understand
from bot.safeguarding.levels import Concern
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.triage import assess

log = structlog.get_logger(__name__)

REMEMBERED = 1000  # turns answered without the database, until it is back

URGENT_LIMIT = 1.0  # seconds for the database before danger is answered without it
USUAL_LIMIT = 3.0
REFERENCE_LETTERS = "ACDEFHJKLMNPQRTUVWXY34679"  # nothing that sounds or looks like another


@dataclass(frozen=True)
class ToldWithoutMemory:
    """What was said while the database was away, by update, so that it is not said twice.

    `sent` are the messages it went out as, to be noted once there is a database again.
    """

    keys: OrderedDict[str, frozenset[str]] = field(default_factory=OrderedDict)
    sent: OrderedDict[str, tuple[Sent, ...]] = field(default_factory=OrderedDict)

    def of(self, update_id: str) -> frozenset[str]:
        return self.keys.get(update_id, frozenset())

    def said(self, update_id: str) -> tuple[Sent, ...]:
        return self.sent.get(update_id, ())

    def note(self, update_id: str, keys: Iterable[str]) -> None:
        self.keys[update_id] = frozenset(keys)
        while len(self.keys) > REMEMBERED:
            self.keys.popitem(last=False)

    def note_sent(self, update_id: str, messages: Iterable[Sent]) -> None:
        self.sent[update_id] = (*self.sent.get(update_id, ()), *messages)
        while len(self.sent) > REMEMBERED:
            self.sent.popitem(last=False)


@dataclass(frozen=True)
class Turn:
    """Takes one thing that a person did, and returns when everything it led to is committed."""

    store: Store
    understand: Understand
    phrases: Phrases
    content: Callable[[], Content]
    senders: Mapping[str, Sender]
    now: Callable[[], datetime]
    staff_hours: Callable[[datetime], StaffHours]
    told_without_memory: ToldWithoutMemory

    async def take(self, inbound: Inbound) -> None:
        """Answer a person.

        Raises StoreUnavailable where nothing could be kept: the channel must then hand the same
        update over again. Danger has been answered by then all the same.
        """
        heard = await self._listen(inbound)
        limit = URGENT_LIMIT if heard.concern.is_urgent else USUAL_LIMIT
        try:
            async with asyncio.timeout(limit):
                await self._remembering(inbound, heard)
        except (StoreUnavailable, TimeoutError):
            await self._without_memory(inbound, heard)
            raise StoreUnavailable("this turn could not be kept") from None
        except Exception as error:  # noqa: BLE001 - whatever fails, the person gets words back
            await self._after_a_fault(inbound, heard.concern, error)

    async def answer_danger(self, inbound: Inbound) -> None:
        """Give the safety card alone, if there is need, for a turn that has to wait its turn.

        Behind an update that cannot be kept, this person's later ones wait; danger does not.
        """
        concern = assess(_words(inbound), self.phrases)
        if concern.is_urgent:
            await self._without_memory(inbound, Heard(concern, NOTHING_TYPED))

    async def _listen(self, inbound: Inbound) -> Heard:
        match inbound.said:
            case Text(text) | Edited(text):
                return await listen(text, self.phrases, self.understand)
            case _:
                return Heard(assess(_words(inbound), self.phrases), NOTHING_TYPED)

    async def _remembering(self, inbound: Inbound, heard: Heard) -> None:
        async with self.store.unit() as unit:
            if not await unit.is_first(inbound.update_id, inbound.at):
                # It was kept, though too late for us: what was said meanwhile is in the chat.
                await unit.note(inbound.person, self.told_without_memory.said(inbound.update_id))
                return
            conversation = await unit.conversation(inbound.person, inbound.at)
            await unit.note(inbound.person, self._messages(inbound))
            is_decoy_word = isinstance(inbound.said, Text) and await unit.is_decoy_word(
                inbound.person, inbound.said.text
            )
            decision = self._decided(inbound, heard, conversation, is_decoy_word=is_decoy_word)
            await unit.remember(inbound.person, decision.conversation, inbound.at)
            await unit.apply(inbound, self._not_yet_said(inbound, decision), inbound.at)
        log.info("turn taken", intent=heard.understanding.intent, level=heard.concern.level)

    def _messages(self, inbound: Inbound) -> tuple[Sent, ...]:
        """What this turn has brought into the chat so far: the person's own message, and ours."""
        own, ours = inbound.own_message, self.told_without_memory.said(inbound.update_id)
        return (own, *ours) if own else ours

    def _decided(
        self,
        inbound: Inbound,
        heard: Heard,
        conversation: Conversation,
        *,
        is_decoy_word: bool = False,
    ) -> Decision:
        return decide(
            Situation(
                said=inbound.said,
                concern=heard.concern,
                understanding=heard.understanding,
                conversation=conversation,
                staff_hours=self.staff_hours(inbound.at),
                at=inbound.at,
                fresh_id=uuid4(),
                fresh_reference=new_reference(),
                is_decoy_word=is_decoy_word,
                message_id=inbound.own_message.message_id if inbound.own_message else "",
            ),
            self.content(),
        )

    def _not_yet_said(self, inbound: Inbound, decision: Decision) -> tuple[Effect, ...]:
        """Leave out what this person was already told of this update without the database.

        Who was only told that nothing was kept still gets the answer, now that it can be.
        """
        told = self.told_without_memory.of(inbound.update_id)
        return tuple(
            effect
            for effect in decision.effects
            if not (isinstance(effect, Say | Replace) and effect.message.key in told)
        )

    async def _without_memory(self, inbound: Inbound, heard: Heard) -> None:
        """Say what can be said with the database away: the safety card, or a plain answer."""
        if self.told_without_memory.of(inbound.update_id):
            return
        messages = self._known_by_heart(inbound, heard)
        self.told_without_memory.note(inbound.update_id, (each.key for each in messages))
        for message in messages:
            await self._say_at_once(inbound, message)
        log.warning("answered without the database", level=heard.concern.level)

    def _known_by_heart(self, inbound: Inbound, heard: Heard) -> tuple[Message, ...]:
        """A safety card first of all; the answer to a question; or that nothing was kept."""
        if heard.concern.is_urgent:
            return (crisis.card(heard.concern, self.content()),)
        if leaving.is_asked_for_by(inbound.said, self.content()):
            return (leaving.not_yet(self.content()),)
        decision = self._decided(inbound, heard, Conversation())
        return trouble.without_memory(inbound.said, decision.effects, self.content())

    async def _after_a_fault(self, inbound: Inbound, concern: Concern, error: Exception) -> None:
        """Answer danger all the same, own up to the rest, and do not meet the same fault again."""
        fault = uuid4()
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        log.error(
            "turn failed",
            fault=str(fault),
            error=type(error).__name__,
            line=f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "",
        )
        content = self.content()
        words = crisis.card(concern, content) if concern.is_urgent else None
        await self._say_at_once(inbound, words or trouble.fault(content))
        async with self.store.unit() as unit:
            await unit.is_first(inbound.update_id, inbound.at)
            await unit.note(inbound.person, self._messages(inbound))

    async def _say_at_once(self, inbound: Inbound, message: Message) -> None:
        """Use the network from here: there is no database to hand the message to."""
        try:
            sender = self.senders[inbound.person.channel]
            progress = Progress(after=partial(self._note_part, inbound.update_id))
            await sender.say(inbound.person.chat, message, urgent=True, progress=progress)
        except (TemporaryError, PermanentError) as error:
            log.error("could not answer without the database", error=type(error).__name__)

    async def _note_part(self, update_id: str, part: Sent) -> None:
        self.told_without_memory.note_sent(update_id, (part,))


def _words(inbound: Inbound) -> str:
    """What was typed, a command's own name included; empty where nothing was."""
    match inbound.said:
        case Text(text) | Edited(text):
            return text
        case Command(name, argument):
            return f"{name} {argument}"
        case _:
            return ""


def new_reference() -> str:
    """A short name for a case that can be read out on the telephone, such as WF-K7QX4."""
    return "WF-" + "".join(choice(REFERENCE_LETTERS) for _ in range(5))
