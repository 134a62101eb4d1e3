"""The bot in a terminal."""

import asyncio
import io
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot.channels.terminal import Terminal, lines_of
from bot.conversation.model import Command, Inbound, Said, Tap, Text
from bot.effects import Button, Message
from bot.errors import StoreUnavailable

NOW = datetime(2026, 11, 22, tzinfo=UTC)
MENU = Message("menu", "What now?", ((Button("Help", "h"),), (Button("Stop", "s"),)))


class Talk:
    """A conversation whose answers come from elsewhere, a moment after the turn."""

    def __init__(self, *answers: Message) -> None:
        self.output = io.StringIO()
        self.terminal = Terminal(
            Console(file=self.output, width=80),
            "key",
            lambda: NOW,
            answer_within=0.2,
            quiet_after=0.02,
        )
        self.answers = list(answers)
        self.heard: list[Inbound] = []
        self.tasks: list[asyncio.Task[object]] = []

    async def take(self, inbound: Inbound) -> None:
        self.heard.append(inbound)
        if self.answers:
            say = self.terminal.say("terminal", self.answers.pop(0))
            self.tasks.append(asyncio.create_task(say))

    async def type(self, *typed: str) -> str:
        async def lines() -> AsyncIterator[str]:
            for line in typed:
                yield line

        await self.terminal.converse(self.take, lines())
        return self.output.getvalue()

    @property
    def said(self) -> list[Said]:
        return [inbound.said for inbound in self.heard]


async def test_an_answer_is_shown_before_the_next_line_is_read() -> None:
    talk = Talk(Message("k", "First."), Message("k", "Second."))
    output = await talk.type("one", "two")
    assert output.index("First.") < output.rindex("> ") < len(output)
    assert output.index("First.") < output.index("Second.")
    assert talk.said == [Text("one"), Text("two")]
    assert len({inbound.update_id for inbound in talk.heard}) == 2
    assert {inbound.person.chat for inbound in talk.heard} == {"terminal"}


async def test_a_number_taps_a_button_that_is_there_and_is_text_otherwise() -> None:
    talk = Talk(MENU, Message("k", "Fine."))
    output = await talk.type("1", "2", "3")
    assert "[1] Help" in output
    assert talk.said == [Text("1"), Tap("s"), Text("3")]


async def test_buttons_are_gone_once_other_words_were_shown() -> None:
    talk = Talk(MENU, Message("k", "Fine."), Message("k", "Fine."))
    await talk.type("hello", "no thanks", "1")
    assert talk.said[-1] == Text("1")


async def test_commands_are_commands_and_quit_ends() -> None:
    talk = Talk()
    await talk.type("/Start now", "", "/QUIT", "never read")
    assert talk.said == [Command("start", "now")]


async def test_covered_words_are_shown_when_asked_for() -> None:
    talk = Talk(Message("k", "You have a message.", covered="We can meet."))
    before = await talk.type("hello")
    assert "We can meet." not in before
    assert "We can meet." in await talk.type("/show")
    assert talk.said == [Text("hello")]


async def test_words_cannot_steer_the_terminal() -> None:
    talk = Talk(Message("k", "a\x1b[2Jb [bold]c[/bold] [red]"))
    output = await talk.type("hello")
    assert "\x1b" not in output
    assert "[bold]c[/bold] [red]" in output


async def test_a_turn_that_was_not_kept_does_not_end_the_conversation() -> None:
    talk = Talk()
    failed: list[Inbound] = []

    async def take(inbound: Inbound) -> None:
        failed.append(inbound)
        raise StoreUnavailable

    async def lines() -> AsyncIterator[str]:
        yield "one"
        yield "two"

    await talk.terminal.converse(take, lines())
    assert len(failed) == 2


@pytest.mark.parametrize("ending", ["", "\n"])
async def test_lines_come_from_a_pipe_until_it_ends(ending: str) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"hello\nit's me 😀{ending}".encode())
    os.close(writing)
    assert [line async for line in lines_of(reading)] == ["hello", "it's me 😀"]
    os.close(reading)
