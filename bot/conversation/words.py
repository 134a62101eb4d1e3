"""Everything the bot can say, read from the content file and checked at once. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from bot.errors import ContentError
from directory.filling import fill
from directory.model import SLOT, Directory
from directory.terms import Standing

LONGEST_TEXT = 4096  # UTF-16 units: Telegram's limit
LONGEST_LABEL = 40  # letters: more does not fit on a telephone
CALLER_SLOT = re.compile(r"\{([a-z_]+)\}")
ANY_SLOT = re.compile(r"\{[^}]*\}")
FIELDS = {
    *("text", "again", "buttons", "screen", "when_yes", "when_no"),
    *("audience", "owner", "reviewer", "reviewed"),
}  # fmt: skip

Layout = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Entry:
    """One thing the bot can say, and the chapter of words/en/ that it stands in.

    `again` is what is said when the same was said a moment ago (standards B14). `when_yes` and
    `when_no` are the buttons that somebody means who types just that. `is_screen`: it only asks,
    and gives way to what is chosen on it. `services` are those whose contacts are in the text.
    """

    key: str
    chapter: str
    text: str
    again: str
    rows: Layout
    is_screen: bool
    when_yes: str
    when_no: str
    services: tuple[str, ...]
    audience: str
    owner: str
    reviewer: str
    reviewed: date


@dataclass(frozen=True)
class Asked:
    """A question in the bot's words, however put, and the button that a plain yes or no means."""

    says: tuple[str, ...]
    when_yes: str
    when_no: str


@dataclass(frozen=True)
class Words:
    """The content file: every entry by its key, and every button's label by its id.

    `names` are plain names for services whose own name is a puzzle, by the service's id;
    `questions` are those in the words or on the cards that a plain yes or no answers. `left_out`
    has a line for each sentence that is not said, because its fact may not be shown (any more);
    `aliases` are what else may be typed for a button; `titles` are those of the chapters.
    """

    version: str
    entries: Mapping[str, Entry]
    labels: Mapping[str, str]
    names: Mapping[str, str]
    questions: Mapping[str, Asked]
    left_out: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


def load(text: str, directory: Directory) -> Words:
    """Read the content file, with each fact of the directory in its place.

    Words about facts that may not be shown are left out: they are no fault of the file.
    Raises ContentError with one line for everything in it that has to be mended.
    """
    return compiled(document_of(text), directory)


def document_of(text: str) -> dict[str, Any]:
    """Read the content file as it is written. Raises ContentError for a key written twice."""
    document: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    return document


def compiled(document: Mapping[str, Any], directory: Directory, file: str = "en.yml") -> Words:
    """Return the words of a document with the keys of en.yml. Raises as load() does."""
    reading = _Reading(document, directory)
    entries = {key: reading.entry(key, raw) for key, raw in reading.document["words"].items()}
    faults = [*reading.faults, *_faults(reading, entries)]
    if faults:
        raise ContentError(f"words/{file}:\n" + "\n".join(f"- {each}" for each in faults))
    questions = {name: _asked(each) for name, each in reading.document["questions"].items()}
    return Words(
        version=str(reading.document["version"]),
        entries=entries,
        labels=reading.labels,
        names=dict(reading.names()),
        questions=questions,
        left_out=tuple(dict.fromkeys(reading.left_out)),
        titles=dict(document["titles"]),
        aliases={button: tuple(each) for button, each in reading.document["typed"].items()},
    )


def _asked(each: Mapping[str, Any]) -> Asked:
    return Asked(tuple(each["says"]), each["when_yes"], each["when_no"])


