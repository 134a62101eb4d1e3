"""Only here is anything sent: each job carries one sealed parcel to one person."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Protocol
from uuid import UUID

import structlog
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from bot.casework import Delivered
from bot.casework.passing import Passage
from bot.consent import DELETABLE_FOR
from bot.effects import Message, Parcel, Sent
from bot.errors import (
    MessageRefused,
    PersonUnreachable,
    SealBroken,
    StoreUnavailable,
    TryLater,
    WaymarkError,
)
from bot.ports import Progress, Sender

log = structlog.get_logger(__name__)

ATTEMPTS = 12  # with the pauses below: about three hours before a parcel is given up
FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 1800.0
REMEMBERED = 1000  # messages sent while the database was away, until it is back
# What is about a moment is worthless after it: a waiting sign, a screen that has moved on.
STALE_AFTER = {"answer_tap": timedelta(minutes=2)}


class Outcomes(Protocol):
    """Where it is kept how a delivery went."""

    async def record_delivery(self, case_message_id: UUID, outcome: Delivered) -> None: ...

    async def note_unreachable(self, person_key: str) -> None: ...

    async def passage(self, parcel: Parcel, at: datetime) -> Passage:
        """Whether this may still be sent. What has to wait is posted anew."""
        ...

    async def note_sent(
        self, parcel: Parcel, messages: Sequence[Sent], begun_at: datetime | None = None
    ) -> Passage:
        """Keep the numbers of messages that were sent, so that the chat can be cleared.

        Where it was cleared while they were on their way, they are deleted at once, and what
        staff wrote is posted anew.
        """
        ...

    async def forget_messages(self, person_key: str, messages: Sequence[Sent]) -> None:
        """Forget the numbers of messages that were deleted."""
        ...


class Halted(Exception):
    """What was about to be sent is not sent, or not left there."""

    def __init__(self, passage: Passage) -> None:
        super().__init__(passage)
        self.passage = passage


@dataclass(frozen=True)
class Unnoted:
    """Messages that are in a chat, and whose numbers the database has yet to be told."""

    parcel: Parcel
    messages: tuple[Sent, ...]
    begun_at: datetime


@dataclass(frozen=True)
class Delivery:
    """Opens parcels and hands them to their channel."""

    senders: Mapping[str, Sender]
    open_parcel: Callable[[str], Parcel]
    outcomes: Outcomes
    now: Callable[[], datetime]
    unnoted: deque[Unnoted] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    async def deliver(self, sealed: str) -> None:
        """Deliver one parcel. Raises TryLater for the worker; every other end is final."""
        try:
            parcel = self.open_parcel(sealed)
        except SealBroken:
            log.error("a parcel does not open", kind="parcel")
            return
        if not self._is_stale(parcel):
            await self._deliver(parcel)
        await self._note_again()

    async def _deliver(self, parcel: Parcel) -> None:
        try:
            await self._send(parcel)
        except Halted as halted:
            await self._halt(parcel, halted.passage)
        except PersonUnreachable:
            await self.outcomes.note_unreachable(parcel.person_key)
            await self._record(parcel, Delivered.BLOCKED)
        except MessageRefused:
            log.error("the channel refused a message", kind=parcel.act)
            await self._record(parcel, Delivered.FAILED)
        else:
            await self._record(parcel, Delivered.SENT)

    async def give_up(self, sealed: str) -> None:
        """Tell staff of a parcel that could not be delivered however often it was tried."""
        parcel = self.open_parcel(sealed)
        log.error("gave a delivery up", kind=parcel.act)
        await self._record(parcel, Delivered.FAILED)

    async def _send(self, parcel: Parcel) -> None:
        sender = self.senders[parcel.channel]
        match parcel.act:
            case "say":
                await sender.say(
                    parcel.chat,
                    _words(parcel),
                    urgent=parcel.urgent,
                    progress=self._watched(parcel),
                )
            case "replace":
                await sender.replace(
                    parcel.chat,
                    parcel.message_id,
                    _words(parcel),
                    progress=self._watched(parcel),
                )
            case "answer_tap":
                await sender.answer_tap(parcel.tap_id, parcel.notice)
            case "leave":
                await sender.leave(parcel.chat)
            case "delete":
                await self._delete(parcel, sender)

    async def _delete(self, parcel: Parcel, sender: Sender) -> None:
        """Delete what Telegram still lets a bot delete; some of it may be too old by now."""
        oldest = self.now() - DELETABLE_FOR
        messages = tuple(each for each in parcel.messages if each.at > oldest)
        if messages:
            numbers = [each.message_id for each in messages]
            await sender.delete(parcel.chat, numbers, urgent=parcel.urgent)
            await self._forget(parcel.person_key, messages)

    async def _forget(self, person_key: str, messages: Sequence[Sent]) -> None:
        try:
            await self.outcomes.forget_messages(person_key, messages)
        except StoreUnavailable:
            log.warning("numbers of deleted messages are kept until they are too old")

    def _watched(self, parcel: Parcel) -> Progress:
        """Each part is asked about right before it goes, and its number kept right after."""
        begun: list[datetime] = []

        async def before() -> None:
            begun.append(self.now())
            await self._ask(parcel)

        async def after(sent: Sent) -> None:
            await self._note(Unnoted(parcel, (sent,), begun[-1]))

        return Progress(before, after, of=parcel.written_at)

    async def _ask(self, parcel: Parcel) -> None:
        """Raises Halted. An urgent answer depends on nothing; a cleared chat loses it after."""
        if parcel.is_answer and parcel.urgent:
            return
        try:
            passage = await self.outcomes.passage(parcel, self.now())
        except StoreUnavailable:
            if parcel.is_answer:
                return
            raise TryLater from None
        if passage is not Passage.NOW:
            raise Halted(passage)

    async def _note(self, sent: Unnoted) -> None:
        """Raises Halted. What cannot be noted now is noted once something else was delivered."""
        try:
            passage = await self.outcomes.note_sent(sent.parcel, sent.messages, sent.begun_at)
        except StoreUnavailable:
            log.warning("a message was sent whose number is yet to be kept")
            self.unnoted.append(sent)
            return
        if passage is not Passage.NOW:
            raise Halted(passage)

    async def _note_again(self) -> None:
        """Note what was sent while the database was away, as long as it answers."""
        while self.unnoted:
            sent = self.unnoted.popleft()
            try:
                await self.outcomes.note_sent(sent.parcel, sent.messages, sent.begun_at)
            except StoreUnavailable:
                self.unnoted.append(sent)
                return

    async def _halt(self, parcel: Parcel, passage: Passage) -> None:
        """Tell staff of what will not be sent. What waits stays queued."""
        match passage:
            case Passage.UNREACHABLE:
                await self._record(parcel, Delivered.BLOCKED)
            case Passage.NEVER:
                log.info("not sent: it is not wanted any more", kind=parcel.act)
                await self._record(parcel, Delivered.FAILED)

    async def _record(self, parcel: Parcel, outcome: Delivered) -> None:
        if parcel.case_message_id is not None:
            await self.outcomes.record_delivery(parcel.case_message_id, outcome)

    def _is_stale(self, parcel: Parcel) -> bool:
        limit = STALE_AFTER.get(parcel.act)
        written = parcel.written_at
        return limit is not None and written is not None and self.now() - written > limit


def _words(parcel: Parcel) -> Message:
    if parcel.message is None:
        raise MessageRefused("this parcel carries no message")
    return parcel.message


class Patience(BaseRetryStrategy):
    """Waits as long as the channel asks, else twice as long each time, with jitter (C5)."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, WaymarkError) and not isinstance(exception, TryLater):
            return None
        if job.attempts + 1 >= ATTEMPTS:
            return None
        asked = exception.seconds if isinstance(exception, TryLater) else None
        pause = self.pause(job.attempts, asked)
        return RetryDecision(retry_in={"milliseconds": int(1000 * pause)})

    def pause(self, attempts: int, asked: float | None) -> float:
        """Seconds until the next attempt, after `attempts` earlier ones."""
        if asked is not None:
            return asked + self.chance.uniform(0.0, 0.5)
        backoff: float = min(FIRST_PAUSE * 2**attempts, LONGEST_PAUSE)
        return backoff * self.chance.uniform(0.5, 1.0)
