"""Which cases a list shows. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from bot.casework import CaseStatus, Staff
from bot.casework.views import CaseSummary


class Show(StrEnum):
    """The lists that staff can choose from."""

    OPEN = "all"
    WAITING = "waiting"
    MINE = "mine"
    CLOSED = "closed"

    @classmethod
    def chosen(cls, text: str | None) -> "Show":
        """Read a choice from an address; whatever is not one means every open case."""
        return cls(text) if text in set(cls) else cls.OPEN


@dataclass(frozen=True)
class Listing:
    """The chosen list, in the order it came, and how long each list is."""

    show: Show
    cases: tuple[CaseSummary, ...]
    counts: Mapping[Show, int]


def listing(cases: Sequence[CaseSummary], staff: Staff, show: Show) -> Listing:
    by_choice = {
        choice: tuple(case for case in cases if _belongs(case, staff.id, choice))
        for choice in Show
    }
    return Listing(show, by_choice[show], {each: len(found) for each, found in by_choice.items()})


def _belongs(case: CaseSummary, staff_id: UUID, show: Show) -> bool:
    is_open = case.status is not CaseStatus.CLOSED
    match show:
        case Show.OPEN:
            return is_open
        case Show.WAITING:
            return case.status is CaseStatus.WAITING
        case Show.MINE:
            return is_open and case.owner is not None and case.owner.id == staff_id
        case Show.CLOSED:
            return not is_open
