"""Reads one entry of a data file field by field, and notes every fault with its place. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)


class Entry:
    """A mapping in a data file. A missing or wrong field is noted; reading goes on to the next."""

    def __init__(self, where: str, fields: object, faults: list[str]) -> None:
        self.where = where
        self._faults = faults
        self._asked: set[str] = set()
        self._fields: Mapping[str, object] = {}
        if isinstance(fields, Mapping):
            self._fields = {str(name): value for name, value in fields.items()}
        else:
            self.fault("write it as 'name: value' lines")

    def fault(self, what: str) -> None:
        self._faults.append(f"{self.where}: {what}")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._fields)

    def has(self, name: str) -> bool:
        return self._value(name) is not None

    def text(self, name: str) -> str:
        """A text that has to be there."""
        text = self.text_or_none(name)
        if text is None and not isinstance(self._value(name), (bool, list, dict)):
            self.fault(f"{name!r} is missing: write it")
        return text or ""

    def text_or_none(self, name: str) -> str | None:
        match self._value(name):
            case None | "":
                return None
            case str() as text:
                return text
            case value:
                self.fault(f"{name!r} should be text, not {value!r}: put it in quotes")
                return None

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._list(name)
        for item in found:
            if not isinstance(item, str) or not item:
                self.fault(f"{name!r} should hold only texts, not {item!r}: put it in quotes")
        return tuple(item for item in found if isinstance(item, str))

    def truth(self, name: str) -> bool:
        value = self._value(name)
        if not isinstance(value, bool):
            self.fault(f"{name!r} should be true or false, not {value!r}")
        return value is True

    def number_or_none(self, name: str) -> int | None:
        value = self._value(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.fault(f"{name!r} should be a whole number, not {value!r}")
        return None

    def day(self, name: str) -> date:
        value = self._value(name)
        if isinstance(value, date):
            return value
        self.fault(f"{name!r} should be a day such as 2026-11-22, not {value!r}")
        return date.min

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        value = self._value(name)
        if isinstance(value, str) and value in set(choices):
            return choices(value)
        self.fault(f"{name!r} is {value!r}: choose one of {', '.join(choices)}")
        return next(iter(choices))

    def entries(self, name: str, called: str) -> tuple["Entry", ...]:
        return tuple(
            Entry(f"{self.where}, {called} {_label(item, at)}", item, self._faults)
            for at, item in enumerate(self._list(name), start=1)
        )

    def child(self, name: str) -> "Entry":
        return Entry(f"{self.where}, {name}", self.pairs(name), self._faults)

    def pairs(self, name: str) -> Mapping[str, object]:
        value = self._value(name)
        if value is None:
            return {}
        if isinstance(value, Mapping):
            return {str(key): item for key, item in value.items()}
        self.fault(f"{name!r} should be 'name: value' lines")
        return {}

    def finish(self) -> None:
        """Say which fields nobody asked for: they are misspelt, or in the wrong place."""
        for name in self._fields.keys() - self._asked:
            self.fault(f"{name!r} is not a field here: mend its spelling or take it out")

    def _value(self, name: str) -> object:
        self._asked.add(name)
        return self._fields.get(name)

    def _list(self, name: str) -> Sequence[object]:
        value = self._value(name)
        if value is None:
            return ()
        if isinstance(value, list):
            return value
        self.fault(f"{name!r} should be a list: start each line with '- '")
        return ()


def _label(item: object, at: int) -> str:
    """How to name an entry to the person who mends it: by its id, or by its place in the list."""
    if isinstance(item, Mapping) and isinstance(item.get("id"), str):
        return repr(item["id"])
    return str(at)
