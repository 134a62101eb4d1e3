"""Reads one entry of a data file field by field, and notes every fault with its place. Pure."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from directory.records.lined_yaml import Lined

Choice = TypeVar("Choice", bound=StrEnum)
Other = TypeVar("Other")


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


EVERYWHERE = "national"  # the folder of what holds in every borough


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its file and line, if it came from one, and what it is part of."""

    file: str = ""
    line: int | None = None
    within: tuple[str, ...] = ()

    @property
    def is_everywhere(self) -> bool:
        """Whether it stands among what holds in every borough."""
        return self.file.startswith(f"{EVERYWHERE}/")

    def overrides(self, other: "Place") -> bool:
        return other.is_everywhere and not self.is_everywhere

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line is not None else ""
        return ", ".join(part for part in (self.file, line, *self.within) if part)


NOWHERE = Place()


class Entry:
    """A mapping in a data file. A missing or wrong field is noted; reading goes on to the next."""

    def __init__(self, fields: object, faults: list[str], place: Place = NOWHERE) -> None:
        self._faults = faults
        self._asked: set[str] = set()
        self._fields: Mapping[str, object] = {}
        self._lines: Mapping[str, int] = {}
        self.place = place
        if isinstance(fields, Lined):
            self._fields, self._lines = fields, fields.lines
            self.place = replace(place, line=fields.line)
        elif isinstance(fields, Mapping):
            self._fields = {str(name): value for name, value in fields.items()}
        else:
            self.fault("write it as 'name: value' lines")

    def fault(self, what: str, field: str | None = None) -> None:
        """Note what is wrong and what to do; `field` gives the line, where that is known."""
        where = str(self.place_of(field)) if field else str(self.place)
        self._faults.append(f"{where}: {what}" if where else what)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._fields)

    def has(self, name: str) -> bool:
        return self._value(name) is not None

    def text(self, name: str) -> str:
        """A text that has to be there."""
        text = self.text_or_none(name)
        if text is None and not isinstance(self._value(name), (bool, list, dict)):
            self.fault(f"{name!r} is missing: write it", name)
        return text or ""

    def text_or_none(self, name: str) -> str | None:
        match self._value(name):
            case None | "":
                return None
            case str() as text:
                return text
            case value:
                self.fault(f"{name!r} should be text, not {value!r}: put it in quotes", name)
                return None

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._list(name)
        for item in found:
            if not isinstance(item, str) or not item:
                self.fault(
                    f"{name!r} should hold only texts, not {item!r}: put it in quotes", name
                )
        return tuple(item for item in found if isinstance(item, str))

    def truth(self, name: str) -> bool:
        value = self._value(name)
        if not isinstance(value, bool):
            self.fault(f"{name!r} should be true or false, not {value!r}", name)
        return value is True

    def truth_or_none(self, name: str) -> bool | None:
        return self.truth(name) if self.has(name) else None

    def number_or_none(self, name: str) -> int | None:
        value = self._value(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.fault(f"{name!r} should be a whole number, not {value!r}", name)
        return None

    def day(self, name: str) -> date:
        value = self._value(name)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str) and _DAY.fullmatch(value):
            with suppress(ValueError):
                return date.fromisoformat(value)
        self.fault(f"{name!r} should be a day such as 2026-11-22, not {value!r}", name)
        return date.min

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        value = self._value(name)
        if isinstance(value, str) and value in set(choices):
            return choices(value)
        self.fault(f"{name!r} is {value!r}: choose one of {', '.join(choices)}", name)
        return next(iter(choices))

    def choice_or(self, name: str, choices: type[Choice], other: Other) -> Choice | Other:
        return self.choice(name, choices) if self.has(name) else other

    def choices(self, name: str, among: type[Choice]) -> tuple[Choice, ...]:
        found = self.texts(name)
        for wrong in (each for each in found if each not in set(among)):
            self.fault(f"{name!r} holds {wrong!r}: choose from {', '.join(among)}", name)
        return tuple(among(each) for each in found if each in set(among))

    def entries(self, name: str, called: str) -> tuple["Entry", ...]:
        return tuple(
            Entry(item, self._faults, self.place_of(name, f"{called} {_label(item, at)}"))
            for at, item in enumerate(self._list(name), start=1)
        )

    def child(self, name: str) -> "Entry":
        return Entry(self.pairs(name), self._faults, self.place_of(name, name))

    def plain(self) -> dict[str, object]:
        """The entry as it was written, in types that JSON has too: days become texts."""
        return {name: _plain(value) for name, value in self._fields.items() if value is not None}

    def pairs(self, name: str) -> Mapping[str, object]:
        value = self._value(name)
        if value is None:
            return {}
        if isinstance(value, Lined):
            return value
        if isinstance(value, Mapping):
            return {str(key): item for key, item in value.items()}
        self.fault(f"{name!r} should be 'name: value' lines", name)
        return {}

    def finish(self) -> None:
        """Say which fields nobody asked for: they are misspelt, or in the wrong place."""
        for name in sorted(self._fields.keys() - self._asked):
            self.fault(f"{name!r} is not a field here: mend its spelling or take it out", name)

    def place_of(self, field: str, *within: str) -> Place:
        """The place of one of its fields, and of what is `within` that."""
        line = self._lines.get(field, self.place.line)
        return replace(self.place, line=line, within=(*self.place.within, *within))

    def _value(self, name: str) -> object:
        self._asked.add(name)
        return self._fields.get(name)

    def _list(self, name: str) -> Sequence[object]:
        value = self._value(name)
        if value is None:
            return ()
        if isinstance(value, list | tuple):
            return value
        self.fault(f"{name!r} should be a list: start each line with '- '", name)
        return ()


def _label(item: object, at: int) -> str:
    """How to name an entry to the person who mends it: by its id, or by its place in the list."""
    if isinstance(item, Mapping) and isinstance(item.get("id"), str):
        return repr(item["id"])
    return str(at)


def _plain(value: object) -> object:
    match value:
        case Mapping():
            return {str(name): _plain(item) for name, item in value.items() if item is not None}
        case list() | tuple() | set() | frozenset():
            return [_plain(item) for item in value]
        case date():
            return value.isoformat()
        case None | bool() | int() | float() | str():
            return value
    return str(value)
