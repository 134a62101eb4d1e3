"""Reads the words that ship with the product: the only I/O of this package."""

from importlib.resources import files

import yaml

from bot.conversation.content import Content
from bot.conversation.sayings import Sayings, compiled
from bot.conversation.words import load
from bot.safeguarding.signposts import Signposts
from directory.model import Directory


def shipped_text() -> str:
    """Return the content file as it is written."""
    folder = files(__package__) / "words" / "en.d"
    document = yaml.safe_load(_read("en.yml"))
    for part in sorted(folder.iterdir(), key=lambda each: each.name) if folder.is_dir() else ():
        more = yaml.safe_load(part.read_text(encoding="utf-8")) or {}
        for section, entries in more.items():
            if isinstance(entries, list):
                document[section] = [*document[section], *entries]
            else:
                document.setdefault(section, {}).update(entries)
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False)


def shipped_sayings() -> Sayings:
    """Return what people say in so many words. Every word is text there, `no` and `999` too."""
    return compiled(yaml.load(_read("sayings.yml"), Loader=yaml.BaseLoader))  # noqa: S506 - only text


def shipped_content(directory: Directory, signposts: Signposts) -> Content:
    """Return everything the bot may say. Raises ContentError naming all that has to be mended."""
    return Content(load(shipped_text(), directory), directory, signposts, shipped_sayings())


def _read(name: str) -> str:
    return (files(__package__) / "words" / name).read_text(encoding="utf-8")
