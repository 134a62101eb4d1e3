"""`waymark directory propose`, `approve`, `reject`, `undo`, `history`, `pending`."""

from typing import Annotated

import typer

from bot.commands import showing
from bot.commands.editing import say, with_directory
from bot.commands.options import By, Entry, Json, Kind, Reason, ShortId, Yes
from bot.commands.proposing import by_short_id, key_of
from bot.editors import Editors
from directory.keeping.amending import amended
from directory.keeping.editing import State
from directory.records.documents import Document, EntryKind


def propose(
    entry: Entry,
    by: By,
    reason: Reason,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", help="name=value, or contact.name=value: phone.hours=9 to 5"),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the whole entry out")] = False,
    kind: Kind = EntryKind.SERVICE,
    yes: Yes = False,
) -> None:
    """Change an entry: at once, or once a second person approved where lives may hang on it."""
    if bool(changes) is remove:
        raise typer.BadParameter("Give what to change with --set, or --remove")

    async def main(editors: Editors) -> None:
        documents = await editors.documents()
        key = (kind, entry)
        before = key_of(documents, key)
        after: Document | None = None if remove else amended(before, changes or [])
        lines = showing.proposed_lines(key, before, after)
        say(*(lines or ("That is what it says already.",)))
        if lines and (yes or typer.confirm("Is this right?")):
            made = await editors.propose(key, after, by, reason)
            say(_said_of(made.state, str(made.id)))

    with_directory(main, by)


def approve(proposal: ShortId, by: By) -> None:
    """Put somebody else's proposal into force."""

    async def main(editors: Editors) -> None:
        found = by_short_id(await editors.pending(), proposal)
        say(*showing.proposal_lines(await editors.approve(found.id, by)))
        say(_said_of(State.APPLIED, ""))

    with_directory(main, by)


def reject(proposal: ShortId, by: By, reason: Reason) -> None:
    """Turn a proposal down."""

    async def main(editors: Editors) -> None:
        found = by_short_id(await editors.pending(), proposal)
        say(*showing.proposal_lines(await editors.reject(found.id, by, reason)))

    with_directory(main, by)


def undo(proposal: ShortId, by: By) -> None:
    """Take a change back. Where lives may hang on it, a second person has to approve."""

    async def main(editors: Editors) -> None:
        found = by_short_id(await editors.history(), proposal)
        made = await editors.undo(found.id, by)
        say(*showing.proposal_lines(made), _said_of(made.state, str(made.id)))

    with_directory(main, by)


def history(
    entry: Annotated[str, typer.Argument(help="An entry's id; without it, of all")] = "",
    kind: Kind = EntryKind.SERVICE,
    json: Json = False,
) -> None:
    """Show what was proposed and decided, the latest first."""

    async def main(editors: Editors) -> None:
        found = await editors.history((kind, entry) if entry else None)
        if json:
            say(showing.as_json([showing.proposal_json(each) for each in found]))
        for each in () if json else found:
            say(*showing.proposal_lines(each))

    with_directory(main)


def pending(json: Json = False) -> None:
    """Show what waits for somebody to decide."""

    async def main(editors: Editors) -> None:
        found = await editors.pending()
        if json:
            say(showing.as_json([showing.proposal_json(each) for each in found]))
            return
        for each in found:
            say(*showing.proposal_lines(each))
        say(f"{len(found)} wait. To decide: waymark directory approve or reject, with the id.")

    with_directory(main)


def _said_of(state: State, proposal_id: str) -> str:
    if state is State.APPLIED:
        return "Done: people are shown it within ten seconds."
    return f"Somebody else has to look: waymark directory approve {proposal_id[:8]}"
