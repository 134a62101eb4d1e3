"""Changes single fields of an entry, as an editor writes them. Pure."""

from collections.abc import Mapping, Sequence

from directory.errors import DirectoryError, LoadError
from directory.keeping.cleaning import harmless, harmless_document
from directory.records.documents import Document
from directory.records.lined_yaml import read_yaml
from directory.records.reading import Entry

_CHECK = ("checked", "how_checked", "checked_by")
_NEW_LINE = ("value", "kind")
_NUMBERS = ("minimum_age", "maximum_age")


class AmendingError(DirectoryError):
    """What was written cannot be a change; the message says what to write instead."""


def amended(document: Document, changes: Sequence[str]) -> Document:
    """The entry with changes such as `summary=…` or, for its contact `phone`, `phone.hours=…`.

    After the sign comes text, true, false, a [list], or nothing: that takes the field away. Texts
    are made harmless, as those from outside are. How something was checked is never written here,
    and a contact with a new number has not been checked: it loses its check.
    Raises AmendingError.
    """
    entry = dict(document)
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign or not name.strip():
            raise AmendingError(f"{change!r}: write it as name=value, such as summary='We help.'")
        contact_id, dot, field = name.strip().partition(".")
        read = _read(field if dot else contact_id, value)
        if dot:
            entry["contacts"] = _with_contact(entry, contact_id, field, read)
        else:
            entry = _with_field(entry, contact_id, read)
    return entry


def _with_contact(entry: Document, contact_id: str, field: str, value: object) -> list[Document]:
    contacts = entry.get("contacts")
    listed = contacts if isinstance(contacts, list) else []
    found: list[Document] = [one for one in listed if isinstance(one, Mapping)]
    at = next((at for at, one in enumerate(found) if one.get("id") == contact_id), None)
    if at is None:
        known = ", ".join(str(one.get("id")) for one in found) or "none"
        raise AmendingError(f"there is no contact {contact_id!r} (there is: {known})")
    changed = _with_field(found[at], field, value)
    if field in _NEW_LINE and changed.get(field) != found[at].get(field):
        changed = {name: kept for name, kept in changed.items() if name not in _CHECK}
    found[at] = changed
    return found


def _with_field(entry: Document, field: str, value: object) -> dict[str, object]:
    kept = {name: each for name, each in entry.items() if name != field or value is not None}
    return kept if value is None else kept | {field: value}


def _read(field: str, value: str) -> object:
    """Most values stay as they are written: a telephone number or a date is no sum."""
    match harmless(value):
        case "":
            read: object = None
        case "true" | "false" as truth:
            read = truth == "true"
        case number if field in _NUMBERS and number.isdecimal():
            read = int(number)
        case listed if listed[0] in "[{":
            read = _listed(listed)
        case text:
            read = text
    if field in _CHECK or _says_checked(read):
        raise AmendingError(
            f"{', '.join(_CHECK)} are never set by hand: whoever checked a line writes that down"
            " with waymark directory confirm"
        )
    return read


def _listed(value: str) -> object:
    try:
        return harmless_document(Entry({"it": read_yaml(value)}, []).plain().get("it"))
    except LoadError as error:
        raise AmendingError(
            f"{value!r} is not a list: write it as [one, two] ({error.faults[0]})"
        ) from None


def _says_checked(value: object) -> bool:
    match value:
        case Mapping():
            return not set(_CHECK).isdisjoint(value) or any(map(_says_checked, value.values()))
        case list():
            return any(map(_says_checked, value))
    return False
