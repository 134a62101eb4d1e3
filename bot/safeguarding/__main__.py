"""Weighs the words of nlu/data and of the examples in listens_for/, and writes a points.yml.

`python -m bot.safeguarding nlu/data` writes to where the command is told to: keep it in a new
file first, and only then put it in listens_for/, which is read while the words are weighed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.safeguarding.levels import Level
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.shipped import shipped_phrases
from bot.safeguarding.triage import without_figures
from bot.safeguarding.weighing import Line, weighed, written


def main() -> None:
    """Write a points.yml from the lines of the folder that the command names."""
    (folder,) = sys.argv[1:]
    phrases = shipped_phrases()
    lines = [line for file in sorted(Path(folder).glob("*.yml")) for line in _lines(file, phrases)]
    lines += _examples(phrases)
    sys.stdout.writelines(f"{each}\n" for each in written(weighed(lines)))


def _lines(file: Path, phrases: Phrases) -> Iterator[Line]:
    for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
        about = block.get("metadata", {})
        level, hand = Level(about.get("level", Level.NONE)), about.get("hand", "")
        for example in block.get("examples", "").splitlines():
            text = example.strip().removeprefix("- ").strip()
            plain = without_figures(text, phrases)
            is_none = level is Level.NONE
            yield Line(plain, danger=level >= Level.SERIOUS, harmless=is_none, hand=hand)


def _examples(phrases: Phrases) -> Iterator[Line]:
    for entry in phrases.entries:
        for example in entry.heard_in:
            plain = without_figures(example, phrases)
            yield Line(plain, danger=entry.level >= Level.SERIOUS, harmless=False)
        for example in entry.not_heard_in:
            yield Line(without_figures(example, phrases), danger=False, harmless=False)


if __name__ == "__main__":
    main()
