"""Leaving: the exit acts at once and tells nothing; a chat that clears itself says when."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.flows.leaving import is_asked_for_by
from bot.conversation.intents import Intent
from bot.conversation.model import Command, Text
from bot.effects import AnswerTap, ClearAfter, ClearAt, ClearChat, Effect, Forget, Say
from tests.talk import NOON, Talk, content

TOLD = ("Talk to a person", "Carry on", "Me", "my dad hits me", "That's all")
HINTS = ("help", "safe", "staff", "delete", "clear", "hurt", "abuse", "chat", "message")


def _did(talk: Talk, kind: type[Effect]) -> bool:
    return any(isinstance(each, kind) for each in talk.latest)


@pytest.mark.parametrize("way", ["/exit", "exit", "Exit.", "quick exit"])
def test_the_exit_acts_at_once_and_says_one_line_that_tells_nothing(way: str) -> None:
    talk = Talk()
    talk.answers(*TOLD)
    (line,) = talk.commands(way) if way.startswith("/") else talk.says(way)
    assert _did(talk, ClearChat)
    assert _did(talk, Forget)
    assert (line.key, line.buttons) == ("exit.done", ())
    assert not [word for word in HINTS if word in line.text.casefold()]
    assert (talk.conversation.draft, talk.conversation.step) == (None, None)


def test_the_button_is_answered_and_its_line_is_a_message_of_its_own() -> None:
    talk = Talk()
    talk.commands("/safety")
    talk.taps("What Quick exit does")
    talk.taps("Quick exit")
    kinds = [type(each) for each in talk.latest]
    assert kinds == [AnswerTap, Forget, ClearChat, Say]
    (said,) = [each for each in talk.latest if isinstance(each, Say)]
    assert said.urgent


def test_the_exit_leaves_what_staff_have() -> None:
    talk = Talk()
    talk.says("my neighbour throws stones", Intent.REPORT_ASB)
    assert talk.commands("/exit")[-1].key == "exit.done"
    assert not [each for each in talk.latest if type(each).__name__.endswith("Withdraw")]


def test_danger_goes_before_the_exit() -> None:
    talk = Talk()
    heard = talk.commands("/exit he has a knife and he is going to kill me")
    assert heard[0].key.startswith("card.")


def test_what_only_sounds_like_it_is_not_the_exit() -> None:
    for text in ("how do i exit a gang", "the exit of the tube"):
        assert not is_asked_for_by(Text(text), content())
    assert not is_asked_for_by(Command("start", "exit"), content())


@pytest.mark.parametrize(
    "limit", ["two days", "alerts", "pictures of the screen", "Telegram", "other devices", "staff"]
)
def test_what_the_exit_cannot_do_is_said_before(limit: str) -> None:
    talk = Talk()
    talk.commands("/safety")
    (heard,) = talk.taps("What Quick exit does")
    assert limit in heard.text


@pytest.mark.parametrize(
    "part", ["Telegram keeps", "end to end", "your phone", "passcode", "alerts", "Devices", "ring"]
)
def test_how_safe_it_is_to_chat_here_is_said_in_five_lines(part: str) -> None:
    (heard,) = Talk().commands("/safety")
    question, lines = heard.text.split("\n\n")
    assert question == "Is it safe to chat here?"
    assert len(lines.split("\n")) == 5
    assert part in lines


@pytest.mark.parametrize(
    ("label", "minutes"), [("After 10 minutes", 10), ("After 1 hour", 60), ("Never", None)]
)
def test_a_chat_can_be_made_to_clear_itself(label: str, minutes: int | None) -> None:
    talk = Talk()
    talk.commands("/safety")
    talk.taps("Clear by itself")
    talk.taps(label)
    assert ClearAfter(minutes) in talk.latest


@pytest.mark.parametrize(
    ("now", "at", "said"),
    [
        (NOON, datetime(2026, 11, 23, 23, 0, tzinfo=UTC), "tonight at 11 pm"),
        (
            datetime(2026, 11, 23, 23, 0, tzinfo=UTC),
            datetime(2026, 11, 24, 23, 0, tzinfo=UTC),
            "tomorrow at 11 pm",
        ),
        (
            datetime(2026, 7, 1, 21, 59, tzinfo=UTC),  # one minute to eleven in summer
            datetime(2026, 7, 1, 22, 0, tzinfo=UTC),
            "tonight at 11 pm",
        ),
        (
            datetime(2026, 10, 24, 22, 30, tzinfo=UTC),  # the clocks go back in this night
            datetime(2026, 10, 25, 23, 0, tzinfo=UTC),
            "tomorrow at 11 pm",
        ),
    ],
)
def test_tonight_is_the_next_eleven_at_night_in_london(
    now: datetime, at: datetime, said: str
) -> None:
    talk = Talk(at=now)
    talk.commands("/safety")
    talk.taps("Clear by itself")
    (heard,) = talk.taps("Tonight at 11 pm")
    (effect,) = [each for each in talk.latest if isinstance(each, ClearAt)]
    assert effect.at == at
    assert effect.at - now <= timedelta(days=1, hours=1)
    assert said in heard.text
