"""What is said of the law on gangs, knives and going missing is what the directory's facts say."""

import re

import pytest

from tests.talk import content

GUIDANCE = content().directory.guidance
ENTRIES = content().words.entries
# For each entry: the fact, what the fact says, and what is said of it.
HELD = [
    ("gangs.law", "cl-consent", "A child cannot agree to being exploited", "a child cannot agree"),
    ("gangs.law", "cl-s45", "gives a defence to victims", "you may have a defence"),
    ("gangs.law", "cl-s45", "because they were exploited", "because you were used"),
    ("gangs.law", "cl-s45", "a solicitor should advise", "Ask a lawyer"),
    ("gangs.law", "cl-nrm", "can refer someone to the National", "National Referral Mechanism"),
    ("gangs.law", "cl-nrm", "Police, councils", "Police or the council can refer you"),
    ("gangs.tell", "so-consent", "Consent is not needed", "they do not need you to agree"),
    ("gangs.tell", "so-consent", "a child may be at risk of harm", "If it is a child"),
    ("gangs.work", "so-consent", "a child may be at risk", "a child may be at risk"),
    ("gangs.place", "ho-assess", "must assess a 16 or 17-year-old", "At 16 or 17"),
    ("gangs.place", "ho-assess", "Children's services must", "they must look into it"),
    ("knife.law", "kn-carry", "most knives in public without a good", "most knives in public"),
    ("knife.law", "kn-selfdefence", "Protecting yourself", "To keep safe is not one"),
    ("knife.law", "kn-selfdefence", "holding it for someone", "Nor is holding it for someone"),
    ("knife.law", "kn-penalty", "up to 4 years", "up to four years"),
    ("knife.law", "kn-penalty", "an unlimited fine", "a fine with no limit"),
    ("knife.law", "kn-second", "normally means at least 4 months", "at least four months"),
    ("knife.law", "kn-second", "at 16 or 17, and 6 months for adults", "For an adult, six"),
    ("knife.carry", "kn-selfdefence", "is not a good reason", "is not a good reason"),
    ("knife.rid", "kn-bin-route", "wrap the knife, seal it and go straight", "wrap it, seal it"),
    ("knife.rid", "kn-bin-route", "check with police", "Check that with the police"),
    ("missing.other", "mi-24", "do not have to wait 24 hours", "do not have to wait a day"),
    ("missing.other", "mi-999", "a young child or in danger", "are a young child"),
    ("missing.other", "mi-trouble", "will not be in trouble", "will not be in trouble"),
    ("missing.me", "mi-trouble", "for going missing", "not be in trouble for going missing"),
    ("intent.missing_person", "mi-24", "24 hours", "do not have to wait a day"),
    ("intent.missing_person", "mi-trouble", "in trouble", "will not be in trouble"),
    ("gangs.away", "mi-trouble", "in trouble", "not be in trouble for going missing"),
    ("gangs.child_away", "mi-trouble", "in trouble", "not be in trouble for going missing"),
]
OURS = re.compile(r"(?:gangs|knife|missing|prison)\.|intent\.(?:gang_exit|county_lines)")


@pytest.mark.parametrize(("key", "fact", "says", "words"), HELD)
def test_a_sentence_on_the_law_says_what_its_fact_says(
    key: str, fact: str, says: str, words: str
) -> None:
    assert says in GUIDANCE[fact].fact
    assert words in ENTRIES[key].text


def test_that_the_young_person_may_be_a_victim_is_what_the_directory_says() -> None:
    assert "may be a victim" in content().directory.problems["county-lines"].kind_note
    assert "the police can see you as a victim" in ENTRIES["gangs.law"].text


def test_nothing_is_said_to_be_sure_of_a_defence_or_of_not_being_charged() -> None:
    for key, entry in ENTRIES.items():
        if OURS.match(key):
            for claim in ("will not be charged", "will have a defence", "immunity", "let off"):
                said = f"{entry.text} {entry.again}".replace(
                    "I cannot say that you will not be charged", ""
                )
                assert claim not in said, f"{key}: {claim}"


def test_what_is_said_of_anonymous_ways_is_what_they_say_of_themselves() -> None:
    services = content().directory.services
    assert "cannot trace your call" in (services["safecall"].contacts[0].keeps or "")
    assert "SafeCall cannot trace a call" in ENTRIES["gangs.tell"].text
    assert "no one can call you back" in (services["crimestoppers"].privacy.note or "")
    assert "They cannot ring you back or send help" in ENTRIES["gangs.no_name"].text
    assert "high risk of serious harm" in (services["safecall"].privacy.note or "")
    assert "they may tell" in ENTRIES["gangs.tell"].text
