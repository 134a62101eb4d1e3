"""Who deals with it: the resolver's questions as buttons, and an answer that explains itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.conversation.flows.crime.who_answer import answers_of
from bot.conversation.flows.crime.who_deals import ASKED, PLACES
from bot.conversation.flows.crime.who_kinds import BUTTONS, KINDS, PROBLEM, nearest
from bot.conversation.intents import Intent
from bot.conversation.model import Sorting, Step, Tap
from bot.effects import Message, Replace
from bot.storage.states import decode_conversation, encode_conversation
from directory.model import Problem
from directory.responsible.resolver import Answers, Resolution, answers_in, next_question, resolve
from directory.search import find_problem
from directory.terms import Asks, RouteTo
from tests.reading import grade
from tests.talk import Talk, content

SCENARIOS = Path(__file__).parents[1] / "directory" / "scenarios.yml"
LABELS = {True: "Yes", False: "No", None: "I don't know"}
QUESTIONS = {key: question for question, key in ASKED.items()}
UNKNOWN = "who.unknown"
MOST_QUESTIONS = 3
MOST_WORDS = 60
LONGEST = 70  # what an answer may be whose facts are long
IN_ORDER = "Who to tell, in this order:"
# How the line of each begins, whatever the problem: the rest is a number or an address.
BEGINS = {
    "999": ("999, right now",),
    "101": ("The police: 101",),
    "btp": ("Police on trains and the Tube: text 61016", "Police on trains and the Tube: 61016"),
    "council": ("The council", "The council's team for adults"),
    "landlord": ("Your landlord",),
    "crimestoppers": ("Crimestoppers: 0800 555 111", "Fearless: https://"),
    "mash": ("The council's team for children: ",),
    "nhs": ("A needle has pricked someone.",),
}


@dataclass(frozen=True, eq=False)
class Way:
    """One way through the questions: what was answered, and everything that was said."""

    button: str
    said: tuple[bool | None, ...]
    asked: tuple[Asks, ...]
    messages: tuple[Message, ...]
    talk: Talk

    @property
    def problem(self) -> Problem | None:
        return content().directory.problems.get(self.button.removeprefix(PROBLEM))

    @property
    def resolution(self) -> Resolution:
        answers = Answers()
        for question, said in zip(self.asked, self.said, strict=False):
            answers = answers if said is None else answers.answered(question, said)
        return resolve(self.problem, answers)

    @property
    def lines(self) -> list[str]:
        """Who is named in the answer, in order."""
        after = self.messages[-1].text.split(IN_ORDER)[1].lstrip("\n")
        return after.split("\n\n")[0].split("\n")

    def __str__(self) -> str:
        return f"{self.button} {self.said}"


@cache
def every_way() -> tuple[Way, ...]:
    """Every problem, and none, with every combination of answers to what is asked."""
    every = (
        _walked(button, said)
        for button in (*BUTTONS, UNKNOWN)
        for said in product((True, False, None), repeat=MOST_QUESTIONS)
    )
    return tuple({(way.button, way.said[: len(way.asked)]): way for way in every}.values())


def _walked(button: str, said: tuple[bool | None, ...]) -> Way:
    talk, asked = Talk(), list[Asks]()
    heard = talk.does(Tap(content().buttons.make(button).data))
    while heard[-1].key in QUESTIONS:
        asked.append(QUESTIONS[heard[-1].key])
        heard = talk.taps(LABELS[said[len(asked) - 1]])
    return Way(button, said, tuple(asked), tuple(heard), talk)


def test_every_problem_is_on_a_screen_and_no_screen_is_long() -> None:
    problems = {f"{PROBLEM}{each}" for each in content().directory.problems}
    assert problems == set(BUTTONS)
    assert len(BUTTONS) == len(set(BUTTONS))
    for screen, kind in KINDS.items():
        entry = content().words.entries[screen]
        shown = [each for row in entry.rows for each in row if each.startswith(PROBLEM)]
        assert sorted(shown) == sorted(f"{PROBLEM}{each}" for each in kind)
        assert len(shown) <= 7
        assert entry.is_screen
    first = content().words.entries["menu.report"].rows
    choices = [row for row in first if not {"danger", "menu", "back"} & set(row)]
    assert sum(map(len, choices)) <= 7


def test_labels_of_problems_are_short_and_different() -> None:
    labels = [content().words.labels[each] for each in BUTTONS]
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= 28


def test_there_are_as_many_ways_as_the_questions_make() -> None:
    assert len(every_way()) > 250
    assert {way.button for way in every_way()} == {*BUTTONS, UNKNOWN}


def test_at_most_three_questions_are_asked_none_twice_and_only_what_the_resolver_asks() -> None:
    for way in every_way():
        assert len(way.asked) <= MOST_QUESTIONS, way
        assert len(set(way.asked)) == len(way.asked), way
        answers = Answers()
        for place, question in enumerate(way.asked):
            assert next_question(way.problem, answers, way.asked[:place]) is question, way
            said = way.said[place]
            answers = answers if said is None else answers.answered(question, said)
        assert next_question(way.problem, answers, way.asked) is None, way


def test_every_way_ends_in_the_answer_that_the_resolver_gives() -> None:
    for way in every_way():
        assert way.messages[-1].key == "who.answer", way
        sorting = way.talk.conversation.sorting
        assert sorting is not None
        assert resolve(way.problem, answers_of(sorting)) == way.resolution, way
        lines = iter(way.lines)
        for route in _said(way.resolution):
            assert _is_line_of(way.resolution, route, next(lines)), f"{way}: {way.lines}"
        assert list(lines) == [], way


def _said(resolution: Resolution) -> Iterator[RouteTo]:
    """The codes that have a line: help with no name of its own has none where it is grave."""
    for code in resolution.codes:
        route = next(each for each in resolution.routes if each.to == code)
        has_name = route.service or route.to in (RouteTo.LANDLORD, RouteTo.EMERGENCY)
        if has_name or resolution.first_steps is None:
            yield route.to


def _is_line_of(resolution: Resolution, code: RouteTo, line: str) -> bool:
    if code in BEGINS:
        return line.startswith(BEGINS[code.value])
    route = next(each for each in resolution.routes if each.to is code)
    service = content().directory.service(route.service) if route.service else None
    if service is None:
        return line == route.when
    return line.startswith(content().words.names.get(service.id, service.name))


def test_999_is_never_routed_lower_and_is_named_in_every_answer() -> None:
    urgent = [way for way in every_way() if way.resolution.codes[0] == "999"]
    assert len(urgent) > 80
    for way in urgent:
        assert way.lines[0] == "999, right now", way
    for way in every_way():
        assert "999" in way.messages[-1].text, way


def test_who_says_yes_to_danger_or_a_threat_gets_the_safety_card_first() -> None:
    grave = {Asks.DANGER, Asks.THREAT, Asks.WEAPON}
    for way in every_way():
        said = zip(way.asked, way.said, strict=False)
        is_grave = any(answer and question in grave for question, answer in said)
        assert way.messages[0].key.startswith("card.") == is_grave, way


def test_an_answer_fits_a_screen_and_is_plain() -> None:
    for way in every_way():
        for message in way.messages:
            if not message.key.startswith("card."):
                assert len(message.text.split()) <= MOST_WORDS, f"{way}: {message.text}"
    for key in ("who.next", "who.name", "who.name.needed", "who.nothing"):
        assert any(key == heard.key for heard in _after_every_answer())
    for message in _after_every_answer():
        assert len(message.text.split()) <= LONGEST, message.text
        assert grade(message.text) <= 6, message.text


@cache
def _after_every_answer() -> tuple[Message, ...]:
    """What each button of every answer leads to."""
    heard = dict[str, Message]()
    for way in every_way():
        for label in ("What happens next", "Without my name?", "Nothing happened"):
            [message] = _after(way, label)
            heard[message.text] = message
    return tuple(heard.values())


@cache
def _after(way: Way, label: str) -> list[Message]:
    """What a button of the answer says to somebody who has only just had the answer."""
    talk = Talk(conversation=replace(way.talk.conversation, said=("who.answer",)))
    talk.effects = [*way.talk.latest]
    return talk.taps(label)


def test_nobody_is_told_in_danger_to_talk_it_over_or_to_gather_proof() -> None:
    for way in every_way():
        if not way.resolution.is_urgent:
            continue
        [said] = _after(way, "What happens next")
        for words in ("talk to the neighbour", "talk or write", "photo", "plate", "write down"):
            assert words not in f"{said.text} {way.messages[-1].text}".lower(), way


def test_whoever_is_under_18_is_told_to_keep_out_of_it() -> None:
    for way in every_way():
        [said] = _after(way, "What happens next")
        text = said.text.lower()
        if "photo" in text or "talk to the neighbour" in text or "talk or write" in text:
            assert "under 18? do not face them" in text, way


def test_what_is_said_of_crimestoppers_is_what_the_directory_says() -> None:
    directory = content().directory
    named = directory.service("crimestoppers")
    assert named is not None
    assert "not the police" in named.provider
    for key in ("who.name", "intent.report_anonymously"):
        text = content().words.entries[key].text
        for words in ("a charity, not the police", "takes no name", "traces no call"):
            assert words in text, key
        for words in ("send help", "ring", "back", "our staff", "keep a record"):
            assert words in text, key
    for key, entry in content().words.entries.items():
        assert "anonymous" not in entry.text.lower(), key


def test_the_case_review_is_told_as_the_directory_tells_it() -> None:
    directory = content().directory
    rules = {
        route.when
        for problem in directory.problems.values()
        for route in problem.routes
        if route.service == "asb-case-review"
    }
    assert rules == {
        "You made three reports in six months, each within a month of what happened. "
        "Ask for an ASB Case Review."
    }
    for key in ("who.look.review", "who.nothing.council", "who.nothing.unsure"):
        text = content().words.entries[key].text.lower()
        assert "three reports in six months" in text
        assert "within a month of what happened" in text
    assert "at least three" in directory.guidance["asb-threshold-wf"].fact
    assert "within a month" in directory.guidance["asb-qualify-wf"].fact
    assert "Local Government Ombudsman" in " ".join(directory.problems["asb-ignored"].next_steps)


def test_where_nothing_happened_everything_that_fits_the_problem_is_said() -> None:
    marks = {"asb-case-review": "case review", "housing-ombudsman": "Ombudsman", "iopc": "police"}
    for way in every_way():
        [said] = _after(way, "Nothing happened")
        looks = set(way.resolution.if_nothing)
        sorting = way.talk.conversation.sorting
        if sorting and answers_of(sorting).is_landlords is False:
            looks.discard("housing-ombudsman")
        assert said.key == ("who.nothing" if looks else "who.told"), way
        for look in looks:
            assert marks[look] in said.text, way


@pytest.mark.parametrize("label", ["The council", "My landlord", "The police", "Not sure"])
def test_who_chases_a_report_is_asked_whom_they_told(label: str) -> None:
    talk = Talk()
    [message] = talk.says("i told them already", Intent.CHASE_REPORT)
    assert message.key == "intent.chase_report"
    [said] = talk.says(label)
    assert said.key.startswith("who.nothing.")
    [tapped] = talk.taps(label)
    assert tapped.key == said.key


def test_typed_words_are_answered_at_once_and_only_then_asked_about() -> None:
    for problem in content().directory.problems.values():
        for text in problem.people_say:
            heard = Talk().says(text, Intent.CRIME_OR_ASB)
            keys = [each.key for each in heard if not each.key.startswith("card.")]
            if any(each.key.startswith("card.") for each in heard):
                assert not any(key in QUESTIONS for key in keys)
            else:
                assert keys[0] == f"problems.{problem.id}"
                assert len(keys) <= 2


@dataclass(frozen=True)
class Told:
    """A scenario as it went in the chat."""

    scenario: dict[str, Any]
    questions: int
    first: str


def _told(scenario: dict[str, Any]) -> Told:
    talk, questions = Talk(), 0
    heard = talk.says(scenario["text"], Intent.CRIME_OR_ASB)
    while heard[-1].key in QUESTIONS and not _has_card(heard):
        questions += 1
        question = QUESTIONS[heard[-1].key]
        heard = talk.taps(LABELS[scenario.get("answers", {}).get(question.value)])
    if _has_card(heard):
        return Told(scenario, questions, "999")
    match = find_problem(content().directory, scenario["text"])
    sorting = talk.conversation.sorting
    answers = answers_of(sorting) if sorting else answers_in(scenario["text"])
    codes = resolve(match.problem if match else None, answers).codes
    return Told(scenario, questions, codes[0])


def _has_card(heard: list[Message]) -> bool:
    return any(each.key.startswith("card.") for each in heard)


def test_scenarios_go_through_the_chat_as_they_go_through_the_resolver() -> None:
    scenarios = yaml.safe_load(SCENARIOS.read_text("utf-8"))
    told = [_told(each) for each in scenarios]
    assert len(told) >= 200
    assert max(each.questions for each in told) <= MOST_QUESTIONS
    lower = [each for each in told if each.scenario["first"] == "999" and each.first != "999"]
    assert lower == []
    # A card goes before a calmer answer, and is no wrong way: danger words are heard first.
    wrong = [each for each in told if each.first not in (each.scenario["first"], "999")]
    assert len(wrong) <= 0.05 * len(told), wrong


def test_back_leads_from_question_to_question_and_then_to_the_screen() -> None:
    talk = Talk()
    talk.commands("/start")
    talk.answers("Report something", "Noise and neighbours", "Noise or a barking dog", "No", "No")
    assert _keys(talk) == ["who.ask.landlord"]
    assert _keys_of(talk.taps("Back")) == ["who.ask.threat"]
    assert _keys_of(talk.says("back")) == ["who.ask.danger"]
    assert talk.conversation.sorting == Sorting("noisy-neighbour", (), ("danger",))
    assert _keys_of(talk.taps("Back")) == ["who.noise"]
    assert _keys_of(talk.taps("Back")) == ["menu.report"]


def _keys(talk: Talk) -> list[str]:
    return _keys_of(talk.heard)


def _keys_of(heard: list[Message]) -> list[str]:
    return [each.key for each in heard]


def test_back_leads_from_what_was_asked_after_it_to_the_answer_and_then_to_the_question() -> None:
    talk = Talk()
    talk.says("fireworks in the street", Intent.REPORT_ASB)
    talk.answers("No", "What happens next")
    assert _keys_of(talk.taps("Back"))[-1] == "who.answer"
    assert _keys_of(talk.taps("Back")) == ["who.ask.danger"]


def test_a_question_gives_way_to_the_next_and_the_answer_stays() -> None:
    talk = Talk()
    talk.says("loud music every night next door", Intent.REPORT_ASB)
    talk.taps("No")
    assert [type(each) for each in talk.latest if isinstance(each, Replace)] == [Replace]
    talk.answers("No", "No")
    talk.taps("What happens next")
    assert not [each for each in talk.latest if isinstance(each, Replace)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("no", "who.ask.threat"),
        ("nah", "who.ask.threat"),
        ("nobody is in danger", "who.ask.threat"),
        ("dunno", "who.ask.threat"),
        ("not sure", "who.ask.threat"),
        ("I don't know", "who.ask.threat"),
        ("maybe", "who.ask.threat"),
        ("yes", "who.answer"),
        ("yeah", "who.answer"),
        ("yes kind of", "who.answer"),
    ],
)
def test_a_typed_answer_does_what_the_button_does(text: str, key: str) -> None:
    talk = Talk()
    talk.says("loud music every night next door", Intent.REPORT_ASB)
    assert _keys_of(talk.says(text))[-1] == key


def test_danger_typed_in_place_of_an_answer_is_met_by_the_card() -> None:
    talk = Talk()
    talk.says("loud music every night next door", Intent.REPORT_ASB)
    heard = talk.says("he is stabbing her")
    assert heard[0].key.startswith("card.")


def test_what_is_said_unasked_is_not_asked_again() -> None:
    talk = Talk()
    talk.says("loud music every night, nobody is in danger", Intent.REPORT_ASB)
    assert _keys(talk) == ["problems.noisy-neighbour", "who.ask.threat"]
    talk.says("no threats, its a council flat")
    assert _keys(talk)[-1] == "who.answer"


def test_a_new_problem_begins_anew_and_another_matter_leaves_the_questions() -> None:
    talk = Talk()
    talk.says("loud music every night next door", Intent.REPORT_ASB)
    heard = talk.says("someone dumped a mattress outside", Intent.REPORT_ENVIRONMENT)
    assert heard[0].key == "problems.fly-tipping"
    assert talk.conversation.sorting is not None
    assert talk.conversation.sorting.problem == "fly-tipping"
    assert _keys_of(talk.says("i feel so low", Intent.MENTAL_HEALTH)) == ["intent.mental_health"]
    assert talk.conversation.step is None


def test_who_is_not_understood_twice_is_shown_the_ways_to_help() -> None:
    talk = Talk()
    talk.says("loud music every night next door", Intent.REPORT_ASB)
    assert _keys_of(talk.says("blorp zub")) == ["who.unclear", "who.ask.danger"]
    heard = talk.says("zub blorp")
    assert heard[0].key == "not_understood"
    assert heard[1].key.startswith("card.")


def test_buttons_of_what_is_forgotten_lead_to_the_kinds() -> None:
    talk = Talk()
    talk.says("loud music every night next door", Intent.REPORT_ASB)
    talk.answers("No", "No", "No")
    talk.hour_passes()
    assert _keys_of(talk.taps("What happens next")) == ["menu.report"]
    assert _keys_of(talk.taps("Yes")) == ["menu.report"]


def test_what_is_nearest_comes_from_the_words_and_then_from_the_kind() -> None:
    offered = nearest("noisy-neighbour", ("dog-out-of-control", "not-a-problem"))
    assert offered[0] == "problem.dog-out-of-control"
    assert "problem.noisy-neighbour" not in offered
    assert "problem.neighbour-dispute" in offered
    assert len(offered) <= 4
    assert nearest("", ()) == ()


def test_what_is_remembered_of_the_questions_survives_being_stored() -> None:
    talk = Talk()
    talk.says("dog barking all night next door and he lets it off the lead", Intent.REPORT_ASB)
    talk.taps("No")
    kept = decode_conversation(encode_conversation(talk.conversation))
    assert kept.sorting == talk.conversation.sorting
    assert kept.sorting is not None
    assert kept.sorting.others
    assert kept.step == talk.conversation.step == Step("who", "threat")
    assert "barking" not in encode_conversation(talk.conversation)


def test_places_are_the_screens_and_the_problems() -> None:
    assert set(KINDS) <= PLACES
    assert set(BUTTONS) <= PLACES
    assert "who.yes" not in PLACES
