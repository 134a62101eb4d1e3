"""Asking about every held-out message: the phrases here, the model in a Rasa of its own."""

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import yaml
from rich.progress import track

from bot.commands.measuring.model import Evaluation, Line, Outcome, Prompt, Take
from bot.commands.measuring.variants import variants
from bot.commands.surroundings import console, until_it_answers
from bot.errors import UnderstandingUnavailable
from bot.listening import Heard, listen
from bot.local import rasa
from bot.ports import Understand
from bot.safeguarding.levels import Level
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.shipped import shipped_phrases
from bot.safeguarding.triage import assess
from bot.understanding.rasa import Rasa

HELD_OUT = Path("nlu", "evaluation", "heldout")
PROMPTS = Path("tests", "core", "safeguarding", "published.yml")
STARTING = 180.0  # seconds that Rasa may take to come up on a busy machine
PATIENCE = 60.0  # seconds for an answer: a slow one is measured, not given up
UNSURE = "not sure"


async def evaluated(root: Path, *, with_variants: bool) -> Evaluation:
    """Ask everything, of the model as it lies in `root`. Raises UnderstandingUnavailable."""
    phrases = shipped_phrases()
    lines, prompts = held_out(root), published(root)
    async with running_model(root) as model:
        outcomes = [
            await _outcome(line, phrases, model, with_variants=with_variants)
            for line in track(lines, "Asking", console=console)
        ]
        asked = [one for prompt in prompts for one in await _prompted(prompt, phrases, model)]
    return Evaluation(outcomes, asked)


def held_out(root: Path) -> list[Line]:
    """Every line of every set, the sets in the order of their names."""
    return [
        Line.of(json.loads(row), path.stem)
        for path in sorted((root / HELD_OUT).glob("*.jsonl"))
        for row in path.read_text(encoding="utf-8").splitlines()
        if row.strip()
    ]


def published(root: Path) -> list[dict[str, Any]]:
    """The prompts of published audits; none where the tests are not shipped."""
    path = root / PROMPTS
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else []


@asynccontextmanager
async def running_model(root: Path) -> AsyncIterator[Rasa]:
    """A Rasa of our own: one that is up already may still serve an older model."""
    token = token_urlsafe(32)
    async with rasa.rasa_running(root, os.environ, token, rasa.free_port()) as url:
        if not await until_it_answers(url, token, STARTING):
            raise UnderstandingUnavailable("Rasa did not start")
        model = Rasa(url, token, limit=PATIENCE)
        try:
            yield model
        finally:
            await model.close()


async def _outcome(
    line: Line, phrases: Phrases, model: Understand, *, with_variants: bool
) -> Outcome:
    """One message alone, for its time to be its own; then its variants, all at once."""
    taken = await take(line.text, phrases, model)
    put = variants(line.text) if with_variants else {}
    others = await asyncio.gather(*(take(text, phrases, model) for text in put.values()))
    return Outcome(line, taken, dict(zip(put, others, strict=True)))


async def take(text: str, phrases: Phrases, model: Understand) -> Take:
    start = time.perf_counter()
    triage = assess(text, phrases).level
    after_triage = time.perf_counter()
    heard = await listen(text, phrases, model, even_if_urgent=True)
    end = time.perf_counter()
    meant = heard.understanding
    return Take(
        intent=meant.intent,
        confidence=meant.confidence,
        is_sure=meant.is_confident,
        triage=triage,
        model=meant.level,
        either=heard.concern.level,
        categories=frozenset(hit.category for hit in heard.concern.hits),
        answer=_answer(heard),
        triage_ms=(after_triage - start) * 1000,
        whole_ms=(end - after_triage) * 1000,
    )


def _answer(heard: Heard) -> str:
    if heard.concern.is_urgent:
        return f"urgent: {heard.concern.category}"
    return str(heard.understanding.intent) if heard.understanding.is_confident else UNSURE


async def _prompted(
    prompt: Mapping[str, Any], phrases: Phrases, model: Understand
) -> Sequence[Prompt]:
    """Recognised is what is heard as grave enough, and as what it is about."""
    least, about = Level(prompt["level"]), set(prompt["about"])
    texts = [str(prompt["prompt"]), *map(str, prompt["or"])]
    taken = [await take(text, phrases, model) for text in texts]
    return [
        Prompt(
            text, text == texts[0], each.either >= least and not about.isdisjoint(each.categories)
        )
        for text, each in zip(texts, taken, strict=True)
    ]
