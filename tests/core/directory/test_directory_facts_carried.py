"""Compares what ships with the facts it was made from, where those are at hand."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from directory.model import Directory, Service
from directory.records.numbers import digits

_KINDS = {"webchat": "chat", "in person": "in_person"}


@pytest.fixture(scope="module")
def facts() -> Mapping[str, Any]:
    folder = os.environ.get("WAYMARK_TEST_DATA")
    if folder is None or not (Path(folder) / "facts").is_dir():
        pytest.skip("WAYMARK_TEST_DATA does not lead to a folder with facts/ in it")
    read: dict[str, Any] = {}
    for name in ("services", "responsibility", "guidance", "updates"):
        read |= yaml.safe_load((Path(folder) / "facts" / f"{name}.yml").read_text("utf-8"))
    return read


def test_every_service_is_carried_with_its_contacts_and_sources(
    directory: Directory, facts: Mapping[str, Any]
) -> None:
    assert {one["id"] for one in facts["services"]} == set(directory.services)
    for fact in facts["services"]:
        ours = directory.services[fact["id"]]
        assert ours.name == fact["name"]
        assert ours.verified is fact["verified"]
        assert [(one["value"], one["verified"]) for one in fact["contacts"]] == [
            (contact.value, contact.verified) for contact in ours.contacts
        ]
        assert _pages(fact) <= {(page.url, page.quote, page.page_date) for page in ours.sources}
        assert len(ours.unverified) >= len(fact["unverified"])


def test_numbers_are_carried_digit_for_digit(
    directory: Directory, facts: Mapping[str, Any]
) -> None:
    for fact in facts["services"]:
        ours = directory.services[fact["id"]]
        for theirs, contact in zip(fact["contacts"], ours.contacts, strict=True):
            assert digits(theirs["value"]) == digits(contact.value)


def test_what_was_said_of_hours_cost_and_names_is_still_there(
    directory: Directory, facts: Mapping[str, Any]
) -> None:
    for fact in facts["services"]:
        ours = directory.services[fact["id"]]
        for theirs, contact in zip(fact["contacts"], ours.contacts, strict=True):
            kept = f"{contact.hours} {contact.cost} {contact.note} {contact.remarks}"
            for field in ("hours", "cost", "note"):
                assert (theirs[field] or "") in kept, f"{ours.id}.{contact.id} lost its {field}"
        for name in fact["aka"]:
            plain = name.removeprefix("replaces ").split(" (")[0]
            assert plain in _names(ours), f"{ours.id} lost the name {name}"


def test_what_was_said_of_each_service_is_still_there(
    directory: Directory, facts: Mapping[str, Any]
) -> None:
    for fact in facts["services"]:
        ours = directory.services[fact["id"]]
        assert (ours.provider, ours.area) == (fact["provider"], fact["area"])
        assert ours.eligibility.audience == fact["for"]
        assert ours.eligibility.ages == fact["ages"]
        assert ours.privacy.note == fact["confidentiality"]
        assert set(fact["topics"]) <= set(ours.topics), f"{ours.id} lost a topic"
        for field in ("languages", "accessibility"):
            said = (fact[field] or "").rstrip(".")
            assert said in (ours.access.note or ""), f"{ours.id} lost its {field}"


def test_a_contact_is_of_the_kind_that_was_found(
    directory: Directory, facts: Mapping[str, Any]
) -> None:
    for fact in facts["services"]:
        ours = directory.services[fact["id"]]
        kinds = [_KINDS.get(one["kind"], one["kind"]) for one in fact["contacts"]]
        assert kinds == [contact.kind for contact in ours.contacts], ours.id


def test_every_problem_is_carried(directory: Directory, facts: Mapping[str, Any]) -> None:
    assert {one["id"] for one in facts["problems"]} == set(directory.problems)
    for fact in facts["problems"]:
        ours = directory.problems[fact["id"]]
        assert list(ours.people_say) == fact["people_say"]
        assert ours.confidence == fact["confidence"]
        assert _pages(fact) == {(page.url, page.quote, page.page_date) for page in ours.sources}
        assert all(way in (ours.notes or "") for way in fact["report_to"])


def test_every_guidance_fact_is_carried_word_for_word(
    directory: Directory, facts: Mapping[str, Any]
) -> None:
    assert {one["id"] for one in facts["guidance"]} == set(directory.guidance)
    for fact in facts["guidance"]:
        ours = directory.guidance[fact["id"]]
        assert (ours.topic, ours.fact, ours.confidence) == (
            fact["topic"],
            fact["fact"],
            fact["confidence"],
        )
        assert _pages(fact) == {(page.url, page.quote, page.page_date) for page in ours.sources}


def test_later_findings_are_weighed_in(directory: Directory, facts: Mapping[str, Any]) -> None:
    for update in facts["updates"]:
        ours = directory.services[update["id"]]
        assert update["found"] in ours.unverified
        assert _pages(update) <= {(page.url, page.quote, page.page_date) for page in ours.sources}


def _pages(fact: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    return {(page["url"], page["quote"], str(page["page_date"])) for page in fact["source"]}


def _names(service: Service) -> set[str]:
    every = (service.name, *service.aka, *service.former_names)
    return {name.split(" (")[0] for name in every}
