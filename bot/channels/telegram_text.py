"""Fits words into Telegram's messages, whose lengths are counted in UTF-16 units. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.effects import Message

LIMIT = 4096  # UTF-16 units in one message
GAP = "\n\n"  # between the words in sight and the covered ones
BORDERS = ("\n\n", "\n", ". ", "? ", " ")  # where to cut, the best place first


@dataclass(frozen=True)
class Span:
    """Where something is in a text, in UTF-16 units."""

    offset: int
    length: int


@dataclass(frozen=True)
class Part:
    """One Telegram message; what `covered` spans is hidden until it is tapped."""

    text: str
    covered: Span | None = None


def lay_out(message: Message, limit: int = LIMIT) -> tuple[Part, ...]:
    """Cut a message into as few parts as it needs, at the ends of paragraphs or sentences."""
    shown, covered = clean(message.text).strip(), clean(message.covered).strip()
    whole = f"{shown}{GAP}{covered}".strip()
    covered_from = len(whole) - len(covered)
    return tuple(_part(whole, start, end, covered_from) for start, end in _cuts(whole, limit))


def clean(text: str) -> str:
    """Leave out what is no text: halves of characters, which no database takes, and NUL."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "")


def units(text: str) -> int:
    """The length as Telegram counts it: an emoji is two or more."""
    return len(text.encode("utf-16-le")) // 2


def _part(whole: str, start: int, end: int, covered_from: int) -> Part:
    text = whole[start:end]
    hidden = max(covered_from, start)
    if hidden >= end:
        return Part(text)
    return Part(text, Span(units(whole[start:hidden]), units(whole[hidden:end])))


def _cuts(whole: str, limit: int) -> Iterator[tuple[int, int]]:
    """Each part's start and end. What lies between two parts is white space."""
    start = 0
    while start < len(whole):
        end = start + _cut(whole[start:], limit)
        yield start, start + len(whole[start:end].rstrip())
        start = end + len(whole[end:]) - len(whole[end:].lstrip())


def _cut(rest: str, limit: int) -> int:
    fitting = rest.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")
    if len(fitting) == len(rest):
        return len(rest)
    for border in BORDERS:
        found = fitting.rfind(border)
        if found >= len(fitting) // 2:
            return found + len(border)
    return len(fitting)
