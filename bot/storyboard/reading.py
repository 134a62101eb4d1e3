"""How hard a text is to read: Flesch and Kincaid's grade, with British syllables. Pure."""

import re

import pyphen

_SYLLABLES = pyphen.Pyphen(lang="en_GB", left=1, right=1)
_SENTENCE_END = re.compile(r"[.?!:;]+(?:\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:['’&-][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_E = re.compile(r"(?<=[^aeiouyl])e(?:s|d)?$|(?<=[^aeiouy]l)e$(?<!le)")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\{[a-z_]+\}")


def grade(text: str) -> float:
    """Return the school grade of a text; 5 is about ten years old.

    Numbers and addresses are left out: they are dialled or tapped, not read. So are open slots.
    """
    plain = _ADDRESS.sub("", text)
    sentences = [words for part in _SENTENCE_END.split(plain) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """Return how many syllables a word has; at least one.

    Hyphenation misses some ("any", "safely"), groups of vowels miss others: the higher counts,
    so that a text is never called easier than it is.
    """
    spoken = _SILENT_E.sub("", word.lower())
    return max(len(_SYLLABLES.positions(word.lower())) + 1, len(_VOWELS.findall(spoken)), 1)
