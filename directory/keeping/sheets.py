"""Services as a spreadsheet, one row a contact, and back again without loss. Pure."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from directory.errors import LoadError
from directory.records.documents import Document, Documents, EntryKind

_LISTS = frozenset(
    (
        *("aka", "former_names", "topics", "intents", "fits_when", "unverified"),
        *("relations", "languages", "checked_by"),
    )
)
_TRUTHS = frozenset(("verified", "term_time", "bsl", "textphone", "interpreters"))
_NUMBERS = frozenset(("minimum_age", "maximum_age"))
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}

_SERVICE = (
    *("id", "name", "provider", "status", "status_note", "replaced_by", "correction"),
    *("verified", "checked", "how_checked", "checked_by", "summary", "aka", "former_names"),
    *("audience", "ages", "minimum_age", "maximum_age", "gender", "relations", "referral"),
    *("through", "area", "reach", "urgency", "topics", "intents", "fits_when", "languages"),
    *("bsl", "textphone", "interpreters", "accessibility", "tells_parents", "tells_police"),
    *("confidentiality", "unverified"),
)
_CONTACT = (
    *("id", "kind", "value", "verified", "hours", "opening", "term_time", "cost"),
    *("shows_on_bill", "who", "keeps", "note", "remarks", "checked", "how_checked", "checked_by"),
)
_SOURCE = ("url", "quote", "page_date")
_HEAD = (
    *_SERVICE,
    *(f"contact_{name}" for name in _CONTACT),
    *(f"source_{name}" for name in _SOURCE),
)
# A cell that begins so is run as a formula by a spreadsheet; our mark before it makes it text.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_MARK = "'"

_Row = Mapping[str, str]


def as_csv(documents: Documents) -> str:
    """The services among these entries: what belongs to a service stands in its first row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _HEAD, restval="", lineterminator="\r\n")
    writer.writeheader()
    for (kind, _), document in documents.items():
        if kind is EntryKind.SERVICE:
            writer.writerows(_rows(document))
    return text.getvalue()


def documents_from_csv(text: str) -> Documents:
    """Services from such a sheet. Raises LoadError with one line a fault, naming its row."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    faults: list[str] = []
    found: dict[str, dict[str, object]] = {}
    try:
        for strange in sorted(set(reader.fieldnames or ()) - set(_HEAD)):
            faults.append(f"row 1: {strange!r} is not a column here: mend its spelling")
        if "id" not in (reader.fieldnames or ()):
            faults.append("row 1: there is no column 'id': each row needs its service's")
        for row in () if faults else reader:
            _take(row, f"row {reader.line_num}", found, faults)
    except csv.Error as error:
        faults.append(f"row {reader.line_num}: this is not a sheet we can read: {error}")
    if faults:
        raise LoadError(tuple(faults))
    return {(EntryKind.SERVICE, name): document for name, document in found.items()}


def _rows(document: Document) -> Iterator[dict[str, str]]:
    contacts = [_cells(one, _CONTACT, "contact_") for one in _mappings(document, "contacts")]
    pages = _mappings(document, "sources")
    sources = {
        f"source_{name}": _harmless(_joined([str(page.get(name, "")) for page in pages]))
        for name in _SOURCE
    }
    first = {**_cells(document, _SERVICE), **sources}
    yield {**first, **(contacts[0] if contacts else {})}
    for contact in contacts[1:]:
        yield {"id": first["id"], **contact}


def _cells(entry: Mapping[str, object], names: Sequence[str], before: str = "") -> dict[str, str]:
    return {before + name: _harmless(_cell(entry[name])) for name in names if name in entry}


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return _joined([str(item) for item in value])
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _take(
    row: Mapping[str | None, str | list[str] | None],
    where: str,
    found: dict[str, dict[str, object]],
    faults: list[str],
) -> None:
    if None in row:
        faults.append(f"{where}: it has more cells than the first row: look for a stray comma")
        return
    cells = {str(name): _as_meant(str(value or "")) for name, value in row.items()}
    name = cells["id"].strip()
    if not any(cells.values()):
        return
    if not name:
        faults.append(f"{where}: 'id' is empty: write which service it belongs to")
        return
    if name not in found:
        found[name] = _service(cells, where, faults)
    contact = _entry(cells, _CONTACT, where, faults, "contact_")
    if contact:
        contacts = found[name].setdefault("contacts", [])
        if isinstance(contacts, list):
            contacts.append(contact)


def _service(cells: _Row, where: str, faults: list[str]) -> dict[str, object]:
    entry = _entry(cells, _SERVICE, where, faults)
    columns = [_parted(cells.get(f"source_{name}", "")) for name in _SOURCE]
    if len({len(column) for column in columns}) > 1:
        faults.append(f"{where}: each source needs a line in all of {', '.join(_SOURCE)}")
    elif columns[0]:
        pages = zip(*columns, strict=True)
        entry["sources"] = [dict(zip(_SOURCE, page, strict=True)) for page in pages]
    return entry


def _entry(
    cells: _Row, names: Sequence[str], where: str, faults: list[str], before: str = ""
) -> dict[str, object]:
    return {
        name: _value(name, cells[before + name], f"{where}, {before}{name}", faults)
        for name in names
        if cells.get(before + name)
    }


def _value(name: str, cell: str, where: str, faults: list[str]) -> object:
    if name in _LISTS:
        return _parted(cell)
    if name in _TRUTHS:
        if cell.strip().lower() not in _TRUTH:
            faults.append(f"{where}: {cell!r} should be true or false")
        return _TRUTH.get(cell.strip().lower())
    if name in _NUMBERS:
        return _whole_number(cell, where, faults)
    return cell


def _whole_number(cell: str, where: str, faults: list[str]) -> int | None:
    if cell.strip().isdecimal():
        return int(cell)
    faults.append(f"{where}: {cell!r} should be a whole number")
    return None


def _joined(items: Sequence[str]) -> str:
    """A list in one cell: an item a line."""
    return "\n".join(item.replace("\\", "\\\\").replace("\n", "\\n") for item in items)


def _parted(cell: str) -> list[str]:
    lines = cell.replace("\r\n", "\n").split("\n") if cell else []
    return [re.sub(r"\\(.)", lambda one: {"n": "\n"}.get(one[1], one[1]), line) for line in lines]


def _harmless(cell: str) -> str:
    return _MARK + cell if _FORMULA.match(cell) else cell


def _as_meant(cell: str) -> str:
    marked = cell.startswith(_MARK) and _FORMULA.match(cell)
    return cell.removeprefix(_MARK) if marked else cell


def _mappings(document: Document, name: str) -> list[Mapping[str, object]]:
    found = document.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
