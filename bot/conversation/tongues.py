"""Whether a text is in another language than English, by its runs of letters. Pure.

Counts of letters come from the library lingua, which tells short texts apart better than its
like. It knows the languages below; other alphabets and languages written in borrowed letters are
for words/sayings.yml.
"""

import re
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

SPOKEN_HERE = (
    Language.ALBANIAN,
    Language.ENGLISH,
    Language.FRENCH,
    Language.ITALIAN,
    Language.LITHUANIAN,
    Language.POLISH,
    Language.PORTUGUESE,
    Language.ROMANIAN,
    Language.SOMALI,
    Language.SPANISH,
    Language.TURKISH,
)
WORD = re.compile(r"[^\W\d_]{2,}")
# How likely English may be at most, by how many words there are to tell it by; slang and typing
# in a hurry look foreign in two words, and hardly ever in four.
AT_MOST = {2: 0.01, 3: 0.05, 4: 0.1}
FEWEST, PLENTY = min(AT_MOST), max(AT_MOST)
LONGEST = 400  # characters, which is more than enough


def is_unlike_english(text: str) -> bool:
    """Whether so little speaks for English that the text must be in another language."""
    start = text[:LONGEST]
    count = len(WORD.findall(start))
    if count < FEWEST:
        return False
    likelihood = _detector().compute_language_confidence(start, Language.ENGLISH)
    return likelihood < AT_MOST[min(count, PLENTY)]


def get_ready() -> None:
    """Load what is needed, which takes two seconds: better before the first message than in it."""
    is_unlike_english("is this in english or not")


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*SPOKEN_HERE).build()
