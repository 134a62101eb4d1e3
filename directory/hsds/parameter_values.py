"""Reads the texts of parameters. Each raises ValueError for what it cannot read. Pure."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

LONGEST_SEARCH = 200
OLDEST = 150

ID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"  # noqa: E501
POSTCODE = r"^[A-Za-z]{1,2}[0-9][A-Za-z0-9]?( ?[0-9][A-Za-z]{2})?$"
_WHOLE = re.compile(r"[1-9][0-9]{0,6}")
_AGE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?")


def words(text: str) -> tuple[str, ...]:
    found = tuple(text.casefold().split())
    if not found or len(text) > LONGEST_SEARCH:
        raise ValueError(text)
    return found


def up_to(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or int(text) > most:
            raise ValueError(text)
        return int(text)

    return read


def age(text: str) -> float:
    if not _AGE.fullmatch(text) or float(text) > OLDEST:
        raise ValueError(text)
    return float(text)


def truth(text: str) -> bool:
    return {"true": True, "false": False}[text]


def one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return read


def like(pattern: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not re.fullmatch(pattern, text) or text.endswith("\n"):
            raise ValueError(text)
        return text

    return read


def time_of_day(text: str) -> str:
    like(TIME)(text)
    return text if text.count(":") == 2 else f"{text}:00"


def moment(text: str) -> datetime:
    like(MOMENT)(text)
    read = datetime.fromisoformat(text)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read
