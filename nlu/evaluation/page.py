"""Tables for the terminal and for docs/models.md, each between two marks in that page."""

import os
import platform
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from nlu.files import ROOT

PAGE = ROOT / "docs" / "models.md"
CPU = Path("/proc/cpuinfo")


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(*header, title=title)
    for row in rows:
        table.add_row(*row)
    Console(stderr=True, markup=False).print(table)


def put(part: str, header: Sequence[str], rows: Sequence[Sequence[str]], note: str) -> None:
    """Put the table, and when and where it was measured, in its place in the page."""
    table = [header, ["---"] * len(header), *rows]
    told = "\n".join(f"| {' | '.join(row)} |" for row in table)
    measured = f"Measured {date.today():%-d %B %Y} on {machine()}. {note}"  # noqa: DTZ011
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(between(page, part, f"{measured}\n\n{told}"), encoding="utf-8")
    sys.stderr.write(f"Written into {PAGE.relative_to(ROOT)}.\n")


def between(page: str, part: str, told: str) -> str:
    """The page with this between the marks of the part. Raises ValueError where it has none."""
    begins, ends = f"<!-- {part} -->", f"<!-- end of {part} -->"
    if begins not in page or ends not in page:
        raise ValueError(f"docs/models.md has no place for {part}")
    before, rest = page.split(begins, 1)
    return f"{before}{begins}\n{told}\n{ends}{rest.split(ends, 1)[1]}"


def machine() -> str:
    """The processor and how many of its cores there are."""
    described = CPU.read_text(encoding="utf-8") if CPU.exists() else ""
    found = re.search(r"^model name\s*:\s*(.+)$", described, re.MULTILINE)
    name = found[1] if found else platform.processor() or platform.machine()
    return f"{os.cpu_count()} cores ({name})"
