"""One thing that stands between a borough and its launch. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Missing:
    """One thing that is missing. `blocks`: nobody may be let in before it is done."""

    what: str
    why: str
    what_to_do: str
    blocks: bool


def counted(count: int, one: str, many: str) -> str:
    """A count with its word: 1 thing, 2 things."""
    return f"{count} {one if count == 1 else many}"
