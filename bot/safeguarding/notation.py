"""The small notation of listens_for/, explained at the head of that file. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.safeguarding.normalise import END, Respelling, fold

# Words between the words that are listened for: never past the end of a sentence, and never a
# "not", so that "he has never hit me" is not heard as "he hit me".
_NOT = (
    "not|never|no|nobody|none|dont|didnt|doesnt|isnt|arent|wasnt|wont|cant|couldnt|wouldnt|"
    "hasnt|havent|hadnt"
)
_ANY_WORD = rf"(?: (?!(?:{_NOT}|\.) )[^ ]+)"
_GAPS = {"..": 2, "...": 5, "....": 12}
_EDGES = {"^": r"\A", "$": rf"(?: {re.escape(END)})*(?= \Z)"}
_REPEATS = 4
_PIECE = re.compile(r"\s*(?:(<[^>]*>)|(\.{2,4}(?=\s|$))|([()|?*])|([^\s()|<>?*]+(?:\(s\))?))")
_GLUED = re.compile(r"\w\((?!s\))|\)\w")
_COMMON = frozenset(
    [
        "i",
        "me",
        "my",
        "you",
        "your",
        "he",
        "him",
        "his",
        "she",
        "her",
        "they",
        "them",
        "their",
        "it",
        "the",
        "a",
        "an",
        "and",
        "or",
        "to",
        "of",
        "in",
        "on",
        "at",
        "is",
        "am",
        "are",
        "was",
        "be",
        "been",
        "have",
        "has",
        "had",
        "do",
        "for",
        "with",
        "that",
        "this",
        "not",
        "no",
        "so",
        "up",
        "out",
        "we",
        "us",
        "our",
        "want",
        "get",
        "got",
        "going",
        "know",
        "just",
        "all",
        "like",
        "what",
        "how",
        "someone",
        "people",
        "can",
        "will",
        "would",
        "if",
    ]
)


class NotationError(ValueError):
    """A pattern that cannot be read."""


@dataclass(frozen=True, eq=False)
class Listener:
    """One pattern, ready to hear; `needs` are words of which a text must have one at least."""

    pattern: str
    regex: re.Pattern[str]
    needs: frozenset[str]
    also: tuple["Listener", ...] = ()  # what else must be in the same sentence

    def find(self, plain: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
        """Yield the places in a normalised text, whose words are given, where this is heard."""
        if self.needs.isdisjoint(words) or any(o.needs.isdisjoint(words) for o in self.also):
            return
        for match in self.regex.finditer(plain):
            first, last = sentence(plain, *match.span())
            if all(other.regex.search(plain, first, last) for other in self.also):
                yield match


def sentence(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a place in a normalised text starts and ends."""
    last = plain.find(f" {END} ", end)
    return plain.rfind(f" {END} ", 0, start + 1) + 1, last + 1 if last >= 0 else len(plain)


@dataclass(frozen=True)
class _Part:
    """A piece of regular expression, and words of which one is sure to be in what it matches."""

    regex: str
    needs: frozenset[str] = frozenset()

    @cached_property
    def rarity(self) -> tuple[bool, int, int]:
        return (not self.needs, len(self.needs & _COMMON), len(self.needs))


@dataclass
class Notation:
    """Reads patterns; `classes` are the named lists of words that they may use.

    A pattern is respelt like a message, so it may be written in any spelling.
    """

    classes: Mapping[str, Sequence[str]]
    respelling: Respelling
    words: set[str] = field(default_factory=set)
    _read: dict[str, _Part] = field(default_factory=dict)
    _being_read: set[str] = field(default_factory=set)

    def listener(self, pattern: str) -> Listener:
        """Return a pattern ready to hear. Raises NotationError with the pattern in it."""
        first, *also = (self._alone(each) for each in pattern.split(" & "))
        return replace(first, pattern=pattern, also=tuple(also))

    def _alone(self, pattern: str) -> Listener:
        part = self._pattern(pattern)
        if not part.needs:
            raise NotationError(f"{pattern!r} has no word that must be there")
        return Listener(pattern, re.compile(f"{part.regex}(?= )"), part.needs)

    def _pattern(self, pattern: str) -> _Part:
        pieces = _pieces(self.respelling.joined_up(f" {pattern} "))
        part = self._choice(pattern, pieces)
        if pieces:
            raise NotationError(f"{pattern!r} has a bracket too many")
        return part

    def _choice(self, pattern: str, pieces: list[str]) -> _Part:
        branches = [self._sequence(pattern, pieces)]
        while pieces and pieces[0] == "|":
            pieces.pop(0)
            branches.append(self._sequence(pattern, pieces))
        return _either(branches)

    def _sequence(self, pattern: str, pieces: list[str]) -> _Part:
        parts: list[_Part] = []
        while pieces and pieces[0] not in {")", "|"}:
            part = self._item(pattern, pieces)
            if pieces and pieces[0] in {"?", "*"}:
                most = 1 if pieces.pop(0) == "?" else _REPEATS
                part = _Part(f"(?:{part.regex}){{0,{most}}}")
            parts.append(part)
        if not parts:
            raise NotationError(f"{pattern!r} has an empty choice")
        return _Part("".join(p.regex for p in parts), min(parts, key=lambda p: p.rarity).needs)

    def _item(self, pattern: str, pieces: list[str]) -> _Part:
        piece = pieces.pop(0)
        if piece == "(":
            part = self._choice(pattern, pieces)
            if not pieces or pieces.pop(0) != ")":
                raise NotationError(f"{pattern!r} has a bracket that is not closed")
            return part
        if piece in _EDGES:
            return _Part(_EDGES[piece])
        if piece in _GAPS:
            return _Part(f"{_ANY_WORD}{{0,{_GAPS[piece]}}}?")
        if piece.startswith("<"):
            return self._class(piece[1:-1])
        if piece in {"?", "*"}:
            raise NotationError(f"{pattern!r} has {piece} after nothing")
        return self._word(piece)

    def _class(self, name: str) -> _Part:
        if name not in self._read:
            if name not in self.classes:
                raise NotationError(f"there is no list of words called <{name}>")
            if name in self._being_read:
                raise NotationError(f"the list <{name}> names itself")
            self._being_read.add(name)
            self._read[name] = _either([self._pattern(str(each)) for each in self.classes[name]])
        return self._read[name]

    def _word(self, piece: str) -> _Part:
        word = fold(piece.removesuffix("(s)"))
        return _either(
            [
                self._words(self.respelling.variants.get(form, form))
                for form in ([word, word + "s"] if piece.endswith("(s)") else [word])
            ]
        )

    def _words(self, phrase: str) -> _Part:
        words = phrase.split()
        self.words.update(words)
        parts = [_Part(f" {re.escape(word)}", frozenset({word})) for word in words]
        return _Part("".join(p.regex for p in parts), min(parts, key=lambda p: p.rarity).needs)


def _pieces(pattern: str) -> list[str]:
    found = [next(filter(None, groups)) for groups in _PIECE.findall(pattern)]
    if "".join("".join(found).split()) != "".join(pattern.split()):
        raise NotationError(f"{pattern!r} has a sign that is not part of the notation")
    if _GLUED.search(pattern):
        raise NotationError(f"{pattern!r} has a bracket in the middle of a word")
    return found


def _either(branches: Sequence[_Part]) -> _Part:
    if len(branches) == 1:
        return branches[0]
    needs = frozenset().union(*(b.needs for b in branches))
    if not all(b.needs for b in branches):
        needs = frozenset()
    return _Part(f"(?:{'|'.join(dict.fromkeys(b.regex for b in branches))})", needs)
