"""Reads files that others made into entries, and writes entries into files for others."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.commands.passing_over import Record, passed_over, rows_passed_over
from directory.errors import LoadError
from directory.hsds import Feed, documents_from_hsds
from directory.keeping.cleaning import harmless_document
from directory.keeping.quarantine import quarantined, with_their_changes
from directory.keeping.seeding import are_of_two_boroughs, borough_of
from directory.keeping.sheets import as_csv, documents_from_csv
from directory.model import Directory
from directory.records.documents import (
    Document,
    Documents,
    EntryKind,
    Key,
    as_files,
    documents_of,
)
from directory.records.sound import sound_part
from directory.shipped import CARDS

LARGEST = 50 * 1024 * 1024  # bytes, of all files together
PAGE = 100
SHEET = "services.csv"
FEED = "services.json"
_VALUE = "value"
_YAML = (".yml", ".yaml")
_JSON = (".json", ".ndjson")


@dataclass(frozen=True)
class BroughtIn:
    """Entries that differ from what is stored, and a line for each thing that makes none."""

    entries: Documents
    passed_over: tuple[str, ...] = ()


def read_in(place: str, stored: Documents) -> BroughtIn:
    """The entries in a file or folder that differ from what is stored, none of them trusted.

    Raises LoadError, which says what to mend.
    """
    found = _entries(place, stored)
    if are_of_two_boroughs(found.entries, stored):
        raise LoadError((f"{place}: these are the files of {borough_of(found.entries)}",))
    new = {key: _untrusted(key, each, stored.get(key)) for key, each in found.entries.items()}
    differ = {key: each for key, each in new.items() if each != stored.get(key)}
    return BroughtIn(differ, found.passed_over)


def written_out(documents: Documents, form: str) -> Mapping[str, str]:
    """The entries as texts under the names of their files; `form` is yaml, csv or hsds."""
    match form:
        case "csv":
            return {SHEET: as_csv(documents)}
        case "hsds":
            records = published(sound_part(documents).directory)
            return {FEED: json.dumps({"contents": records}, indent=2, ensure_ascii=False) + "\n"}
        case _:
            return as_files(documents)


def published(directory: Directory) -> Sequence[Mapping[str, object]]:
    """Every service as the open feed has it."""
    feed, found = Feed.of(directory), []
    number = 0
    while True:
        number += 1
        query = {"page": str(number), "per_page": str(PAGE), "full": "true"}
        page = feed.answer("services", query)
        contents = page.get("contents") if isinstance(page, Mapping) else None
        found += contents if isinstance(contents, list) else []
        if not isinstance(page, Mapping) or page.get("last_page") or not contents:
            return tuple(found)


def _untrusted(key: Key, document: Document, stored: Document | None) -> Document:
    match key[0]:
        case EntryKind.SERVICE:
            return quarantined(document, stored)
        case EntryKind.SETTING:
            return merged(_cleaned(document), stored)
    return _cleaned(document)


def merged(part: Document, stored: Document | None) -> Document:
    """A setting with a file's part of it: what the file does not speak of stays as it is."""
    ours, theirs = (stored or {}).get(_VALUE), part.get(_VALUE)
    match ours, theirs:
        case Mapping(), Mapping():
            return {_VALUE: {**ours, **theirs}}
        case list(), list():
            return {_VALUE: [*ours, *(each for each in theirs if each not in ours)]}
    return part


def _entries(place: str, stored: Documents) -> BroughtIn:
    if "://" in place:
        raise LoadError(("nothing is fetched from the network: save it as a file first",))
    path = Path(place)
    texts = _texts(path)
    if path.suffix.lower() == ".csv":
        sheet = texts[path.name]
        return BroughtIn(documents_from_csv(sheet), tuple(rows_passed_over(sheet)))
    if path.suffix.lower() in _JSON:
        records = _records(texts[path.name])
        return BroughtIn(_from_feed(records, stored), tuple(passed_over(records)))
    return BroughtIn(documents_of(texts))


def _texts(path: Path) -> Mapping[str, str]:
    if not path.exists():
        raise LoadError((f"{path}: there is no such file or folder",))
    if path.is_dir():
        files = [each for each in sorted(path.rglob("*")) if each.suffix.lower() in _YAML]
        files = [each for each in files if each.name != CARDS]
    else:
        files = [path]
    if not files:
        raise LoadError((f"{path}: there is no .yml file in it",))
    if path.is_file() and path.suffix.lower() not in (*_YAML, *_JSON, ".csv"):
        raise LoadError((f"{path}: it should end in .yml, .json or .csv",))
    if sum(each.stat().st_size for each in files) > LARGEST:
        raise LoadError((f"{path}: it is larger than 50 MB: cut it into parts",))
    base = path if path.is_dir() else path.parent
    return {each.relative_to(base).as_posix(): _text(each) for each in files}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LoadError((f"{path}: it is not UTF-8: save it again as UTF-8",)) from None


def _records(text: str) -> Sequence[Record]:
    """The records of a feed's page, of a list of them, or of one record a line."""
    try:
        try:
            records = _listed(json.loads(text))
        except json.JSONDecodeError:
            records = [
                Record(f"line {number}", json.loads(line))
                for number, line in enumerate(text.splitlines(), start=1)
                if line.strip()
            ]
    except json.JSONDecodeError as error:
        raise LoadError((f"this is not JSON: {error}",)) from None
    except RecursionError:
        raise LoadError(("this goes deeper than any list of services does",)) from None
    if not any(isinstance(each.read, Mapping) for each in records):
        raise LoadError(("there is no service in it",))
    return records


def _listed(read: object) -> Sequence[Record]:
    if isinstance(read, Mapping):
        read = read.get("contents", read.get("services", [read]))
    listed = read if isinstance(read, list) else []
    return [Record(f"record {number}", each) for number, each in enumerate(listed, start=1)]


def _from_feed(records: Sequence[Record], stored: Documents) -> Documents:
    known = sound_part(stored).directory
    ours = {each["id"]: each for each in documents_from_hsds(published(known), known)}
    found: dict[Key, Document] = {}
    read = [each.read for each in records if isinstance(each.read, Mapping)]
    for theirs in documents_from_hsds(read, known):
        key = (EntryKind.SERVICE, str(theirs["id"]))
        own, as_published = stored.get(key), ours.get(theirs["id"])
        if own is not None and as_published is not None:
            theirs = with_their_changes(own, as_published, theirs)
        found[key] = theirs
    return found


def _cleaned(document: Document) -> Document:
    cleaned = harmless_document(document)
    return cleaned if isinstance(cleaned, Mapping) else {}
