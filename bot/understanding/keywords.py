"""What a text is likely to mean by its words alone, for when the trained model is away."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import yaml

from bot.conversation.intents import Intent
from bot.errors import ContentError
from bot.safeguarding.levels import Level
from bot.understanding.model import Ranked, Source, Understanding

POINTS = {"whole": 10, "sure": 5, "likely": 3, "hint": 1}
ENOUGH = 3
THRESHOLD = 0.5  # what ENOUGH points come to
RANKED = 10

WORD = re.compile(r"[^\W_]+")
REPEATED = re.compile(r"(.)\1+")

Document = Mapping[str, Mapping[str, Sequence[str]]]
"""keywords.yml as it is written: intent, strength, words."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """Counts for its intent when all its pieces are in the text."""

    intent: Intent
    points: int
    pieces: tuple[str, ...]
    is_whole: bool

    def is_in(self, words: str, squeezed: str) -> bool:
        if self.is_whole:
            return squeezed in self.pieces
        return all(piece in words for piece in self.pieces)


class Keywords:
    """Judges no risk: that is triage's work, which never needs Rasa."""

    def __init__(self, document: Document) -> None:
        """Raises ContentError for an unknown intent or strength, or a star inside a word."""
        self._keywords = tuple(_keywords(document))

    def understand(self, text: str) -> Understanding:
        points = self._points(text)
        best = sorted(points, key=lambda intent: -points[intent])[:RANKED]
        ranking = tuple(Ranked(intent, _confidence(points[intent])) for intent in best)
        likeliest = ranking[0] if ranking else Ranked(Intent.OUT_OF_SCOPE, 0.0)
        return Understanding(
            intent=likeliest.intent,
            confidence=likeliest.confidence,
            ranking=ranking or (likeliest,),
            level=Level.NONE,
            source=Source.KEYWORDS,
            threshold=THRESHOLD,
        )

    def _points(self, text: str) -> dict[Intent, int]:
        """Only intents with any, in the order of the taxonomy: the first wins a tie."""
        words = _words(text)
        squeezed = _squeezed(words)
        points = dict.fromkeys(Intent, 0)
        for keyword in self._keywords:
            if keyword.is_in(words, squeezed):
                points[keyword.intent] += keyword.points
        return {intent: count for intent, count in points.items() if count}


def shipped_keywords() -> Document:
    """Return keywords.yml as it is written. Every word is text there, `no` and `999` too."""
    text = (files(__package__) / "keywords.yml").read_text(encoding="utf-8")
    document: Document = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes only text
    return document


def _keywords(document: Document) -> Iterator[Keyword]:
    for name, strengths in document.items():
        if name not in set(Intent):
            raise ContentError(f"keywords.yml: there is no intent called {name}")
        for strength, entries in strengths.items():
            if strength not in POINTS:
                raise ContentError(f"keywords.yml: {name} has an unknown strength, {strength}")
            for entry in entries:
                yield _keyword(Intent(name), strength, entry)


def _keyword(intent: Intent, strength: str, entry: str) -> Keyword:
    if strength == "whole":
        return Keyword(intent, POINTS[strength], (_squeezed(_words(entry)),), is_whole=True)
    pieces = tuple(_piece(part.strip(), entry) for part in entry.split("+"))
    return Keyword(intent, POINTS[strength], pieces, is_whole=False)


def _piece(part: str, entry: str) -> str:
    """What to look for in the words: with a space before it, and after it unless it is a stem."""
    stem = part.removesuffix("*")
    if "*" in stem or not stem:
        raise ContentError(f"keywords.yml: a star may only end a word: {entry}")
    return f" {stem}" if part.endswith("*") else f" {stem} "


def _words(text: str) -> str:
    """The words alone, in small letters, one space around each."""
    plain = text.lower().replace("'", "").replace("\u2019", "")
    return f" {' '.join(WORD.findall(plain))} "


def _squeezed(words: str) -> str:
    """With every run of one letter made one: heyyyy is hey."""
    return REPEATED.sub(r"\1", words)


def _confidence(points: int) -> float:
    return points / (points + ENOUGH)
