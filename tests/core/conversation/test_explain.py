"""Explaining says what the bot does, because it asks the bot."""

from bot.conversation.explain import Explanation, explain
from bot.conversation.intents import Intent
from bot.safeguarding.levels import Concern, Level
from bot.safeguarding.triage import assess
from directory.terms import Reach
from tests.talk import NOON, OPEN, Talk, content, phrases, understood


def explained(text: str, intent: Intent, confidence: float = 0.9) -> Explanation:
    concern: Concern = assess(text, phrases())
    heard = understood(intent, confidence)
    return explain(text, concern, heard, content(), at=NOON, staff_hours=OPEN)


def test_a_problem_is_explained_with_who_deals_with_it() -> None:
    told = explained("people are selling drugs on our stairs", Intent.REPORT_DRUGS)
    assert told.answer == "problems.drug-dealing-stairwell"
    assert told.responsible[0] == "101"
    assert told.services == ("police-101", "crimestoppers")
    assert "0800 555 111" in told.reply


def test_an_intent_is_explained_with_the_services_that_are_offered() -> None:
    told = explained("i feel anxious all the time", Intent.MENTAL_HEALTH)
    assert told.answer == "intent.mental_health"
    assert told.intent == "mental_health"
    assert told.confidence == 0.9
    assert told.services
    assert all(each in content().directory.services for each in told.services)


def test_a_service_is_explained_by_its_id() -> None:
    told = explained("whats the number for childline", Intent.FIND_SERVICE)
    assert told.services[0] == "childline"
    assert told.answer == "service.card"


def test_danger_is_explained_with_999_and_the_phrase_that_was_heard() -> None:
    told = explained("hes trying to break my door down right now", Intent.EMERGENCY)
    assert told.level is Level.IMMEDIATE or told.level == "immediate"
    assert told.responsible[0] == "999"
    assert told.hits
    assert "999" in told.reply


def test_what_is_explained_is_what_the_bot_says() -> None:
    for text, intent in (
        ("how do i report a robbery", Intent.REPORT_CRIME),
        ("will you tell my mum", Intent.PRIVACY),
        ("can i talk to a real person", Intent.TALK_TO_PERSON),
    ):
        said = "\n\n".join(message.text for message in Talk().says(text, intent))
        assert explained(text, intent).reply == said


def test_a_text_that_is_not_understood_is_explained_as_such() -> None:
    told = explained("blorp zub", Intent.HOUSING, confidence=0.1)
    assert told.answer == "not_understood"
    assert any("not enough" in why for why in told.why)


def test_what_a_text_names_is_told_and_nothing_else() -> None:
    told = explained("my mate is 14, whats the number for abianda in leyton", Intent.FIND_SERVICE)
    assert told.about == {
        "ages": [14],
        "who": "friend",
        "places": ["Leyton"],
        "services": {"abianda": "abianda"},
    }
    assert explained("hello there", Intent.GREET).about == {}


def test_another_borough_has_another_council() -> None:
    told = explained("rubbish dumped on our road in hackney", Intent.REPORT_ENVIRONMENT)
    assert told.about["places_elsewhere"] == ["Hackney"]
    assert "Hackney has its own council" in told.reply
    here = explained("rubbish dumped on our road in leyton", Intent.REPORT_ENVIRONMENT)
    assert "its own council" not in here.reply


def test_who_lives_elsewhere_is_offered_what_takes_people_from_everywhere() -> None:
    directory = content().directory
    told = explained("i live in ilford, i want help to stop drinking", Intent.DRUGS_ALCOHOL)
    assert all(directory.services[each].reach is not Reach.BOROUGH for each in told.services)


def test_whose_job_it_is_elsewhere_is_said_before_anything_is_asked() -> None:
    told = explained(
        "is it a crime or antisocial behaviour, im asking for hackney", Intent.CRIME_OR_ASB
    )
    assert "Hackney has its own council" in told.reply
