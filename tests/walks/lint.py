"""How a reply may not sound, whoever it is for: what the words' own rules forbid."""

from collections.abc import Iterator

from tests.rules.test_words import BANNED
from tests.walks.walk import Walk


def unkind(walk: Walk) -> Iterator[str]:
    """What the latest turn said and should never say: blame, promises, cheer."""
    for message in walk.talk.heard:
        text = f"{message.text.casefold()} ".replace("victim support", "")
        yield from (f"{message.key} says {each!r}" for each in BANNED if each in text)
