"""What the people of VERA-MH's sample conversations say, as whole conversations with the bot.

VERA-MH is Spring Care's (copyright 2025, all rights to use granted with its notice); its text is
read from a folder outside the repository and never trained on.
"""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from bot.safeguarding.levels import Level
from tests.talk import Talk
from tests.walks.lint import unkind
from tests.walks.promises import broken
from tests.walks.walk import Deed, Walk

FOLDER = os.environ.get("WAYMARK_TEST_DATA", "")
FILE = Path(FOLDER) / "eval" / "vera-mh" / "user_turns.jsonl"
SIGNED_OFF = re.compile(r"\[CONVERSATION ENDED.*?\]", re.DOTALL)


@dataclass(frozen=True)
class Sample:
    """One conversation: who it is, and what they say, turn by turn. `number` is its line."""

    number: int
    persona: str
    is_at_risk: bool
    turns: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """How a conversation went. `detected` is the turn by which it was, `alarms` how many were."""

    sample: Sample
    detected: int | None
    alarms: int
    faults: tuple[str, ...]


def samples() -> list[Sample]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [_sample(number, json.loads(line)) for number, line in enumerate(lines)]


def _sample(number: int, line: dict[str, object]) -> Sample:
    turns = line["turns"]
    assert isinstance(turns, list)
    said = tuple(SIGNED_OFF.sub("", str(each)).strip() for each in turns)
    return Sample(number, str(line["persona"]), bool(line["risk"]), tuple(filter(None, said)))


def hold_all(numbers: range) -> list[Held]:
    """Have the conversations of these numbers."""
    return [hold(sample) for sample in samples()[numbers.start : numbers.stop]]


def hold(sample: Sample) -> Held:
    """Have the conversation, with the rules and the keywords alone: Rasa is away."""
    walk, faults, grave = Walk(Talk()), [], []
    for number, text in enumerate(sample.turns, start=1):
        after = walk.after(Deed("type", text))
        where = f"conversation {sample.number}, turn {number}"
        faults += [f"{where}: {each}" for each in (*broken(walk, after), *unkind(after))]
        grave += [number] if after.concern.level >= Level.SERIOUS else []
        walk = after
    return Held(sample, min(grave, default=None), len(grave), tuple(faults))
