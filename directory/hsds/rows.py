"""What the feed's filters look at, reckoned once for each service. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from directory.hsds.ids import id_of
from directory.hsds.parameters import Query
from directory.hsds.places import holds_address, shown_contacts
from directory.hsds.records import Writer
from directory.hsds.schedules import schedules
from directory.model import Service

Chosen = TypeVar("Chosen")


@dataclass(frozen=True, slots=True)
class Hours:
    """One row of a timetable."""

    days: frozenset[str]
    opens_at: str
    closes_at: str


@dataclass(frozen=True, slots=True)
class Row:
    """One service as the filters see it."""

    service: Service
    id: str
    organization_id: str
    text: str
    terms: frozenset[str]
    taxonomies: frozenset[str]
    modified: datetime
    minimum_age: int | None
    maximum_age: int | None
    hours: tuple[Hours, ...]


def rows(services: Iterable[Service], writer: Writer) -> tuple[Row, ...]:
    """By name, so that pages stay as they are from one day to the next."""
    found = (_row(service, writer) for service in services)
    return tuple(sorted(found, key=lambda row: (row.service.name.casefold(), row.id)))


def _row(service: Service, writer: Writer) -> Row:
    terms = writer.terms.of_service(service)
    return Row(
        service=service,
        id=id_of("service", service.id),
        organization_id=id_of("organization", service.provider),
        text=_searched(service, hides=service.id in writer.hidden),
        terms=writer.terms.with_parents(terms),
        taxonomies=frozenset(term.taxonomy.id for term in terms),
        modified=writer.modified(service),
        minimum_age=service.eligibility.minimum_age,
        maximum_age=service.eligibility.maximum_age,
        hours=tuple(
            one
            for contact in shown_contacts(service)
            if contact.opening is not None
            for one in _hours(contact.opening)
        ),
    )


def _searched(service: Service, *, hides: bool) -> str:
    """What a search looks through. What we do not publish cannot be found out by searching."""
    texts = (service.name, *service.aka, service.summary, service.provider, *service.topics)
    if hides:
        texts = tuple(text for text in texts if not holds_address(text))
    return " \n ".join(texts).casefold()


def chosen(among: Iterable[Chosen], query: Query, row: Callable[[Chosen], Row]) -> list[Chosen]:
    """Those whose row passes every filter of the query."""
    filters = tuple(_filters(query))
    return [one for one in among if all(passes(row(one)) for passes in filters)]


def _filters(query: Query) -> Iterator[Callable[[Row], bool]]:
    """One filter for each thing asked. A limit that nobody stated passes none."""
    if (wanted := query.organization_id) is not None:
        yield lambda row: row.organization_id == wanted
    if (term := query.taxonomy_term_id) is not None:
        yield lambda row: term in row.terms
    if (taxonomy := query.taxonomy_id) is not None:
        yield lambda row: taxonomy in row.taxonomies
    if (since := query.modified_after) is not None:
        yield lambda row: row.modified >= since
    if (youngest := query.minimum_age) is not None:
        yield lambda row: row.minimum_age is not None and row.minimum_age >= youngest
    if (oldest := query.maximum_age) is not None:
        yield lambda row: row.maximum_age is not None and row.maximum_age <= oldest
    if query.search:
        yield lambda row: all(word in row.text for word in query.search)
    if not (query.day is query.start_time is query.end_time is None):
        yield lambda row: any(_meets(one, query) for one in row.hours)


def _meets(hours: Hours, query: Query) -> bool:
    """Whether one and the same row of a timetable meets the day and both times."""
    day, start, end = query.day, query.start_time, query.end_time
    return (
        (day is None or day in hours.days)
        and (start is None or start <= hours.opens_at)
        and (end is None or "" < hours.closes_at <= end)
    )


@lru_cache(maxsize=4096)
def _hours(opening: str) -> tuple[Hours, ...]:
    """Many services keep the same hours."""
    return tuple(
        Hours(
            frozenset(str(one.get("byday", "")).split(",")),
            str(one.get("opens_at", "")),
            str(one.get("closes_at", "")),
        )
        for one in schedules(opening)
    )
