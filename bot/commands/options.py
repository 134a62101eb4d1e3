"""The options that several commands of `waymark directory` share."""

from enum import StrEnum
from typing import Annotated

import typer

from directory.records.documents import EntryKind

Entry = Annotated[str, typer.Argument(help="The id of an entry, such as papyrus")]
Words = Annotated[list[str], typer.Argument(help="What happened or is needed, in plain words")]
Kind = Annotated[EntryKind, typer.Option(help="What kind of entry it is")]
By = Annotated[str, typer.Option("--by", help="Your own username: your password is asked for")]
Reason = Annotated[str, typer.Option(prompt=True, help="In a few words, for the history")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object or list, for programs")]
All = Annotated[bool, typer.Option("--all", help="Show every line, however many there are")]
WholeImport = Annotated[
    bool, typer.Option("--all", help="All that waits of the same import: of SHORT-ID, or --from")
]
From = Annotated[str, typer.Option("--from", help="With --all: the username of who brought it in")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask again")]
MaybeShortId = Annotated[str, typer.Argument(help="The id of a proposal, or how it begins")]
ShortId = Annotated[str, typer.Argument(help="The id of a proposal, or how it begins")]
Place = Annotated[str, typer.Argument(help="A .yml, .json (HSDS) or .csv file, or a folder")]


class Form(StrEnum):
    YAML = "yaml"
    CSV = "csv"
    HSDS = "hsds"
