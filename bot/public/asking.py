"""Reads what somebody asks the search page. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from bot.conversation.intents import Intent
from bot.public.needs import BY_CODE

LONGEST = 200  # characters of free words
OLDEST = 120
MOST_PAGES = 1000
NOT_SEEN = re.compile(r"[\x00-\x1f\x7f]+")


class Fault(StrEnum):
    """What is wrong with a search; the page says what to do, next to the field."""

    NOTHING_ASKED = "nothing_asked"
    UNKNOWN_NEED = "unknown_need"
    TOO_LONG = "too_long"
    NO_AGE = "no_age"

    @property
    def field(self) -> str:
        """The field of the form that it is about."""
        return {Fault.TOO_LONG: "words", Fault.NO_AGE: "age"}.get(self, "need")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen and typed, as it was typed, and what is wrong with it."""

    need: str = ""
    words: str = ""
    age: str = ""
    is_open_now: bool = False
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        page = query.get("page", "")
        return cls(
            need=_plain(query.get("need", "")),
            words=_plain(query.get("words", "")),
            age=_plain(query.get("age", "")),
            is_open_now=bool(query.get("open")),
            page=min(int(page), MOST_PAGES) if re.fullmatch("[1-9][0-9]{0,8}", page) else 1,
        )

    @property
    def intent(self) -> Intent | None:
        return BY_CODE.get(self.need)

    @property
    def years(self) -> int | None:
        """The age in whole years; None where none was given."""
        return int(self.age) if self.age and not self._has_wrong_age else None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything to put right before there can be an answer, in the order of the form."""
        faults = []
        if not self.need and not self.words:
            faults.append(Fault.NOTHING_ASKED)
        if self.need and self.intent is None:
            faults.append(Fault.UNKNOWN_NEED)
        if len(self.words) > LONGEST:
            faults.append(Fault.TOO_LONG)
        if self._has_wrong_age:
            faults.append(Fault.NO_AGE)
        return tuple(faults)

    @property
    def _has_wrong_age(self) -> bool:
        return bool(self.age) and not (
            re.fullmatch("[0-9]{1,3}", self.age) and int(self.age) <= OLDEST
        )

    def link_to(self, page: int) -> str:
        """Return the query of the same search on another page."""
        given = {
            "need": self.need,
            "words": self.words,
            "age": self.age,
            "open": "1" if self.is_open_now else "",
            "page": str(page),
        }
        return urlencode({name: value for name, value in given.items() if value})


def _plain(text: str) -> str:
    return NOT_SEEN.sub(" ", text).strip()
