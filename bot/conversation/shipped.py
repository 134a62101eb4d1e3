"""Reads the words that ship with the product: the only I/O of this package."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.conversation.content import Content
from bot.conversation.languages import ENGLISH, Language, language_of, translated
from bot.conversation.sayings import Sayings, compiled
from bot.conversation.words import compiled as words_of
from bot.conversation.words import document_of
from bot.errors import ContentError
from bot.safeguarding.signposts import Signposts
from directory.model import Directory

IN_ENGLISH = Language(ENGLISH, "English")
Documents = Iterable[Mapping[str, Any]]


@cache
def shipped_document() -> dict[str, Any]:
    """Return the content file and its chapters as one, read once: nobody changes them meanwhile.

    Raises ContentError for a key that two of them have.
    """
    folder = files(__package__) / "words" / "en"
    document: dict[str, Any] = {**document_of(_read("en.yml")), "chapters": {}, "titles": {}}
    for part in sorted(folder.iterdir(), key=lambda each: each.name):
        chapter = document_of(part.read_text(encoding="utf-8"))
        name = part.name.removesuffix(".yml")
        document["titles"][name] = chapter.pop("chapter")
        document["chapters"] |= dict.fromkeys(chapter.get("words", {}), name)
        for section, entries in chapter.items():
            doubles = document[section].keys() & entries.keys()
            if doubles:
                raise ContentError(f"{part.name}: {', '.join(sorted(doubles))}: written twice")
            document[section] = {**document[section], **entries}
    return document


def shipped_text() -> str:
    """Return the content file as it is written."""
    return yaml.safe_dump(shipped_document(), allow_unicode=True, sort_keys=False)


@cache
def shipped_sayings() -> Sayings:
    """Return what people say in so many words. Every word is text there, `no` and `999` too."""
    return compiled(yaml.load(_read("sayings.yml"), Loader=yaml.BaseLoader))  # noqa: S506 - only text


def shipped_languages() -> tuple[dict[str, Any], ...]:
    """Return each file of another language as a document, drafts too."""
    folder = files(__package__) / "words" / "languages"
    found = sorted(folder.iterdir(), key=lambda each: each.name) if folder.is_dir() else []
    return tuple(
        document_of(each.read_text(encoding="utf-8"))
        for each in found
        if each.name.endswith(".yml")
    )


def shipped_content(
    directory: Directory,
    signposts: Signposts,
    cards_in: Mapping[str, Signposts] | None = None,
    languages: Documents | None = None,
) -> Content:
    """Return everything the bot may say, in every language that a person has reviewed.

    `cards_in` are the safety cards of each language. Raises ContentError naming all that has to be
    mended.
    """
    others = shipped_languages() if languages is None else tuple(languages)
    reviewed = [each for each in others if language_of(each).is_reviewed]
    spoken = {language.code: language for language in map(language_of, reviewed)}
    cards, sayings = cards_in or {}, shipped_sayings()
    english = _with_choices(shipped_document(), tuple(spoken.values()))
    return Content(
        words_of(english, directory),
        directory,
        signposts,
        sayings,
        others={
            code: Content(
                words_of(
                    _with_choices(translated(shipped_document(), each), tuple(spoken.values())),
                    directory,
                    f"languages/{code}.yml",
                ),
                directory,
                cards.get(code, signposts),
                sayings,
                language=code,
            )
            for code, each in zip(spoken, reviewed, strict=True)
        },
        languages=tuple(spoken.values()),
    )


def _with_choices(document: Mapping[str, Any], spoken: Collection[Language]) -> dict[str, Any]:
    """The document with a button for each language, in that language's own name."""
    choices = (IN_ENGLISH, *spoken) if spoken else ()
    labels = {language.button: language.name for language in choices}
    return {**document, "buttons": {**document["buttons"], **labels}}


def _read(name: str) -> str:
    return (files(__package__) / "words" / name).read_text(encoding="utf-8")
