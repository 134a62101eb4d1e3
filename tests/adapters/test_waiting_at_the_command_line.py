"""Who typed too many wrong passwords at the command line is told to wait, and no more."""

import pytest

from bot.access import FREE_TRIES
from bot.commands.editing import PLACE
from bot.storage.store import PostgresStore
from bot.wiring import now
from tests.adapters.test_directory_commands import AMY, CRISIS, PASSWORDS, Terminal, terminal

__all__ = ["terminal"]


@pytest.mark.parametrize("name", [AMY, "nobody"])
@pytest.mark.parametrize("password", [PASSWORDS[AMY], "wrong"])
async def test_whoever_tried_too_often_is_told_to_wait_and_nothing_of_the_password(
    terminal: Terminal, store: PostgresStore, name: str, password: str
) -> None:
    async with store.accounts() as unit:
        for _ in range(FREE_TRIES + 7):
            await unit.add_try(name, PLACE, now())
    said = await terminal.refused("settle", CRISIS, by=name, password=password)
    assert "Too many tries: wait" in said
    assert "seconds, then try again" in said
    assert "not the password" not in said
