"""What a file from elsewhere has in it that no entry can be made of, place by place. Pure."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from directory.hsds.foreign import age, day, text

_AGES = ("minimum_age", "maximum_age")
_DAYS = ("assured_date", "last_modified")
_BELONGS_TO_CONTACT = ("contact_", "source_")


@dataclass(frozen=True)
class Record:
    """One record of a feed, and where it stands: "line 3" or "record 3"."""

    where: str
    read: object


def passed_over(records: Sequence[Record]) -> Iterator[str]:
    """A line for each record of a feed that is left out, and each value that is."""
    seen: dict[str, str] = {}
    for record in records:
        if not isinstance(record.read, Mapping):
            yield f"{record.where}: this is no record of a service"
            continue
        if not text(record.read, "name"):
            yield f"{record.where}: it has no name"
            continue
        name = text(record.read, "id", 80)
        if name and name in seen:
            yield f"{record.where}: the id {name!r} was at {seen[name]} already"
            continue
        seen[name] = record.where
        yield from _unreadable(record.where, record.read)


def rows_passed_over(sheet: str) -> Iterator[str]:
    """A line for each row of a sheet that says of a service what an earlier row has said."""
    reader = csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"), newline=""))
    seen: dict[str, str] = {}
    for row in reader:
        name, where = str(row.get("id") or "").strip(), f"row {reader.line_num}"
        if not name:
            continue
        own = [
            column
            for column, value in row.items()
            if value and column and column != "id" and not column.startswith(_BELONGS_TO_CONTACT)
        ]
        if name in seen and own:
            yield f"{where}: {name!r} was at {seen[name]} already, so its {own[0]!r} is not read"
        seen.setdefault(name, where)


def _unreadable(where: str, record: Mapping[str, object]) -> Iterator[str]:
    for name in _AGES:
        if record.get(name) not in (None, "") and age(record, name) is None:
            yield f"{where}: {name!r} is no age, and is left out"
    for name in _DAYS:
        if record.get(name) not in (None, "") and day(record, name) is None:
            yield f"{where}: {name!r} is no day, and is left out"
