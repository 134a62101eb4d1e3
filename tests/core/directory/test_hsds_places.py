"""Somebody who looks for a person in hiding reads directories too: no place gets through."""

import pytest

from directory.hsds import Feed, hides_address
from directory.hsds.places import holds_address
from directory.model import Access, Contact, Directory, Eligibility, Service
from directory.terms import ContactKind, Reach, Status, Urgency
from tests.core.directory.hsds_fixtures import (
    PHONE,
    PLACE,
    contact,
    contents,
    directory_of,
    everything,
    service,
    texts_in,
)

_SECRETS = ("rosebank", "rm91 2zz", "rm912zz", "51.58123")
_WRITTEN = "Ring first. We are at 12 Rosebank Road, Redmarsh, RM91 2ZZ. Bring nothing."
_HIDDEN_CONTACTS = (
    PHONE,
    contact("in-person", ContactKind.IN_PERSON, "Rosebank, Redmarsh, Redshire, RM91 2ZZ"),
    contact("post", ContactKind.POST, "Rosebank, 12 Far Lane, RM912ZZ"),
    contact("noted", ContactKind.PHONE, "0808 157 0002", note=_WRITTEN, hours=_WRITTEN),
    contact(
        "who", ContactKind.EMAIL, "help@example.org", who=_WRITTEN, cost=_WRITTEN, keeps=_WRITTEN
    ),
    contact("web", ContactKind.WEB, "https://example.org/map?at=51.58123,-0.01234"),
    contact("app", ContactKind.APP, "Find us at 51.58123, -0.01234"),
)


def _attacked(**more: object) -> Service:
    """A refuge whose editor wrote its address wherever there was room."""
    given: dict[str, object] = {
        "summary": _WRITTEN,
        "provider": "Rosebank Trust, 12 Rosebank Road",
        "area": "Near 12 Rosebank Road",
        "name": "Refuge at 12 Rosebank Road",
        "aka": ("12 Rosebank Road", "The RM91 2ZZ refuge"),
        "urgency": Urgency.ABUSE,
        "topics": ("refuge", "12 Rosebank Road"),
        "intents": ("domestic_abuse",),
        "access": Access(languages=("English", "12 Rosebank Road"), note=_WRITTEN),
        "eligibility": Eligibility(through=_WRITTEN),
    } | more
    return service("hidden", *_HIDDEN_CONTACTS, **given)


@pytest.mark.parametrize("status", [Status.OPEN, Status.UNKNOWN, Status.TEMPORARILY_CLOSED])
def test_no_answer_of_the_feed_gives_a_hiding_place_away(status: Status) -> None:
    attacked = _attacked(status=status, correction=_WRITTEN)
    directory = directory_of(attacked, service("open-door", PHONE, PLACE))
    feed = Feed.of(directory, base_url="https://redmarsh.example")
    said = "\n".join(text for answer in everything(feed) for text in texts_in(answer)).casefold()
    assert not [secret for secret in _SECRETS if secret in said]
    assert "1 high street" in said  # the public place is there


@pytest.mark.parametrize("resource", ["services", "organizations", "taxonomy_terms"])
@pytest.mark.parametrize("guess", ["rosebank", "RM91", "2zz"])
def test_a_hiding_place_cannot_be_found_out_by_searching_for_it(resource: str, guess: str) -> None:
    feed = Feed.of(directory_of(_attacked()))
    assert contents(feed, resource, search=guess) == []


def test_a_hidden_service_can_still_be_rung() -> None:
    feed = Feed.of(directory_of(_attacked()))
    (record,) = contents(feed, "services", full="true")
    phones = record["phones"]
    assert isinstance(phones, list)
    assert [one["number"] for one in phones] == ["0808 157 0001", "0808 157 0002"]
    assert "service_at_locations" not in record
    assert contents(feed, "service_at_locations") == []


