"""The launch list: what only people can say is done. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from bot.launch.missing import Missing

FILE = "docs/launch.md"
REQUIRED = (
    "DPIA",
    "Safeguarding lead",
    "Who answers",
    "Out of hours",
    "Sharing",
    "Backups",
    "Restore",
    "Danger rehearsed",
    "Inbox rehearsed",
    "Leaving",
    "Young people",
    "Parents",
    "Directory",
)
_BOX = re.compile(r"^\s*[-*] \[(?P<mark>[ xX])\] \*\*(?P<name>[^*]+?)\.?\*\*\s*(?P<why>.*)$")
_LIKE_A_BOX = re.compile(r"^\s*[-*+]?\s*\[[^\]]{0,10}(?:\](?!\()|\s)")
_SHOWN = 60  # letters of a line that cannot be read: enough to find it


@dataclass(frozen=True)
class Box:
    """A line of the launch list that a person ticks once it is done."""

    name: str
    why: str
    is_ticked: bool


def boxes_in(text: str) -> tuple[Box, ...]:
    """The boxes of a list such as docs/launch.md: `- [x] **Name.** Why.`"""
    found = (_BOX.match(line) for line in text.splitlines())
    return tuple(
        Box(box["name"].strip(), box["why"].strip(), box["mark"] != " ") for box in found if box
    )


def missing_boxes(text: str) -> Iterator[Missing]:
    """Each required box that is not ticked, and each line that hides whether one is."""
    if not text.strip():
        yield Missing(
            "The launch list was not found",
            "It holds what only people can say is done.",
            f"Run this where {FILE} is",
            blocks=True,
        )
        return
    boxes, unread = boxes_in(text), _unread(text)
    yield from (_not_ticked(box) for box in boxes if not box.is_ticked)
    yield from (_cannot_be_read(number, line) for number, line in unread.items())
    there = {box.name for box in boxes} | {_name_in(line) for line in unread.values()}
    others = sorted({box.name for box in boxes} - set(REQUIRED))
    yield from (_not_there(name, others) for name in REQUIRED if name not in there)


def _unread(text: str) -> dict[int, str]:
    """The lines that look like a box and cannot be read as one, under their number."""
    return {
        number: line.strip()
        for number, line in enumerate(text.splitlines(), start=1)
        if _LIKE_A_BOX.match(line) and not _BOX.match(line)
    }


def _name_in(line: str) -> str:
    """The required name that comes first in a line; empty where there is none."""
    places = {name: line.casefold().find(name.casefold()) for name in REQUIRED}
    found = [name for name in REQUIRED if places[name] >= 0]
    return min(found, key=lambda name: places[name], default="")


def _not_ticked(box: Box) -> Missing:
    return Missing(
        f"{box.name}: the box is not ticked",
        box.why or "Only people can say that this is done.",
        f"Do it. Then tick its box in {FILE}",
        blocks=True,
    )


def _cannot_be_read(number: int, line: str) -> Missing:
    name = _name_in(line) or "Name"
    return Missing(
        f"{FILE}, line {number}: this box cannot be read: {line[:_SHOWN]}",
        "A box that cannot be read counts as empty.",
        f"Write - [ ] **{name}.** and once it is done - [x] **{name}.**",
        blocks=True,
    )


def _not_there(name: str, others: list[str]) -> Missing:
    close = get_close_matches(name, others, n=1)
    return Missing(
        f"{name}: there is no such box in {FILE}",
        "What nobody is asked, nobody does.",
        f"Write **{name}.** where it says **{close[0]}.**"
        if close
        else f"Write a line: - [ ] **{name}.**",
        blocks=True,
    )
