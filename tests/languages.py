"""A fictional language: English with its vowels changed, so that no English word is left in it."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from re import split
from typing import Any

from bot.conversation.content import Content
from bot.conversation.languages import Language, template
from bot.conversation.shipped import shipped_content, shipped_document
from bot.safeguarding.shipped import shipped_signposts
from directory.shipped import shipped

VOWELS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
HARBOURISH = Language("xx", "Hárbóúrísh", "a speaker of it", date(2026, 11, 1))


def spoken(text: str) -> str:
    """The text in the fictional language: what is filled in by a slot keeps its name."""
    pieces = split(r"(\{[^}]*\})", text)
    return "".join(each if each.startswith("{") else each.translate(VOWELS) for each in pieces)


def harbourish(language: Language = HARBOURISH) -> dict[str, Any]:
    """A whole file of the fictional language."""
    made: dict[str, Any] = _spoken(template(shipped_document(), language))
    made["language"] = template(shipped_document(), language)["language"]
    return made


def _spoken(value: object) -> Any:  # noqa: ANN401 - as deep as the document
    match value:
        case str():
            return spoken(value)
        case Mapping():
            return {key: _spoken(each) for key, each in value.items()}
        case list():
            return [_spoken(each) for each in value]
        case _:
            return value


@cache
def content_in_two_languages() -> Content:
    return shipped_content(shipped(), shipped_signposts(), languages=[harbourish()])
