"""docs/data.md and the code tell the same story about what is kept."""

import re
from datetime import timedelta
from pathlib import Path

from bot.consent import Lifetimes, Rule, schedule

DOCUMENT = Path(__file__).parents[2] / "docs" / "data.md"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|([^|]*)\|$", re.MULTILINE)


def test_the_document_lists_every_rule_and_no_other() -> None:
    _, *rows = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    told = [tuple(cell.strip().strip("`") for cell in row) for row in rows]
    assert told == [_told(rule) for rule in schedule(Lifetimes())]


def _told(rule: Rule) -> tuple[str, ...]:
    return (rule.what, rule.purpose, _how_long(rule), rule.counted_from, rule.deleted_by)


def _how_long(rule: Rule) -> str:
    match rule.lives:
        case None if rule.what in {"audit line", "directory history"}:
            return "not deleted by code"
        case None:
            return "until removed by hand"
        case lives if lives >= timedelta(days=1):
            return f"{lives.days} day{'s' if lives.days > 1 else ''}"
        case lives:
            hours = lives // timedelta(hours=1)
            return f"{hours} hour{'s' if hours > 1 else ''}"
