"""The migrations: one line of them, up and down with rows, equal to tables.py."""

from importlib.resources import files
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from procrastinate.schema import SchemaManager

from bot.conversation.model import Conversation
from bot.editors import Editors
from bot.effects import ClearAfter, Message, ReportService, Say, Sent
from bot.storage import migrate
from bot.storage.engine import Database
from bot.storage.store import PostgresStore
from directory.keeping.call_outcomes import CallOutcome
from tests.adapters.entries import some_documents
from tests.adapters.kept import Clock, Someone, desk, rows, staff_member
from tests.postgres import KEYS, Server

FILLED = (
    *("cases", "agreements", "case_messages", "conversations", "updates", "audit"),
    *("chat_messages", "chats"),
    *("directory_entries", "directory_proposals", "directory_checks", "directory_reports"),
    *("directory_shipped", "directory_head"),
)


def _steps() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    return ScriptDirectory.from_config(config)


def test_there_is_one_head_and_files_are_numbered_in_order() -> None:
    steps = list(_steps().walk_revisions())
    assert len(_steps().get_heads()) == 1
    assert [step.revision for step in reversed(steps)] == [
        f"{number:04}" for number in range(1, len(steps) + 1)
    ]
    assert all(Path(step.path).name.startswith(step.revision) for step in steps)


def test_the_tables_are_what_the_code_thinks_they_are(database_url: str) -> None:
    migrate.check(database_url)


async def test_the_way_up_down_and_up_again_with_rows_in_every_table(
    postgres_server: Server,
) -> None:
    url = postgres_server.fresh()
    migrate.upgrade(url)
    await _fill(url)
    for table in FILLED:
        assert rows(url, f"TABLE {table}") != []
    for step in _steps().walk_revisions():
        migrate.downgrade(
            url, step.down_revision if isinstance(step.down_revision, str) else "base"
        )
    left = rows(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert left == [("alembic_version",)]
    migrate.upgrade(url)
    migrate.check(url)
    await _fill(url)


async def _fill(url: str) -> None:
    store = PostgresStore(Database(url), KEYS)
    person, staff = Someone(store), await staff_member(store)
    case_id = await person.sends()
    await person.does(Say(Message("k", "hi")))
    await person.remembers(Conversation())
    await person.does(ClearAfter(10))
    async with store.unit() as unit:
        await unit.note(person.person, (Sent("1", person.clock()),))
    await desk(store).claim(staff, case_id)
    await staff_member(store, "ben", exactly=True)
    editors = Editors(store, Clock())
    await editors.seed(some_documents())
    await editors.record_call("night-line", "phone", CallOutcome.WORKS, "ben")
    await person.does(ReportService("night-line"))
    await store.close()


def test_migrating_twice_does_nothing(database_url: str) -> None:
    migrate.upgrade(database_url)


def test_nothing_is_printed(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    migrate.upgrade(database_url)
    migrate.downgrade(database_url, "base")
    assert capsys.readouterr() == ("", "")


def test_a_newer_procrastinate_needs_a_migration_of_its_own() -> None:
    ours = files("bot.storage.migrations") / "procrastinate-3.10.sql"
    assert SchemaManager.get_schema() == ours.read_text(encoding="utf-8")
