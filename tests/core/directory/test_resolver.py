"""Who deals with it, once what has to be known is known."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import product
from pathlib import Path

import pytest
import yaml

from bot.conversation import wording
from directory.filling import fill
from directory.model import Directory, Problem
from directory.responsible.because import Because, Reason, Sounds
from directory.responsible.resolver import (
    Answers,
    Resolution,
    answers_in,
    next_question,
    resolve,
    second_looks,
)
from directory.search import find_problem
from directory.terms import Asks, ProblemKind, RouteTo
from tests.reading import grade
from tests.talk import content

_MOST_QUESTIONS = 3
_HIGHEST_GRADE = 6
_HARDEST_REASON = 5
_MOST_WORDS = 60


@dataclass(frozen=True)
class Scenario:
    text: str
    problem: str
    first: str
    codes: list[str]
    kind: str
    answers: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    scenario: Scenario
    found: str
    asked: tuple[Asks, ...]
    resolution: Resolution

    @property
    def is_right(self) -> bool:
        codes = self.resolution.codes
        is_routed = codes[0] == self.scenario.first and set(codes) <= set(self.scenario.codes)
        return is_routed and self.resolution.kind == self.scenario.kind


def _scenarios() -> list[Scenario]:
    text = (Path(__file__).parent / "scenarios.yml").read_text("utf-8")
    return [Scenario(**one) for one in yaml.safe_load(text)]


@pytest.fixture(scope="module")
def outcomes(directory: Directory) -> list[Outcome]:
    return [_played(directory, scenario) for scenario in _scenarios()]


def _played(directory: Directory, scenario: Scenario) -> Outcome:
    """The whole way, as a person goes it: their words, the questions, the answer."""
    match = find_problem(directory, scenario.text)
    problem = match.problem if match else None
    answers, asked = answers_in(scenario.text), list[Asks]()
    while (question := next_question(problem, answers, asked)) is not None:
        asked.append(question)
        if (said := scenario.answers.get(question)) is not None:
            answers = answers.answered(question, said)
    found = problem.id if problem else "none"
    return Outcome(scenario, found, tuple(asked), resolve(problem, answers))


@dataclass(frozen=True)
class Case:
    problem: Problem | None
    answers: Answers
    resolution: Resolution


@pytest.fixture(scope="module")
def cases(directory: Directory) -> list[Case]:
    """Every problem, and none, with everything that can be known of it."""
    return [
        Case(problem, answers, resolve(problem, answers))
        for problem in _every_problem(directory)
        for answers in (Answers(*each) for each in product((None, True, False), repeat=6))
    ]


def _every_problem(directory: Directory) -> tuple[Problem | None, ...]:
    return (None, *directory.problems.values())


def test_there_are_enough_scenarios_and_every_problem_has_some(directory: Directory) -> None:
    scenarios = _scenarios()
    assert len(scenarios) >= 160
    assert len({one.text for one in scenarios}) == len(scenarios)
    assert {one.problem for one in scenarios} == {*directory.problems, "none"}
    assert sum(one.first == "999" for one in scenarios) >= 40


def test_nineteen_in_twenty_scenarios_go_where_they_should(outcomes: list[Outcome]) -> None:
    wrong = [one for one in outcomes if not one.is_right]
    assert len(wrong) <= 0.05 * len(outcomes), _table(outcomes, wrong)


def test_no_scenario_for_999_is_ever_routed_lower(outcomes: list[Outcome]) -> None:
    lower = [
        (one.scenario.text, one.found, one.asked, one.resolution.codes)
        for one in outcomes
        if one.scenario.first == "999" and one.resolution.codes[0] != "999"
    ]
    assert lower == []


def test_few_scenarios_are_sent_to_999_that_do_not_need_it(outcomes: list[Outcome]) -> None:
    calm = [one for one in outcomes if one.scenario.first != "999"]
    alarmed = [one.scenario.text for one in calm if one.resolution.codes[0] == "999"]
    assert len(alarmed) <= 0.03 * len(calm), alarmed


def test_scenarios_find_the_problem_they_are_about(outcomes: list[Outcome]) -> None:
    wrong = [
        (one.scenario.text, one.scenario.problem, one.found)
        for one in outcomes
        if one.found != one.scenario.problem
    ]
    assert len(wrong) <= 0.05 * len(outcomes), wrong


def _table(outcomes: list[Outcome], wrong: list[Outcome]) -> str:
    """Where each kind of scenario went, for whoever has to mend the routing."""
    went = Counter((one.scenario.first, one.resolution.codes[0]) for one in outcomes)
    columns = sorted({second for _, second in went})
    lines = ["", "should".ljust(14) + "".join(each.rjust(14) for each in columns)]
    for row in sorted({first for first, _ in went}):
        lines.append(row.ljust(14) + "".join(str(went[row, each]).rjust(14) for each in columns))
    lines += [
        f"{one.scenario.text!r} ({one.found}): {one.resolution.codes} {one.resolution.kind}, "
        f"not {one.scenario.first} {one.scenario.codes} {one.scenario.kind}"
        for one in wrong
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("grave", ["is_danger", "has_weapon", "is_threat"])
def test_danger_a_weapon_or_a_threat_always_puts_999_first(cases: list[Case], grave: str) -> None:
    told = [case for case in cases if getattr(case.answers, grave)]
    assert len(told) == len(cases) / 3
    assert {case.resolution.codes[0] for case in told} == {"999"}


def test_a_crime_that_is_going_on_puts_999_first(directory: Directory) -> None:
    for name in ("robbery", "vehicle-theft", "smashed-window", "racist-abuse", "graffiti"):
        assert resolve(directory.problems[name], Answers(is_now=True)).codes[0] == "999"


def test_noise_that_is_going_on_is_no_reason_for_999(directory: Directory) -> None:
    noise = directory.problems["noisy-neighbour"]
    assert resolve(noise, Answers(is_now=True)).codes[0] == "council"


def test_what_is_always_urgent_stays_so_until_it_is_over_and_nobody_is_in_danger(
    directory: Directory,
) -> None:
    followed = directory.problems["being-followed"]
    for answers in (Answers(), Answers(is_now=False), Answers(is_danger=False)):
        assert resolve(followed, answers).codes[0] == "999"
    assert resolve(followed, Answers(is_danger=False, is_now=False)).codes[0] == "101"
    assert next_question(followed, Answers()) is Asks.DANGER
    assert next_question(followed, Answers(is_danger=False)) is Asks.NOW


def test_hate_makes_it_a_matter_for_the_police(directory: Directory) -> None:
    for problem in _every_problem(directory):
        resolution = resolve(problem, Answers(is_hate=True, is_danger=False, is_now=False))
        assert resolution.kind is ProblemKind.CRIME
        assert resolution.codes[0] in ("101", "btp")


def test_a_landlords_home_brings_the_landlord_in(directory: Directory) -> None:
    for problem in _every_problem(directory):
        assert "landlord" in resolve(problem, Answers(is_landlords=True)).codes
        rest = resolve(problem, Answers(is_landlords=False)).codes
        assert "landlord" not in rest
        assert rest


def test_codes_are_each_there_once_and_999_only_at_the_front(cases: list[Case]) -> None:
    known = {route.value for route in RouteTo}
    for codes in {case.resolution.codes for case in cases}:
        assert len(set(codes)) == len(codes)
        assert set(codes) <= known
        assert "999" not in codes[1:]


def test_every_code_has_a_route_in_the_same_order_and_999_is_always_among_them(
    cases: list[Case],
) -> None:
    for resolution in (case.resolution for case in cases):
        said = tuple(dict.fromkeys(route.to.value for route in resolution.routes))
        expected = resolution.codes
        assert said == (expected if resolution.is_urgent else (*expected, "999"))


def test_at_most_three_questions_are_asked_whatever_is_answered(directory: Directory) -> None:
    for problem in _every_problem(directory):
        for replies in product((None, True, False), repeat=_MOST_QUESTIONS + 1):
            answers, asked = Answers(), list[Asks]()
            while (question := next_question(problem, answers, asked)) is not None:
                assert question not in asked
                if (said := replies[len(asked)]) is not None:
                    answers = answers.answered(question, said)
                asked.append(question)
                assert len(asked) <= _MOST_QUESTIONS


def test_a_question_is_asked_only_where_its_answer_changes_who_deals_with_it(
    directory: Directory,
) -> None:
    for problem in _every_problem(directory):
        for known in product((None, False), repeat=3):
            answers = Answers(*known)
            question = next_question(problem, answers)
            if question is None:
                continue
            assert answers.to(question) is None
            listed = problem.asks if problem else (Asks.DANGER, Asks.THREAT, Asks.LANDLORD)
            unknown = [one for one in listed if answers.to(one) is None]
            calm = reduce(lambda known, one: known.answered(one, False), unknown, answers)
            yes = calm.answered(question, True)
            assert resolve(problem, yes).codes != resolve(problem, calm).codes


def test_nothing_is_asked_in_danger(directory: Directory) -> None:
    for problem in _every_problem(directory):
        assert next_question(problem, Answers(is_danger=True)) is None


def test_nothing_is_asked_that_the_message_said(directory: Directory) -> None:
    flats = directory.problems["noisy-neighbour"]
    answers = answers_in("music all night from the council flat upstairs, nobody is in danger")
    assert next_question(flats, answers) is Asks.THREAT
    assert next_question(flats, replace(answers, is_threat=False)) is None


def test_the_questions_of_a_problem_are_few_and_different(directory: Directory) -> None:
    for problem in directory.problems.values():
        assert len(problem.asks) <= _MOST_QUESTIONS
        assert len(set(problem.asks)) == len(problem.asks)


def said(problem: Problem | None, resolution: Resolution) -> str:
    return wording.because(content(), problem, resolution)


def steps(resolution: Resolution) -> tuple[str, ...]:
    return wording.steps(content(), resolution)


def test_reasons_are_short_and_plain_enough(cases: list[Case]) -> None:
    for because in {said(case.problem, case.resolution) for case in cases}:
        assert grade(because) <= _HARDEST_REASON, because
        assert len(because.split()) <= _MOST_WORDS, because
        assert "!" not in because


def test_steps_and_routes_of_every_answer_are_plain_enough(
    cases: list[Case],
) -> None:
    texts = {
        " ".join((*steps(one), *(wording.when(content(), one, route) for route in one.routes)))
        for one in (case.resolution for case in cases)
    }
    for text in texts:
        assert grade(text) <= _HIGHEST_GRADE, text


def test_the_reason_says_what_it_sounds_like_and_what_makes_it_so(directory: Directory) -> None:
    noise = directory.problems["noisy-neighbour"]
    calm = resolve(noise, Answers(is_danger=False, is_threat=False))
    assert calm.kind is ProblemKind.ASB
    assert said(noise, calm) == (
        "This does not sound like a crime. That is because no one is in danger and no one made a "
        "threat. Noise is not a crime. It can be antisocial behaviour."
    )
    threatened = resolve(noise, Answers(is_threat=True))
    assert threatened.kind is ProblemKind.CRIME
    assert said(noise, threatened) == (
        "Ring 999 first, because someone may get hurt. From what you say, this sounds like a "
        "crime. That is because someone made a threat."
    )


def test_violence_is_never_a_matter_for_the_noise_team_first(directory: Directory) -> None:
    noise = directory.problems["noisy-neighbour"]
    for text in (
        "my neighbour is beating someone and the noise is horrible",
        "noisy neighbour has a knife and is shouting",
        "asb from next door, he said he will kill us",
    ):
        assert resolve(noise, answers_in(text)).codes[:2] == ("999", "101")


def test_nobody_is_told_to_talk_it_over_or_to_gather_proof_in_danger(directory: Directory) -> None:
    for problem in directory.problems.values():
        told = " ".join(steps(resolve(problem, Answers(is_danger=True)))).lower()
        for word in ("talk to the neighbour", "photo", "write down", "plate"):
            assert word not in told, problem.id


def test_a_row_with_hate_or_a_threat_is_not_to_be_talked_over(directory: Directory) -> None:
    row = directory.problems["neighbour-dispute"]
    told = steps(resolve(row, Answers(is_hate=True, is_danger=False)))
    assert told
    assert not any("talk" in step.lower() for step in told)


def test_with_or_without_a_name_is_said_exactly_as_the_problem_says(directory: Directory) -> None:
    for problem in directory.problems.values():
        resolution = resolve(problem, Answers())
        assert resolution.anonymous is problem.anonymous
        assert resolution.anonymous_note == problem.anonymous_note
        assert resolution.now == problem.now
        assert wording.name(content(), resolution) == fill(directory, problem.anonymous_note).text


def test_where_nothing_happens_there_is_a_service_to_reach_or_its_rule_in_words(
    directory: Directory,
) -> None:
    for problem in directory.problems.values():
        looks = second_looks(directory, resolve(problem, Answers()))
        assert len(looks) == len(problem.if_nothing)
        for look in looks:
            assert look.when
            assert look.contact is None or look.contact in look.service.reachable
            assert look.contact is not None or look.service.id == "wf-asb-case-review"


def test_the_case_review_is_offered_with_its_threshold(directory: Directory) -> None:
    for name in ("noisy-neighbour", "group-hanging-around", "ha-block-nuisance", "asb-ignored"):
        looks = second_looks(directory, resolve(directory.problems[name], Answers()))
        assert "three reports in six months" in looks[0].when


def test_a_directory_without_the_service_offers_no_second_look(directory: Directory) -> None:
    resolution = resolve(directory.problems["asb-ignored"], Answers())
    assert second_looks(Directory.empty(), resolution) == ()


def test_what_nobody_recognised_still_gets_the_ways_there_are() -> None:
    resolution = resolve(None, Answers())
    assert resolution.kind is ProblemKind.DEPENDS
    assert resolution.codes == ("101", "council", "landlord")
    assert next_question(None, Answers()) is Asks.DANGER
    for route in resolution.routes:
        assert wording.when(content(), resolution, route)
    assert "999" in wording.now(content(), resolution)
    assert "Crimestoppers" in wording.name(content(), resolution)
    assert steps(resolution)


def test_what_it_sounds_like_and_why_is_settled_without_a_word(directory: Directory) -> None:
    moped = directory.problems["mopeds"]
    assert resolve(None, Answers()).because == Because(None, Sounds.CANNOT_TELL)
    assert resolve(None, Answers(is_danger=True)).because == Because(Reason.DANGER, None)
    assert resolve(moped, Answers(is_danger=False, is_hate=True, is_now=False)).because == Because(
        None, Sounds.CRIME, (Reason.HATE,), has_note=True, is_calm=True
    )


_SAID = {
    "someone is in danger": Answers(is_danger=True),
    "im not in danger": Answers(is_danger=False),
    "nobody is in danger": Answers(is_danger=False),
    "nobody is in danger yet": Answers(),
    "nobody is in danger but i dont feel safe": Answers(),
    "no one is hurt": Answers(),
    "nobody got stabbed": Answers(),
    "she isn't breathing": Answers(is_danger=True),
    "he won't stop hitting her": Answers(is_danger=True),
    "my neighbour is always hitting him": Answers(),
    "it's stopped now": Answers(is_now=False),
    "it hasn't stopped": Answers(),
    "it won't stop": Answers(),
    "they did it last night": Answers(is_now=False),
    "it's been going on since last night": Answers(),
    "it was here yesterday and is still here": Answers(is_now=True),
    "they came yesterday and they are doing it again": Answers(),
    "someone got punched yesterday": Answers(is_now=False),
    "it's happening right now": Answers(is_now=True),
    "what do i do now": Answers(),
    "it has been months now": Answers(),
    "not happening right now": Answers(is_now=False),
    "he's got a knife": Answers(has_weapon=True),
    "he has no knife": Answers(),
    "there's a man with a machete": Answers(has_weapon=True),
    "i found a knife": Answers(),
    "my son has a knife in his bag": Answers(),
    "kids playing cricket with a bat": Answers(),
    "he pulled a blade on me last week": Answers(is_now=False),
    "he says he'll stab me": Answers(is_threat=True),
    "they threatened us": Answers(is_threat=True),
    "no one has threatened us": Answers(is_threat=False),
    "they threatened to call the council": Answers(),
    "my mum is gonna kill me": Answers(),
    "they call us terrorists": Answers(is_hate=True),
    "they shout at me because i'm gay": Answers(is_hate=True),
    "he isn't racist": Answers(),
    "it is not a hate crime": Answers(is_hate=False),
    "i live in a council flat": Answers(is_landlords=True),
    "we rent from a housing association": Answers(is_landlords=True),
    "i own my house": Answers(is_landlords=False),
    "we rent privately": Answers(),
    "the council ignores us": Answers(),
}


@pytest.mark.parametrize(("text", "answers"), _SAID.items())
def test_a_message_says_what_it_says_and_no_more(text: str, answers: Answers) -> None:
    assert answers_in(text) == answers


@pytest.mark.parametrize("text", ["", "   ", "?!", "ok", "🙂🙂", "a" * 4096, "no " * 1000])
def test_next_to_nothing_says_nothing(text: str) -> None:
    assert answers_in(text) == Answers()


@pytest.mark.parametrize("text", ["HE’S GOT A KNIFE!!!", "hes got a knife", "hes... got a knife"])
def test_capitals_marks_and_drawn_out_letters_do_not_matter(text: str) -> None:
    assert answers_in(text) == Answers(has_weapon=True)
