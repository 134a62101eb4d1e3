"""Reads the words that ship with the product: the only I/O of this package."""

from importlib.resources import files

from bot.conversation.content import Content
from bot.conversation.words import load
from bot.safeguarding.signposts import Signposts
from directory.model import Directory


def shipped_text() -> str:
    """Return the content file as it is written."""
    return (files(__package__) / "words" / "en.yml").read_text(encoding="utf-8")


def shipped_content(directory: Directory, signposts: Signposts) -> Content:
    """Return everything the bot may say. Raises ContentError naming all that has to be mended."""
    return Content(load(shipped_text(), directory), directory, signposts)
