"""Our own lists of what people need and what services are about, as HSDS taxonomies. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from directory.hsds.ids import id_of
from directory.hsds.needs import GROUPS, NEEDS
from directory.hsds.places import holds_address
from directory.model import Directory, Service

VERSION = "1.0"
"""Raise it whenever a term is renamed or goes; a new one needs no new version."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A list of terms."""

    code: str
    name: str
    description: str

    @property
    def id(self) -> str:
        return id_of("taxonomy", self.code)


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a list. `code` is what the directory itself calls it."""

    taxonomy: Taxonomy
    code: str
    name: str
    description: str
    parent: str | None = None
    """The code of the term above it."""

    @property
    def id(self) -> str:
        return term_id(self.taxonomy, self.code)

    @property
    def published_code(self) -> str:
        """Told apart from a term of the same name in the other list."""
        return f"{self.taxonomy.code}/{self.code}"

    @property
    def parent_id(self) -> str | None:
        return None if self.parent is None else term_id(self.taxonomy, self.parent)


NEEDED = Taxonomy("needs", "Waymark needs", "What people come with when they look for help.")
TOPICS = Taxonomy("topics", "Waymark topics", "What services help with, in a word or two.")
TAXONOMIES = (NEEDED, TOPICS)


def term_id(taxonomy: Taxonomy, code: str) -> str:
    return id_of("term", taxonomy.code, code)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms in use: each leads to a service that has not ended."""

    by_id: Mapping[str, Term]

    @classmethod
    def of(cls, directory: Directory) -> "Terms":
        used = {
            term
            for service in directory.services.values()
            if not service.has_ended
            for term in _terms(service)
        }
        found = {term.id: term for term in used if not holds_address(term.name)}
        groups = {term.parent for term in found.values() if term.parent is not None}
        tops = (_group(code) for code in GROUPS if code in groups)
        ordered = sorted(found.values(), key=lambda term: (term.taxonomy.name, term.name, term.id))
        return cls({term.id: term for term in (*tops, *ordered)})

    def of_service(self, service: Service) -> tuple[Term, ...]:
        return tuple(term for term in _terms(service) if term.id in self.by_id)

    def with_parents(self, terms: Iterable[Term]) -> frozenset[str]:
        """The ids of the terms and of those above them."""
        return frozenset(
            one for term in terms for one in (term.id, term.parent_id) if one is not None
        )


def _terms(service: Service) -> tuple[Term, ...]:
    needs = (_need(intent) for intent in dict.fromkeys(service.intents))
    return (*needs, *(_topic(topic) for topic in dict.fromkeys(service.topics)))


def _group(code: str) -> Term:
    return Term(NEEDED, code, *GROUPS[code])


@lru_cache(maxsize=4096)
def _need(intent: str) -> Term:
    if intent not in NEEDS:
        name = intent.replace("_", " ").capitalize()
        return Term(NEEDED, intent, name, f"People who ask about this: {name.lower()}.")
    group, name, description = NEEDS[intent]
    return Term(NEEDED, intent, name, description, group)


@lru_cache(maxsize=4096)
def _topic(topic: str) -> Term:
    return Term(TOPICS, topic, topic, f"Services that help with this: {topic}.")
