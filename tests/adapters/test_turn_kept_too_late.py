"""A turn that was kept after all, when we had given it up: what was said meanwhile is noted."""

from dataclasses import replace

from bot.conversation.model import Text
from bot.effects import Sent
from bot.storage.store import PostgresStore
from tests.adapters.kept import Someone, rows
from tests.walks.live import a_turn


async def test_what_was_said_without_the_database_can_be_cleared_though_the_turn_was_kept(
    store: PostgresStore, database_url: str
) -> None:
    person = Someone(store)
    turn = a_turn(store, person.clock)
    inbound = replace(person.inbound(), said=Text("hello"), message_id="1")
    await turn.take(inbound)
    posted = rows(database_url, "SELECT count(*) FROM procrastinate_jobs")
    turn.told_without_memory.note_sent(inbound.update_id, [Sent("2", person.clock())])
    await turn.take(inbound)
    assert rows(database_url, "SELECT message_id FROM chat_messages ORDER BY 1") == [(1,), (2,)]
    assert rows(database_url, "SELECT count(*) FROM procrastinate_jobs") == posted
