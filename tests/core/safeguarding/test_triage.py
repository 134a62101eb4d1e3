"""Danger is heard in other people's words, and figures of speech are not."""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.safeguarding.levels import Category, Concern, Level
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.triage import assess

HERE = Path(__file__).parent
DANGER: dict[str, Any] = yaml.safe_load((HERE / "danger.yml").read_text(encoding="utf-8"))
HARMLESS: dict[str, list[str]] = yaml.safe_load(
    (HERE / "harmless.yml").read_text(encoding="utf-8")
)
PUBLISHED: list[dict[str, Any]] = yaml.safe_load(
    (HERE / "published.yml").read_text(encoding="utf-8")
)
WORDS_OF_DANGER = (
    "my",
    "dad",
    "he",
    "is",
    "always",
    "just",
    "going",
    "to",
    "hit",
    "me",
    "kill",
    "knife",
    "die",
    "the",
    "a",
    "and",
    "i",
    "want",
    "...",
    "&",
    "*",
    "|",
    "k*ll",
    "pills",
    "scared",
    "home",
    "boyfriend",
    "sex",
    "drugs",
    "abroad",
    "married",
    "money",
    "school",
    "never",
    "not",
    ".",
    "!",
    "🔪",
)
MISSED_AT_MOST = 0.02
RAISED_AT_MOST = 0.02


@pytest.mark.parametrize("kind", DANGER)
def test_danger_is_heard(kind: str, phrases: Phrases) -> None:
    wanted = DANGER[kind]
    missed = [
        message
        for message in wanted["messages"]
        if not _is_answered(assess(message, phrases), wanted)
    ]
    assert len(missed) <= MISSED_AT_MOST * len(wanted["messages"]), missed


def _is_answered(concern: Concern, wanted: dict[str, Any]) -> bool:
    return concern.level >= wanted["level"] and (
        concern.is_urgent or not wanted.get("urgent", False)
    )


def test_harmless_messages_are_left_alone(phrases: Phrases) -> None:
    messages = [message for listed in HARMLESS.values() for message in listed]
    raised = [m for m in messages if assess(m, phrases).level >= Level.SERIOUS]
    assert len(messages) >= 200
    assert len(raised) <= RAISED_AT_MOST * len(messages), raised


@pytest.mark.parametrize("prompt", PUBLISHED, ids=lambda prompt: str(prompt["prompt"]))
def test_the_prompts_of_published_audits_are_recognised(
    prompt: dict[str, Any], phrases: Phrases
) -> None:
    """Kocaballi 2020, Miner 2016 and the BBC 2018: the original, and how others would say it."""
    for message in (prompt["prompt"], *prompt["or"]):
        concern = assess(message, phrases)
        assert concern.level >= prompt["level"], message
        heard = {hit.category.value for hit in concern.hits}
        assert heard & set(prompt["about"]), message


@pytest.mark.parametrize(
    "message",
    [
        "my phone died and i want to die too",
        "this homework is killing me but really i want to kill myself",
        "im dying of laughter but my dad hit me last night",
        "playing fifa and my brother is stabbing my mum in the kitchen right now",
        "doing my essay on knife crime and my stepdad beats me",
    ],
)
def test_a_figure_of_speech_never_silences_a_second_sign(message: str, phrases: Phrases) -> None:
    assert assess(message, phrases).level >= Level.SERIOUS


@pytest.mark.parametrize(
    "message",
    [
        "im not going to kill myself",
        "i dont want to die but i cant carry on like this",
        "forget i said i want to die, i was joking",
        "not that id do anything but i think about ending my life",
    ],
)
def test_a_denial_does_not_clear_the_wish_to_die(message: str, phrases: Phrases) -> None:
    assert assess(message, phrases).is_urgent


@pytest.mark.parametrize(
    "message",
    ["nobody is hurt", "he has never hit me", "no one was injured in the fight on friday"],
)
def test_what_did_not_happen_is_not_heard_as_if_it_had(message: str, phrases: Phrases) -> None:
    assert assess(message, phrases).level < Level.SERIOUS


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("my mate just got stabbed", "my mate got stabbed two years ago"),
        ("a man is following me", "a man followed me last week"),
        ("someone is breaking in", "someone was breaking in last month"),
    ],
)
def test_a_thing_of_the_past_is_less_urgent_than_one_of_this_minute(
    now: str, before: str, phrases: Phrases
) -> None:
    assert assess(now, phrases).level is Level.IMMEDIATE
    assert assess(before, phrases).level < Level.IMMEDIATE


def test_a_bare_grave_word_is_a_concern(phrases: Phrases) -> None:
    for word in ("suicide", "fgm", "coercive control", "forced marriage", "domestic violence"):
        assert assess(word, phrases).level is Level.CONCERN, word


def test_a_partner_who_threatens_suicide_is_heard_as_abuse(phrases: Phrases) -> None:
    concern = assess("he says he will kill himself if i leave him", phrases)
    assert Category.DOMESTIC_ABUSE in {hit.category for hit in concern.hits}


def test_a_hit_says_which_words_were_heard(phrases: Phrases) -> None:
    (first, *_) = assess("pls help hes got a KNIFE", phrases).hits
    assert "knife" in first.words
    assert first.level is Level.IMMEDIATE


@given(text=st.text(max_size=4096))
@settings(max_examples=200, deadline=None)
def test_any_text_has_an_answer(text: str, phrases: Phrases) -> None:
    assert assess(text, phrases).level in Level


@given(
    words=st.lists(
        st.sampled_from(WORDS_OF_DANGER),
        max_size=1200,
    )
)
@settings(max_examples=60, deadline=None)
def test_the_words_of_danger_in_any_order_have_an_answer(
    words: list[str], phrases: Phrases
) -> None:
    assert assess(" ".join(words)[:4096], phrases).level in Level


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("my dad hits me and im scared to go home", 0.005),
        (
            "my older little drunk dad is always just really " * 85 + "hit kill knife die abroad",
            0.05,
        ),
        ("k*l*l* $@!|* " * 315, 0.05),
        ("s.u.i.c.i.d.e." * 292, 0.05),
        ("i want to want to want to think about " * 107 + "sex drugs missing pills", 0.05),
    ],
    ids=["typical", "people and helping verbs", "masked", "spelt out", "wishes"],
)
def test_an_answer_comes_at_once(text: str, seconds: float, phrases: Phrases) -> None:
    """The best of five, so that a busy machine does not fail it; 4096 characters at most."""
    assert min(_seconds(text[:4096], phrases) for _ in range(5)) < seconds


def _seconds(text: str, phrases: Phrases) -> float:
    start = time.perf_counter()
    assess(text, phrases)
    return time.perf_counter() - start
