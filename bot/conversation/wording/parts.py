"""Fills the entries of the content file that stand within others. Pure."""

from collections.abc import Sequence
from functools import reduce

from bot.conversation.content import Content, filled


def part(content: Content, key: str, **slots: str) -> str:
    return filled(content.words.entries[key].text, **slots)


def listed(content: Content, parts: Sequence[str]) -> str:
    """Put parts into one sentence: "a, b and c". There is at least one."""
    *before, last = parts
    if not before:
        return last
    first = reduce(lambda done, each: part(content, "list.before", first=done, last=each), before)
    return part(content, "list.last", first=first, last=last)
