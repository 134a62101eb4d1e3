"""Says what differs between two states of the directory, field by field and in words. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as kept_aside
from itertools import groupby

from directory.keeping.loose_numbers import FOR_STAFF
from directory.records.documents import Documents, EntryKind, Key
from directory.terms import Status

_VALUE = "value"
_CLOSED = frozenset({Status.ENDED, Status.TEMPORARILY_CLOSED})
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
    entry: object = kept_aside(default=None, compare=False, repr=False)
    """The whole entry as it will be, for those who have to see what the change brings to light."""


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
            if any(map(_brings_back, own)):
                lines += ["  People will then see:", *(f"    {each}" for each in _seen(own[0]))]
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
        name = field.removeprefix(f"{_VALUE}.") if is_setting else field
        yield Change(key, name, was, becomes, after)


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


def _brings_back(change: Change) -> bool:
    """Whether something of a service that people do not see now is shown again, or anew."""
    if change.key[0] is not EntryKind.SERVICE or not isinstance(change.entry, Mapping):
        return False
    if change.field == "status":
        return change.before in _CLOSED and change.after not in _CLOSED
    first, *rest = (change.field or "").split(".")
    if first != "contacts" or change.entry.get("status") in _CLOSED:
        return False
    if isinstance(change.after, Mapping):
        return change.after.get("verified") is True
    return rest[-1:] == ["verified"] and change.after is True


def _seen(change: Change) -> Iterator[str]:
    """All that people will see of a service: what it says, and each line that is confirmed."""
    entry = change.entry if isinstance(change.entry, Mapping) else {}
    contacts = entry.get("contacts")
    for name, value in entry.items():
        if name not in FOR_STAFF and name != "contacts":
            yield f"{_name(str(name))}: {_shown(value)}"
    for contact in contacts if isinstance(contacts, list) else ():
        if isinstance(contact, Mapping) and contact.get("verified") is True:
            said = {name: value for name, value in contact.items() if name not in FOR_STAFF}
            yield f"contact {contact.get('id')}: {_shown(said)}"


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
