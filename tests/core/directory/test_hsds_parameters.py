"""What is not honoured is refused, with what to send instead; pages are what they say."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.hsds import BadParameter, Feed, Lines
from directory.hsds.parameters import LISTS, PARAMETERS
from tests.core.directory.hsds_fixtures import PHONE, PLACE, contents, directory_of, service

_SERVICES = tuple(service(f"service-{count}", PHONE, PLACE) for count in range(1, 8))
FEED = Feed.of(directory_of(*_SERVICES))


@pytest.mark.parametrize("resource", LISTS)
@pytest.mark.parametrize("name", ["age", "Search", "lat", "proximity ", "minimum", ""])
def test_a_parameter_nobody_knows_is_refused_with_those_that_are_known(
    resource: str, name: str
) -> None:
    with pytest.raises(BadParameter) as refused:
        FEED.answer(resource, {name: "1"})
    assert refused.value.name == name
    assert all(known in refused.value.instead for known in LISTS[resource])


@pytest.mark.parametrize("resource", LISTS)
def test_a_parameter_of_another_list_is_refused(resource: str) -> None:
    for name in PARAMETERS.keys() - set(LISTS[resource]):
        with pytest.raises(BadParameter, match="not a parameter here"):
            FEED.answer(resource, {name: "true"})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("search", ""),
        ("search", "   "),
        ("search", "a" * 201),
        ("page", "0"),
        ("page", "-1"),
        ("page", "1.5"),
        ("page", "٣"),
        ("page", "99999999999999999999"),
        ("per_page", "0"),
        ("per_page", "501"),
        ("per_page", "all"),
        ("format", "xml"),
        ("format", "JSON"),
        ("minimal", "yes"),
        ("full", "1"),
        ("taxonomy_term_id", "domestic_abuse"),
        ("taxonomy_id", "'; drop table services"),
        ("organization_id", ""),
        ("modified_after", "yesterday"),
        ("modified_after", "2026-02-30"),
        ("modified_after", "2026-11-22T25:00:00Z"),
        ("modified_after", "20261122"),
        ("minimum_age", "thirteen"),
        ("minimum_age", "-1"),
        ("minimum_age", "nan"),
        ("maximum_age", "inf"),
        ("maximum_age", "151"),
        ("start_time", "9"),
        ("start_time", "24:00"),
        ("end_time", "17:00\n"),
        ("day", "Monday"),
        ("day", "MO,TU"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_what_to_send(name: str, text: str) -> None:
    with pytest.raises(BadParameter) as refused:
        FEED.answer("services", {name: text})
    assert refused.value.name == name
    assert refused.value.instead.startswith("send ")


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(LISTS)), st.sampled_from(sorted(PARAMETERS)), st.text(max_size=30))
def test_whatever_is_sent_is_answered_or_refused(resource: str, name: str, text: str) -> None:
    with suppress(BadParameter):
        assert FEED.answer(resource, {name: text})


@pytest.mark.parametrize(
    "parameters", [{"proximity": "5"}, {"postcode": "RM90", "proximity": "5"}]
)
def test_proximity_is_refused_because_no_point_on_a_map_is_published(
    parameters: dict[str, str],
) -> None:
    with pytest.raises(BadParameter, match="no points on a map: leave it out"):
        FEED.answer("service_at_locations", parameters)


@pytest.mark.parametrize("postcode", ["SW1A 1AA", "RM9", "RM9 0AA", "RM900", "nowhere", ""])
def test_a_postcode_elsewhere_is_refused_and_ours_are_named(postcode: str) -> None:
    with pytest.raises(BadParameter, match="postcode") as refused:
        FEED.answer("service_at_locations", {"postcode": postcode})
    assert "RM90, RM91" in str(refused.value) or "send a postcode" in str(refused.value)


def test_a_directory_of_no_borough_knows_no_postcode() -> None:
    feed = Feed.of(directory_of(*_SERVICES, borough=None))
    with pytest.raises(BadParameter, match="we hold no postcodes"):
        feed.answer("service_at_locations", {"postcode": "RM90"})


@pytest.mark.parametrize(
    "parameters",
    [
        {"minimal": "true", "full": "true"},
        {"format": "ndjson", "page": "2"},
        {"format": "ndjson", "per_page": "10"},
    ],
)
def test_parameters_at_odds_are_refused(parameters: dict[str, str]) -> None:
    with pytest.raises(BadParameter):
        FEED.answer("services", parameters)


@pytest.mark.parametrize("resource", LISTS)
def test_a_single_record_takes_no_parameter_but_its_own(resource: str) -> None:
    record_id = str(contents(FEED, resource)[0]["id"])
    assert FEED.one(resource, record_id) is not None
    with pytest.raises(BadParameter, match="not a parameter here"):
        FEED.one(resource, record_id, {"page": "1"})


@pytest.mark.parametrize("resource", LISTS)
@pytest.mark.parametrize("record_id", ["00000000-0000-4000-8000-000000000000", "", "../services"])
def test_a_record_that_is_not_there_is_none(resource: str, record_id: str) -> None:
    assert FEED.one(resource, record_id) is None


@given(st.integers(1, 9), st.integers(1, 9))
def test_pages_put_together_are_the_list(per_page: int, page: int) -> None:
    every = contents(FEED, "services")
    answer = FEED.answer("services", {"per_page": str(per_page), "page": str(page)})
    assert not isinstance(answer, Lines)
    expected = every[(page - 1) * per_page : page * per_page]
    assert answer == {
        "total_items": 7,
        "total_pages": (7 + per_page - 1) // per_page,
        "page_number": page,
        "size": len(expected),
        "first_page": page == 1,
        "last_page": page * per_page >= 7,
        "empty": not expected,
        "contents": expected,
    }


def test_a_list_of_nothing_is_one_empty_page() -> None:
    answer = FEED.answer("services", {"search": "nothing like it"})
    assert not isinstance(answer, Lines)
    assert (answer["total_items"], answer["total_pages"], answer["empty"]) == (0, 0, True)
    assert answer["first_page"] is answer["last_page"] is True


def test_minimal_gives_ids_and_dates_all_on_one_page() -> None:
    many = Feed.of(directory_of(*(service(f"one-{count}", PHONE) for count in range(120))))
    answer = many.answer("services", {"minimal": "true"})
    assert not isinstance(answer, Lines)
    found = answer["contents"]
    assert isinstance(found, list)
    assert answer["total_pages"] == 1
    assert len(found) == 120
    assert all(set(one) == {"id", "last_modified"} for one in found)


@pytest.mark.parametrize("resource", LISTS)
def test_ndjson_gives_every_record_of_the_list(resource: str) -> None:
    lines = FEED.answer(resource, {"format": "ndjson"})
    assert isinstance(lines, Lines)
    assert list(lines) == contents(FEED, resource)


@pytest.mark.parametrize("resource", ["services", "service_at_locations"])
def test_full_gives_each_record_as_it_is_by_itself(resource: str) -> None:
    for record in contents(FEED, resource, full="true"):
        assert record == FEED.one(resource, str(record["id"]))


def test_organizations_have_their_services_in_brief_or_whole() -> None:
    (organization,) = contents(FEED, "organizations", full="true")
    services = organization["services"]
    assert isinstance(services, list)
    assert len(services) == 7
    assert "phones" not in services[0]
    (whole,) = contents(FEED, "organizations", full_service="true")
    assert "phones" in whole["services"][0]  # type: ignore[index]
    own_id = str(organization["id"])
    assert FEED.one("organizations", own_id) == organization
    assert FEED.one("organizations", own_id, {"full_service": "true"}) == whole


def test_the_same_directory_has_the_same_feed() -> None:
    directory = directory_of(*_SERVICES)
    assert Feed.of(directory) is Feed.of(directory)
    assert Feed.of(directory) is not Feed.of(directory, base_url="https://redmarsh.example")
