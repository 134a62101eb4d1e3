"""Which problem a message is about, in many people's words."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from directory.model import Directory
from directory.search import find_problem

_NO_PROBLEM = "none"


@pytest.fixture(scope="module")
def messages() -> Mapping[str, list[str]]:
    text = (Path(__file__).parent / "problem_messages.yml").read_text("utf-8")
    read: Mapping[str, list[str]] = yaml.safe_load(text)
    return read


def test_every_problem_has_messages(
    directory: Directory, messages: Mapping[str, list[str]]
) -> None:
    assert set(messages) - {_NO_PROBLEM} == set(directory.problems)
    assert sum(map(len, messages.values())) >= 400


def test_messages_find_their_problem(
    directory: Directory, messages: Mapping[str, list[str]]
) -> None:
    asked = [
        (wanted, said)
        for wanted, several in messages.items()
        if wanted != _NO_PROBLEM
        for said in several
    ]
    missed = [(wanted, said) for wanted, said in asked if _found(directory, said) != wanted]
    assert len(missed) <= 0.05 * len(asked), missed


def test_messages_about_something_else_find_none(
    directory: Directory, messages: Mapping[str, list[str]]
) -> None:
    wrong = [(said, _found(directory, said)) for said in messages[_NO_PROBLEM]]
    assert [one for one in wrong if one[1] is not None] == []


def test_what_people_say_finds_the_problem_it_is_filed_under(directory: Directory) -> None:
    missed = [
        (problem.id, said)
        for problem in directory.problems.values()
        for said in problem.people_say
        if _found(directory, said) not in (problem.id, None)
    ]
    assert missed == []


def test_spelling_capitals_and_drawn_out_letters_do_not_matter(directory: Directory) -> None:
    for said in ("NEIGHBOURS MUSIC ALL NIGHT!!!", "nieghbours musiccc all night", "Graffitti"):
        assert _found(directory, said) is not None


def test_a_match_says_how_sure_it_is_and_which_words_say_so(directory: Directory) -> None:
    match = find_problem(directory, "someone dumped a mattress outside our block")
    assert match is not None
    assert match.problem.id == "fly-tipping"
    assert 0.4 < match.score < 1
    assert {"dump", "mattres"} & {word[:7] for word in match.words}


@pytest.mark.parametrize("said", ["", "   ", "?!", "ok", "a" * 4096, "🙂🙂"])
def test_next_to_nothing_finds_nothing(directory: Directory, said: str) -> None:
    assert find_problem(directory, said) is None


def test_an_empty_directory_finds_nothing() -> None:
    assert find_problem(Directory.empty(), "fireworks") is None


def _found(directory: Directory, said: str) -> str | None:
    match = find_problem(directory, said)
    return match.problem.id if match else None
