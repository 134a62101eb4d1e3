"""The document that describes the feed says exactly what the feed does."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from directory.hsds import BadParameter, Feed, openapi
from directory.hsds.parameters import LISTS
from directory.model import Directory
from tests.core.directory.hsds_fixtures import PHONE, PLACE, contents, directory_of, service

DOCUMENT: Any = openapi("https://redmarsh.example/")


def _schema(schema: Mapping[str, Any]) -> Draft202012Validator:
    whole = {**schema, "components": json.loads(json.dumps(DOCUMENT["components"]))}
    return Draft202012Validator(whole, format_checker=FormatChecker())


def _answer(path: str) -> Draft202012Validator:
    answers = DOCUMENT["paths"][path]["get"]["responses"]
    return _schema(answers["200"]["content"]["application/json"]["schema"])


def test_the_document_is_plain_json() -> None:
    assert json.loads(json.dumps(DOCUMENT))["openapi"] == "3.1.0"


@pytest.mark.parametrize("resource", LISTS)
def test_what_ships_is_answered_as_the_document_says(directory: Directory, resource: str) -> None:
    feed = Feed.of(directory, base_url="https://redmarsh.example")
    wholes: tuple[dict[str, str], ...] = ({}, {"page": "99"}, {"search": "help"})
    for extra in ("full", "full_service", "minimal", "top_only"):
        if extra in LISTS[resource]:
            wholes += ({extra: "true"},)
    for parameters in wholes:
        _answer(f"/{resource}").validate(feed.answer(resource, parameters))
    for record in contents(feed, resource):
        _answer(f"/{resource}/{{id}}").validate(feed.one(resource, str(record["id"])))
    _answer("/").validate(feed.root())


def test_an_address_is_answered_as_the_document_says() -> None:
    feed = Feed.of(directory_of(service("one", PHONE, PLACE)))
    _answer("/service_at_locations").validate(
        feed.answer("service_at_locations", {"full": "true"})
    )


@pytest.mark.parametrize("resource", LISTS)
def test_every_parameter_is_described_and_can_be_refused(resource: str) -> None:
    operation = DOCUMENT["paths"][f"/{resource}"]["get"]
    assert [one["name"] for one in operation["parameters"]] == list(LISTS[resource])
    assert all(one["description"] for one in operation["parameters"])
    assert "400" in operation["responses"]
    assert "404" in DOCUMENT["paths"][f"/{resource}/{{id}}"]["get"]["responses"]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("modified_after", "2026-11-22T09:30:00+01:00", "22/11/2026"),
        ("start_time", "09:30", "9.30"),
        ("taxonomy_id", "039c554f-ff4f-5c18-8b33-61db9d13e27b", "needs"),
        ("search", "help", "  "),
        ("day", "MO", "mo"),
        ("format", "ndjson", "csv"),
    ],
)
def test_the_document_and_the_feed_take_the_same_values(name: str, good: str, bad: str) -> None:
    feed = Feed.of(directory_of(service("one", PHONE)))
    parameters = DOCUMENT["paths"]["/services"]["get"]["parameters"]
    schema = _schema(next(one["schema"] for one in parameters if one["name"] == name))
    assert schema.is_valid(good)
    assert feed.answer("services", {name: good})
    assert not schema.is_valid(bad)
    with pytest.raises(BadParameter):
        feed.answer("services", {name: bad})


@pytest.mark.parametrize("profile", ["uk", "core"])
def test_every_parameter_of_the_standard_is_honoured_or_refused_by_name(profile: str) -> None:
    folder = os.environ.get("WAYMARK_TEST_DATA")
    if folder is None:
        pytest.skip("WAYMARK_TEST_DATA is not set: it leads to hsds/")
    text = (Path(folder) / "hsds" / profile / "schema" / "openapi.json").read_text("utf-8")
    for path, operation in json.loads(text)["paths"].items():
        resource = path.strip("/")
        if resource not in LISTS:
            assert path in DOCUMENT["paths"]
            continue
        named = {_name(one) for one in operation["get"].get("parameters", [])}
        assert named <= {*LISTS[resource], "proximity"}


def _name(parameter: Mapping[str, str]) -> str:
    return parameter.get("name") or parameter["$ref"].rsplit("/", 1)[-1]
