"""Which entries have a say in whether a change holds: few, however many there are. Pure."""

import json
import re
from collections.abc import Collection, Iterator, Mapping

from directory.model import SLOT
from directory.records.documents import Document, Documents, EntryKind, Key
from directory.records.numbers import digits

_NAME = re.compile(r"[a-z0-9-]+")
_NUMBER = re.compile(r"\d[\d ]{3,}\d")
_SENTENCES = ("summary", "correction")
_OF_ALL_NUMBERS = frozenset({"short", "never_show"})
"""Settings that decide of every number in the directory whether it may stand there."""


def nearby(documents: Documents, changed: Collection[Key]) -> Documents:
    """The changed entries, all that may name them, and all the services that any of these names.

    Services that name nobody are left out where nobody names them: in a directory of ten thousand
    that is nearly all of them.
    """
    if any(kind is EntryKind.SETTING and name in _OF_ALL_NUMBERS for kind, name in changed):
        return documents
    near = {
        key: each
        for key, each in documents.items()
        if key in changed or key[0] is not EntryKind.SERVICE or _speaks(each)
    }
    text = json.dumps(list(near.values()), ensure_ascii=False, default=str)
    names = set(_NAME.findall(text))
    numbers = {digits(each) for each in _NUMBER.findall(text)}
    return near | {
        key: each
        for key, each in documents.items()
        if key[1] in names or not numbers.isdisjoint(_numbers(each))
    }


def _speaks(service: Document) -> bool:
    """Whether it names another service, or has a number among its words."""
    if service.get("replaced_by"):
        return True
    words = " ".join(str(service.get(name, "")) for name in _SENTENCES)
    return bool(SLOT.search(words) or _NUMBER.search(words))


def _numbers(service: Document) -> Iterator[str]:
    contacts = service.get("contacts")
    for contact in contacts if isinstance(contacts, list) else ():
        if isinstance(contact, Mapping):
            yield digits(str(contact.get("value", "")))
