"""Words that count: each is worth points, and only many together are heard as danger. Pure.

An understated message has no one phrase to listen for: "he says my name different when there
is no one in". What sets it apart is the sum of small words. Their points are learned from the
lines of nlu/data, so they are read from a file of their own that nobody edits by hand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.safeguarding.levels import Category, Hit, Level

ID = "words_that_add_up"
_WINDOW = 48  # words heard together: a long message is no more suspect than a short one
_STEP = 24
_FEWEST = 9  # words: fewer tell too little, either way
_TOLD = 5  # words that a hit names


@dataclass(frozen=True)
class Points:
    """What words are worth; `enough` is danger, and below `doubtful` weak signs do not count."""

    start: int
    enough: int
    doubtful: int
    words: Mapping[str, int]

    def of(self, plain: str) -> int:
        """Return the points of the gravest part of a normalised text."""
        return self._gravest(plain.split())[0]

    def doubt(self, plain: str) -> bool:
        """Return whether the words of a normalised text speak against its weak signs.

        A cry of a few words is never doubted: there are no others to speak against it.
        """
        words = plain.split()
        return len(words) >= _FEWEST and self._gravest(words)[0] < self.doubtful

    def hit(self, plain: str) -> Hit | None:
        """Return what the words of a normalised text are heard as, if they are enough together.

        They do not tell what the danger is, so the card is the one for anybody.
        """
        words = plain.split()
        worth, heard = self._gravest(words)
        if worth < self.enough or len(words) < _FEWEST:
            return None
        return Hit(Category.NOT_COPING, Level.SERIOUS, ID, ", ".join(heard))

    def _gravest(self, words: Sequence[str]) -> tuple[int, tuple[str, ...]]:
        return max(self._weighed(part) for part in _parts(words))

    def _weighed(self, words: Sequence[str]) -> tuple[int, tuple[str, ...]]:
        known = {each: self.words[each] for each in features(words) if each in self.words}
        grave = sorted((each for each in known if known[each] > 0), key=lambda e: (-known[e], e))
        return self.start + sum(known.values()), tuple(grave[:_TOLD])


# Without a file of points: nothing adds up, and every weak sign counts.
NO_POINTS = Points(start=0, enough=1, doubtful=0, words={})


def features(words: Sequence[str]) -> frozenset[str]:
    """Return the words of a part of a text, and every two that stand in a row."""
    return frozenset((*words, *map(" ".join, pairwise(words))))


def points(document: Mapping[str, Any]) -> Points:
    """Return the points of a document with the keys of points.yml."""
    worth = (line.partition(" ") for line in document["words"].splitlines())
    words = {word: int(points) for points, _, word in worth}
    return Points(document["start"], document["enough"], document["doubtful"], words)


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, max(1, len(words) - _STEP), _STEP):
        yield words[start : start + _WINDOW]
