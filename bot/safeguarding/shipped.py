"""The phrases and cards that come with the product. The only file here that reads a file."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

from bot.safeguarding import phrases, signposts
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.signposts import Signposts


def shipped_phrases() -> Phrases:
    """Return phrases.yml and spellings.yml, compiled. Takes a moment: ask once, and keep it."""
    return phrases.compiled({**_document("phrases.yml"), **_document("spellings.yml")})


def shipped_signposts() -> Signposts:
    """Return the cards of signposts.yml."""
    return signposts.compiled(_document("signposts.yml"))


def _document(name: str) -> Mapping[str, Any]:
    document: Mapping[str, Any] = yaml.safe_load(
        (files(__package__) / name).read_text(encoding="utf-8")
    )
    return document
