"""Reads files that others made into entries, and writes entries into files for others."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from directory.errors import LoadError
from directory.hsds import Feed, documents_from_hsds
from directory.keeping.cleaning import harmless_document
from directory.keeping.quarantine import quarantined, with_their_changes
from directory.keeping.sheets import as_csv, documents_from_csv
from directory.model import Directory
from directory.records.documents import (
    Document,
    Documents,
    EntryKind,
    as_files,
    documents_of,
    load_documents,
)
from directory.shipped import CARDS

LARGEST = 50 * 1024 * 1024  # bytes, of all files together
PAGE = 100
SHEET = "services.csv"
FEED = "services.json"
_YAML = (".yml", ".yaml")
_JSON = (".json", ".ndjson")


def read_in(place: str, stored: Documents) -> Documents:
    """The entries in a file or folder that differ from what is stored, none of them trusted.

    Raises LoadError, which says what to mend.
    """
    found = _entries(place, stored)
    quarantine = {
        key: quarantined(document, stored.get(key))
        if key[0] is EntryKind.SERVICE
        else _cleaned(document)
        for key, document in found.items()
    }
    return {key: each for key, each in quarantine.items() if each != stored.get(key)}


def written_out(documents: Documents, form: str) -> Mapping[str, str]:
    """The entries as texts under the names of their files; `form` is yaml, csv or hsds."""
    match form:
        case "csv":
            return {SHEET: as_csv(documents)}
        case "hsds":
            records = published(load_documents(documents))
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


def _entries(place: str, stored: Documents) -> Documents:
    if "://" in place:
        raise LoadError(("nothing is fetched from the network: save it as a file first",))
    path = Path(place)
    texts = _texts(path)
    if path.suffix.lower() == ".csv":
        return documents_from_csv(texts[path.name])
    if path.suffix.lower() in _JSON:
        return _from_feed(_records(texts[path.name]), stored)
    return documents_of(texts)


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


def _records(text: str) -> Sequence[Mapping[str, object]]:
    """The records of a feed's page, of a list of them, or of one record a line."""
    try:
        try:
            read = json.loads(text)
        except json.JSONDecodeError:
            read = [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise LoadError((f"this is not JSON: {error}",)) from None
    except RecursionError:
        raise LoadError(("this goes deeper than any list of services does",)) from None
    if isinstance(read, Mapping):
        listed = read.get("contents", read.get("services", [read]))
        read = listed if isinstance(listed, list) else []
    found = [each for each in read if isinstance(each, Mapping)] if isinstance(read, list) else []
    if not found:
        raise LoadError(("there is no service in it",))
    return found


def _from_feed(records: Sequence[Mapping[str, object]], stored: Documents) -> Documents:
    known = load_documents(stored)
    ours = {each["id"]: each for each in documents_from_hsds(published(known), known)}
    found: dict[tuple[EntryKind, str], Document] = {}
    for theirs in documents_from_hsds(records, known):
        key = (EntryKind.SERVICE, str(theirs["id"]))
        own, as_published = stored.get(key), ours.get(theirs["id"])
        if own is not None and as_published is not None:
            theirs = with_their_changes(own, as_published, theirs)
        found[key] = theirs
    return found


def _cleaned(document: Document) -> Document:
    cleaned = harmless_document(document)
    return cleaned if isinstance(cleaned, Mapping) else {}
