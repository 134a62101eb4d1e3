"""The same bot in a terminal: lines in, words and numbered buttons out."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import uuid4

from rich.console import Console
from rich.text import Text as Words

from bot.channels.telegram_text import clean
from bot.conversation.model import Command, Inbound, Person, Said, Tap, Text
from bot.effects import Button, Message, Sent
from bot.errors import TemporaryError
from bot.ports import UNWATCHED, Progress

CHANNEL = "terminal"
CHAT = "terminal"
ANSWER_WITHIN = 5.0  # seconds to wait for the first words of an answer
QUIET_AFTER = 0.8  # seconds without more words, and it is the person's turn again
HINT = "Type a message. A number presses a button, /show uncovers, /quit ends."

Take = Callable[[Inbound], Awaitable[None]]


class Terminal:
    """A conversation on a console. It is a ports.Sender: words may arrive at any moment."""

    def __init__(
        self,
        console: Console,
        person_key: str,
        now: Callable[[], datetime],
        *,
        answer_within: float = ANSWER_WITHIN,
        quiet_after: float = QUIET_AFTER,
    ) -> None:
        self._console = console
        self._person = Person(key=person_key, channel=CHANNEL, chat=CHAT)
        self._now = now
        self._answer_within = answer_within
        self._quiet_after = quiet_after
        self._session = uuid4().hex
        self._typed = 0
        self._arrived = asyncio.Event()
        self._buttons: dict[str, Button] = {}
        self._are_old = False
        self._covered: list[str] = []

    async def converse(self, take: Take, lines: AsyncIterator[str]) -> None:
        """Talk until the lines end, or one of them is /quit."""
        self._show(HINT, "dim")
        self._prompt()
        async for line in lines:
            words = clean(line).strip()
            if words.lower() == "/quit":
                return
            if words.lower() == "/show":
                self._uncover()
            elif words:
                await self._take_turn(take, words)
            self._prompt()

    async def say(
        self, chat: str, message: Message, *, urgent: bool = False, progress: Progress = UNWATCHED
    ) -> tuple[Sent, ...]:
        """Show a message. Its buttons take the place of those that were there before."""
        await progress.before()
        if self._are_old:
            self._buttons.clear()
            self._are_old = False
        self._show(message.text, "bold red" if urgent else "")
        if message.covered:
            self._covered.append(message.covered)
            self._show("[covered: /show]", "dim")
        for button in (each for row in message.buttons for each in row):
            number = str(len(self._buttons) + 1)
            self._buttons[number] = button
            self._show(f"  [{number}] {button.label}", "cyan")
        self._arrived.set()
        return ()

    async def replace(
        self, chat: str, message_id: str, message: Message, *, progress: Progress = UNWATCHED
    ) -> tuple[Sent, ...]:
        """Show it below: a terminal cannot take words back."""
        return await self.say(chat, message, progress=progress)

    async def delete(self, chat: str, message_ids: Sequence[str], *, urgent: bool = False) -> None:
        """Nothing to delete: a terminal has no messages, and `say` gave none a number."""

    async def answer_tap(self, tap_id: str, notice: str) -> None:
        if notice:
            self._show(notice, "dim")

    async def leave(self, chat: str) -> None:
        """Nothing to leave: there are no groups here."""

    async def _take_turn(self, take: Take, words: str) -> None:
        self._typed += 1
        self._arrived.clear()
        inbound = Inbound(
            update_id=f"{CHANNEL}:{self._session}:{self._typed}",
            person=self._person,
            said=self._said(words),
            at=self._now(),
            tap_id=str(self._typed),
        )
        self._are_old = True
        with suppress(TemporaryError):  # the person has been told by then
            await take(inbound)
        await self._until_quiet()

    def _said(self, words: str) -> Said:
        button = self._buttons.get(words)
        if button is not None:
            return Tap(button.data)
        if words.startswith("/") and words[1:2].isalpha():
            name, _, argument = words[1:].partition(" ")
            return Command(name.lower(), argument.strip())
        return Text(words)

    async def _until_quiet(self) -> None:
        patience = self._answer_within
        try:
            while True:
                async with asyncio.timeout(patience):
                    await self._arrived.wait()
                self._arrived.clear()
                patience = self._quiet_after
        except TimeoutError:
            return

    def _uncover(self) -> None:
        for words in self._covered or ["Nothing is covered."]:
            self._show(words, "")
        self._covered.clear()

    def _show(self, words: str, style: str) -> None:
        """Print words and nothing else: what staff or others typed must not steer a terminal."""
        plain = "".join(each for each in words if each == "\n" or each.isprintable())
        self._console.print(Words(plain, style=style))

    def _prompt(self) -> None:
        self._console.print(Words("> "), end="")


async def lines_of(descriptor: int) -> AsyncIterator[str]:
    """Read lines from a terminal, a pipe or a file, without keeping the program from ending.

    A thread reads, because not every kind of input can be waited for; it reads the descriptor
    itself, because a reader that holds sys.stdin's lock stops Python from ending.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes] = asyncio.Queue()

    def pump() -> None:
        chunk = b"-"
        while chunk:
            chunk = os.read(descriptor, 65536)
            with suppress(RuntimeError):  # the loop has ended: nobody listens any more
                loop.call_soon_threadsafe(queue.put_nowait, chunk)

    threading.Thread(target=pump, daemon=True, name="terminal lines").start()
    rest = b""
    while chunk := await queue.get():
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.decode(errors="replace")
    if rest:
        yield rest.decode(errors="replace")
