"""`waymark directory propose`, `approve`, `reject`, `undo`, `history`, `pending`."""

from typing import Annotated

import typer

from bot.commands import showing
from bot.commands.editing import live_directory, say, with_directory
from bot.commands.options import (
    By,
    Entry,
    From,
    Json,
    Kind,
    MaybeShortId,
    Reason,
    ShortId,
    WholeImport,
    Yes,
)
from bot.commands.proposing import by_short_id, ids_meant, key_of, said_of
from bot.editors import Editors
from bot.launch.missing import counted
from directory.keeping.amending import amended
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
            say(said_of(made, await live_directory(editors)))

    with_directory(main, by)


def approve(
    by: By,
    proposal: MaybeShortId = "",
    whole_import: WholeImport = False,
    of: From = "",
    yes: Yes = False,
) -> None:
    """Put somebody else's proposal into force, or with --all a whole import."""

    async def main(editors: Editors) -> None:
        ids = await ids_meant(editors, proposal, of, whole_import=whole_import)
        if whole_import and not (yes or typer.confirm(f"Approve all {len(ids)}?")):
            return
        say(*showing.decided_lines(await editors.approve_together(ids, by)))
        say("Done: within ten seconds people see it, where it may be shown.")

    with_directory(main, by)


def reject(
    by: By,
    reason: Reason,
    proposal: MaybeShortId = "",
    whole_import: WholeImport = False,
    of: From = "",
    yes: Yes = False,
) -> None:
    """Turn a proposal down, or with --all a whole import."""

    async def main(editors: Editors) -> None:
        ids = await ids_meant(editors, proposal, of, whole_import=whole_import)
        if whole_import and not (yes or typer.confirm(f"Turn all {len(ids)} down?")):
            return
        say(*showing.decided_lines(await editors.reject_together(ids, by, reason)))

    with_directory(main, by)


def undo(proposal: ShortId, by: By) -> None:
    """Take a change back. Where lives may hang on it, a second person has to approve."""

    async def main(editors: Editors) -> None:
        found = by_short_id(await editors.history(), proposal)
        made = await editors.undo(found.id, by)
        say(*showing.proposal_lines(made), said_of(made, await live_directory(editors)))

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


def pending(
    limit: Annotated[int, typer.Option(help="How many at most; 0 for all")] = 20,
    json: Json = False,
) -> None:
    """Show what waits for somebody to decide, the oldest first."""

    async def main(editors: Editors) -> None:
        found = await editors.pending(limit or None)
        if json:
            say(showing.as_json([showing.proposal_json(each) for each in found]))
            return
        for each in found:
            say(*showing.proposal_lines(each))
        count = await editors.count_pending()
        if count > len(found):
            say(f"... and {count - len(found)} more (all of them: --limit 0)")
        waits = counted(count, "waits", "wait")
        say(f"{waits}. To decide: waymark directory approve or reject, with the id.")

    with_directory(main)
