"""Finds which of the directory's problems a message is about. Pure."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from directory.matching.phrases import Phrase, heard, stems, words
from directory.model import Directory, Problem

_SURE_ENOUGH = 0.42
_HALF_SURE = 5.0
"""The weight of words at which a score is one half."""
_SAYS_IT_ALONE = 1.5
"""A phrase of one word was written because that word is enough."""
_NEARBY = 0.3
"""How much the other words of a problem add to the phrase that was found."""
_WITHOUT_PHRASE = 0.46
"""How much they count where no phrase was found, and only if there are some of them."""
_SOME = 3
_LIGHT_WEIGHT = 0.4
_LIGHT = frozenset(
    words(
        "a about all and are at be by can cant do down for from get go going had has have he her "
        "him his hous i im in is it keep me my no of off on one or our out over past peopl put "
        "she so someon that the their them they thing this through to too up us want was we went "
        "were with wont you card account"
    )
)
_IN_EVERY_STORY = _LIGHT | frozenset(
    words(
        "mum dad parent famili friend son daughter brother sister boyfriend scar feel safe night "
        "day week month time many much 2 3 4 5"
    )
)
"""Words that may fill a phrase but support no problem by themselves."""


@dataclass(frozen=True, slots=True)
class ProblemMatch:
    """A problem that a message is about, how sure that is (0 to 1), and the words that say so."""

    problem: Problem
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    phrases: Mapping[str, tuple[Phrase, ...]]
    known: Mapping[str, frozenset[str]]
    """For each problem, the words of its phrases that tell it from others."""
    weights: Mapping[str, float]
    vocabulary: frozenset[str]


def problems_in(directory: Directory, text: str) -> tuple[ProblemMatch, ...]:
    """Every problem the message may be about, likeliest first."""
    index = _index(directory)
    message = heard(stems(text, directory.same_words), index.vocabulary)
    matches = (_match(problem, index, message) for problem in directory.problems.values())
    return tuple(sorted((m for m in matches if m.score > 0), key=lambda match: -match.score))


def find_problem(directory: Directory, text: str) -> ProblemMatch | None:
    """The problem the message is about; None rather than a wild guess."""
    found = problems_in(directory, text)
    return found[0] if found and found[0].score >= _SURE_ENOUGH else None


def _match(problem: Problem, index: _Index, message: Mapping[str, str]) -> ProblemMatch:
    """A phrase found weighs most; the problem's other words support it, or at a pinch stand in."""
    found = [phrase.found_in(message) for phrase in index.phrases[problem.id]]
    best = max((one for one in found if one), key=lambda one: _weight(one, index), default=())
    nearby = tuple(sorted(index.known[problem.id] & message.keys() - set(best)))
    support = sum(index.weights[one] for one in nearby)
    if best:
        weight = _weight(best, index) + _NEARBY * support
    else:
        weight = _WITHOUT_PHRASE * support if len(nearby) >= _SOME else 0.0
    said = tuple(message[one] for one in best or nearby)
    return ProblemMatch(problem, weight / (weight + _HALF_SURE), said)


def _weight(found: tuple[str, ...], index: _Index) -> float:
    weight = sum(index.weights[one] for one in found)
    return weight * _SAYS_IT_ALONE if len(found) == 1 else weight


@lru_cache(maxsize=4)
def _index(directory: Directory) -> _Index:
    phrases = {
        problem.id: tuple(Phrase.of(text, directory.same_words) for text in problem.listen_for)
        for problem in directory.problems.values()
    }
    used = {name: frozenset().union(*(p.words for p in own)) for name, own in phrases.items()}
    spread = Counter(word for own in used.values() for word in own)
    weights = {
        word: _LIGHT_WEIGHT if word in _LIGHT else math.log(1 + len(used) / count)
        for word, count in spread.items()
    }
    known = {name: own - _IN_EVERY_STORY for name, own in used.items()}
    return _Index(phrases, known, weights, frozenset(weights))
