"""`waymark run`, `bot` and `inbox`: starting the processes."""

from dataclasses import replace

from rich.panel import Panel

from bot.accounts import AccountRefused, Accounts
from bot.commands.surroundings import (
    ROOT,
    console,
    failed,
    local_settings,
    own_rasa,
    settings_of_a_service,
    started,
    told,
)
from bot.local import rasa
from bot.running import (
    answering,
    healthy,
    inbox_served,
    run_bot,
    run_inbox,
    stop_signal,
)
from bot.serving import until_stopped
from bot.settings import Settings
from bot.storage.migrate import upgrade
from bot.wiring import parts

FIRST_USERNAME = "duty"


def bot(migrate: bool) -> None:
    """Answer people on Telegram. Everything it needs has to be set and running."""
    settings = settings_of_a_service()
    if migrate:
        upgrade(settings.database_url)
    started(run_bot, settings)


def inbox() -> None:
    """Serve the staff inbox. Everything it needs has to be set and running."""
    started(run_inbox, settings_of_a_service())


def run() -> None:
    """Start database, Rasa, bot and inbox on this machine."""
    rasa.train(ROOT)
    with console.status("Starting the database…"), local_settings() as settings:
        upgrade(settings.database_url)
        started(_everything, settings)


async def _everything(settings: Settings) -> None:
    async with own_rasa(settings.nlu_token) as url, parts(replace(settings, nlu_url=url)) as made:
        try:
            async with answering(made) as work, inbox_served(made), healthy(made):
                await _say_where(settings, made.accounts())
                await until_stopped(stop_signal(), *work)
        except OSError as error:
            failed(f"{error.strerror or error}. Is another Waymark running? See .env.example.")
    console.print("Stopped.")


async def _say_where(settings: Settings, accounts: Accounts) -> None:
    """Print where everything is; the first staff account is shown this once."""
    lines = [f"Inbox for staff:  [bold]http://localhost:{settings.inbox_address.port}[/]"]
    password = await accounts.create_staff("Sam", "support worker", FIRST_USERNAME)
    if not isinstance(password, AccountRefused):
        lines.append(f"Sign in as:       [bold]{FIRST_USERNAME}[/] with [bold]{password}[/]")
        lines.append("                  This password is shown this once.")
    if settings.telegram_token:
        way = "Telegram calls us" if settings.webhook_url else "we ask Telegram"
        lines.append(f"Telegram:         on ({way}). Write to your bot.")
    else:
        lines.append("Telegram:         off: put WAYMARK_TELEGRAM_TOKEN in .env to switch it on")
    lines.append("In a terminal:    make chat")
    lines.append("Understanding:    Rasa is starting; keywords answer until it is up")
    told.print(Panel("\n".join(lines), title="Waymark is up", subtitle="Ctrl-C stops it"))
