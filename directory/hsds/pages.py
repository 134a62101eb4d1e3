"""Cuts a list into pages, and writes only what is on the page asked for. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from directory.hsds.blanks import Record
from directory.hsds.parameters import PAGE, Query

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Lines:
    """An answer in ndjson: every record, to be written one a line as they come."""

    records: Iterable[Record]

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)


@dataclass(frozen=True, slots=True)
class Found(Generic[Item]):
    """All that a question found, and how to write one of it."""

    items: Sequence[Item]
    write: Callable[[Item], Record]
    is_one_page: bool = False
    """Whether it is given whole unless pages were asked for."""

    def answer(self, query: Query) -> Record | Lines:
        if query.format == "ndjson":
            return Lines(self.write(item) for item in self.items)
        return self._page(query)

    def _page(self, query: Query) -> Record:
        total = len(self.items)
        size = query.per_page or (max(total, 1) if self.is_one_page else PAGE)
        last = max(-(-total // size), 1)
        start = (query.page - 1) * size
        contents = [self.write(item) for item in self.items[start : start + size]]
        return {
            "total_items": total,
            "total_pages": last if total else 0,
            "page_number": query.page,
            "size": len(contents),
            "first_page": query.page == 1,
            "last_page": query.page >= last,
            "empty": not contents,
            "contents": contents,
        }
