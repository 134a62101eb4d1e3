"""What the application needs from the outside: each a Protocol, each with a stand-in in tests."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.conversation.model import Conversation, Inbound, Person
from bot.effects import Effect, Message, Sent
from bot.understanding.model import Understanding


class Understand(Protocol):
    """Says what a text means. Never raises: without Rasa it falls back to keywords."""

    async def understand(self, text: str) -> Understanding: ...


class Unit(Protocol):
    """One transaction. Everything done through it becomes real together, or not at all."""

    async def is_first(self, update_id: str, at: datetime) -> bool:
        """Mark the update as seen; False when it was seen before (standards C2)."""
        ...

    async def conversation(self, person: Person, at: datetime) -> Conversation:
        """Where this person's conversation stands. Locks it until the unit ends (C7)."""
        ...

    async def note(self, person: Person, messages: Sequence[Sent]) -> None:
        """Keep the numbers of messages in the person's chat, so that it can be cleared."""
        ...

    async def is_decoy_word(self, person: Person, text: str) -> bool:
        """Whether a text is the word that this person chose to bring the decoy up."""
        ...

    async def remember(self, person: Person, conversation: Conversation, at: datetime) -> None:
        """Seal and keep the conversation's state for an hour."""
        ...

    async def apply(self, inbound: Inbound, effects: Sequence[Effect], at: datetime) -> None:
        """Turn a person's effects into rows and delivery jobs, in order."""
        ...


class Store(Protocol):
    """Opens units. Raises StoreUnavailable where the database is away, from anywhere inside."""

    def unit(self) -> AbstractAsyncContextManager[Unit]: ...


async def _go_on() -> None:
    """Nothing speaks against sending it."""


async def _let_go(_: Sent) -> None:
    """Nobody keeps its number."""


@dataclass(frozen=True)
class Progress:
    """What a sender asks right before each part of a message, and tells right after it.

    `before` raises where it is not to be sent any more; `of` tells equal messages apart.
    """

    before: Callable[[], Awaitable[None]] = _go_on
    after: Callable[[Sent], Awaitable[None]] = _let_go
    of: Hashable = None


UNWATCHED = Progress()


class Sender(Protocol):
    """A channel's way out.

    Raises TryLater (429, 5xx, time-outs), PersonUnreachable (blocked, gone) or MessageRefused.
    """

    async def say(
        self, chat: str, message: Message, *, urgent: bool = False, progress: Progress = UNWATCHED
    ) -> tuple[Sent, ...]:
        """Send a message. Returns what is in the chat now, where the channel can delete it."""
        ...

    async def replace(
        self, chat: str, message_id: str, message: Message, *, progress: Progress = UNWATCHED
    ) -> tuple[Sent, ...]:
        """Edit a message in place; where it cannot be edited any more, send a new one.

        Returns the new one, if there is.
        """
        ...

    async def delete(self, chat: str, message_ids: Sequence[str], *, urgent: bool = False) -> None:
        """Delete up to a hundred messages, whoever wrote them. Those that are gone do no harm."""
        ...

    async def answer_tap(self, tap_id: str, notice: str) -> None: ...

    async def leave(self, chat: str) -> None: ...
