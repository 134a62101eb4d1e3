"""Answers the questions of the open feed from one directory. Pure."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from directory.hsds.blanks import Record
from directory.hsds.pages import Lines
from directory.hsds.parameters import LISTS, SINGLES, read
from directory.hsds.records import Writer
from directory.hsds.resources import (
    Organizations,
    Places,
    Resource,
    Services,
    Taxonomies,
    TaxonomyTerms,
)
from directory.model import Directory

STANDARD = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org"
_NONE: Mapping[str, str] = MappingProxyType({})
_NEVER: Mapping[str, datetime] = MappingProxyType({})


class Feed:
    """The open feed of one directory. What its filters need is reckoned once and kept."""

    def __init__(self, writer: Writer) -> None:
        self._base_url = writer.base_url
        services = Services(writer)
        self._resources: Mapping[str, Resource] = {
            "services": services,
            "service_at_locations": Places(services, writer.directory.borough),
            "organizations": Organizations(services, writer),
            "taxonomies": Taxonomies(writer),
            "taxonomy_terms": TaxonomyTerms(writer),
        }

    @classmethod
    def of(
        cls,
        directory: Directory,
        *,
        base_url: str = "",
        assurer_email: str | None = None,
        changed: Mapping[str, datetime] = _NEVER,
    ) -> "Feed":
        """The feed of a directory, published under `base_url`; the same one when asked again.

        `assurer_email` is where readers may write about a record, if there is such an address.
        `changed` says for a service's id when its entry last changed, where that is known.
        """
        base_url = base_url.rstrip("/")
        if changed:
            return cls(Writer.of(directory, base_url, assurer_email, changed))
        return _feed(directory, base_url, assurer_email)

    def root(self) -> Record:
        return {
            "version": STANDARD,
            "profile": PROFILE,
            "openapi_url": f"{self._base_url}/openapi.json",
        }

    def answer(self, resource: str, parameters: Mapping[str, str] = _NONE) -> Record | Lines:
        """A page of a list, or Lines where ndjson was asked for.

        Raises BadParameter for whatever cannot be honoured, KeyError for an unknown resource.
        """
        query = read(parameters, LISTS[resource])
        return self._resources[resource].found(query).answer(query)

    def one(
        self, resource: str, record_id: str, parameters: Mapping[str, str] = _NONE
    ) -> Record | None:
        """One record with all that belongs to it; None where there is none. Raises as above."""
        query = read(parameters, SINGLES.get(resource, ()))
        return self._resources[resource].one(record_id, query)


@lru_cache(maxsize=4)
def _feed(directory: Directory, base_url: str, assurer_email: str | None) -> Feed:
    return Feed(Writer.of(directory, base_url, assurer_email, _NEVER))
