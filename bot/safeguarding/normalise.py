"""Turns what was typed into plain words: one spelling, no disguise, one space between. Pure.

People in danger type fast, hide words from filters and from parents, and misspell. Everything
here makes two spellings of one thing the same, so that listens_for/ need say it only once.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

LONGEST = 8192  # characters looked at: twice Telegram's longest message
SHORTEST_GUESS = 6  # letters: below this too many real words are one slip away from another
SHORTEST_DROPPED = 4  # letters: "endin" may be "ending", "chin" is a word
END = "."  # the word that stands for the end of a sentence

_APOSTROPHES = re.compile(r"(?<=\w)['`\u2018\u2019\u00b4\u02bc\uff07](?=\w)")
_LETTER_BY_LETTER = re.compile(r"(?<![^\W_])[^\W_](?:[ .\-_*/]{1,2}[^\W_](?![^\W_])){2,}")
_TOKEN = re.compile(r"(\.{2,}|…)|([.?!;]+)|([@$]?[^\W_]+(?:[*@$!|#]+[^\W_]+)*)")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLED_END = re.compile(r"([^\W\d_])\1$")
_MASK = re.compile(r"[*#]+")
# Letters of other alphabets that look like ours, and letters that do not decompose.
_ALIKE = str.maketrans("аеорсухіјѕкмтнвοαερικνł", "aeopcyxijskmtnboaepikvl")
_FOLDED = str.maketrans({"ł": "l", "\u0131": "i", "ø": "o", "đ": "d", "æ": "ae"})
_LEET = (
    str.maketrans("01345789@$!|", "oieastbgasii"),
    str.maketrans("01345789@$!|", "oleastbgasll"),
)


@dataclass(frozen=True)
class Respelling:
    """Other spellings of words, and what they stand for."""

    variants: Mapping[str, str]  # one typed word → the words it stands for
    joined: tuple[tuple[re.Pattern[str], str], ...]  # several typed words → what they stand for

    def joined_up(self, plain: str) -> str:
        """Return a text in which several words that stand for others are replaced by them."""
        for pattern, meant in self.joined:
            plain = pattern.sub(meant, plain)
        return plain


@dataclass(frozen=True)
class Spelling:
    """What the words of listens_for/ look like when other people spell them."""

    words: frozenset[str]  # every word that some phrase listens for
    respelling: Respelling
    guessable: Mapping[str, tuple[str, ...]]  # a word less one letter → words it may be
    real: frozenset[str]  # real words that only look like a slip of a guessable one
    signs: Mapping[str, str]  # emoji → word


def fold(text: str) -> str:
    """Return a text in small letters without accents, invisible characters or apostrophes."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST])[:LONGEST]
    plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf", "Me"})
    return _APOSTROPHES.sub("", plain.casefold().translate(_FOLDED))


def slips(word: str) -> Iterator[str]:
    """Yield a word, and the word less each one of its letters."""
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def normalise(text: str, spelling: Spelling) -> str:
    """Return the plain words of a text, with a space before, between and after."""
    for sign, word in spelling.signs.items():
        if sign in text:
            text = text.replace(sign, f" {word} ")
    folded = _LETTER_BY_LETTER.sub(lambda run: _spelt_out(run.group(), spelling), fold(text))
    known: dict[str, str] = {}
    words: list[str] = []
    for pause, stop, token in _TOKEN.findall(folded):
        if stop:
            words.append(END)
        elif not pause:
            if token not in known:
                known[token] = _respell(token, spelling)
            words.append(known[token])
    return spelling.respelling.joined_up(f" {' '.join(words)} ")


def _spelt_out(run: str, spelling: Spelling) -> str:
    """Return k.m.s or s u i c i d e as one word, if it is one we listen for."""
    joined = re.sub(r"[\W_]", "", run)
    heard = joined in spelling.respelling.variants or (
        len(joined) > 3 and joined in spelling.words
    )
    return joined if heard else run


def _respell(token: str, spelling: Spelling) -> str:
    for candidate in _readings(token, spelling):
        if candidate in spelling.respelling.variants:
            return spelling.respelling.variants[candidate]
        if candidate in spelling.words:
            return candidate
    return _guess(token, spelling) or token


def _readings(token: str, spelling: Spelling) -> Iterator[str]:
    """Yield what a token may stand for, the likeliest first."""
    yield token
    twice, once = _REPEATED.sub(r"\1\1", token), _REPEATED.sub(r"\1", token)
    if twice != token:
        yield twice
        yield once
    yield _DOUBLED_END.sub(r"\1", once)
    if once.endswith("in") and len(once) > SHORTEST_DROPPED:
        yield once + "g"
    if not token.isascii():
        yield token.translate(_ALIKE)
    if not token.isalpha() and not token.isdigit():
        for table in _LEET:
            yield once.translate(table)
        if _MASK.search(token):
            yield from _unmasked(token, spelling)


def _unmasked(token: str, spelling: Spelling) -> Iterator[str]:
    """Yield the words that fit a token with letters starred out, as in k*ll."""
    shape = re.compile("[a-z]{1,6}".join(map(re.escape, _MASK.split(token))))
    if len(token) <= 12:  # longer than any word that people star out
        yield from sorted(w for w in spelling.words if len(w) <= 12 and shape.fullmatch(w))


def _guess(token: str, spelling: Spelling) -> str | None:
    if len(token) < SHORTEST_GUESS or len(token) > 20 or token in spelling.real:
        return None
    for slip in slips(token):
        for word in spelling.guessable.get(slip, ()):
            if word[0] == token[0] and OSA.distance(token, word) == 1:
                return word
    return None
