"""What is said of the law on harm at home says no more than the facts that it rests on."""

import pytest

from tests.talk import content

# A fact of the directory, where it is said, and words that are in both or stand for its words.
SAID = [
    ("da-control", "home.law", {"controlling": "control", "emotional": "feelings"}),
    ("da-control", "home.law", {"economic": "money", "one incident is enough": "once is enough"}),
    ("da-16", "home.law", {"between people aged 16 or over": "between people aged 16 or over"}),
    ("da-child", "home.law", {"is a victim too": "is a victim too"}),
    ("da-child", "home.law", {"child who sees, hears or feels": "child who sees, hears or feels"}),
    ("da-clare", "home.law", {"you can ask police if a partner has an abusive past": ""}),
    ("da-nmo", "home.law", {"court order to stop": "court can order", "violence": ""}),
    ("fm-18", "home.me.forced", {"nobody under 18 can marry in england and wales": ""}),
    ("fm-18", "home.me.forced", {"parents' consent": ""}),
    ("so-consent", "home.told", {"share a worry that a child may be at risk of harm": ""}),
    ("so-consent", "home.other.child", {"share a worry that a child may be at risk of harm": ""}),
    ("so-told", "home.told", {"families must be told what is shared and with whom": ""}),
    ("so-told", "home.told", {"telling them puts someone at risk": ""}),
    ("gp-private", "home.told", {"keep": "keeps", "what you say private": ""}),
    ("gp-private", "home.told", {"mature enough": "", "unless you are in danger": ""}),
    ("gp-danger", "home.told", {"they talk to you first": ""}),
    ("ra-time", "intent.sexual_violence", {"no time limit": "", "rape": ""}),
    ("ra-sarc", "intent.sexual_violence", {"without reporting to police": "do not have to tell"}),
    ("sk-def", "intent.stalking", {"unwanted": "", "repeated": "goes on and on"}),
]
REORDERED = {"nobody under 18 can marry in england and wales"}


@pytest.mark.parametrize(("fact", "key", "words"), SAID)
def test_what_is_said_of_the_law_is_in_the_directory(
    fact: str, key: str, words: dict[str, str]
) -> None:
    known = content().directory.guidance[fact].fact.casefold()
    said = content().words.entries[key].text.casefold()
    for in_fact, in_words in words.items():
        assert in_fact in known, fact
        if in_fact in REORDERED:
            assert all(word in said for word in in_fact.split()), key
        else:
            assert (in_words or in_fact) in said, key


def test_every_fact_used_is_one_that_the_directory_has() -> None:
    assert {fact for fact, _, _ in SAID} <= content().directory.guidance.keys()


@pytest.mark.parametrize("key", ["home.me.under_18", "home.parent", "intent.abuse_at_home"])
def test_no_child_is_told_that_the_law_on_abuse_is_not_for_them(key: str) -> None:
    text = content().words.entries[key].text
    assert "16" not in text
    assert "law" not in text.casefold()


def test_nothing_is_said_of_visas_or_papers_as_a_fact() -> None:
    assert "I will not guess" in content().words.entries["home.me.new"].text


def test_when_staff_must_tell_others_is_said_where_what_they_can_do_is() -> None:
    text = content().words.entries["home.staff"].text
    assert "even if you say no" in text
    assert "unless you press Send" in text
