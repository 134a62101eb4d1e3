"""`waymark audit`: whether the list of who did what is whole."""

import typer

from bot.commands.surroundings import failed, local_settings, started, told
from bot.settings import Settings
from bot.storage.audit import head, verify
from bot.storage.engine import Database

app = typer.Typer(no_args_is_help=True, help="The append-only list of who did what.")


@app.callback()
def about() -> None:
    """The append-only list of who did what."""


@app.command("verify")
def check() -> None:
    """Recompute the chain, and name the first line that does not fit."""

    async def main(settings: Settings) -> None:
        database = Database(settings.database_url)
        try:
            async with database.transaction() as session:
                fault = await verify(session, settings.keys.person)
                seq, seal = await head(session)
        finally:
            await database.close()
        if fault:
            failed(f"Line {fault.seq} was changed, or is missing.")
        told.print(f"{seq} lines, all in place. The head is {seal or 'empty'}")

    with local_settings(log_level="ERROR") as settings:
        started(main, settings)
