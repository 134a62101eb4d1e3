"""`waymark directory ring-list`, `confirm`, `reports`, `settle`: are the lines still right?"""

from importlib.resources import files
from typing import Annotated

import typer

from bot.commands import showing
from bot.commands.borough_files import boroughs_that_ship
from bot.commands.editing import live_directory, refused, say, today, with_directory
from bot.commands.options import By, Entry, Json
from bot.commands.proposing import said_after_call, the_only_line
from bot.editors import Editors
from directory.keeping.ringing import CallOutcome, RingNotes, calls_due


def ring_list(
    limit: Annotated[int, typer.Option(help="How many at most; 0 for all")] = 0,
    json: Json = False,
) -> None:
    """Print what to ring today, the most urgent first, and what to say."""

    async def main(editors: Editors) -> None:
        first = (files("directory") / "data" / "ring-first.txt").read_text(encoding="utf-8")
        notes = RingNotes.of(await editors.documents(), first, boroughs_that_ship())
        calls = calls_due(await live_directory(editors), today(), notes)
        shown = calls[: limit or None]
        if json:
            say(showing.as_json([showing.call_json(call) for call in shown]))
            return
        say(f"{len(calls)} to check today. It takes two people to confirm what is urgent.")
        for place, call in enumerate(shown, start=1):
            say("", *showing.call_lines(call, place))

    with_directory(main)


def confirm(
    service: Entry,
    outcome: Annotated[CallOutcome, typer.Option(help="What came of it")],
    by: By,
    contact: Annotated[str, typer.Argument(help="Which of its contacts")] = "",
    note: Annotated[str, typer.Option(help="What else you heard; nothing about people")] = "",
) -> None:
    """Write down what came of a call."""

    async def main(editors: Editors) -> None:
        directory = await live_directory(editors)
        line = contact or the_only_line(directory, service)
        proposal = await editors.record_call(service, line, outcome, by, note)
        say("Written down.")
        if proposal is not None:
            say(*showing.proposal_lines(proposal))
        say(*said_after_call(directory, service, line, outcome, has_changed=proposal is not None))

    with_directory(main, by)


def reports(json: Json = False) -> None:
    """Show what people said did not work."""

    async def main(editors: Editors) -> None:
        found = await editors.reports()
        if json:
            say(showing.as_json([showing.report_json(each) for each in found]))
        else:
            say(*showing.report_lines(found), f"{len(found)} to look into.")

    with_directory(main)


def settle(service: Entry, by: By) -> None:
    """Mark what people said of a service as looked into."""

    async def main(editors: Editors) -> None:
        ids = [each.id for each in await editors.reports() if each.service_id == service]
        if not ids:
            refused(f"Nobody said that {service} did not work.")
        await editors.settle(ids, by)
        say(f"{len(ids)} settled.")

    with_directory(main, by)
