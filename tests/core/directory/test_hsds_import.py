"""Records from elsewhere: harmless, unverified, and ours come back as they were."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.hsds import Feed, documents_from_hsds
from directory.hsds.ids import id_of
from directory.hsds.places import hides_address
from directory.model import Directory
from directory.records.documents import EntryKind, document, load_documents
from directory.terms import ContactKind, HowChecked, Status
from tests.core.directory.hsds_fixtures import (
    PHONE,
    PLACE,
    contents,
    directory_of,
    service,
    texts_in,
)

EMPTY = Directory.empty()
_ID = "ac148810-d857-441c-9679-408f346de14b"


def record(**more: object) -> dict[str, object]:
    return {"id": _ID, "name": "Night Line", "status": "active"} | more


def read(*records: Mapping[str, object], known: Directory = EMPTY) -> list[Any]:
    return list(documents_from_hsds(records, known))


def loaded(documents: list[Any]) -> Directory:
    return load_documents({(EntryKind.SERVICE, str(one["id"])): one for one in documents})


def test_every_example_of_the_standard_is_read_and_loads() -> None:
    folder = os.environ.get("WAYMARK_TEST_DATA")
    if folder is None:
        pytest.skip("WAYMARK_TEST_DATA is not set: it leads to hsds/")
    names: set[str] = set()
    for path in sorted((Path(folder) / "hsds").glob("*/examples/*.json")):
        for records in _lists(json.loads(path.read_text("utf-8"))):
            documents = read(*records)
            names |= {str(one["name"]) for one in documents}
            assert len(loaded(documents).services) == len(documents)
    assert "Community Counselling" in names


def _lists(value: object) -> Iterator[list[Any]]:
    """The value as records, whatever it is, and every list within it."""
    if isinstance(value, dict):
        yield [value]
        for item in value.values():
            yield from _lists(item)
    if isinstance(value, list):
        yield value
        for item in value:
            yield from _lists(item)


def test_the_full_example_keeps_what_we_can_use() -> None:
    folder = os.environ.get("WAYMARK_TEST_DATA")
    if folder is None:
        pytest.skip("WAYMARK_TEST_DATA is not set: it leads to hsds/")
    path = Path(folder) / "hsds" / "core" / "examples" / "service_full.json"
    (found,) = read(json.loads(path.read_text("utf-8")))
    assert found["id"] == "community-counselling"
    assert found["provider"] == "Example Organization Inc."
    assert (found["minimum_age"], found["maximum_age"]) == (12, 100)
    assert found["aka"] == ["MyCity Counselling Services"]
    assert found["languages"] == ["Urdu"]
    assert found["checked"] == "2005-01-01"
    assert {one["kind"] for one in found["contacts"]} == {"phone", "web", "email", "post"}
    assert found["contacts"][0]["value"] == "+44 1234 234567"


def test_a_number_that_cannot_be_right_is_left_for_an_editor_to_look_at() -> None:
    (found,) = read(record(phones=[{"number": "0808 157 00"}]))
    assert "contacts" not in found
    assert "0808 157 00" in found["unverified"][0]


def test_a_short_number_that_the_directory_has_is_no_misprint(directory: Directory) -> None:
    (found,) = read(record(phones=[{"number": "116 123"}]), known=directory)
    assert [one["value"] for one in found["contacts"]] == ["116 123"]


def test_nothing_is_verified_whatever_it_says_of_itself() -> None:
    boast = {"verified": True, "how_checked": "rung by two people", "checked_by": ["me"]}
    phone = {"id": _ID, "number": "0808 157 0001", "type": "voice", **boast}
    documents = read(record(phones=[phone], url="https://example.org", **boast))
    (one,) = loaded(documents).services.values()
    assert not one.verified
    assert one.check.how is HowChecked.NOT_CONFIRMED
    assert not one.reachable
    assert [each.value for each in one.contacts] == ["0808 157 0001", "https://example.org"]


_HOSTILE = "<script>alert(1)</script><b onclick='x'>Come</b> in\u202e\u200b\x00 &lt;img src=x&gt;"


def test_markup_and_unseen_letters_are_taken_out_of_every_text() -> None:
    texts = ("name", "alternate_name", "description", "alert", "eligibility_description", "fees")
    deep = {
        "organization": {"name": _HOSTILE},
        "languages": [{"name": _HOSTILE}],
        "service_areas": [{"name": _HOSTILE}],
        "attributes": [{"taxonomy_term": {"name": _HOSTILE, "code": _HOSTILE}}],
        "phones": [{"number": "0808 157 0001", "description": _HOSTILE}],
        "contacts": [{"name": "Post", "value": _HOSTILE, "description": _HOSTILE}],
        "schedules": [{"description": _HOSTILE, "notes": _HOSTILE}],
    }
    (found,) = read(record(**dict.fromkeys(texts, _HOSTILE), **deep))
    said = list(_all_texts(found))
    assert any("Come in" in text for text in said)
    for text in said:
        assert not re.search("[<>\u202e\u200b\x00]|alert\\(1\\)|onclick", text), text


def _all_texts(value: object) -> Iterator[str]:
    yield from texts_in(json.loads(json.dumps(value)))


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://a b", "ftp://x.org"],
)
def test_an_address_that_is_no_page_is_not_a_way_in(url: str) -> None:
    (found,) = read(record(url=url, contacts=[{"id": "1", "name": "Website", "url": url}]))
    assert "contacts" not in found


def test_a_slot_for_a_fact_cannot_be_smuggled_in() -> None:
    (found,) = read(record(status="defunct", alert="Ring {childline.phone}"))
    assert found["correction"] == "Ring (childline.phone)"


def test_a_place_where_people_hide_is_left_out() -> None:
    location = {
        "location_type": "physical",
        "name": "Rosebank House",
        "addresses": [{"address_1": "12 Rosebank Road", "city": "X", "postal_code": "RM91 2ZZ"}],
    }
    (found,) = read(
        record(
            name="A refuge",
            description="We are at 12 Rosebank Road, RM91 2ZZ.",
            organization={"name": "Trust of 12 Rosebank Road"},
            phones=[{"number": "0808 157 0001", "description": "At RM91 2ZZ"}],
            service_at_locations=[{"id": _ID, "location": location}],
        )
    )
    assert not [text for text in _all_texts(found) if re.search("rosebank|rm91", text, re.I)]
    assert found["urgency"] == "abuse"
    (one,) = loaded([found]).services.values()
    assert hides_address(one)
    assert [each.kind for each in one.contacts] == [ContactKind.PHONE]


def test_of_records_with_one_id_the_first_is_kept() -> None:
    found = read(record(), record(name="Another"), record(id="other"))
    assert [one["id"] for one in found] == ["night-line", "night-line-2"]


def test_a_name_that_is_taken_gets_a_number() -> None:
    known = directory_of(service("night-line", PHONE))
    (found,) = read(record(), known=known)
    assert found["id"] == "night-line-2"


def test_a_record_read_twice_is_known_again() -> None:
    first = loaded(read(record()))
    (again,) = read(record(name="Day and Night Line"), known=first)
    assert again["id"] == "night-line"


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("active", Status.OPEN),
        ("inactive", Status.UNKNOWN),
        ("defunct", Status.ENDED),
        ("temporarily closed", Status.TEMPORARILY_CLOSED),
        ("brilliant", Status.UNKNOWN),
        (None, Status.UNKNOWN),
    ],
)
def test_every_status_is_understood(status: str | None, ours: Status) -> None:
    (one,) = loaded(read(record(status=status))).services.values()
    assert one.status is ours


def test_a_day_still_to_come_is_not_believed() -> None:
    known = directory_of(service("one", PHONE))
    (found,) = read(record(assured_date="2999-01-01"), known=known)
    assert found["checked"] == "2026-11-02"


def test_what_was_never_dated_has_to_be_checked_first() -> None:
    (found,) = read(record(assured_date="yesterday"))
    assert found["checked"] == "1970-01-01"


@pytest.mark.parametrize("age", [True, "13", -1, 999, float("nan"), float("inf"), [13], None])
def test_an_age_that_is_none_is_left_out(age: object) -> None:
    (found,) = read(record(minimum_age=age, maximum_age=17.0))
    assert "minimum_age" not in found
    assert found["maximum_age"] == 17


_NAMES = st.text(max_size=8)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
_FIELDS = st.sampled_from(
    [
        *("id", "name", "status", "url", "email", "phones", "contacts", "schedules", "attributes"),
        *("organization", "service_areas", "service_at_locations", "cost_options", "languages"),
        *("assured_date", "last_modified", "alternate_name", "minimum_age", "alert"),
    ]
)


@settings(max_examples=75, deadline=None)
@given(st.dictionaries(_FIELDS, _JSON | st.lists(st.dictionaries(_FIELDS, _JSON, max_size=4))))
def test_whatever_comes_in_it_is_read_and_loads(wild: dict[str, Any]) -> None:
    documents = read({"name": "Night Line"} | wild)
    services = loaded(documents).services
    assert len(services) == len(documents)
    assert not any(one.reachable for one in services.values())


# What HSDS can carry comes back as it was; the rest is ours alone.
_CARRIED = (
    *("id", "name", "provider", "status", "summary", "area", "reach", "minimum_age"),
    *("maximum_age", "gender", "interpreters"),
)
_CARRIED_OF_CONTACTS = ("id", "kind", "value", "hours", "cost", "opening", "term_time")
_LOST = {
    *("urgency", "former_names", "replaced_by", "status_note", "correction", "fits_when"),
    *("relations", "referral", "through", "audience", "ages", "languages", "bsl", "textphone"),
    *("accessibility", "tells_parents", "tells_police", "confidentiality", "unverified"),
    *("sources", "verified", "checked", "how_checked", "checked_by", "contacts"),
    *("topics", "intents", "aka"),
}
"""Topics, intents and languages are carried too, less those of ended services, and less the
difference between signing and speaking British Sign Language: see the test."""


def test_what_is_exported_is_imported_as_it_was(directory: Directory) -> None:
    fresh = Feed.of(directory)
    records = contents(fresh, "services", full="true")
    found = {one["id"]: one for one in read(*records, known=directory)}
    assert found.keys() == directory.services.keys()
    for one in directory.services.values():
        before: Mapping[str, Any] = document(one)
        after = found[one.id]
        assert set(before) <= {*_CARRIED, *_LOST}
        for field in _CARRIED:
            assert after.get(field) == before.get(field), f"{one.id}: {field}"
        assert _spoken(after) == _spoken(before), one.id
        names = [name for name in before.get("aka", []) if re.search("[a-zA-Z]", name)]
        assert after.get("aka", []) == names, f"{one.id}: a number is no name"
        if not one.has_ended:
            for field in ("topics", "intents"):
                assert sorted(after.get(field, [])) == sorted(before.get(field, [])), one.id
        _contacts_are_carried(before, after, {each.id for each in one.reachable})


def _spoken(entry: Mapping[str, Any]) -> set[str]:
    return {*entry.get("languages", []), *(["British Sign Language"] if entry.get("bsl") else [])}


def _contacts_are_carried(
    before: Mapping[str, Any], after: Mapping[str, Any], shown: set[str]
) -> None:
    """Those that may be shown, each under its own id. Two that are alike are one."""
    ours = {one["id"]: one for one in before.get("contacts", [])}
    for theirs in after.get("contacts", []):
        assert theirs["id"] in shown
        for field in _CARRIED_OF_CONTACTS:
            assert theirs.get(field) == ours[theirs["id"]].get(field), (before["id"], field)
    carried = {(one["kind"], one["value"]) for one in after.get("contacts", [])}
    published = {(ours[name]["kind"], ours[name]["value"]) for name in shown}
    if after["status"] != "ended":
        hidden = {one for one in published if one[0] in ("in_person", "post")}
        assert published - hidden <= carried


def test_an_address_comes_back_as_it_was() -> None:
    known = directory_of(service("open-door", PHONE, PLACE))
    (found,) = read(*contents(Feed.of(known), "services", full="true"), known=known)
    assert [one["value"] for one in found["contacts"]] == [PHONE.value, PLACE.value]
    assert [one["id"] for one in found["contacts"]] == ["phone", "in-person"]


def test_hours_of_others_come_in_only_where_every_row_is_a_plain_week() -> None:
    week = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
    phone = {"number": "0808 157 0001"}
    (found,) = read(record(phones=[phone], schedules=[week]))
    assert found["contacts"][0]["opening"].startswith("Mo,Tu 09:00-17:00")
    (doubtful,) = read(record(phones=[phone], schedules=[week, {**week, "freq": "MONTHLY"}]))
    assert "opening" not in doubtful["contacts"][0]


def test_the_ids_that_readers_know_lead_back_to_our_services() -> None:
    known = directory_of(service("night-line", PHONE))
    (found,) = read({"id": id_of("service", "night-line"), "name": "Renamed"}, known=known)
    assert found["id"] == "night-line"
