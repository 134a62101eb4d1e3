"""`waymark keys`: making keys, and sealing everything again under a new one."""

import typer

from bot.commands.surroundings import console, local_settings, started
from bot.local.secrets import new_key
from bot.settings import Settings
from bot.storage.engine import Database
from bot.storage.rotation import rotate

app = typer.Typer(no_args_is_help=True, help="The keys that seal what is kept.")


@app.command()
def new() -> None:
    """Print a fresh WAYMARK_KEYS line, for a new installation."""
    typer.echo(f"WAYMARK_KEYS=first={new_key()},person={new_key()}")


@app.command("rotate")
def seal_again() -> None:
    """Seal everything under the first key of WAYMARK_KEYS, while Waymark runs."""

    async def main(settings: Settings) -> None:
        database = Database(settings.database_url)
        try:
            count = await rotate(database, settings.keys)
        finally:
            await database.close()
        console.print(f"{count} values sealed again. Older keys can be taken out now.")

    with local_settings() as settings:
        started(main, settings)
