"""Every filter of the feed, against a slow and simple one over what is published."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.freshness import as_of
from directory.hsds import Feed
from directory.hsds.ids import id_of
from directory.hsds.parameters import DAYS
from directory.model import Directory, Eligibility
from directory.shipped import shipped
from directory.terms import ContactKind, Standing
from tests.core.directory.hsds_fixtures import (
    PHONE,
    PLACE,
    contact,
    contents,
    directory_of,
    service,
)

Record = Mapping[str, Any]

_NIGHT = contact("phone", ContactKind.PHONE, "020 7946 0001", opening="Fr,Sa 20:00-02:00")
_SPLIT = contact(
    "phone",
    ContactKind.PHONE,
    "020 7946 0002",
    opening="Mo 09:00-12:00,13:00-17:30; Sa 10:00-12:00",
)
_MADE_UP = directory_of(
    service("night-line", _NIGHT, PLACE, eligibility=Eligibility(11, 25)),
    service("split-day", _SPLIT, provider="Another Trust", topics=("grief", "youth work")),
    service("all-hours", contact("phone", ContactKind.PHONE, "020 7946 0003", opening="24/7")),
    service("grown-ups", PHONE, PLACE, eligibility=Eligibility(18, None), intents=("housing",)),
    service("children", PHONE, eligibility=Eligibility(None, 17), topics=("school",)),
)
_CHANGED = {
    "night-line": datetime(2026, 11, 20, 12, tzinfo=UTC),
    "grown-ups": datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
}
FEEDS = (Feed.of(_MADE_UP, changed=_CHANGED), Feed.of(shipped()))
PUBLISHED: Sequence[tuple[Feed, Sequence[Record]]] = tuple(
    (feed, contents(feed, "services", full="true")) for feed in FEEDS
)


def _ids_of_terms(feed: Feed) -> list[str]:
    return [str(term["id"]) for term in contents(feed, "taxonomy_terms")]


def _parents(feed: Feed) -> Mapping[str, str]:
    terms: list[Any] = contents(feed, "taxonomy_terms")
    return {term["id"]: term["parent_id"] for term in terms if "parent_id" in term}


_PARENTS = {feed: _parents(feed) for feed in FEEDS}
_TIMES = st.sampled_from(["00:00", "09:00", "10:00", "12:00", "13:00:00", "17:30", "20:00"])
_ENDS = st.sampled_from(["02:00", "12:00", "17:00", "17:30:00", "18:00", "23:59:59"])
_UNKNOWN = "00000000-0000-4000-8000-000000000000"


@st.composite
def _questions(draw: st.DrawFn) -> tuple[Feed, Sequence[Record], dict[str, str]]:
    feed, published = draw(st.sampled_from(PUBLISHED))
    terms = [*_ids_of_terms(feed), _UNKNOWN]
    taxonomies = [str(one["id"]) for one in contents(feed, "taxonomies")]
    providers = sorted({str(one["organization_id"]) for one in published})
    ages = st.integers(0, 30).map(str)
    moments = ["2026-11-02", "2026-11-20T12:00:00Z", "2026-11-21T10:00:00+00:30", "2026-11-22"]
    choices: dict[str, st.SearchStrategy[str]] = {
        "search": st.sampled_from(["help", "LINE", "youth", "young people", "e", "zzz", "trust"]),
        "taxonomy_term_id": st.sampled_from(terms),
        "taxonomy_id": st.sampled_from([*taxonomies, _UNKNOWN]),
        "organization_id": st.sampled_from([*providers, _UNKNOWN]),
        "modified_after": st.sampled_from([*moments, "2027-01-01"]),
        "minimum_age": ages,
        "maximum_age": ages | st.just("17.5"),
        "start_time": _TIMES,
        "end_time": _ENDS,
        "day": st.sampled_from(DAYS),
    }
    names = draw(st.lists(st.sampled_from(sorted(choices)), max_size=3, unique=True))
    return feed, published, {name: draw(choices[name]) for name in names}


def _naive(feed: Feed, records: Sequence[Record], asked: Mapping[str, str]) -> set[str]:
    return {
        r["id"] for r in records if all(_meets(feed, r, k, v, asked) for k, v in asked.items())
    }


def _meets(feed: Feed, record: Record, name: str, value: str, asked: Mapping[str, str]) -> bool:
    terms = [one["taxonomy_term"] for one in record.get("attributes", [])]
    match name:
        case "search":
            said = _searched(record)
            return all(word in said for word in value.lower().split())
        case "taxonomy_term_id":
            own = {term["id"] for term in terms}
            return value in own | {_PARENTS[feed].get(one) for one in own}
        case "taxonomy_id":
            return any(term["taxonomy_id"] == value for term in terms)
        case "organization_id":
            return bool(record["organization"]["id"] == value)
        case "modified_after":
            return datetime.fromisoformat(record["last_modified"]) >= _moment(value)
        case "minimum_age":
            return "minimum_age" in record and record["minimum_age"] >= float(value)
        case "maximum_age":
            return "maximum_age" in record and record["maximum_age"] <= float(value)
        case _:
            return any(_is_open(row, asked) for row in record.get("schedules", []))


def _searched(record: Record) -> str:
    topics = [
        one["taxonomy_term"]["name"]
        for one in record.get("attributes", [])
        if one["taxonomy_term"]["taxonomy"] == "Waymark topics"
    ]
    names = (record["name"], record.get("alternate_name", ""), record["organization"]["name"])
    return " | ".join((*names, record["description"], *topics)).lower()


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_open(row: Record, asked: Mapping[str, str]) -> bool:
    if "opens_at" not in row:
        return False
    padded = {name: f"{value}:00"[:8] for name, value in asked.items()}
    return (
        asked.get("day", row["byday"][:2]) in row["byday"].split(",")
        and row["opens_at"] >= padded.get("start_time", "")
        and row["closes_at"] <= padded.get("end_time", "99")
    )


@settings(max_examples=300, deadline=None)
@given(_questions())
def test_a_filter_finds_what_a_naive_one_finds(
    question: tuple[Feed, Sequence[Record], dict[str, str]],
) -> None:
    feed, published, asked = question
    found = {str(one["id"]) for one in contents(feed, "services", **asked)}
    assert found == _naive(feed, published, asked)


@settings(max_examples=100, deadline=None)
@given(_questions())
def test_places_are_found_by_their_services(
    question: tuple[Feed, Sequence[Record], dict[str, str]],
) -> None:
    feed, published, asked = question
    with_place = [one for one in published if "service_at_locations" in one]
    found = [str(one["service_id"]) for one in contents(feed, "service_at_locations", **asked)]
    assert set(found) == _naive(feed, with_place, asked)


@pytest.mark.parametrize(
    "name", ["search", "day", "minimum_age", "maximum_age", "organization_id"]
)
def test_each_filter_lets_some_in_and_keeps_some_out(name: str) -> None:
    """Or the comparison above would compare nothing with nothing."""
    feed, published = PUBLISHED[0]
    values = {
        "search": "line",
        "day": "SA",
        "minimum_age": "12",
        "maximum_age": "20",
        "organization_id": str(published[0]["organization_id"]),
    }
    found = contents(feed, "services", **{name: values[name]})
    assert 0 < len(found) < len(published)


@pytest.mark.parametrize("feed", FEEDS)
def test_terms_are_filtered_by_list_by_parent_and_by_words(feed: Feed) -> None:
    terms: list[Any] = contents(feed, "taxonomy_terms")
    for taxonomy in {term["taxonomy_id"] for term in terms}:
        found = contents(feed, "taxonomy_terms", taxonomy_id=taxonomy)
        assert found == [term for term in terms if term["taxonomy_id"] == taxonomy]
    for parent in {term.get("parent_id") for term in terms} - {None}:
        found = contents(feed, "taxonomy_terms", parent_id=parent)
        assert found == [term for term in terms if term.get("parent_id") == parent]
    tops = [term for term in terms if "parent_id" not in term]
    assert contents(feed, "taxonomy_terms", top_only="true") == tops
    assert contents(feed, "taxonomy_terms", top_only="false") == terms
    named = [term for term in terms if "grief" in (term["name"] + term["description"]).lower()]
    assert contents(feed, "taxonomy_terms", search="GRIEF") == named


def test_organizations_and_taxonomies_are_found_by_their_names(directory: Directory) -> None:
    feed = Feed.of(directory)
    every: list[Any] = contents(feed, "organizations")
    found = contents(feed, "organizations", search="police")
    assert found == [one for one in every if "police" in one["name"].lower()]
    assert 0 < len(found) < len(every)
    assert len(contents(feed, "taxonomies", search="topics")) == 1


def test_a_child_of_13_is_not_sent_to_what_is_for_adults() -> None:
    feed = FEEDS[0]
    found = contents(feed, "services", minimum_age="10", maximum_age="25")
    assert [one["name"] for one in found] == ["Night Line"]


@pytest.mark.parametrize("postcode", ["RM90 1AA", "rm901aa", "RM91", "RM90"])
def test_a_postcode_of_the_borough_finds_every_place_in_it(postcode: str) -> None:
    feed = FEEDS[0]
    places = contents(feed, "service_at_locations")
    assert len(places) == 2
    assert contents(feed, "service_at_locations", postcode=postcode) == places


def test_what_grows_old_counts_as_changed(directory: Directory) -> None:
    """Or a copy elsewhere would never hear that a number is shown no longer."""
    old = as_of(directory, date(2027, 12, 1))
    feed = Feed.of(old)
    changed = {str(one["id"]) for one in contents(feed, "services", modified_after="2026-12-01")}
    aged = [one for one in old.services.values() if one.standing is not Standing.FRESH]
    assert changed == {id_of("service", one.id) for one in aged}
    assert aged
