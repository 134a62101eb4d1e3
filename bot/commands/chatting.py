"""`waymark chat`: the same bot, in this terminal."""

from dataclasses import replace

from rich.console import Console

from bot.channels.terminal import CHANNEL, CHAT, Terminal, lines_of
from bot.commands.surroundings import (
    ROOT,
    console,
    local_settings,
    own_rasa,
    started,
    until_it_answers,
)
from bot.jobs import work, worker_app
from bot.local import rasa
from bot.serving import until_done
from bot.settings import Settings
from bot.storage.migrate import upgrade
from bot.wiring import now, parts, pseudonyms

STANDARD_INPUT = 0
RASA_LIMIT = 30.0  # seconds; after that keywords answer


def chat() -> None:
    """Talk to the bot. A running Waymark's database and Rasa are used, if there is one."""
    rasa.train(ROOT)
    with local_settings(log_level="ERROR") as settings:
        upgrade(settings.database_url)
        started(_converse, settings)


async def _converse(settings: Settings) -> None:
    async with own_rasa(settings.nlu_token) as url, parts(replace(settings, nlu_url=url)) as made:
        terminal = Terminal(Console(highlight=False), pseudonyms(settings, CHANNEL)(CHAT), now)
        senders = {CHANNEL: terminal}
        with console.status("Waiting for Rasa…"):
            await until_it_answers(url, settings.nlu_token, RASA_LIMIT)
        await until_done(
            terminal.converse(made.turn(senders).take, lines_of(STANDARD_INPUT)),
            work(worker_app(settings.database_url, made.delivery(senders)), senders),
        )
