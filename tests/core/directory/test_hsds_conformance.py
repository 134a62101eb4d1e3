"""What the feed publishes of the shipped directory, against the standard's own schemas."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from directory.hsds import Feed
from directory.hsds.ids import id_of
from directory.hsds.parameters import LISTS
from directory.model import Directory
from directory.terms import ContactKind
from tests.core.directory.hsds_fixtures import contents, everything

_SINGULAR = {
    "services": "compiled/service",
    "organizations": "compiled/organization",
    "service_at_locations": "compiled/service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
_HAVE_LISTS = ("services", "organizations", "service_at_locations")


@pytest.fixture(scope="module")
def feed(directory: Directory) -> Feed:
    return Feed.of(directory, base_url="https://waymark.example/")


@pytest.fixture(scope="module")
def standards() -> Path:
    folder = os.environ.get("WAYMARK_TEST_DATA")
    if folder is None or not (Path(folder) / "hsds").is_dir():
        pytest.skip("WAYMARK_TEST_DATA does not lead to a folder with hsds/ in it")
    return Path(folder) / "hsds"


def _validator(standards: Path, profile: str, name: str) -> Draft202012Validator:
    schema = json.loads((standards / profile / "schema" / f"{name}.json").read_text("utf-8"))
    # The uncompiled schemas point to their neighbours; only their own fields matter here.
    alone = _without_references(schema)
    assert isinstance(alone, dict)
    return Draft202012Validator(alone, format_checker=FormatChecker())


def _without_references(schema: object) -> object:
    match schema:
        case dict():
            kept = schema.items() if "$ref" not in schema else ()
            return {name: _without_references(value) for name, value in kept}
        case list():
            return [_without_references(each) for each in schema]
        case _:
            return schema


@pytest.mark.parametrize("profile", ["uk", "core"])
@pytest.mark.parametrize("resource", LISTS)
def test_every_single_record_is_valid(
    feed: Feed, standards: Path, profile: str, resource: str
) -> None:
    validator = _validator(standards, profile, _SINGULAR[resource])
    records = contents(feed, resource)
    assert records
    for listed in records:
        record = feed.one(resource, str(listed["id"]))
        faults = [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(record)]
        assert not faults, listed["name"] if "name" in listed else listed["id"]


@pytest.mark.parametrize("profile", ["uk", "core"])
@pytest.mark.parametrize("resource", _HAVE_LISTS)
def test_every_listed_record_is_valid(
    feed: Feed, standards: Path, profile: str, resource: str
) -> None:
    validator = _validator(standards, profile, f"{_SINGULAR[resource]}_list")
    for record in contents(feed, resource):
        assert not [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(record)]


@pytest.mark.parametrize("profile", ["uk", "core"])
def test_the_schemas_do_find_what_is_wrong(feed: Feed, standards: Path, profile: str) -> None:
    record = feed.one("services", str(contents(feed, "services")[0]["id"]))
    assert record is not None
    validator = _validator(standards, profile, "compiled/service")
    for broken in ({"status": "open"}, {"id": "1"}, {"description": None}, {"minimum_age": "9"}):
        assert not validator.is_valid({**record, **broken})


def test_every_service_has_what_the_uk_page_demands(feed: Feed) -> None:
    organizations = {record["id"] for record in contents(feed, "organizations")}
    for record in contents(feed, "services", full="true"):
        assert str(UUID(str(record["id"]))) == record["id"]
        assert record["organization_id"] in organizations
        assert record["name"]
        assert record["status"] in {"active", "inactive", "defunct", "temporarily closed"}
        assert record["assured_date"] == "2026-11-22"
        assert "assurer_email" not in record


def test_the_assurers_address_is_published_where_there_is_one(directory: Directory) -> None:
    feed = Feed.of(directory, assurer_email="directory@redmarsh.example")
    emails = {record["assurer_email"] for record in contents(feed, "services")}
    assert emails == {"directory@redmarsh.example"}


def test_nothing_published_is_null_or_empty(feed: Feed) -> None:
    for answer in everything(feed):
        assert not list(_blanks(answer, "$"))


def _blanks(value: object, where: str) -> Iterator[str]:
    if value is None or value in ("", [], {}):
        yield where
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _blanks(item, f"{where}.{name}")
    if isinstance(value, list):
        for item in value:
            yield from _blanks(item, f"{where}[]")


def test_ids_never_change() -> None:
    """Readers know our records by these: if this fails, mend the code and not the test."""
    from_the_start = {
        "childline": "e160c066-f00f-553c-97ac-8e3fbcbbb669",
        "chingford-front-counter": "ab34292e-5df8-57a0-8122-183348b1d209",
    }
    assert {name: id_of("service", name) for name in from_the_start} == from_the_start


def test_no_two_records_of_a_kind_share_an_id(feed: Feed) -> None:
    for resource in LISTS:
        ids = [record["id"] for record in contents(feed, resource)]
        assert len(ids) == len(set(ids))


def test_every_reachable_service_keeps_a_way_in(feed: Feed, directory: Directory) -> None:
    """The UK profile has no phones; without them a record is no use to somebody in danger."""
    for service in directory.services.values():
        record = feed.one("services", id_of("service", service.id))
        assert record is not None
        if service.reachable and service.id != "clares-law":
            ways = ("phones", "contacts", "service_at_locations")
            assert any(way in record for way in ways), service.id
        phones = record.get("phones", [])
        assert isinstance(phones, list)
        rung = [c for c in service.reachable if c.kind is ContactKind.PHONE]
        assert len([one for one in phones if one["type"] == "voice"]) == len(rung)


def test_the_front_page_says_what_this_is(feed: Feed) -> None:
    assert feed.root() == {
        "version": "HSDS-UK-3.0",
        "profile": "https://docs.openreferraluk.org",
        "openapi_url": "https://waymark.example/openapi.json",
    }
