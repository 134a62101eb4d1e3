"""Answers are true: each comes from the directory, and says what it does not know."""

import pytest

from bot.conversation.flows.services import OFFERED
from bot.conversation.intents import Intent
from directory.filling import fill
from directory.model import Problem, Service
from tests.talk import Talk, content

DIRECTORY = content().directory
CONFIRMED = {
    contact.value for service in DIRECTORY.services.values() for contact in service.reachable
}
UNCONFIRMED = {
    contact.value
    for service in DIRECTORY.services.values()
    for contact in service.contacts
    if contact.value not in CONFIRMED and not service.has_ended
}


def said(text: str, intent: Intent | None = None) -> str:
    return "\n".join(message.text for message in Talk().says(text, intent))


@pytest.mark.parametrize("service", DIRECTORY.services.values(), ids=lambda service: service.id)
def test_a_service_asked_for_shows_only_what_was_confirmed(service: Service) -> None:
    reply = said(f"what is the number for {service.name}", Intent.FIND_SERVICE)
    for value in UNCONFIRMED:
        assert value not in reply


@pytest.mark.parametrize("name", ["ask for ani", "action fraud", "the mix", "london gang exit"])
def test_a_name_that_is_past_is_put_right(name: str) -> None:
    [message] = Talk().says(f"what is {name}", Intent.FIND_SERVICE)
    assert message.key in {"service.ended", "service.card", "service.partly"}
    named = [each for each in DIRECTORY.services.values() if each.correction]
    assert any(fill(DIRECTORY, each.correction or "").text in message.text for each in named)


def test_a_service_is_found_though_it_is_misspelt() -> None:
    assert "0800 1111" in said("whats the number for chidline", Intent.FIND_SERVICE)
    assert "116 123" in said("number for the samaritens", Intent.FIND_SERVICE)


def test_a_service_card_says_when_it_was_checked() -> None:
    assert "Checked yesterday." in said("whats the number for childline", Intent.FIND_SERVICE)


def test_problems_in_peoples_own_words_are_answered_with_who_deals_with_them() -> None:
    missed = [problem.id for problem in DIRECTORY.problems.values() if not _is_met(problem)]
    assert len(missed) <= 2, missed  # how well they are found is the directory's own affair


def _is_met(problem: Problem) -> bool:
    """Whether one of the ways people say it leads to its own answer, or to safety first."""
    heard = [Talk().says(text, Intent.CRIME_OR_ASB)[0].key for text in problem.people_say]
    return any(key == f"problems.{problem.id}" or key.startswith("card.") for key in heard)


def test_no_more_services_are_offered_than_are_read() -> None:
    for intent in Intent:
        for message in Talk().says("zzz", intent):
            lines = [line for line in message.text.splitlines() if ": " in line]
            assert len([line for line in lines if line[-1] not in ".?:"]) <= OFFERED, intent


def test_a_contact_is_not_given_twice_in_one_answer() -> None:
    for intent in Intent:
        for message in Talk().says("zzz", intent):
            for number in ("020 8496 2310", "0808 2000 247", "0800 1111", "116 000"):
                assert message.text.count(number) <= 1, f"{message.key}: {number}"


def test_services_follow_what_the_message_says_of_the_person() -> None:
    assert "0800 999 5428" in said("i am gay and my boyfriend hits me", Intent.DOMESTIC_ABUSE)
    after_the_card = Talk().says("i am 34 and i was raped", Intent.SEXUAL_VIOLENCE)[-1]
    assert "Childline" not in after_the_card.text


def test_an_answer_of_a_problem_offers_to_be_added_to_what_waits() -> None:
    talk = Talk()
    talk.commands("/start")
    talk.answers("Talk to a person", "Carry on", "Me", "some words", "That's all", "No")
    talk.answers("Rather not say", "Skip", "Skip", "No", "Send")
    message, *_ = talk.says("someone dumped a mattress outside", Intent.REPORT_ENVIRONMENT)
    assert message.key == "problems.fly-tipping"
    assert "Add to my message" in {each.label for row in message.buttons for each in row}


def test_who_is_in_danger_is_not_told_that_it_is_no_crime() -> None:
    text = "group of lads threatening to stab me if i dont give my phone"
    heard = Talk().says(text, Intent.REPORT_CRIME)
    assert heard[0].key.startswith("card.")
    assert not any("not a crime" in message.text for message in heard)
