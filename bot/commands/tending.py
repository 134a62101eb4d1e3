"""`waymark migrate` and `upkeep`: what the database needs done by hand now and then."""

from bot.commands.surroundings import console, local_settings, started
from bot.settings import Settings
from bot.storage.migrate import upgrade
from bot.wiring import tending


def migrate() -> None:
    with local_settings(log_level="ERROR") as settings:
        upgrade(settings.database_url)
    console.print("The database is up to date.")


def upkeep() -> None:
    async def main(settings: Settings) -> None:
        async with tending(settings) as work:
            await work.round()
        console.print("Done: what was due is deleted.")

    with local_settings(log_level="ERROR") as settings:
        started(main, settings)
