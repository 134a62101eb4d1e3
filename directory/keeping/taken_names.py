"""Finds names that two services would both answer to. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from directory.records.documents import Document, Documents, EntryKind, Key

_BETWEEN = re.compile(r"[\W_]+")


def taken_names(documents: Documents, changes: Mapping[Key, Document | None]) -> Iterator[str]:
    """One for each new name of a changed service that another service goes by."""
    whose: dict[str, set[str]] = {}
    for (kind, name), document in {**documents, **changes}.items():
        if kind is EntryKind.SERVICE and document is not None:
            for called in _names(document):
                whose.setdefault(_plain(called), set()).add(name)
    for key, document in changes.items():
        if key[0] is not EntryKind.SERVICE or document is None:
            continue
        had = {_plain(each) for each in _names(documents.get(key, {}))}
        for called in _names(document):
            others = sorted(whose[_plain(called)] - {key[1]})
            if others and _plain(called) not in had:
                yield f"service {key[1]!r}: {called!r} is the name of {others[0]} already"


def _names(document: Document) -> tuple[str, ...]:
    aka = document.get("aka")
    others = aka if isinstance(aka, list) else []
    return (str(document.get("name", "")), *map(str, others))


def _plain(name: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", name).casefold())