@pytest.mark.parametrize(
    "sign",
    [
        {"urgency": Urgency.ABUSE},
        {"topics": ("Domestic Abuse",)},
        {"topics": ("refuge",)},
        {"topics": ("honour-based abuse",)},
        {"intents": ("domestic_abuse",)},
        {"intents": ("stalking",)},
        {"name": "Redmarsh Women's Refuge"},
        {"summary": "A safe house for families."},
        {"aka": ("women's shelter",)},
    ],
)
def test_one_sign_of_hiding_is_enough(sign: dict[str, object]) -> None:
    assert hides_address(service("signs", PLACE, **sign))
    feed = Feed.of(directory_of(service("signs", PLACE, **sign)))
    assert contents(feed, "service_at_locations") == []


def test_a_place_that_is_open_to_all_is_published_without_a_point_on_a_map() -> None:
    feed = Feed.of(directory_of(service("open-door", PLACE)))
    (found,) = contents(feed, "service_at_locations")
    location = found["location"]
    assert isinstance(location, dict)
    assert location["location_type"] == "physical"
    assert {"latitude", "longitude"}.isdisjoint(location)
    (address,) = location["addresses"]
    assert address["address_1"] == "1 High Street"
    assert (address["city"], address["state_province"]) == ("Redmarsh", "Redshire")
    assert (address["postal_code"], address["country"]) == ("RM90 1AA", "GB")


@pytest.mark.parametrize("value", ["Redmarsh Library", "1 High Street, RM90 1AA", "RM90 1AA"])
def test_no_part_of_an_address_is_made_up(value: str) -> None:
    place: Contact = contact("in-person", ContactKind.IN_PERSON, value)
    (found,) = contents(Feed.of(directory_of(service("open-door", place))), "service_at_locations")
    location = found["location"]
    assert isinstance(location, dict)
    assert location["name"] == value
    assert "addresses" not in location


def test_in_london_the_town_is_the_county_too() -> None:
    place = contact("in-person", ContactKind.IN_PERSON, "2 Low Road, London, E17 9ZZ")
    (found,) = contents(Feed.of(directory_of(service("open-door", place))), "service_at_locations")
    location = found["location"]
    assert isinstance(location, dict)
    assert location["addresses"][0]["state_province"] == "London"


def test_no_hiding_service_that_ships_has_a_place_and_none_lost_its_words(
    directory: Directory,
) -> None:
    feed = Feed.of(directory)
    hiding = [one for one in directory.services.values() if hides_address(one)]
    assert {one.id for one in hiding} >= {"ndah", "womens-aid-chat", "wf-domestic-abuse", "lawrs"}
    for record in contents(feed, "services", full="true"):
        if record["name"] in {one.name for one in hiding}:
            assert "service_at_locations" not in record
    published = {record["name"]: record for record in contents(feed, "services")}
    for one in hiding:
        assert published[one.name]["description"] == one.summary


@pytest.mark.parametrize(
    "text",
    [
        "12 Rosebank Road",
        "Flat 3, 12a rosebank road",
        "RM91 2ZZ",
        "rm912zz",
        "Rosebank House, Redmarsh",
        "51.58123, -0.01234",
        "///one.two.three",
    ],
)
def test_places_are_known_however_they_are_written(text: str) -> None:
    assert holds_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 0808 157 0001, day and night",
        "For people aged 11 to 25 in Redmarsh",
        "Open 9am to 5pm, Monday to Friday",
        "https://www.example.org/get-help",
        "24 hours a day, 7 days a week",
    ],
)
def test_ordinary_words_are_no_place(text: str) -> None:
    assert not holds_address(text)


def test_the_reach_of_a_hidden_service_is_still_said() -> None:
    feed = Feed.of(directory_of(_attacked(reach=Reach.LONDON)))
    (record,) = contents(feed, "services", full="true")
    areas = record["service_areas"]
    assert isinstance(areas, list)
    assert [area["description"] for area in areas] == ["London"]
