"""`waymark storyboard`: every screen of every flow as a page to read, print and sign."""

from importlib.resources import files
from pathlib import Path
from statistics import median

import typer
from jinja2 import Environment

import bot.storyboard
from bot.staff_hours import staff_hours
from bot.storyboard.pages import chapters
from bot.storyboard.walking import walk
from bot.wiring import Knowledge, now
from directory.shipped import HOME


def storyboard(out: Path, borough: str = HOME) -> None:
    """Write the page, and say where it is."""
    page = page_of(Knowledge.shipped(borough))
    out.write_text(page, encoding="utf-8")
    typer.echo(f"{out}: {page.count('<article')} screens. Open it in a browser, or print it.")


def page_of(knowledge: Knowledge) -> str:
    """Return the page. Every word on it that a person may read comes from the content."""
    at, content = now(), knowledge.content
    hours = staff_hours(knowledge.staff_hours)(at)
    found = chapters(walk(content, at, hours), content)
    reviews = [screen.review for chapter in found for screen in chapter.screens]
    grades = [review.grade for review in reviews if review.grade is not None]
    template = files(bot.storyboard).joinpath("page.html").read_text(encoding="utf-8")
    return (
        Environment(autoescape=True)
        .from_string(template)
        .render(
            chapters=found,
            made=f"{at:%d %B %Y}",
            version=content.words.version,
            count=len(reviews),
            reviewed=sum(review.is_reviewed for review in reviews),
            median=round(median(grades), 1),
            hardest=max(grades),
        )
    )
