"""Whole conversations, as people have them: each file of this folder holds some."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.conversation.intents import Intent
from bot.conversation.model import Blocked, InGroup, Returned, Said, Unreadable
from bot.effects import Message, Say
from tests.talk import CLOSED, OPEN, Talk

HERE = Path(__file__).parent
PERSON: dict[str, Said] = {"blocks": Blocked(), "returns": Returned(), "adds to group": InGroup()}
TIMES = {
    "an hour passes": Talk.hour_passes,
    "the promise passes": Talk.promise_passes,
    "a month passes": Talk.month_passes,
}
STAFF = {
    "open": Talk.staff_open,
    "claim": Talk.staff_claim,
    "close": Talk.staff_close,
    "write": Talk.staff_write,
}


@dataclass(frozen=True)
class Story:
    name: str
    turns: list[dict[str, Any]]

    def __str__(self) -> str:
        return self.name


STORIES = [
    Story(each["story"], each["turns"])
    for file in sorted(HERE.glob("*.yml"))
    for each in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_goes_as_it_is_told(story: Story) -> None:
    talk = Talk()
    for place, turn in enumerate(story.turns, start=1):
        _happens(talk, turn)
        _check(talk, turn, f"turn {place}, {turn}")


def test_there_are_many_stories_and_each_has_its_own_name() -> None:
    names = [story.name for story in STORIES]
    assert len(names) >= 40
    assert len(set(names)) == len(names)


def _happens(talk: Talk, turn: dict[str, Any]) -> None:
    """The first thing that a turn names is what happens in it."""
    what, value = next(iter(turn.items()))
    HAPPENINGS[what](talk, value, turn)


def _says(talk: Talk, text: str, turn: dict[str, Any]) -> None:
    talk.says(text, Intent(turn["means"]) if "means" in turn else None)


def _hours(talk: Talk, hours: str, _: dict[str, Any]) -> None:
    talk.hours = {"open": OPEN, "closed": CLOSED}[hours]


HAPPENINGS: dict[str, Callable[[Talk, Any, dict[str, Any]], object]] = {
    "says": _says,
    "taps": lambda talk, label, _: talk.taps(label),
    "answers": lambda talk, several, _: talk.answers(*several),
    "command": lambda talk, line, _: talk.commands(line),
    "edits": lambda talk, text, turn: talk.edits(text, turn.get("was", "")),
    "sends": lambda talk, kind, _: talk.does(Unreadable(kind)),
    "person": lambda talk, act, _: talk.does(PERSON[act]),
    "staff": lambda talk, act, _: STAFF[act](talk),
    "hours": _hours,
    "time": lambda talk, span, _: TIMES[span](talk),
}


def _check(talk: Talk, turn: dict[str, Any], where: str) -> None:
    heard = talk.heard
    text = "\n".join(message.text for message in heard)
    labels = {button.label for message in heard for row in message.buttons for button in row}
    if "hears" in turn:
        assert [_short(message) for message in heard] == turn["hears"], where
    for words in turn.get("words", []):
        assert words in text, f"{where}: {text}"
    for words in turn.get("never", []):
        assert words not in text, f"{where}: {text}"
    assert set(turn.get("offers", [])) <= labels, f"{where}: {labels}"
    assert not set(turn.get("lacks", [])) & labels, f"{where}: {labels}"
    if "does" in turn:
        kinds = [type(each).__name__ for each in talk.latest]
        done = [kind for kind in kinds if kind not in {"Say", "AnswerTap"}]
        assert done == turn["does"], where
    if "urgent" in turn:
        first = next(each for each in talk.latest if isinstance(each, Say))
        assert first.urgent == turn["urgent"], where


def _short(message: Message) -> str:
    """Any safety card is 'card': which one is the business of the cards' own tests."""
    return "card" if message.key.startswith("card.") else message.key
