"""`waymark explain`: how a message is understood and answered. Nothing is kept or sent."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from rich.panel import Panel
from rich.table import Table

from bot.commands.surroundings import (
    ROOT,
    console,
    environment,
    own_rasa,
    plainly,
    until_it_answers,
)
from bot.conversation.explain import Explanation, explain
from bot.conversation.model import StaffHours
from bot.listening import listen
from bot.local import rasa
from bot.ports import Understand
from bot.staff_hours import staff_hours
from bot.wiring import Knowledge, keywords_only, now, understanding
from directory.shipped import HOME

RASA_LIMIT = 60.0  # seconds; after that keywords answer, and we say so
IN_JSON = (
    "text",
    "level",
    "intent",
    "confidence",
    "answer",
    "responsible",
    "services",
    "about",
    "reply",
)


@dataclass(frozen=True)
class Explainer:
    """Everything that explaining needs, at hand."""

    knowledge: Knowledge
    understand: Understand
    hours: StaffHours

    async def explain(self, text: str) -> Explanation:
        heard = await listen(text, self.knowledge.phrases, self.understand, even_if_urgent=True)
        return explain(
            text,
            heard.concern,
            heard.understanding,
            self.knowledge.content,
            at=now(),
            staff_hours=self.hours,
        )


def explain_one(text: str, *, with_rasa: bool) -> None:
    """Print how one message is understood and answered."""
    _run([text], _show, with_rasa=with_rasa)


def explain_lines(lines: Iterable[str], *, with_rasa: bool) -> None:
    """Write one JSON object for each line, in order, as soon as it is known."""
    _run((line.rstrip("\r\n") for line in lines), _write, with_rasa=with_rasa)


def _run(texts: Iterable[str], use: Callable[[Explanation], None], *, with_rasa: bool) -> None:
    async def main() -> None:
        async with explainer(with_rasa=with_rasa) as explaining:
            for text in texts:
                use(await explaining.explain(text))

    with plainly():
        if with_rasa:
            rasa.train(ROOT)
        asyncio.run(main())


@asynccontextmanager
async def explainer(*, with_rasa: bool) -> AsyncIterator[Explainer]:
    env = environment()
    knowledge = Knowledge.shipped(env.get("WAYMARK_BOROUGH") or HOME)
    hours = staff_hours(env.get("WAYMARK_STAFF_HOURS") or knowledge.staff_hours)(now())
    if not with_rasa:
        yield Explainer(knowledge, keywords_only(), hours)
        return
    token = env["WAYMARK_NLU_TOKEN"]
    async with own_rasa(token) as url, understanding(url, token) as (_, understand):
        if not await until_it_answers(url, token, RASA_LIMIT):
            console.print("Rasa did not start: this is what keywords make of it.")
        yield Explainer(knowledge, understand, hours)


def _write(explanation: Explanation) -> None:
    line = {name: getattr(explanation, name) for name in IN_JSON}
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _show(explanation: Explanation) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_row("level", f"[bold]{explanation.level}[/]")
    table.add_row("intent", f"{explanation.intent} ({explanation.confidence:.2f})")
    table.add_row("answer", explanation.answer)
    table.add_row(
        "who deals with it", ", ".join(explanation.responsible) or "nobody in particular"
    )
    table.add_row("services", ", ".join(explanation.services) or "none")
    for name, value in explanation.about.items():
        table.add_row(name.replace("_", " "), _in_words(value))
    for why in explanation.why:
        table.add_row("", why)
    console.print(table)
    console.print(Panel(explanation.reply, title="What the bot says"))


def _in_words(value: object) -> str:
    match value:
        case dict():
            return ", ".join(f"{each} ({words})" for words, each in value.items())
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)
