"""Puts the directory's facts into texts; what may not be shown takes its sentence along. Pure."""

import re
from dataclasses import dataclass

from directory.errors import FactError
from directory.model import SLOT, Directory

_NEXT_SENTENCE = re.compile(r"(?<=[.?!])[ \t]+")


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its facts in place, and one line for each that had to be left out."""

    text: str
    left_out: tuple[str, ...] = ()


def fill(directory: Directory, text: str, *, by_line: bool = False) -> Filled:
    """Fill each slot such as {police-101.phone} with its fact.

    A sentence whose fact is missing, past or not confirmed is left out whole, or with `by_line`
    the line that it stands in, where sentences lean on each other: no sentence is better than a
    wrong number, and the rest of the text still helps. Never raises.
    """
    left_out: list[str] = []
    lines = (_line(directory, line, left_out, by_line) for line in text.split("\n"))
    return Filled("\n".join(line for line in lines if line is not None), tuple(left_out))


def _line(directory: Directory, line: str, left_out: list[str], by_line: bool) -> str | None:
    """A line with its facts; None where nothing of it is left."""
    kept = [
        filled
        for sentence in ([line] if by_line else _NEXT_SENTENCE.split(line))
        if (filled := _sentence(directory, sentence, left_out)) is not None
    ]
    return " ".join(kept) if kept else None


def _sentence(directory: Directory, sentence: str, left_out: list[str]) -> str | None:
    try:
        return SLOT.sub(lambda slot: directory.fact(slot[1], slot[2]), sentence)
    except FactError as error:
        left_out.append(str(error))
        return None
