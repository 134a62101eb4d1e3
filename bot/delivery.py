"""Only here is anything sent: each job carries one sealed parcel to one person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Protocol
from uuid import UUID

import structlog
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from bot.casework import Delivered
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
from bot.ports import Sender

log = structlog.get_logger(__name__)

ATTEMPTS = 12  # with the pauses below: about three hours before a parcel is given up
FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 1800.0
# What is about a moment is worthless after it: a waiting sign, a screen that has moved on.
STALE_AFTER = {"answer_tap": timedelta(minutes=2)}


class Outcomes(Protocol):
    """Where it is kept how a delivery went."""

    async def record_delivery(self, case_message_id: UUID, outcome: Delivered) -> None: ...

    async def note_unreachable(self, person_key: str) -> None: ...

    async def is_held_back(self, parcel: Parcel, at: datetime) -> bool:
        """Whether this has to wait, as the person's decoy is up. It is posted anew then."""
        ...

    async def note_sent(self, parcel: Parcel, messages: Sequence[Sent]) -> None:
        """Keep the numbers of messages that were sent, so that the chat can be cleared.

        Where it was cleared while they were on their way, they are deleted at once.
        """
        ...

    async def forget_messages(self, person_key: str, messages: Sequence[Sent]) -> None:
        """Forget the numbers of messages that were deleted."""
        ...


@dataclass(frozen=True)
class Delivery:
    """Opens parcels and hands them to their channel."""

    senders: Mapping[str, Sender]
    open_parcel: Callable[[str], Parcel]
    outcomes: Outcomes
    now: Callable[[], datetime]

    async def deliver(self, sealed: str) -> None:
        """Deliver one parcel. Raises TryLater for the worker; every other end is final."""
        try:
            parcel = self.open_parcel(sealed)
        except SealBroken:
            log.error("a parcel does not open", kind="parcel")
            return
        if self._is_stale(parcel) or await self._is_held_back(parcel):
            return
        try:
            await self._send(parcel)
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
                sent = await sender.say(parcel.chat, _words(parcel), urgent=parcel.urgent)
                await self._note_sent(parcel, sent)
            case "replace":
                sent = await sender.replace(parcel.chat, parcel.message_id, _words(parcel))
                await self._note_sent(parcel, sent)
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

    async def _note_sent(self, parcel: Parcel, sent: Sequence[Sent]) -> None:
        """A number that cannot be kept is lost: sending the message again would be worse."""
        if not sent:
            return
        try:
            await self.outcomes.note_sent(parcel, sent)
        except StoreUnavailable:
            log.warning("a message was sent that a cleared chat will still show")

    async def _is_held_back(self, parcel: Parcel) -> bool:
        """Whether it is from staff and the decoy is up. The person's own answers never wait."""
        if parcel.is_answer or parcel.act != "say":
            return False
        try:
            return await self.outcomes.is_held_back(parcel, self.now())
        except StoreUnavailable:
            raise TryLater from None

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
