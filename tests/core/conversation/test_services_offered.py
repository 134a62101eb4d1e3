"""Services as people meet them: few at a time, open or not, checked when, working or not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.conversation.intents import Intent
from bot.effects import ReportService
from tests.talk import Talk, content

DIRECTORY = content().directory
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def offered(text: str) -> list[str]:
    """The lines of a text that give a service and a way to reach it."""
    names = {*content().words.names.values(), *(each.name for each in DIRECTORY.services.values())}
    return [line for line in text.splitlines() if line.partition(":")[0] in names]


def reports(talk: Talk) -> list[ReportService]:
    return [each for each in talk.effects if isinstance(each, ReportService)]


def test_two_services_are_offered_and_more_leads_to_others_each_once() -> None:
    talk = Talk()
    *_, first = talk.says("i want to get out of my gang", Intent.GANG_EXIT)
    seen = offered(first.text)
    assert 1 <= len(seen) <= 2
    while "More" in [button.label for row in talk.heard[-1].buttons for button in row]:
        [page] = talk.taps("More")
        assert 1 <= len(offered(page.text)) <= 2
        seen += offered(page.text)
    assert len(seen) == len(set(seen)) >= 4


def test_more_can_be_typed() -> None:
    talk = Talk()
    talk.says("i want to get out of my gang", Intent.GANG_EXIT)
    assert talk.says("more")[0].key == "service.more"


def test_more_after_the_last_owns_up() -> None:
    talk = Talk()
    talk.says("i want to get out of my gang", Intent.GANG_EXIT)
    button = talk.button("More")
    talk.conversation = replace(talk.conversation, more=())
    assert talk.taps("More")[0].key == "service.no_more", button


@pytest.mark.parametrize("intent", Intent)
def test_every_service_that_is_offered_comes_with_the_day_it_was_checked(intent: Intent) -> None:
    for message in Talk().says("zzz", intent):
        if offered(message.text):
            assert "Checked yesterday." in message.text


def test_a_line_that_is_closed_says_when_it_opens() -> None:
    talk = Talk(at=SUNDAY_NIGHT)
    [card] = talk.says("whats the number for karma nirvana", Intent.FIND_SERVICE)
    assert "closed now, opens" in card.text
    assert "open now" in said_of("samaritans", SUNDAY_NIGHT)


def said_of(name: str, at: datetime) -> str:
    return Talk(at=at).says(f"whats the number for {name}", Intent.FIND_SERVICE)[-1].text


def test_a_card_says_who_the_service_is_for() -> None:
    assert "For ages up to 18." in said_of("childline", SUNDAY_NIGHT)
    assert "For ages 16 and over." in said_of("rape crisis", SUNDAY_NIGHT)


def test_that_a_service_did_not_work_is_one_tap_that_says_nothing_of_the_person() -> None:
    talk = Talk()
    talk.says("whats the number for samaritans", Intent.FIND_SERVICE)
    [thanks] = talk.taps("This didn't work")
    assert thanks.key == "service.reported"
    assert reports(talk) == [ReportService("samaritans")]


def test_the_button_under_an_older_card_is_for_that_cards_service() -> None:
    talk = Talk()
    talk.says("whats the number for samaritans", Intent.FIND_SERVICE)
    older = talk.button("This didn't work")
    talk.says("whats the number for childline", Intent.FIND_SERVICE)
    newer = talk.button("This didn't work")
    assert older.data != newer.data
    assert "samaritans" not in older.data


@pytest.mark.parametrize(
    "words", ["it didn't work", "the number is dead", "wrong number", "no answer"]
)
def test_that_a_service_did_not_work_can_be_typed(words: str) -> None:
    talk = Talk()
    talk.says("whats the number for samaritans", Intent.FIND_SERVICE)
    assert talk.says(words)[0].key == "service.reported"
    assert reports(talk) == [ReportService("samaritans")]


def test_of_two_services_it_is_asked_which_one_did_not_work() -> None:
    talk = Talk()
    *_, first = talk.says("i want to get out of my gang", Intent.GANG_EXIT)
    assert len(offered(first.text)) == 2
    assert talk.says("it didnt work")[0].key == "service.which"
    assert reports(talk) == []


def test_a_number_to_text_is_not_taken_for_one_to_ring() -> None:
    assert "text 61016" in said_of("british transport police", SUNDAY_NIGHT)


def test_who_tells_something_and_asks_for_a_number_gets_both() -> None:
    said = Talk().says(
        "my mate is 14 and has two phones, whats the abianda number", Intent.EXPLOITATION_OF_OTHER
    )
    assert [each.key for each in said] == ["gangs.friend", "service.partly"]
    once = Talk().says("whats the number for childline", Intent.FIND_SERVICE)
    assert [each.key for each in once] == ["service.card"]
    unsure = Talk().says("my dad hits me, whats the number for childline", Intent.ABUSE_AT_HOME)
    assert [each.key for each in unsure].count("service.card") == 1
