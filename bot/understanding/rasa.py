"""Asking Rasa what a text means: briefly, over kept connections, and not when it is ill."""

import asyncio
import time

import httpx

from bot.errors import UnderstandingUnavailable
from bot.understanding.answer import read
from bot.understanding.breaker import Breaker, Clock
from bot.understanding.model import Understanding

LIMIT = 1.5  # seconds for one answer, the wait for a turn included
QUEUEING = 1 / 3  # of that, at most, for the turn
AT_ONCE = 8  # Rasa reads one text at a time: a longer queue would only be waiting
KNOWN = "hello"


class Rasa:
    """The trained model, over HTTP. Nothing that is sent or answered reaches a log."""

    def __init__(
        self, url: str, token: str, *, limit: float = LIMIT, clock: Clock = time.monotonic
    ) -> None:
        self._client = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=limit,
            limits=httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE),
            trust_env=False,
        )
        self._limit = limit
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._breaker = Breaker(clock)
        self._probe: asyncio.Task[None] | None = None

    @property
    def is_resting(self) -> bool:
        """Whether Rasa failed lately and is not being asked."""
        return self._breaker.is_open

    async def understand(self, text: str) -> Understanding:
        """Raises UnderstandingUnavailable: at once while resting, else within the time limit."""
        if self._breaker.is_open:
            self._probe_if_due()
            raise UnderstandingUnavailable("Rasa is left alone for a while")
        return await self._ask(text)

    async def probed(self) -> None:
        """Wait for the probe that is under way, if one is."""
        if self._probe is not None:
            await asyncio.gather(self._probe, return_exceptions=True)

    async def close(self) -> None:
        if self._probe is not None:
            self._probe.cancel()
            await self.probed()
        await self._client.aclose()

    async def _ask(self, text: str) -> Understanding:
        """A turn that does not come in time is no failure of Rasa's: we ask too much of it."""
        try:
            async with asyncio.timeout(self._limit * QUEUEING):
                await self._turns.acquire()
        except TimeoutError:
            raise UnderstandingUnavailable("too many ask Rasa at once") from None
        try:
            return await self._answer(text)
        finally:
            self._turns.release()

    async def _answer(self, text: str) -> Understanding:
        try:
            async with asyncio.timeout(self._limit * (1 - QUEUEING)):
                response = await self._client.post("/model/parse", json={"text": _sendable(text)})
            understanding = read(response.raise_for_status().json())
        except (TimeoutError, httpx.HTTPError, ValueError, UnderstandingUnavailable) as error:
            self._breaker.failed()
            reason = type(error).__name__
            raise UnderstandingUnavailable(f"Rasa gave no answer: {reason}") from None
        self._breaker.succeeded()
        return understanding

    def _probe_if_due(self) -> None:
        if self._breaker.take_probe():
            self._probe = asyncio.create_task(self._try_again())

    async def _try_again(self) -> None:
        try:
            await self._ask(KNOWN)
        except UnderstandingUnavailable:
            self._breaker.failed()


def _sendable(text: str) -> str:
    """Without half characters, and without the slash that Rasa takes for a command."""
    return text.lstrip("/ \n\t").encode("utf-8", "replace").decode()
