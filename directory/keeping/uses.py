"""Which entries name a service. Pure."""

from collections.abc import Mapping

from directory.records.documents import Documents, EntryKind, Key


def used_by(documents: Documents, key: Key) -> tuple[str, ...]:
    """The other entries that lead to this service, or say its number, as they are called."""
    kind, name = key
    if kind is not EntryKind.SERVICE:
        return ()
    return tuple(
        f"{each[0]} {each[1]}"
        for each, document in documents.items()
        if each != key and any(_names(item, name) for item in _leading(document))
    )


def _leading(document: Mapping[str, object]) -> tuple[object, ...]:
    """All but an entry's own id, and the words that only look like one."""
    return tuple(
        item
        for field, item in document.items()
        if field not in {"id", "name", "aka", "former_names", "topics"}
    )


def _names(value: object, service_id: str) -> bool:
    match value:
        case str():
            return value == service_id or f"{{{service_id}." in value
        case Mapping():
            return any(_names(item, service_id) for item in value.values())
        case list():
            return any(_names(item, service_id) for item in value)
    return False
