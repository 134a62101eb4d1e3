"""`waymark keys`: making keys, and sealing everything again under a new one."""

from functools import partial

import typer
from rich.progress import MofNCompleteColumn, Progress

from bot.commands.surroundings import console, local_settings, started
from bot.local.secrets import new_key
from bot.settings import Settings
from bot.storage.rotation import rotate
from bot.wiring import stored

app = typer.Typer(no_args_is_help=True, help="The keys that seal what is kept.")


@app.command()
def new() -> None:
    """Print a fresh WAYMARK_KEYS line, for a new installation."""
    typer.echo(f"WAYMARK_KEYS=first={new_key()},person={new_key()}")


@app.command("rotate")
def seal_again() -> None:
    """Seal everything under the first key of WAYMARK_KEYS, while Waymark runs."""

    async def main(settings: Settings) -> None:
        async with stored(settings) as store:
            with Progress(*Progress.get_default_columns()[:1], MofNCompleteColumn()) as progress:
                rows = progress.add_task("Rows looked at", total=None)
                changed = await rotate(store.database, store.seal, partial(progress.advance, rows))
        console.print(
            f"{changed} rows sealed again. Once no delivery waits any more, the older keys"
            " can be taken out of WAYMARK_KEYS."
        )

    with local_settings(log_level="ERROR") as settings:
        started(main, settings)
