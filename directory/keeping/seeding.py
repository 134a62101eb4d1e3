"""What to carry over of the shipped files into a directory that people edit. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from directory.records.documents import Document, Documents, EntryKind, Key


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What changes, and what was left because somebody here edited the same entry."""

    changes: Mapping[Key, Document | None]
    """Each entry as it should be from now on; None where it goes."""
    digests: Mapping[Key, str | None]
    """What to remember of the files until next time; None to forget."""
    left: tuple[Key, ...]


def digest(document: Document) -> str:
    """The same for two documents that say the same, in whichever order."""
    return sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def is_as_last_time(shipped: Documents, last: Mapping[Key, str]) -> bool:
    """Whether the files say what they said when they were last carried over, entry by entry."""
    return {key: digest(each) for key, each in shipped.items()} == dict(last)


def borough_of(documents: Documents) -> str:
    """The id of the borough whose directory this is; empty where nothing says so."""
    value = documents.get((EntryKind.SETTING, "borough"), {}).get("value")
    return str(value.get("id") or "") if isinstance(value, Mapping) else ""


def are_of_two_boroughs(one: Documents, other: Documents) -> bool:
    boroughs = {borough_of(one), borough_of(other)} - {""}
    return len(boroughs) > 1


def carried_over(shipped: Documents, stored: Documents, last: Mapping[Key, str]) -> CarriedOver:
    """Compare three: the files, what is stored, and the files as they were last time (`last`).

    An entry that changed in the files alone is carried over. One that changed in both is left as
    the editors have it, and comes back here at every start until the two agree.
    """
    changes: dict[Key, Document | None] = {}
    digests: dict[Key, str | None] = {}
    left: list[Key] = []
    for key in sorted(shipped.keys() | last.keys()):
        ours, new, old = _digest(stored.get(key)), _digest(shipped.get(key)), last.get(key)
        if new == old:
            continue
        if ours not in {new, old}:
            left.append(key)
            continue
        digests[key] = new
        if ours != new:
            changes[key] = shipped.get(key)
    return CarriedOver(changes, digests, tuple(left))


def _digest(document: Document | None) -> str | None:
    return None if document is None else digest(document)
