"""What an encoder is taught from: the lines of nlu/data, in batches, sometimes mistyped."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from nlu.components.hands import is_held_back
from nlu.files import DATA

BATCH = 32
LONGEST = 96  # tokens; the longest line has fewer


@dataclass(frozen=True)
class Line:
    text: str
    intent: str
    level: str


def lines() -> list[Line]:
    """Every line of nlu/data by a hand that is not held back."""
    found = []
    for path in sorted(DATA.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            about = block["metadata"]
            if not is_held_back(about["hand"]):
                found += [
                    Line(row.removeprefix("- ").strip(), block["intent"], about["level"])
                    for row in block["examples"].splitlines()
                    if row.startswith("- ")
                ]
    return found


def lessons(found: list[Line], epochs: int, chance: random.Random) -> Iterator[list[Line]]:
    """All lines once an epoch, in batches of like length: little is computed on padding."""
    chunk = BATCH * 40
    for _ in range(epochs):
        shuffled = chance.sample(found, len(found))
        made = []
        for start in range(0, len(shuffled), chunk):
            alike = sorted(shuffled[start : start + chunk], key=lambda line: len(line.text))
            made += [alike[at : at + BATCH] for at in range(0, len(alike), BATCH)]
        yield from chance.sample(made, len(made))


def mistyped(text: str, chance: random.Random) -> str:
    """A line as it might be typed in a hurry: other capitals, letters swapped, lost or doubled."""
    case = chance.random()
    text = text.lower() if case < 0.15 else text.upper() if case < 0.18 else text
    if chance.random() < 0.2 and len(text) > 8:
        at = chance.randrange(1, len(text) - 2)
        one, two, rest = text[at], text[at + 1], text[at + 2 :]
        text = text[:at] + chance.choice((two + one, two, one + one + two)) + rest
    return text.replace("'", "") if chance.random() < 0.1 else text
