"""Compiles listens_for/, which people can read, into what triage listens for. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.safeguarding.levels import Category, Level
from bot.safeguarding.normalise import SHORTEST_GUESS, Respelling, Spelling, fold, slips
from bot.safeguarding.notation import Listener, Notation, NotationError
from bot.safeguarding.points import NO_POINTS, Points, points

_KEYS = {"id", "level", "now", "past", "weak", "listen", "unless", "heard", "not heard"}


class PhrasesError(ValueError):
    """listens_for/ says something that cannot be understood; the message says where."""


@dataclass(frozen=True)
class Phrase:
    """One thing that is listened for, in one entry of listens_for/."""

    id: str
    category: Category
    level: Level
    level_now: Level
    level_past: Level
    listeners: tuple[Listener, ...]
    unless: tuple[Listener, ...]
    heard_in: tuple[str, ...]
    not_heard_in: tuple[str, ...]
    is_weak: bool  # counts only where the other words of the message do not speak against it


@dataclass(frozen=True)
class Figure:
    """A figure of speech. Its words are taken out, so that only the rest is listened to."""

    id: str
    listeners: tuple[Listener, ...]
    leaves: Category | None


@dataclass(frozen=True)
class Frame:
    """A setting, like homework or a game, in which a danger word is no danger."""

    id: str
    listeners: tuple[Listener, ...]
    silences: frozenset[Category]
    keeps_personal: bool


@dataclass(frozen=True)
class Reading:
    """Words that show who does what to whom, and so what a danger word near them is about.

    What is heard because of these words alone is read as another category. Its level stays,
    unless the reading names the highest that it can be.
    """

    id: str
    listeners: tuple[Listener, ...]
    unless: tuple[Listener, ...]
    instead_of: frozenset[Category]
    category: Category
    at_most: Level
    whole_sentence: bool


@dataclass(frozen=True)
class Sign:
    """Words that are worth a few points of suspicion: never enough by themselves."""

    points: int
    listeners: tuple[Listener, ...]


@dataclass(frozen=True)
class WeakSigns:
    """Signs that are heard as danger once enough of them come together in one message."""

    id: str
    category: Category
    level: Level
    enough: int
    signs: tuple[Sign, ...]
    unless: tuple[Listener, ...]


@dataclass(frozen=True)
class Phrases:
    """Everything triage listens for, compiled once."""

    spelling: Spelling
    figures: tuple[Figure, ...]
    frames: tuple[Frame, ...]
    now: tuple[Listener, ...]
    past: tuple[Listener, ...]
    personal: frozenset[str]
    readings: tuple[Reading, ...]
    entries: tuple[Phrase, ...]
    weak_signs: tuple[WeakSigns, ...]
    points: Points
    by_word: Mapping[str, frozenset[Listener]]

    def possible(self, words: Iterable[str]) -> frozenset[Listener]:
        """Return the patterns of the entries that a text of these words may hold.

        Most messages have a few words of a few patterns: the others need not be tried.
        """
        none: frozenset[Listener] = frozenset()
        return none.union(*(self.by_word.get(word, none) for word in words))


def compiled(document: Mapping[str, Any]) -> Phrases:
    """Return the phrases of a document with the keys of listens_for/.

    Raises PhrasesError, which names the entry, for anything that cannot be understood.
    """
    respelling = _respelling(document["spellings"])
    notation = Notation(document["words"], respelling)
    entries = tuple(
        _phrase(Category(name), entry, notation)
        for name, listed in document["danger"].items()
        for entry in listed
    )
    figures = tuple(
        Figure(
            id=each["id"],
            listeners=_listeners(each["id"], each["listen"], notation),
            leaves=Category(each["leaves"]) if "leaves" in each else None,
        )
        for each in document["figures of speech"]
    )
    frames = tuple(_frame(each, notation) for each in document["settings"])
    readings = tuple(_reading(each, notation) for each in document.get("who to whom", ()))
    weak_signs = tuple(_weak_signs(each, notation) for each in document["weak signs"])
    now = _listeners("now", document["now"], notation)
    past = _listeners("past", document["past"], notation)
    named: tuple[tuple[Phrase | Figure | Frame | Reading | WeakSigns, ...], ...] = (
        entries,
        figures,
        frames,
        readings,
        weak_signs,
    )
    _refuse_doubles([each.id for listed in named for each in listed])
    return Phrases(
        spelling=_spelling(document, notation.words, respelling),
        figures=figures,
        frames=frames,
        now=now,
        past=past,
        personal=frozenset(document["personal"]),
        readings=readings,
        entries=entries,
        weak_signs=weak_signs,
        points=points(document["points"]) if "points" in document else NO_POINTS,
        by_word=_by_word(entries),
    )


def _by_word(entries: Iterable[Phrase]) -> Mapping[str, frozenset[Listener]]:
    found: dict[str, set[Listener]] = {}
    for entry in entries:
        for listener in entry.listeners:
            for word in listener.needs:
                found.setdefault(word, set()).add(listener)
    return {word: frozenset(listeners) for word, listeners in found.items()}


def _phrase(category: Category, entry: Mapping[str, Any], notation: Notation) -> Phrase:
    name = entry.get("id", f"an entry without id under {category}")
    unknown = set(entry) - _KEYS
    if unknown or "level" not in entry or not entry.get("heard"):
        raise PhrasesError(
            f"{name}: needs id, level, listen and heard; not known: {', '.join(unknown) or '-'}"
        )
    try:
        level, now, past = (
            Level(entry.get(key, entry["level"])) for key in ("level", "now", "past")
        )
    except ValueError as error:
        raise PhrasesError(f"{name}: {error}; the levels are {', '.join(Level)}") from error
    return Phrase(
        id=name,
        category=category,
        level=level,
        level_now=now,
        level_past=past,
        listeners=_listeners(name, entry["listen"], notation),
        unless=_listeners(name, entry.get("unless", ()), notation),
        heard_in=tuple(entry["heard"]),
        not_heard_in=tuple(entry.get("not heard", ())),
        is_weak=entry.get("weak", False),
    )


def _frame(entry: Mapping[str, Any], notation: Notation) -> Frame:
    silenced = entry["silences"]
    return Frame(
        id=entry["id"],
        listeners=_listeners(entry["id"], entry["listen"], notation),
        silences=frozenset(Category if silenced == "all" else map(Category, silenced)),
        keeps_personal=entry["keeps personal"],
    )


def _reading(entry: Mapping[str, Any], notation: Notation) -> Reading:
    name = entry["id"]
    return Reading(
        id=name,
        listeners=_listeners(name, entry["listen"], notation),
        unless=_listeners(name, entry.get("unless", ()), notation),
        instead_of=frozenset(map(Category, entry["instead of"])),
        category=Category(entry["read as"]),
        at_most=Level(entry.get("at most", Level.IMMEDIATE)),
        whole_sentence=entry.get("whole sentence", False),
    )


def _weak_signs(entry: Mapping[str, Any], notation: Notation) -> WeakSigns:
    name = entry["id"]
    return WeakSigns(
        id=name,
        category=Category(entry["category"]),
        level=Level(entry["level"]),
        enough=entry["enough"],
        signs=tuple(
            Sign(each["points"], _listeners(name, each["listen"], notation))
            for each in entry["signs"]
        ),
        unless=_listeners(name, entry.get("unless", ()), notation),
    )


def _listeners(name: str, listed: Sequence[str], notation: Notation) -> tuple[Listener, ...]:
    try:
        return tuple(notation.listener(str(pattern)) for pattern in listed)
    except NotationError as error:
        raise PhrasesError(f"{name}: {error}") from error


def _refuse_doubles(ids: Sequence[str]) -> None:
    doubles = {each for each in ids if ids.count(each) > 1}
    if doubles:
        raise PhrasesError(f"used twice: {', '.join(sorted(doubles))}")


def _respelling(spellings: Mapping[str, Sequence[str]]) -> Respelling:
    variants: dict[str, str] = {}
    joined: list[tuple[re.Pattern[str], str]] = []
    for meant, typed in spellings.items():
        for variant in map(fold, typed):
            if " " in variant:
                joined.append((re.compile(f" {re.escape(variant)}(?= )"), f" {meant}"))
            elif variants.setdefault(variant, meant) != meant:
                raise PhrasesError(
                    f"spellings: {variant} is under both {variants[variant]} and {meant}"
                )
    return Respelling(variants, tuple(joined))


def _spelling(
    document: Mapping[str, Any], words: Iterable[str], respelling: Respelling
) -> Spelling:
    guessable: dict[str, tuple[str, ...]] = {}
    for word in document["misspelt"]:
        if len(word) < SHORTEST_GUESS:
            raise PhrasesError(f"misspelt: {word} is too short to guess at")
        for slip in slips(word):
            guessable[slip] = (*guessable.get(slip, ()), word)
    meant = (word for phrase in respelling.variants.values() for word in phrase.split())
    return Spelling(
        words=frozenset({*words, *document["misspelt"], *meant}),
        respelling=respelling,
        guessable=guessable,
        real=frozenset(document["not misspelt"]),
        signs=document["signs"],
    )
