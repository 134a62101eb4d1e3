"""Danger is answered within two seconds, whatever is broken."""

import time

import psycopg
import pytest

from bot.storage.engine import libpq_url
from tests.e2e.whole import Whole

DANGER = (
    "hes trying to break my door down right now",
    "my friend just got stabbed outside mcdonalds",
    "ive taken loads of pills",
    "i want to kill myself tonight",
)
LIMIT = 2.0  # seconds (standards A15, C6)


@pytest.mark.parametrize("words", DANGER)
async def test_without_rasa_the_card_comes_within_two_seconds(whole: Whole, words: str) -> None:
    kez = whole.telegram.person("Kez")
    began = time.monotonic()
    await kez.send(words)
    await kez.hears("999", within=LIMIT)
    assert time.monotonic() - began < LIMIT


async def test_with_the_database_locked_too_it_still_comes_and_only_once(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    with psycopg.connect(libpq_url(whole.made.settings.database_url)) as blocking:
        blocking.execute("LOCK TABLE conversations, updates IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        await kez.send(DANGER[0])
        await kez.hears("999", within=LIMIT)
        assert time.monotonic() - began < LIMIT
        blocking.rollback()
    await kez.send("hello")
    await kez.hears()
    cards = [each for each in kez.chat.news if "999" in each.text and "55" not in each.text]
    texts = [each.text for each in kez.chat.news]
    assert texts.count(cards[0].text) == 1, "the same card was sent twice"


async def test_a_second_cry_does_not_wait_behind_the_first(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    with psycopg.connect(libpq_url(whole.made.settings.database_url)) as blocking:
        blocking.execute("LOCK TABLE conversations, updates IN ACCESS EXCLUSIVE MODE")
        await kez.send("i like your cat")
        await kez.hears("could not keep", within=4.0)
        for words in (DANGER[0], DANGER[3]):
            await kez.send(words)
            await kez.hears("ring 999", within=LIMIT)
        blocking.rollback()


async def test_nothing_is_said_to_be_kept_while_the_database_is_away(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    with psycopg.connect(libpq_url(whole.made.settings.database_url)) as blocking:
        blocking.execute("LOCK TABLE conversations, updates IN ACCESS EXCLUSIVE MODE")
        await kez.send("i like your cat")
        heard = await kez.hears("could not keep", within=4.0)
        assert "999" in heard.text
        blocking.rollback()
    await kez.hears("did not get that", within=10.0)


async def test_a_question_is_answered_once_while_the_database_is_away(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    with psycopg.connect(libpq_url(whole.made.settings.database_url)) as blocking:
        blocking.execute("LOCK TABLE conversations, updates IN ACCESS EXCLUSIVE MODE")
        await kez.send("the neighbours play music all night")
        await kez.hears("council", within=4.0)
        await kez.hears("cannot pass a message", within=2.0)
        blocking.rollback()
    await kez.send("whats the number for samaritans")
    await kez.hears("116 123", within=10.0)
    answers = [each for each in kez.chat.news if "Noise is not a crime" in each.text]
    assert len(answers) == 1, "the same answer was sent twice"
