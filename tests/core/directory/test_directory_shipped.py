"""The data that ships: whole, true to what was read, kind and plain."""

import re
import time

import pyphen
import pytest

from directory.model import Directory, HowChecked, Status
from directory.numbers import digits
from directory.shipped import shipped

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
        assert service.checked.isoformat() == "2026-11-22"
        assert (service.how_checked is HowChecked.READ) is service.verified


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
    assert directory.fill(ended.correction) != ended.correction


def test_no_text_holds_a_number_that_is_not_a_confirmed_fact(directory: Directory) -> None:
    confirmed = {
        digits(contact.value)
        for service in directory.services.values()
        for contact in service.reachable
    }
    for name, text in _shown(directory):
        for number in _NUMBER.findall(directory.fill(text)):
            assert digits(number) in confirmed, f"{name}: {number}"


def test_texts_are_plain_enough_for_a_nine_year_old(directory: Directory) -> None:
    for name, text in _shown(directory):
        grade, longest = _reading(directory.fill(text))
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
