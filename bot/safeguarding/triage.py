"""Danger first: hears danger in a message by itself, with no model and no network. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from bot.safeguarding.levels import Concern, Hit, Level
from bot.safeguarding.normalise import normalise
from bot.safeguarding.notation import Listener, sentence
from bot.safeguarding.phrases import Phrase, Phrases, Reading, WeakSigns

_TAKEN_OUT = "~"
_ENOUGH = 8  # places where one pattern is heard: more tell us nothing new


@dataclass(frozen=True)
class _Text:
    """A normalised text, and the set of its words that lets most patterns be passed over."""

    plain: str
    words: frozenset[str]

    def hears(self, listeners: Iterable[Listener]) -> bool:
        """Whether any of the patterns is in this text."""
        return any(any(each.find(self.plain, self.words)) for each in listeners)

    def sentence(self, start: int, end: int) -> "_Text":
        """Return the sentence around a place in this text."""
        first, last = sentence(self.plain, start, end)
        return _text(self.plain[first:last])


def assess(text: str, phrases: Phrases) -> Concern:
    """Return what is heard in a text. Total: any string gets an answer, quickly.

    A figure of speech silences its own words alone, never the message: "my phone died and
    i want to die too" is heard. So does a setting such as homework or a game, and it never
    silences what a person says about themselves.
    """
    heard = _text(normalise(text, phrases.spelling))
    rest, left = _without_figures(heard, phrases)
    retold = _retold(rest, phrases)
    possible = phrases.possible(rest.words)
    doubtful = phrases.points.doubt(rest.plain)
    hits: list[Hit] = []
    for phrase in phrases.entries:
        if possible.isdisjoint(phrase.listeners) or (doubtful and phrase.is_weak):
            continue
        hears = partial(_hits, phrase, phrases=phrases, possible=possible)
        hits += (_read(hit, hears, retold) for hit in islice(hears(rest), 1))
    for signs in phrases.weak_signs if not doubtful else ():
        adds_up = partial(_adding_up, signs, phrases=phrases)
        hits += (_read(hit, adds_up, retold) for hit in adds_up(rest))
    if not any(hit.level >= Level.SERIOUS for hit in hits):
        hits += filter(None, [phrases.points.hit(rest.plain)])
    return Concern.of((*hits, *left))


def without_figures(text: str, phrases: Phrases) -> str:
    """Return the plain words of a text less its figures of speech: what points are given to."""
    return _without_figures(_text(normalise(text, phrases.spelling)), phrases)[0].plain


def _text(plain: str) -> _Text:
    return _Text(plain, frozenset(plain.split()))


def _without_figures(heard: _Text, phrases: Phrases) -> tuple[_Text, list[Hit]]:
    """Take the figures of speech out of a text; some leave a concern behind."""
    left: list[Hit] = []
    rest = heard
    for figure in phrases.figures:
        for listener in figure.listeners:
            for match in islice(listener.find(rest.plain, rest.words), 1):
                if figure.leaves:
                    said = match.group().strip()
                    left.append(Hit(figure.leaves, Level.CONCERN, figure.id, said))
                rest = _text(listener.regex.sub(f" {_TAKEN_OUT}", rest.plain))
    return rest, left


def _retold(text: _Text, phrases: Phrases) -> list[tuple[Reading, _Text]]:
    """Return the readings that a text calls for, each with the text less the words for it."""
    without = ((reading, _without(reading, text)) for reading in phrases.readings)
    return [(reading, less) for reading, less in without if less is not text]


def _without(reading: Reading, text: _Text) -> _Text:
    """Return a text less the words, or the sentences, that call for a reading."""
    spans = sorted(
        sentence(text.plain, *match.span()) if reading.whole_sentence else match.span()
        for listener in reading.listeners
        for match in islice(listener.find(text.plain, text.words), _ENOUGH)
        if not text.sentence(*match.span()).hears(reading.unless)
    )
    if not spans:
        return text
    left, last = "", 0
    for start, end in spans:
        left += f"{text.plain[last:start]} {_TAKEN_OUT} " if start >= last else ""
        last = max(last, end)
    return _text(f" {' '.join((left + text.plain[last:]).split())} ")


def _read(
    hit: Hit, hears: Callable[[_Text], Iterator[Hit]], retold: Iterable[tuple[Reading, _Text]]
) -> Hit:
    """Return a hit as it is meant: who does what to whom may make it another category."""
    for reading, less in retold:
        if hit.category in reading.instead_of and not any(True for _ in hears(less)):
            level = min(hit.level, reading.at_most, key=lambda each: each.rank)
            hit = replace(hit, category=reading.category, level=level)
    return hit


def _hits(
    phrase: Phrase, text: _Text, phrases: Phrases, possible: frozenset[Listener]
) -> Iterator[Hit]:
    """Yield the places where a phrase is heard and nothing near explains it away."""
    for listener in filter(possible.__contains__, phrase.listeners):
        for match in islice(listener.find(text.plain, text.words), _ENOUGH):
            around = text.sentence(*match.span())
            if around.hears(phrase.unless) or _is_silenced(phrase, match.group(), around, phrases):
                continue
            level = _level(phrase, around, phrases)
            if level > Level.NONE:
                yield Hit(phrase.category, level, phrase.id, match.group().strip())


def _adding_up(weak: WeakSigns, text: _Text, phrases: Phrases) -> Iterator[Hit]:
    """Yield one hit when enough weak signs are in a text that has no setting to explain them."""
    heard = [
        (sign.points, match.group().strip())
        for sign in weak.signs
        for match in _first(sign.listeners, text)
    ]
    enough = sum(points for points, _ in heard) >= weak.enough
    if enough and not text.hears(weak.unless) and not _is_set(text, phrases):
        yield Hit(weak.category, weak.level, weak.id, ", ".join(words for _, words in heard))


def _first(listeners: Iterable[Listener], text: _Text) -> Iterator[re.Match[str]]:
    found = (match for each in listeners for match in each.find(text.plain, text.words))
    return islice(found, 1)


def _is_set(text: _Text, phrases: Phrases) -> bool:
    return any(text.hears(frame.listeners) for frame in phrases.frames)


def _level(phrase: Phrase, around: _Text, phrases: Phrases) -> Level:
    if phrase.level_now != phrase.level and around.hears(phrases.now):
        return phrase.level_now
    if phrase.level_past != phrase.level and around.hears(phrases.past):
        return phrase.level_past
    return phrase.level


def _is_silenced(phrase: Phrase, words: str, around: _Text, phrases: Phrases) -> bool:
    personal = not phrases.personal.isdisjoint(words.split())
    return any(
        phrase.category in frame.silences
        and not (personal and frame.keeps_personal)
        and around.hears(frame.listeners)
        for frame in phrases.frames
    )