class _Loader(yaml.SafeLoader):
    """A safe loader that refuses a key written twice: the first would be lost in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        doubles = {key for key in keys if keys.count(key) > 1}
        if doubles:
            raise ContentError(f"words/en.yml: written twice: {', '.join(sorted(doubles))}")
        return super().construct_mapping(node, deep)


class _Reading:
    """The file while it is read: faults are gathered, so that all can be mended at once."""

    def __init__(self, document: Mapping[str, Any], directory: Directory) -> None:
        self.document = document
        self.directory = directory
        self.labels: Mapping[str, str] = document["buttons"]
        self.slots: frozenset[str] = frozenset(document["slots"])
        self.layouts: Mapping[str, Any] = document["layouts"]
        self.faults: list[str] = []
        self.left_out: list[str] = []

    def names(self) -> Iterator[tuple[str, str]]:
        """The plain names of the services that there are."""
        for name, plain in self.document["names"].items():
            service = self.directory.service(name)
            if service is None:
                self.left_out.append(f"names: there is no service {name!r}")
            else:
                yield service.id, plain

    def entry(self, key: str, raw: str | Mapping[str, Any]) -> Entry:
        fields = {**self.document["defaults"], **({"text": raw} if isinstance(raw, str) else raw)}
        for unknown in fields.keys() - FIELDS:
            self.faults.append(f"{key}: {unknown!r} is not a field of an entry")
        text, again = str(fields["text"]).strip(), str(fields.get("again", "")).strip()
        return Entry(
            key=key,
            chapter=self.document["chapters"].get(key, ""),
            text=self._filled(key, text),
            again=self._filled(key, text if again == "same" else again),
            rows=self._rows(key, fields.get("buttons", "plain")),
            is_screen=bool(fields.get("screen", False)),
            when_yes=fields.get("when_yes", ""),
            when_no=fields.get("when_no", ""),
            services=self._services(text),
            audience=fields["audience"],
            owner=fields["owner"],
            reviewer=fields["reviewer"],
            reviewed=fields["reviewed"],
        )

    def _filled(self, key: str, text: str) -> str:
        """The text with its facts, less the paragraphs that lack one: then it owns up to that."""
        filled = fill(self.directory, text, by_line=True)
        self.left_out += [f"{key}: {each}" for each in filled.left_out]
        for slot in ANY_SLOT.findall(filled.text):
            if slot[1:-1] not in self.slots:
                self.faults.append(f"{key}: nothing fills {slot}")
        said = [filled.text.strip("\n")]
        if filled.left_out:
            said.append(self._note("facts_left_out"))
        if said[0] and self._is_overdue(text):
            said.append(self._note("facts_overdue"))
        return "\n\n".join(filter(None, said))

    def _note(self, name: str) -> str:
        return str(self.document[name]).strip()

    def _is_overdue(self, text: str) -> bool:
        named = (self.directory.service(slot[1]) for slot in SLOT.finditer(text))
        return any(each is not None and each.standing is Standing.OVERDUE for each in named)

    def _services(self, text: str) -> tuple[str, ...]:
        named = (self.directory.service(slot[1]) for slot in SLOT.finditer(text))
        return tuple(dict.fromkeys(service.id for service in named if service is not None))

    def _rows(self, key: str, raw: str | list[Any]) -> Layout:
        """Rows of ids; a row that is one word is the name of a layout, put in its place."""
        named = [raw] if isinstance(raw, str) else raw
        rows: list[tuple[str, ...]] = []
        for row in named:
            if isinstance(row, str) and row not in self.layouts:
                self.faults.append(f"{key}: there is no layout {row!r}")
                continue
            rows.extend(map(tuple, self.layouts[row]) if isinstance(row, str) else [tuple(row)])
        return tuple(rows)


def _faults(reading: _Reading, entries: Mapping[str, Entry]) -> Iterator[str]:
    for key, entry in entries.items():
        used = {*(each for row in entry.rows for each in row), entry.when_yes, entry.when_no} - {
            ""
        }
        for unknown in sorted(used - reading.labels.keys()):
            yield f"{key}: there is no button {unknown!r}"
        for text in (entry.text, entry.again):
            if utf16_length(text) > LONGEST_TEXT:
                yield f"{key}: longer than {LONGEST_TEXT}"
        if not entry.text:
            yield f"{key}: says nothing"
    for unknown in sorted(reading.document["typed"].keys() - reading.labels.keys()):
        yield f"typed: there is no button {unknown!r}"
    for button, label in reading.labels.items():
        if not 0 < len(label) <= LONGEST_LABEL:
            yield f"button {button}: its label should have 1 to {LONGEST_LABEL} letters"


def utf16_length(text: str) -> int:
    """How long Telegram thinks a text is."""
    return len(text.encode("utf-16-le")) // 2
