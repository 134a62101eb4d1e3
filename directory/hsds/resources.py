"""What the feed lists: services, where they are, who runs them, and the terms. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Protocol

from directory.hsds.blanks import Record, without_blanks
from directory.hsds.ids import id_of
from directory.hsds.locations import service_at_location
from directory.hsds.pages import Found
from directory.hsds.parameters import BadParameter, Query
from directory.hsds.places import public_places
from directory.hsds.records import Writer
from directory.hsds.rows import Row, chosen, rows
from directory.hsds.taxonomy import TAXONOMIES, VERSION, Taxonomy
from directory.model import Borough, Contact

_REMEMBERED = 2048


class Resource(Protocol):
    """One kind of thing that the feed lists."""

    def found(self, query: Query) -> Found[Any]: ...

    def one(self, record_id: str, query: Query) -> Record | None: ...


class Services:
    """The services, and the rows that every filter looks at."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.whole = lru_cache(maxsize=_REMEMBERED)(writer.whole)
        self.brief = lru_cache(maxsize=_REMEMBERED)(writer.brief)
        self.rows = rows(writer.directory.services.values(), writer)
        self._by_id = {row.id: row for row in self.rows}

    def found(self, query: Query) -> Found[Row]:
        asked_for = chosen(self.rows, query, lambda row: row)
        if query.minimal:
            return Found(asked_for, lambda row: self._writer.minimal(row.service), True)
        write = self.whole if query.full else self.brief
        return Found(asked_for, lambda row: write(row.service))

    def one(self, record_id: str, query: Query) -> Record | None:
        del query
        row = self._by_id.get(record_id)
        return None if row is None else self.whole(row.service)


@dataclass(frozen=True, slots=True)
class _Place:
    row: Row
    contact: Contact


class Places:
    """Services at the places where anybody may walk in."""

    def __init__(self, services: Services, borough: Borough | None) -> None:
        self._services = services
        self._borough = borough

    @cached_property
    def _by_id(self) -> dict[str, _Place]:
        return {
            id_of("service_at_location", row.service.id, contact.id): _Place(row, contact)
            for row in self._services.rows
            for contact in public_places(row.service)
        }

    def found(self, query: Query) -> Found[_Place]:
        self._refuse_far_away(query.postcode)
        asked_for = chosen(self._by_id.values(), query, lambda place: place.row)
        return Found(asked_for, lambda place: self._written(place, is_whole=query.full))

    def one(self, record_id: str, query: Query) -> Record | None:
        del query
        place = self._by_id.get(record_id)
        return None if place is None else self._written(place, is_whole=True)

    def _written(self, place: _Place, *, is_whole: bool) -> Record:
        write = self._services.whole if is_whole else self._services.brief
        service = _without("service_at_locations", write(place.row.service))
        return {**service_at_location(place.row.service, place.contact), "service": service}

    def _refuse_far_away(self, postcode: str | None) -> None:
        """Every service we list serves the whole borough; of other places we know nothing."""
        if postcode is None:
            return
        if self._borough is None or not self._borough.postcode_districts:
            raise BadParameter("postcode", "we hold no postcodes: leave it out")
        if _district(postcode) not in self._borough.postcode_districts:
            known = ", ".join(self._borough.postcode_districts)
            raise BadParameter(
                "postcode", f"we only know {self._borough.name}: send one in {known}"
            )


class Organizations:
    """Who runs the services."""

    def __init__(self, services: Services, writer: Writer) -> None:
        self._services = services
        self._writer = writer

    @cached_property
    def _by_id(self) -> dict[str, tuple[Row, ...]]:
        found: dict[str, list[Row]] = {}
        for row in sorted(self._services.rows, key=lambda row: row.service.provider.casefold()):
            found.setdefault(row.organization_id, []).append(row)
        return {name: tuple(own) for name, own in found.items()}

    def found(self, query: Query) -> Found[Sequence[Row]]:
        asked_for = tuple(
            own
            for own in self._by_id.values()
            if _holds(query.search, str(self._bare(own)["name"]))
        )
        if not (query.full or query.full_service):
            return Found(asked_for, self._bare)
        return Found(asked_for, lambda own: self._whole(own, query))

    def one(self, record_id: str, query: Query) -> Record | None:
        own = self._by_id.get(record_id)
        return None if own is None else self._whole(own, query)

    def _bare(self, own: Sequence[Row]) -> Record:
        return self._writer.organization(own[0].service)

    def _whole(self, own: Sequence[Row], query: Query) -> Record:
        write = self._services.whole if query.full_service else self._services.brief
        services = [_without("organization", write(row.service)) for row in own]
        return {**self._bare(own), "services": services}


class Taxonomies:
    """The lists of terms."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def found(self, query: Query) -> Found[Taxonomy]:
        asked_for = tuple(
            one for one in TAXONOMIES if _holds(query.search, one.name, one.description)
        )
        return Found(asked_for, self._written)

    def one(self, record_id: str, query: Query) -> Record | None:
        del query
        taxonomy = next((one for one in TAXONOMIES if one.id == record_id), None)
        if taxonomy is None:
            return None
        terms = self._writer.terms.by_id.values()
        own = [self._writer.term(term) for term in terms if term.taxonomy is taxonomy]
        return {**self._written(taxonomy), **without_blanks(taxonomy_terms=own)}

    def _written(self, taxonomy: Taxonomy) -> Record:
        base = self._writer.base_url
        return without_blanks(
            id=taxonomy.id,
            name=taxonomy.name,
            description=taxonomy.description,
            uri=f"{base}/taxonomies/{taxonomy.id}" if base else None,
            version=VERSION,
        )


class TaxonomyTerms:
    """The terms, groups before what they hold."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def found(self, query: Query) -> Found[Any]:
        asked_for = tuple(
            term
            for term in self._writer.terms.by_id.values()
            if query.taxonomy_id in (None, term.taxonomy.id)
            and query.parent_id in (None, term.parent_id)
            and not (query.top_only and term.parent is not None)
            and _holds(query.search, term.name, term.description)
        )
        return Found(asked_for, self._writer.term)

    def one(self, record_id: str, query: Query) -> Record | None:
        del query
        term = self._writer.terms.by_id.get(record_id)
        return None if term is None else self._writer.term(term)


def _holds(words: tuple[str, ...], *texts: str) -> bool:
    searched = " \n ".join(texts).casefold()
    return all(word in searched for word in words)


def _without(field: str, record: Record) -> Record:
    return {name: value for name, value in record.items() if name != field}


def _district(postcode: str) -> str:
    """E17 of "E17 4AA", "e174aa" and "E17"."""
    squashed = postcode.replace(" ", "").upper()
    is_whole = len(squashed) > 4 and squashed[-3].isdigit()
    return squashed[:-3] if is_whole else squashed
