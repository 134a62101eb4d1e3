"""Changes single fields of an entry, as an editor writes them. Pure."""

from collections.abc import Sequence

import yaml

from directory.errors import DirectoryError
from directory.records.documents import Document

_CHECK = ("checked", "how_checked", "checked_by")
_NEW_LINE = ("value", "kind")
_NUMBERS = ("minimum_age", "maximum_age")


class AmendingError(DirectoryError):
    """What was written cannot be a change; the message says what to write instead."""


def amended(document: Document, changes: Sequence[str]) -> Document:
    """The entry with changes such as `summary=…` or, for its contact `phone`, `phone.hours=…`.

    After the sign comes text, true, false, a [list], or nothing: that takes the field away. A
    contact with a new number has not been checked: it loses its check. Raises AmendingError.
    """
    entry = dict(document)
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign or not name.strip():
            raise AmendingError(f"{change!r}: write it as name=value, such as summary='We help.'")
        contact_id, dot, field = name.strip().partition(".")
        if dot:
            entry["contacts"] = _with_contact(entry, contact_id, field, _read(field, value))
        else:
            entry = _with_field(entry, contact_id, _read(contact_id, value))
    return entry


def _with_contact(entry: Document, contact_id: str, field: str, value: object) -> list[Document]:
    contacts = entry.get("contacts")
    found = list(contacts) if isinstance(contacts, list) else []
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
    """Most values stay as they are written: "0800 1111" and "2026-11-22" are no sums."""
    match value.strip():
        case "":
            return None
        case "true" | "false" as truth:
            return truth == "true"
        case number if field in _NUMBERS and number.isdigit():
            return int(number)
        case listed if listed[0] in "[{":
            return _listed(listed)
        case text:
            return text


def _listed(value: str) -> object:
    try:
        return yaml.safe_load(value)
    except yaml.YAMLError:
        raise AmendingError(f"{value!r} is not a list: write it as [one, two]") from None
