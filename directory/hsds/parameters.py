"""Reads what a question to the feed asks for; what it cannot honour it refuses. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.errors import DirectoryError
from directory.hsds.parameter_values import (
    ID,
    LONGEST_SEARCH,
    MOMENT,
    OLDEST,
    POSTCODE,
    TIME,
    age,
    like,
    moment,
    one_of,
    time_of_day,
    truth,
    up_to,
    words,
)

PAGE = 50
LONGEST_PAGE = 500
LAST_PAGE = 1_000_000
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class BadParameter(DirectoryError):
    """A parameter that the feed does not honour. `instead` says what to send."""

    def __init__(self, name: str, instead: str) -> None:
        super().__init__(f"{name}: {instead}")
        self.name = name
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Query:
    """What one question asks for."""

    search: tuple[str, ...] = ()
    page: int = 1
    per_page: int | None = None
    format: str = "json"
    taxonomy_term_id: str | None = None
    taxonomy_id: str | None = None
    organization_id: str | None = None
    parent_id: str | None = None
    modified_after: datetime | None = None
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    top_only: bool = False
    minimum_age: float | None = None
    maximum_age: float | None = None
    start_time: str | None = None
    end_time: str | None = None
    day: str | None = None
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: how its text is read, its JSON schema, and what it does."""

    name: str
    read: Callable[[str], object]
    """Raises ValueError where the text is not one it can read."""
    schema: Mapping[str, object]
    does: str
    instead: str
    """What to send, for somebody who sent something else."""


def _truths(name: str, does: str) -> Parameter:
    return Parameter(name, truth, {"type": "boolean"}, does, "send true or false")


def _ids(name: str, does: str) -> Parameter:
    schema = {"type": "string", "pattern": ID}
    return Parameter(name, like(ID), schema, does, "send an id as the feed writes it, a UUID")


def _ages(name: str, does: str) -> Parameter:
    schema = {"type": "number", "minimum": 0, "maximum": OLDEST}
    return Parameter(name, age, schema, does, f"send an age in years, from 0 to {OLDEST}")


def _times(name: str, does: str) -> Parameter:
    schema = {"type": "string", "pattern": TIME}
    return Parameter(name, time_of_day, schema, does, "send a time of day such as 09:30")


def _numbers(name: str, most: int, does: str) -> Parameter:
    schema = {"type": "integer", "minimum": 1, "maximum": most}
    return Parameter(name, up_to(most), schema, does, f"send a whole number from 1 to {most}")


def _choices(name: str, choices: tuple[str, ...], does: str) -> Parameter:
    schema = {"type": "string", "enum": list(choices)}
    return Parameter(
        name, one_of(*choices), schema, does, f"send one of these: {', '.join(choices)}"
    )


PARAMETERS: Mapping[str, Parameter] = {
    one.name: one
    for one in (
        Parameter(
            "search",
            words,
            {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH, "pattern": r"\S"},
            "Only what holds every one of these words, or part of one, in capitals or not.",
            f"send the words to look for, {LONGEST_SEARCH} characters at most",
        ),
        _numbers("page", LAST_PAGE, "Which page; beyond the last one, an empty page."),
        _numbers("per_page", LONGEST_PAGE, f"How many on a page: {PAGE} if not given."),
        _choices("format", ("json", "ndjson"), "As ndjson: all of it, one record a line."),
        _ids("taxonomy_term_id", "Only what carries this term, or a term below it."),
        _ids("taxonomy_id", "Only what carries a term of this taxonomy."),
        _ids("organization_id", "Only what this organization provides."),
        _ids("parent_id", "Only the terms right below this one."),
        Parameter(
            "modified_after",
            moment,
            {"type": "string", "pattern": MOMENT},
            "Only what changed at this moment or later. A time without a zone is UTC.",
            "send a moment such as 2026-11-22 or 2026-11-22T09:30:00Z",
        ),
        _truths("minimal", "Only ids and the time of the last change, all on one page."),
        _truths("full", "Each record whole, with all that belongs to it."),
        _truths("full_service", "Each organization with its services whole."),
        _truths("top_only", "Only the terms that have no term above them."),
        _ages("minimum_age", "Only services that state a minimum age of this or more."),
        _ages("maximum_age", "Only services that state a maximum age of this or less."),
        _times("start_time", "Only services that open at this time or later."),
        _times("end_time", "Only services that close at this time or earlier."),
        _choices(
            "day", DAYS, "Only services open on this day; with a time, at that time on that day."
        ),
        Parameter(
            "postcode",
            like(POSTCODE),
            {"type": "string", "pattern": POSTCODE},
            "Only what serves this postcode. We know the districts of one borough: others are "
            "refused.",
            "send a postcode such as E17 4AA, or its first half",
        ),
    )
}

_PAGES = ("search", "page", "per_page", "format")
_OF_SERVICES = (
    *("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full"),
    *("minimum_age", "maximum_age", "start_time", "end_time", "day"),
)
LISTS: Mapping[str, tuple[str, ...]] = {
    "services": (*_PAGES, *_OF_SERVICES, "minimal"),
    "service_at_locations": (*_PAGES, *_OF_SERVICES, "postcode"),
    "organizations": (*_PAGES, "full", "full_service"),
    "taxonomies": _PAGES,
    "taxonomy_terms": (*_PAGES, "taxonomy_id", "top_only", "parent_id"),
}
"""For each list, the parameters it honours."""
SINGLES: Mapping[str, tuple[str, ...]] = {"organizations": ("full_service",)}
"""The same for a single record; where nothing is said, none."""
_NO_MAP = "we publish no points on a map: leave it out, and send postcode alone"


def read(parameters: Mapping[str, str], honoured: tuple[str, ...]) -> Query:
    """The query that these texts make. Raises BadParameter for the first that is no good."""
    values: dict[str, Any] = {}
    for name, text in parameters.items():
        if name == "proximity" and "postcode" in honoured:
            raise BadParameter(name, _NO_MAP)
        if name not in honoured:
            known = f"these can be sent: {', '.join(honoured)}" if honoured else "send none"
            raise BadParameter(name, f"this is not a parameter here; {known}")
        parameter = PARAMETERS[name]
        try:
            values[name] = parameter.read(text)
        except (ValueError, KeyError):
            raise BadParameter(name, parameter.instead) from None
    _refuse_at_odds(values)
    return Query(**values)


def _refuse_at_odds(values: Mapping[str, object]) -> None:
    if values.get("minimal") and values.get("full"):
        raise BadParameter("minimal", "send minimal or full, not both")
    if values.get("format") == "ndjson":
        for name in ("page", "per_page"):
            if name in values:
                raise BadParameter(name, "ndjson gives everything at once: leave it out")
