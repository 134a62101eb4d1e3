"""Which services are offered for what somebody needs, and in which order."""

import pytest

from directory.model import Directory
from directory.search import services_for


def test_every_offered_service_can_be_reached(directory: Directory) -> None:
    for intent in directory.first_choices:
        offered = services_for(directory, intent)
        assert offered, intent
        assert all(service.reachable for service in offered)


def test_no_service_is_offered_twice(directory: Directory) -> None:
    for intent in directory.first_choices:
        ids = [service.id for service in services_for(directory, intent)]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("intent", "text", "first"),
    [
        ("emergency", "", "emergency-999"),
        ("emergency", "i cant talk he might hear me", "silent-999"),
        ("suicide_self_harm", "", "samaritans"),
        ("suicide_self_harm", "im 14 and i want to die", "childline"),
        ("domestic_abuse", "", "ndah"),
        ("domestic_abuse", "my wife hits me", "mens-advice-line"),
        ("domestic_abuse", "im gay and my partner hits me", "galop"),
        ("abuse_at_home", "", "childline"),
        ("gang_exit", "i want out", "safecall"),
        ("honour_abuse", "they will cut my sister", "nspcc-fgm"),
        ("online_harm", "im 15 and he has my nudes", "report-remove"),
        ("online_harm", "im 24 and my ex posted my pics", "revenge-porn-helpline"),
        ("mental_health", "i throw up my food", "beat"),
        ("hate_crime", "they hate us because we are jewish", "cst"),
        ("drugs_alcohol", "my mum drinks too much", "nacoa"),
        ("housing", "im 17 and got kicked out", "centrepoint-helpline"),
        ("report_asb", "the music is so loud", "wf-noise"),
        ("chase_report", "how do i complain about the police", "iopc"),
        ("find_service", "whats the number for childline", "childline"),
        ("report_crime", "it happened on the tube", "btp"),
    ],
)
def test_what_suits_the_message_best_comes_first(
    directory: Directory, intent: str, text: str, first: str
) -> None:
    assert services_for(directory, intent, text)[0].id == first


@pytest.mark.parametrize(
    ("intent", "text", "left_out"),
    [
        ("online_harm", "im 24", "report-remove"),
        ("online_harm", "im 15", "revenge-porn-helpline"),
        ("sexual_violence", "im 14", "rape-crisis"),
        ("sexual_violence", "my 11 year old daughter", "havens"),
        ("suicide_self_harm", "i am 30", "childline"),
        ("domestic_abuse", "im a man and my partner hits me", "ndah"),
        ("domestic_abuse", "my husband hits me", "mens-advice-line"),
        ("gang_exit", "", "gang-prevention-programme"),
        ("mental_health", "", "kooth"),
        ("domestic_abuse", "", "ask-for-ani"),
    ],
)
def test_what_is_for_somebody_else_or_not_known_to_run_is_left_out(
    directory: Directory, intent: str, text: str, left_out: str
) -> None:
    assert left_out not in [one.id for one in services_for(directory, intent, text)]


def test_a_parents_own_age_does_not_close_the_door_on_their_child(directory: Directory) -> None:
    offered = services_for(directory, "county_lines", "im 44 and my son is 15 and sells drugs")
    assert "safecall" in [service.id for service in offered]


def test_gang_worries_are_led_by_lines_that_are_confirmed(directory: Directory) -> None:
    offered = [service.id for service in services_for(directory, "gang_exit", "im 16")]
    assert offered[:2] == ["safecall", "wf-mash"]
    abianda = directory.services["abianda"]
    assert [contact.id for contact in abianda.reachable] == ["web"]


def test_an_intent_that_needs_no_service_is_offered_none(directory: Directory) -> None:
    assert services_for(directory, "greet", "hi") == ()
    assert services_for(Directory.empty(), "emergency", "help") == ()
