"""What a change of the directory may never bring, whoever makes it and whoever agrees. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from directory.keeping.editing import refusals
from directory.keeping.loose_numbers import number_faults
from directory.keeping.taken_names import taken_names
from directory.keeping.uses import used_by
from directory.records.documents import Document, Documents, EntryKind, Key

Changes = Mapping[Key, Document | None]


def broken_rules(documents: Documents, changes: Changes) -> Iterator[str]:
    """One line for each rule that a change would break, and each entry that would be missed."""
    for key, after in changes.items():
        kind, name = key
        before = documents.get(key)
        if kind is EntryKind.SERVICE:
            yield from refusals(before, after)
        if kind is not EntryKind.SETTING and after is not None:
            yield from number_faults(f"{kind} {name!r}", before, after)
        if after is None and (users := _staying_users(documents, key, changes)):
            entries = "1 entry" if len(users) == 1 else f"{len(users)} entries"
            yield f"{kind} {name!r}: it is still used by {entries}, such as {users[0]}"
    yield from taken_names(documents, changes)


def without_repeats(faults: Sequence[str], documents: Documents, changes: Changes) -> list[str]:
    """The faults, less those that `broken_rules` says in one line: an entry that is missed."""
    gone = [
        f"there is no service {key[1]!r}"
        for key, after in changes.items()
        if after is None and _staying_users(documents, key, changes)
    ]
    return [fault for fault in faults if not any(each in fault for each in gone)]


def _staying_users(documents: Documents, key: Key, changes: Changes) -> tuple[str, ...]:
    after = {each: item for each, item in {**documents, **changes}.items() if item is not None}
    return used_by(after, key)
