"""The directory as entries that can be stored, compared, edited and written to files. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from directory.errors import LoadError
from directory.load import built, roots
from directory.model import Directory
from directory.records.lined_yaml import write_yaml
from directory.records.reading import Entry, Place
from directory.records.writing import document

__all__ = [
    "SETTINGS",
    "Document",
    "Documents",
    "EntryKind",
    "Key",
    "as_document",
    "as_files",
    "document",
    "documents_of",
    "faults_in",
    "fitting",
    "key_in",
    "load_documents",
]


class EntryKind(StrEnum):
    SERVICE = "service"
    PROBLEM = "problem"
    GUIDANCE = "guidance"
    SETTING = "setting"


Document = Mapping[str, object]
"""An entry as the YAML files have it, in types that JSON has too. A setting is {"value": ...}."""
Key = tuple[EntryKind, str]
Documents = Mapping[Key, Document]

SETTINGS = (
    "first_choices",
    "same_words",
    "ordinary_names",
    "short",
    "never_show",
    "roles",
    "borough",
)
_VALUE = "value"
_NOT_AN_ENTRY = "not_an_entry"
_LISTS = {
    EntryKind.SERVICE: ("services", "service"),
    EntryKind.PROBLEM: ("problems", "problem"),
    EntryKind.GUIDANCE: ("guidance", "fact"),
}
"""Where the files list each kind, and what a fault calls one of them."""
_CALLED = {called: kind for kind, (_, called) in _LISTS.items()}
_NAMED = re.compile(r"""(\w+) ('[^']*'|"[^"]*")(?=[,:])|'?(\w+)""")


def as_document(stored: object) -> Document:
    """What a store holds, as an entry.

    What is no entry at all is kept under a name that no entry has: it is then a fault of its own,
    which can be shown, compared and replaced like any other.
    """
    return stored if isinstance(stored, Mapping) else {_NOT_AN_ENTRY: stored}


def documents_of(files: Mapping[str, str]) -> Documents:
    """The entries of these texts, each under the name of its file.

    The day at a file's head goes into each of its services. Raises LoadError with one line for
    each text that cannot be read and each entry that has no id, or another's. What an entry says
    is not looked at: `load_documents` does that.
    """
    faults: list[str] = []
    documents: dict[Key, Document] = {}
    places: dict[Key, Place] = {}
    for root in roots(files, faults):
        for kind in _LISTS:
            _take_list(root, kind, documents, places)
        for name in SETTINGS:
            _take_setting(root, name, documents)
        root.has("checked")
        root.finish()
    if faults:
        raise LoadError(tuple(faults))
    return documents


def load_documents(documents: Documents, gone: Collection[str] = ()) -> Directory:
    """The directory these entries make. Raises LoadError with one line for every fault.

    Sentences may ask for a fact of the services that are `gone`: these go unsaid.
    """
    faults = list(_misfits(documents).values())
    return built((Entry(_content(documents), faults, Place()),), faults, is_live=True, gone=gone)


def faults_in(documents: Documents) -> tuple[str, ...]:
    """What would have to be mended before these entries load; nothing where they do."""
    try:
        load_documents(documents)
    except LoadError as error:
        return error.faults
    return ()


def key_in(fault: str) -> Key | None:
    """The entry that a fault of `load_documents` is about; None where it names none."""
    if not (named := _NAMED.match(fault)):
        return None
    called, name, setting = named.groups()
    if setting is not None:
        return (EntryKind.SETTING, setting) if setting in SETTINGS else None
    kind = _CALLED.get(called) or (EntryKind(called) if called in set(EntryKind) else None)
    return (kind, name[1:-1]) if kind else None


def fitting(documents: Documents) -> tuple[Documents, Mapping[Key, str]]:
    """The entries that are what their key says, and a fault for each of the others."""
    misfits = _misfits(documents)
    return {key: each for key, each in documents.items() if key not in misfits}, misfits


def as_files(documents: Documents) -> Mapping[str, str]:
    """The entries as YAML texts, under the names of their files; `documents_of` reads them."""
    content = _content(documents)
    texts = {
        f"{listed}.yml": write_yaml({listed: content[listed]})
        for listed, _ in _LISTS.values()
        if listed in content
    }
    if settings := {name: content[name] for name in SETTINGS if name in content}:
        texts["settings.yml"] = write_yaml(settings)
    return texts


def _misfits(documents: Documents) -> Mapping[Key, str]:
    """A fault for each entry that is not even what it is stored as."""
    return {
        key: f"{key[0]} {key[1]!r}: {what}"
        for key, item in documents.items()
        if (what := _misfit(key, item))
    }


def _misfit(key: Key, item: Document) -> str:
    kind, name = key
    if _NOT_AN_ENTRY in item:
        return "this is no entry at all: write it anew, or take it out"
    if kind is not EntryKind.SETTING:
        said = item.get("id")
        return "" if said == name else f"its id says {said!r}: make them the same"
    if name not in SETTINGS:
        return f"there is no such setting: choose one of {', '.join(SETTINGS)}"
    return "" if _VALUE in item else f"it has no {_VALUE!r}: write it anew"


def _content(documents: Documents) -> dict[str, object]:
    """All the entries as one file would have them."""
    content: dict[str, object] = {}
    for kind, (listed, _) in _LISTS.items():
        if found := [item for (each, _), item in documents.items() if each is kind]:
            content[listed] = found
    for (kind, name), item in documents.items():
        if kind is EntryKind.SETTING and name in SETTINGS:
            content[name] = item.get(_VALUE)
    return content


def _take_list(
    root: Entry, kind: EntryKind, into: dict[Key, Document], places: dict[Key, Place]
) -> None:
    listed, called = _LISTS[kind]
    for entry in root.entries(listed, called):
        key = (kind, entry.text("id"))
        if key in into and not entry.place.overrides(places[key]):
            entry.fault(f"the id {key[1]!r} is used twice: give each its own", "id")
        item = entry.plain()
        if kind is EntryKind.SERVICE and "checked" not in item and root.has("checked"):
            item["checked"] = root.plain()["checked"]
        into[key], places[key] = item, entry.place


def _take_setting(root: Entry, name: str, into: dict[Key, Document]) -> None:
    """A file's part of a setting: it goes on from what the files before it said."""
    if not root.has(name):
        return
    key = (EntryKind.SETTING, name)
    value, earlier = root.plain()[name], into.get(key, {}).get(_VALUE)
    if earlier is not None and name == "borough":
        root.fault("there are two boroughs: leave only one", name)
    match earlier, value:
        case Mapping(), Mapping():
            value = {**earlier, **value}
        case list(), list():
            value = _without_repeats([*earlier, *value])
    into[key] = {_VALUE: value}


def _without_repeats(items: Iterable[object]) -> list[object]:
    kept: list[object] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept
