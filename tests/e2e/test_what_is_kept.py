"""What was typed and never sent is nowhere; what was sent is nowhere in clear."""

import json
from typing import Any

import psycopg
from psycopg import sql

from bot.storage.engine import libpq_url
from bot.storage.sealed import About, Seal
from bot.storage.states import decode_conversation
from tests.e2e.whole import Whole, up_to_preview

CANARY = "CANARY-quince-lantern-49"


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, Procrastinate's included."""
    with psycopg.connect(libpq_url(url)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            )
        ]
        return {
            name: connection.execute(
                sql.SQL("SELECT * FROM {}").format(sql.Identifier(name))
            ).fetchall()
            for name in names
        }


def in_clear(url: str, *canaries: str) -> list[str]:
    """The tables in which a canary stands readable, in text or in bytes."""
    return [
        name
        for name, rows in everything(url).items()
        for row in rows
        if any(each in (repr(row) + json.dumps(row, default=_readable)) for each in canaries)
    ]


def _readable(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes) else str(value)


def remembered(whole: Whole) -> str:
    """Every sealed conversation state, opened."""
    url = whole.made.settings.database_url
    seal = Seal(whole.made.settings.keys.sealing)
    with psycopg.connect(libpq_url(url)) as connection:
        rows = connection.execute(
            "SELECT person_key, sealed_state FROM conversations WHERE sealed_state IS NOT NULL"
        ).fetchall()
    return repr(
        [
            decode_conversation(
                seal.open(bytes(state), About("conversations", key, "sealed_state"))
            )
            for key, state in rows
        ]
    )


async def test_an_ordinary_question_is_not_stored(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await kez.send(f"the neighbours play music all night {CANARY}")
    await kez.hears("council")
    assert in_clear(whole.made.settings.database_url, CANARY) == []
    assert CANARY not in remembered(whole)


async def test_dont_send_leaves_nothing(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await up_to_preview(kez, f"my dad hits me {CANARY}")
    assert CANARY in remembered(whole), "the draft is sealed here, or this test proves nothing"
    await kez.tap("Don't send")
    await kez.hears("day or night")
    assert await whole.desk.cases(whole.staff) == ()
    assert CANARY not in remembered(whole)
    kept = everything(whole.made.settings.database_url)
    assert kept["cases"] == kept["case_messages"] == kept["agreements"] == []


async def test_what_was_sent_is_sealed_and_says_nothing_of_who_sent_it(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await up_to_preview(kez, f"my dad hits me {CANARY}")
    await kez.tap("Send")
    await kez.hears("have not read it yet")
    names = (kez.user["username"], kez.user["last_name"], str(kez.id), CANARY)
    assert in_clear(whole.made.settings.database_url, *names) == []
    assert len(await whole.desk.cases(whole.staff)) == 1


async def test_delete_takes_back_what_nobody_has_opened(whole: Whole) -> None:
    kez = whole.telegram.person("Kez")
    await up_to_preview(kez, "my dad hits me")
    await kez.tap("Send")
    await kez.hears("have not read it yet")
    await kez.send("/delete")
    await kez.hears()
    assert await whole.desk.cases(whole.staff) == ()
