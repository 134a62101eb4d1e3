"""`waymark staff`: who may use the inbox."""

from typing import Annotated

import typer

from bot.accounts import AccountRefused
from bot.commands.surroundings import environment, failed, local_settings, started, told
from bot.settings import Settings
from bot.storage.migrate import upgrade
from bot.wiring import accounts_only

app = typer.Typer(no_args_is_help=True, help="Staff accounts of the inbox.")
Username = Annotated[str, typer.Argument(help="What they sign in with")]


@app.command()
def add(
    username: Username,
    name: Annotated[str, typer.Option(prompt="First name that people will see")],
    role: Annotated[str, typer.Option(prompt="Role that people will see")] = "support worker",
) -> None:
    """Make an account and show its password once."""

    async def main(settings: Settings) -> None:
        async with accounts_only(settings) as accounts:
            _shown(username, await accounts.create_staff(name, role, username))

    with local_settings(log_level="ERROR") as settings:
        if not environment().get("WAYMARK_DATABASE_URL"):
            upgrade(settings.database_url)
        started(main, settings)


@app.command()
def password(username: Username) -> None:
    """Set a new password, show it once, and end every session of theirs."""

    async def main(settings: Settings) -> None:
        async with accounts_only(settings) as accounts:
            _shown(username, await accounts.change_password(username))

    with local_settings(log_level="ERROR") as settings:
        started(main, settings)


@app.command()
def disable(username: Username) -> None:
    """Let somebody in no more. Their sessions end at once, their cases wait again."""

    async def main(settings: Settings) -> None:
        async with accounts_only(settings) as accounts:
            refused = await accounts.disable(username)
        if refused:
            failed(_why(refused))
        told.print(f"{username} can no longer sign in.")

    with local_settings(log_level="ERROR") as settings:
        started(main, settings)


def _shown(username: str, answer: str | AccountRefused) -> None:
    if isinstance(answer, AccountRefused):
        failed(_why(answer))
    told.print(f"Sign in as [bold]{username}[/] with [bold]{answer}[/]")
    told.print("This password is shown this once.")


def _why(refused: AccountRefused) -> str:
    return f"Not done: {refused.reason.replace('_', ' ')}."
