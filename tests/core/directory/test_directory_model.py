"""What the model lets through to a person, and what it keeps back."""

from dataclasses import FrozenInstanceError, replace

import pytest

from directory.errors import FactError
from directory.filling import fill
from directory.model import Directory, Service
from directory.terms import Status


def test_a_confirmed_number_is_given_digit_for_digit(directory: Directory) -> None:
    assert directory.fact("wf-mash", "phone") == "020 8496 2310"
    assert directory.fact("modern-slavery-helpline", "phone") == "08000 121 700"
    assert directory.fact("nhs-111-mental-health", "phone") == "111 then option 2"


@pytest.mark.parametrize(
    ("service", "contact", "says"),
    [
        ("papyrus", "text", "not confirmed"),
        ("wf-mash", "fax", "no contact 'fax'"),
        ("nowhere", "phone", "no service 'nowhere'"),
        ("ask-for-ani", "in-person", "has ended"),
        ("the-mix", "text", "has ended"),
    ],
)
def test_a_fact_that_may_not_be_shown_is_refused_with_a_reason(
    directory: Directory, service: str, contact: str, says: str
) -> None:
    with pytest.raises(FactError, match=says):
        directory.fact(service, contact)


def test_only_confirmed_lines_of_a_service_that_has_not_ended_are_reachable(
    directory: Directory,
) -> None:
    for service in directory.services.values():
        assert all(contact.verified for contact in service.reachable)
    papyrus = directory.services["papyrus"]
    assert [contact.id for contact in papyrus.reachable] == ["phone", "email"]
    assert directory.services["ask-for-ani"].reachable == ()


def test_a_service_that_is_closed_for_now_is_not_reachable(directory: Directory) -> None:
    childline = replace(directory.services["childline"], status=Status.TEMPORARILY_CLOSED)
    assert childline.reachable == ()


def test_slots_in_a_text_are_filled_with_facts(directory: Directory) -> None:
    assert fill(directory, "Ring {police-101.phone}.").text == "Ring 101."


def test_a_sentence_whose_fact_may_not_be_shown_is_left_out_whole(directory: Directory) -> None:
    filled = fill(directory, "Ring {police-101.phone}. Text {papyrus.text}, at night. Take care.")
    assert filled.text == "Ring 101. Take care."
    assert filled.left_out == ("papyrus.text is not confirmed; do not show it",)


def test_a_line_of_which_nothing_is_left_goes_too(directory: Directory) -> None:
    filled = fill(directory, "Ring {nobody.phone}.\nRing {police-101.phone}.\n\nTake care.")
    assert filled.text == "Ring 101.\n\nTake care."


def test_a_text_says_what_the_borough_is_called(directory: Directory) -> None:
    assert fill(directory, "Help in {borough.name}.").text == "Help in Waltham Forest."
    assert fill(Directory.empty(), "Help in {borough.name}.").text == ""


def test_an_empty_directory_knows_nothing() -> None:
    empty = Directory.empty()
    assert not empty.services
    assert not empty.problems
    assert not empty.guidance


def test_a_loaded_directory_cannot_be_changed(directory: Directory) -> None:
    with pytest.raises(TypeError):
        directory.services["new"] = directory.services["childline"]  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        directory.services["childline"].name = "Other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("service", "age", "is_taken"),
    [
        ("report-remove", 17, True),
        ("report-remove", 18, False),
        ("revenge-porn-helpline", 17, False),
        ("revenge-porn-helpline", 18, True),
        ("rape-crisis", 15, False),
        ("rape-crisis", 16, True),
        ("havens", 12, False),
        ("havens", 13, True),
        ("childline", 18, True),
        ("childline", 19, False),
        ("samaritans", 9, True),
        ("fearless", 16, True),
        ("fearless", 17, False),
        ("ceop", 18, False),
        ("papyrus", 34, True),
        ("papyrus", 35, False),
        ("safecall", 25, True),
        ("safecall", 26, False),
        ("spark2life", 10, False),
        ("spark2life", 30, True),
        ("wf-adult-safeguarding", 17, False),
        ("wf-mash", 18, False),
    ],
)
def test_age_limits_are_exact(
    directory: Directory, service: str, age: int, is_taken: bool
) -> None:
    found: Service = directory.services[service]
    assert found.eligibility.takes_age(age) is is_taken
