"""The phrases and cards that come with the product. The only file here that reads files."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from bot.safeguarding import phrases, signposts
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.signposts import Signposts, SignpostsError
from bot.safeguarding.translated import code_of, is_reviewed, translated
from directory.shipped import HOME, shipped_cards


def shipped_phrases() -> Phrases:
    """Return what listens_for/ says, compiled. Takes a moment: ask once, and keep it."""
    return phrases.compiled(shipped_document())


def shipped_document() -> Mapping[str, Any]:
    """Return the files of listens_for/ as one document; each kind of danger has its own file."""
    document: dict[str, Any] = {"danger": {}}
    folder = files(__package__) / "listens_for"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        read = _read(file)
        document["danger"] |= read.pop("danger", {})
        document |= read
    return document


def shipped_signposts(borough: str = HOME) -> Signposts:
    """Return the cards of signposts.yml with the borough's own lines on them.

    Raises SignpostsError or LoadError where the borough's lines cannot be read.
    """
    return signposts.compiled(shipped_english_cards(), _local_lines(borough))


def signposts_by_language(borough: str = HOME) -> dict[str, Signposts]:
    """Return the cards of each other language that a person has reviewed, by its code.

    Raises as shipped_signposts does: a draft that is wrong is found before it is reviewed.
    """
    local = _local_lines(borough)
    drafts = {code_of(each): each for each in shipped_card_translations()}
    compiled = {
        code: signposts.compiled(translated(shipped_english_cards(), each), local)
        for code, each in drafts.items()
    }
    return {code: cards for code, cards in compiled.items() if is_reviewed(drafts[code])}


def shipped_card_translations() -> tuple[Mapping[str, Any], ...]:
    """Return each file of cards in another language as it is written, drafts too."""
    folder = files(__package__) / "languages"
    found = sorted(folder.iterdir(), key=lambda each: each.name) if folder.is_dir() else []
    return tuple(_read(each) for each in found if each.name.endswith(".yml"))


def shipped_english_cards() -> Mapping[str, Any]:
    """Return signposts.yml as it is written."""
    return _read(files(__package__) / "signposts.yml")


def _local_lines(borough: str) -> dict[str, Any]:
    try:
        local = yaml.safe_load(shipped_cards(borough))
    except yaml.YAMLError as error:
        raise SignpostsError(f"{borough}: cards.yml is not valid YAML: {error}") from error
    if not isinstance(local, dict):
        raise SignpostsError(f"{borough}: cards.yml should be 'name: line' lines")
    return local


def signposts_without_local() -> Signposts:
    """Return the cards as they stand where the borough's lines are broken."""
    return signposts.compiled(shipped_english_cards())


def _read(file: Traversable) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return document
