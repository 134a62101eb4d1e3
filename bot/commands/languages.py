"""`waymark languages`: which languages there are, and the file that a translator fills in."""

from pathlib import Path
from typing import Annotated

import typer
import yaml

from bot.conversation.languages import Language, language_of, template, translated
from bot.conversation.shipped import shipped_document, shipped_languages
from bot.conversation.words import document_of
from bot.errors import ContentError
from bot.safeguarding.shipped import shipped_card_translations
from bot.safeguarding.translated import is_reviewed

app = typer.Typer(no_args_is_help=True, help="The bot's words in other languages.")


@app.command("list")
def listed() -> None:
    """Show each language there is a file for, and whether a person has reviewed it."""
    for document in shipped_languages():
        language = language_of(document)
        typer.echo(f"words  {language.code}  {language.name}  {_state(language.is_reviewed)}")
    for cards in shipped_card_translations():
        name = cards["language"]
        state = _state(is_reviewed(cards))
        typer.echo(f"cards  {name['code']}  {name['name']}  {len(cards['cards'])}  {state}")


@app.command("template")
def make_template(
    code: Annotated[str, typer.Argument(help="The language's code, such as pl")],
    name: Annotated[str, typer.Argument(help="What its speakers call it, such as Polski")],
) -> None:
    """Write the file that a translator fills in: every text and label, still in English."""
    document = template(shipped_document(), Language(code, name))
    typer.echo(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=1000))


@app.command("check")
def check(file: Annotated[Path, typer.Argument(help="A language file")]) -> None:
    """Say what a language file lacks: a text, a slot, a label."""
    try:
        document = document_of(file.read_text(encoding="utf-8"))
        translated(shipped_document(), document)
    except ContentError as error:
        typer.echo(str(error))
        raise typer.Exit(1) from error
    language = language_of(document)
    typer.echo(f"{language.name} is whole: {_state(language.is_reviewed)}")


def _state(reviewed: bool) -> str:
    return "reviewed" if reviewed else "a draft: shown to nobody until a person reviews it"
