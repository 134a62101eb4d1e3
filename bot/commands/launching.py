"""`waymark launch-check`: may people be let in yet?"""

from collections.abc import Mapping
from importlib.resources import files

import typer
import yaml
from dotenv import dotenv_values

from bot.commands import showing
from bot.commands.borough_files import local_cards
from bot.commands.editing import follow_files, live_directory, plainly_said, say, today
from bot.commands.surroundings import FOLDER, ROOT, environment, local_settings, started
from bot.conversation.shipped import shipped_text
from bot.conversation.words import load
from bot.editors import Editors
from bot.launch.cards import NOT_REVIEWED, not_reviewed
from bot.launch.checklist import Facts, faults
from bot.launch.missing import Missing
from bot.safeguarding.shipped import signposts_without_local
from bot.settings import Settings
from bot.storage.migrate import upgrade
from bot.storage.readiness import staff_able_to_sign_in
from bot.wiring import now, stored
from directory.model import Directory

LIST = ROOT / "docs" / "launch.md"


def launch_check(*, as_json: bool) -> None:
    """Say what is missing; exit with 1 while anything blocks."""
    found: list[Missing] = []

    async def main(settings: Settings) -> None:
        found.extend(faults(await _facts(settings)))

    with local_settings(log_level="ERROR") as settings:
        if not environment().get("WAYMARK_DATABASE_URL"):
            upgrade(settings.database_url)
        started(main, settings)
    if as_json:
        say(showing.as_json([showing.missing_json(each) for each in found]))
    else:
        say(*showing.missing_lines(found))
    if any(each.blocks for each in found):
        raise typer.Exit(1)


async def _facts(settings: Settings) -> Facts:
    env, made_here = environment(), dotenv_values(FOLDER / "secrets.env")
    async with stored(settings) as store:
        editors = Editors(store, now)
        with plainly_said():
            await follow_files(editors, settings.borough)
            directory = await live_directory(editors)
        async with store.database.transaction() as session:
            staff = await staff_able_to_sign_in(session)
        return Facts(
            directory=directory,
            today=today(),
            settings=settings,
            words_not_reviewed=_words_not_reviewed(directory),
            cards_not_reviewed=not_reviewed(_cards()),
            pending=[each.key[1] for each in await editors.pending()],
            reports=sum(each.times for each in await editors.reports()),
            staff=staff,
            launch_list=LIST.read_text(encoding="utf-8") if LIST.is_file() else "",
            cards=signposts_without_local(),
            local_cards=local_cards(settings.borough),
            has_own_database=bool(env.get("WAYMARK_DATABASE_URL")),
            has_own_keys=env.get("WAYMARK_KEYS") != made_here.get("WAYMARK_KEYS"),
        )


def _words_not_reviewed(directory: Directory) -> int:
    entries = load(shipped_text(), directory).entries.values()
    return sum(each.reviewer == NOT_REVIEWED for each in entries)


def _cards() -> Mapping[str, Mapping[str, object]]:
    """The cards as the file has them: what answers people needs no reviewer's name."""
    text = (files("bot") / "safeguarding" / "signposts.yml").read_text(encoding="utf-8")
    cards: Mapping[str, Mapping[str, object]] = yaml.safe_load(text)["cards"]
    return cards
