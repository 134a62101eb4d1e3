"""Makes a directory of what is stored, less the entries that are broken. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from directory.errors import LoadError
from directory.model import Directory
from directory.records.documents import (
    Document,
    Documents,
    EntryKind,
    Key,
    fitting,
    key_in,
    load_documents,
)
from directory.terms import Role

_IsThere = Callable[[str], bool]
_JUDGES = {(EntryKind.SETTING, "short"), (EntryKind.SETTING, "never_show")}
_ROUNDS = 12
"""What names a broken entry may be named itself: so deep do we look before giving up."""


@dataclass(frozen=True, slots=True)
class Sound:
    """`faults` has a line for each entry that is left out, or is shown without some of it."""

    directory: Directory
    faults: tuple[str, ...] = ()


def sound_part(documents: Documents, spare: Documents | None = None) -> Sound:
    """The directory of every entry that loads.

    An entry that is broken costs itself, the places where others name it, and the sentences that
    need a fact of it. A broken setting is taken from `spare`, where that has it. The directory is
    empty where nothing can be made of what is stored.
    """
    _, misfits = fitting(documents)
    said = dict(misfits)
    kept = _without(documents, misfits.keys(), spare or {})
    for _ in range(_ROUNDS):
        try:
            directory = load_documents(kept, gone=_services(documents) - _services(kept))
        except LoadError as error:
            broken = _broken(error.faults, kept)
            if not broken:
                return Sound(Directory.empty(), (*said.values(), error.faults[0]))
            said = {**broken, **said}
            kept = _mended(kept, broken.keys(), spare or {})
        else:
            return Sound(directory, tuple(said.values()))
    return Sound(Directory.empty(), tuple(said.values()))


def _broken(faults: Iterable[str], documents: Documents) -> Mapping[Key, str]:
    """The first fault of each entry that has any.

    Where a setting that judges all numbers is broken itself, it alone: the others may be well.
    """
    first: dict[Key, str] = {}
    for fault in faults:
        if (key := key_in(fault)) and key in documents:
            first.setdefault(key, fault)
    judges = {key: fault for key, fault in first.items() if key in _JUDGES}
    return judges or first


def _mended(documents: Documents, broken: Collection[Key], spare: Documents) -> Documents:
    """The broken ones without what they name in vain; without them where that is not it."""
    names = _services(documents) | set(Role)
    is_there = names.__contains__
    shorter = {key: _naming_only(is_there, key, documents[key]) for key in broken}
    beyond = {key for key, each in shorter.items() if each == documents[key]}
    return _without({**documents, **shorter}, beyond, spare)


def _without(documents: Documents, broken: Collection[Key], spare: Documents) -> Documents:
    """The others, naming none of these; a setting from `spare` in the place of a broken one."""
    if not broken:
        return documents
    kept = {key: each for key, each in documents.items() if key not in broken}
    instead = {
        key: spare[key]
        for key in broken
        if key[0] is EntryKind.SETTING and spare.get(key) not in (None, documents[key])
    }
    gone = {name for kind, name in broken if kind is EntryKind.SERVICE}
    if not gone:
        return {**kept, **instead}
    return {
        key: _naming_only(lambda name: name not in gone, key, each)
        for key, each in {**kept, **instead}.items()
    }


def _services(documents: Documents) -> frozenset[str]:
    return frozenset(name for kind, name in documents if kind is EntryKind.SERVICE)


def _naming_only(is_there: _IsThere, key: Key, document: Document) -> Document:
    """The entry as it is, but naming no service that there is not."""
    match key:
        case EntryKind.SETTING, "roles" | "first_choices":
            return {name: _only(is_there, value) for name, value in document.items()}
        case EntryKind.SERVICE, _:
            return _less(document, is_there, "replaced_by")
        case EntryKind.PROBLEM, _:
            return _problem(is_there, document)
    return document


def _only(is_there: _IsThere, value: object) -> object:
    """The parts of a setting that name a service: one each, or several in order."""
    if not isinstance(value, Mapping):
        return value
    several = {name: _known(is_there, each) for name, each in value.items()}
    return {
        name: each for name, each in several.items() if each != [] and _is_known(is_there, each)
    }


def _problem(is_there: _IsThere, document: Document) -> Document:
    routes = document.get("routes")
    shorter = dict(document)
    if isinstance(routes, list):
        shorter["routes"] = [
            _less(each, is_there, "service") if isinstance(each, Mapping) else each
            for each in routes
        ]
    if "if_nothing" in shorter:
        shorter["if_nothing"] = _known(is_there, shorter["if_nothing"])
    return shorter


def _less(document: Document, is_there: _IsThere, field: str) -> Document:
    if _is_known(is_there, document.get(field)):
        return document
    return {name: value for name, value in document.items() if name != field}


def _known(is_there: _IsThere, value: object) -> object:
    """Of a list, what is no name of a service or the name of one that there is."""
    if not isinstance(value, list):
        return value
    return [each for each in value if _is_known(is_there, each)]


def _is_known(is_there: _IsThere, value: object) -> bool:
    return not isinstance(value, str) or is_there(value)
