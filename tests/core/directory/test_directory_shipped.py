"""The data that ships: whole, true to what was read, kind and plain."""

import re
import time

import pyphen
import pytest

from directory.filling import fill
from directory.model import Directory
from directory.records.numbers import digits
from directory.shipped import shipped
from directory.terms import HowChecked, Referral, Relation, ShowsOnBill, Status

_NUMBER = re.compile(r"\d[\d ]{3,}\d")
_WORD = re.compile(r"[A-Za-z']+")
_SYLLABLES = pyphen.Pyphen(lang="en_GB")
_HIGHEST_GRADE = 5.5


def test_every_service_problem_and_fact_ships(directory: Directory) -> None:
    assert len(directory.services) == 121
    assert len(directory.problems) == 36
    assert len(directory.guidance) == 86


def test_loading_is_quick() -> None:
    start = time.perf_counter()
    shipped()
    assert time.perf_counter() - start < 0.5


def test_everything_has_a_date_and_how_it_was_checked(directory: Directory) -> None:
    for service in directory.services.values():
        assert service.check.on.isoformat() == "2026-11-22"
        assert (service.check.how is HowChecked.READ) is service.verified


@pytest.mark.parametrize(
    ("service", "status", "instead"),
    [("ask-for-ani", Status.ENDED, "ndah"), ("the-mix", Status.ENDED, "shout")],
)
def test_an_ended_service_says_so_and_names_what_to_use(
    directory: Directory, service: str, status: Status, instead: str
) -> None:
    ended = directory.services[service]
    assert ended.status is status
    assert ended.replaced_by == instead
    assert ended.correction is not None
    assert fill(directory, ended.correction).text != ended.correction


@pytest.mark.parametrize(
    ("service", "contact", "shows"),
    [
        ("childline", "phone", ShowsOnBill.NO),
        ("samaritans", "phone", ShowsOnBill.NO),
        ("frank", "phone", ShowsOnBill.YES),
        ("police-101", "phone", ShowsOnBill.UNKNOWN),
    ],
)
def test_only_three_lines_are_known_to_show_or_not_on_a_bill(
    directory: Directory, service: str, contact: str, shows: ShowsOnBill
) -> None:
    found = directory.services[service].contact(contact)
    assert found is not None
    assert found.shows_on_bill is shows
    known = [
        line
        for one in directory.services.values()
        for line in one.contacts
        if line.shows_on_bill is not ShowsOnBill.UNKNOWN
    ]
    assert len(known) == 3


def test_who_can_go_there_by_themselves_is_told(directory: Directory) -> None:
    havens = directory.services["havens"].eligibility
    assert (havens.referral, havens.through) == (
        Referral.SELF,
        "If you are under 13: the police or social workers.",
    )
    catch22 = directory.services["catch22-county-lines"].eligibility
    assert catch22.referral is Referral.THROUGH
    for service in directory.services.values():
        if service.eligibility.referral is Referral.THROUGH:
            assert service.eligibility.through, f"{service.id} does not say through whom"


def test_a_service_for_some_takes_nobody_else(directory: Directory) -> None:
    for name, for_whom in {
        "report-remove": {Relation.SELF},
        "youngminds-parents": {Relation.PARENT},
        "nspcc": {Relation.PARENT, Relation.FRIEND, Relation.PROFESSIONAL},
        "samaritans": set(Relation),
    }.items():
        takes = directory.services[name].eligibility.takes
        assert {one for one in Relation if takes(one)} == for_whom, name


def test_no_text_holds_a_number_that_is_not_a_confirmed_fact(directory: Directory) -> None:
    confirmed = {
        digits(contact.value)
        for service in directory.services.values()
        for contact in service.reachable
    }
    for name, text in _shown(directory):
        for number in _NUMBER.findall(fill(directory, text).text):
            assert digits(number) in confirmed, f"{name}: {number}"


def test_texts_are_plain_enough_for_a_nine_year_old(directory: Directory) -> None:
    for name, text in _shown(directory):
        grade, longest = _reading(fill(directory, text).text)
        assert grade <= _HIGHEST_GRADE, f"{name} reads at grade {grade:.1f}: {text}"
        assert longest <= 20, f"{name} has a sentence of {longest} words"
        assert "!" not in text


def test_every_problem_that_can_be_urgent_says_what_to_do_now(directory: Directory) -> None:
    for problem in directory.problems.values():
        assert problem.now
        assert any(route.to.value != "999" for route in problem.routes)


def test_no_place_of_safety_from_abuse_has_an_address(directory: Directory) -> None:
    postcode = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
    for service in directory.services.values():
        if {"domestic abuse", "refuge"} & set(service.topics):
            assert not any(postcode.search(contact.value) for contact in service.contacts)


def _shown(directory: Directory) -> list[tuple[str, str]]:
    texts = [(service.id, service.summary) for service in directory.services.values()]
    texts += [(one.id, one.correction) for one in directory.services.values() if one.correction]
    for service in directory.services.values():
        ways = [text for one in service.contacts for text in (one.who, one.keeps)]
        texts += [(service.id, text) for text in (*ways, service.eligibility.through) if text]
    for problem in directory.problems.values():
        whens = (route.when for route in problem.routes)
        parts = (problem.kind_note, problem.now, problem.who, problem.anonymous_note)
        texts.append((problem.id, " ".join((*parts, *problem.next_steps, *whens))))
    return texts


def _reading(text: str) -> tuple[float, int]:
    """The Flesch-Kincaid grade of a text, and the words of its longest sentence."""
    sentences = [_WORD.findall(one) for one in re.split(r"[.?]\s*", text) if _WORD.search(one)]
    spoken = _WORD.findall(text)
    syllables = sum(_SYLLABLES.inserted(word).count("-") + 1 for word in spoken)
    grade = 0.39 * len(spoken) / len(sentences) + 11.8 * syllables / len(spoken) - 15.59
    return grade, max(map(len, sentences))
