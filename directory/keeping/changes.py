"""Says what differs between two states of the directory, field by field and in words. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from directory.records.documents import Documents, EntryKind, Key

_VALUE = "value"
_Difference = tuple[str, object, object]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs, such as "hours" or "contacts.phone.value".

    Without a field the whole entry was added (`before` is None) or taken out (`after` is None).
    """

    key: Key
    field: str | None
    before: object
    after: object


def differences(before: Documents, after: Documents) -> tuple[Change, ...]:
    """Every field that differs, entry by entry; empty where nothing does."""
    return tuple(
        change
        for key in dict.fromkeys((*before, *after))
        for change in _of_entry(key, before.get(key), after.get(key))
    )


def in_words(changes: Sequence[Change]) -> tuple[str, ...]:
    """The changes as lines to read: each entry's name, and below it what becomes of its fields."""
    lines: list[str] = []
    for (kind, name), group in groupby(changes, key=lambda change: change.key):
        own = tuple(group)
        if own[0].field is not None:
            lines.append(f"{kind.capitalize()} {name} changes:")
            lines += [f"  {_line(change)}" for change in own]
        elif isinstance(own[0].after, Mapping):
            lines.append(f"{kind.capitalize()} {name} is new:")
            lines += [f"  {_name(field)}: {_shown(value)}" for field, value in _leaves(own[0])]
        else:
            lines.append(f"{kind.capitalize()} {name} is taken out.")
    return tuple(lines)


def _of_entry(key: Key, before: object, after: object) -> Iterator[Change]:
    if before is None or after is None:
        yield Change(key, None, before, after)
        return
    for field, was, becomes in _between("", before, after):
        is_setting = key[0] is EntryKind.SETTING and field != _VALUE
        yield Change(key, field.removeprefix(f"{_VALUE}.") if is_setting else field, was, becomes)


def _between(field: str, before: object, after: object) -> Iterator[_Difference]:
    """The smallest parts that differ: of a mapping its names, of a list of entries their ids."""
    if before == after:
        return
    was, becomes = _parts(before), _parts(after)
    if was is None or becomes is None:
        yield field, before, after
        return
    for name in dict.fromkeys((*was, *becomes)):
        within = f"{field}.{name}" if field else name
        yield from _between(within, was.get(name), becomes.get(name))
    if isinstance(before, list):
        old_order = [name for name in was if name in becomes]
        new_order = [name for name in becomes if name in was]
        if old_order != new_order:
            yield field, old_order, new_order


def _parts(value: object) -> Mapping[str, object] | None:
    if isinstance(value, Mapping):
        return value
    if not isinstance(value, list) or not value:
        return None
    by_id = {str(item["id"]): item for item in value if isinstance(item, Mapping) and "id" in item}
    return by_id if len(by_id) == len(value) else None


def _leaves(change: Change) -> Iterator[tuple[str, object]]:
    for field, _, value in _between("", {}, change.after):
        yield field, value


def _line(change: Change) -> str:
    name, before, after = _name(change.field or ""), change.before, change.after
    if before is None:
        return f"{name}: {_shown(after)} is added"
    if after is None:
        return f"{name}: {_shown(before)} is taken out"
    if isinstance(before, list) and isinstance(after, list):
        return f"{name}: {_list_line(before, after)}"
    return f"{name}: {_shown(before)} becomes {_shown(after)}"


def _list_line(was: list[object], becomes: list[object]) -> str:
    said = [f"{_shown(item)} is added" for item in becomes if item not in was]
    said += [f"{_shown(item)} is taken out" for item in was if item not in becomes]
    return "; ".join(said) or f"the order becomes {_shown(becomes)}"


def _name(field: str) -> str:
    """ "contacts.phone.shows_on_bill" as people read it: "contact phone, shows on bill"."""
    first, *rest = field.split(".")
    if first == "contacts" and rest:
        first, rest = f"contact {rest[0]}", rest[1:]
    return ", ".join((first, *rest)).replace("_", " ")


def _shown(value: object) -> str:
    match value:
        case str():
            return f'"{value}"'
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return ", ".join(f"{name}: {_shown(item)}" for name, item in value.items())
        case list():
            return "; ".join(_shown(item) for item in value)
        case None:
            return "nothing"
    return str(value)
