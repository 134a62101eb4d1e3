"""Teaching an encoder what messages mean: intent and level together, and what a teacher makes of
them."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from rich.progress import track
from torch import nn
from torch.nn import functional
from transformers import PreTrainedTokenizerBase

from nlu.tuning.lessons import LONGEST, Line, lessons, mistyped

LEVELS = ("none", "concern", "serious", "immediate")
HEADS_RATE = 1e-3
WARM_UP = 0.06  # of all steps
SMOOTHING = 0.1
LEVEL_WEIGHT, TOGETHER_WEIGHT, TEACHER_WEIGHT = 0.7, 0.2, 3.0
SCALE = 8.0  # a unit vector is too short for a linear head
TEMPERATURE = 0.1
READ_AT_ONCE = 64


@dataclass(frozen=True)
class Course:
    """How long and how fast. `steps` ends it early, to try it out."""

    epochs: int
    rate: float
    steps: int


class Taught(nn.Module):
    """The encoder with what teaches it, which is thrown away afterwards: a head for the intent,
    one for the level, and, where its teacher speaks in more numbers, the way to those."""

    def __init__(self, encoder: nn.Module, intents: int, of_teacher: int) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.intent, self.level = nn.Linear(size, intents), nn.Linear(size, len(LEVELS))
        self.towards = nn.Identity() if of_teacher == size else nn.Linear(size, of_teacher)

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Meanings (a row a line, length 1), and what the heads make of them."""
        meaning = meanings(self.encoder, ids, mask)
        scaled = self.dropout(meaning) * SCALE
        return meaning, self.intent(scaled), self.level(scaled)


def meanings(encoder: nn.Module, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The mean of the tokens' vectors, scaled to length 1: a row a line."""
    tokens = encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
    weights = mask.unsqueeze(-1).float()
    return functional.normalize((tokens * weights).sum(1) / weights.sum(1), dim=-1)


def teach(
    encoder: nn.Module,
    tokenizer: PreTrainedTokenizerBase,
    found: list[Line],
    course: Course,
    teacher: Mapping[str, torch.Tensor] | None = None,
) -> nn.Module:
    """Return the encoder, taught. `teacher` has the meaning it is to come near for each text."""
    intents = sorted({line.intent for line in found})
    size = encoder.config.hidden_size if teacher is None else len(next(iter(teacher.values())))
    model = Taught(encoder, len(intents), size)
    heads = [
        each for part in (model.intent, model.level, model.towards) for each in part.parameters()
    ]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder.parameters(), "lr": course.rate},
            {"params": heads, "lr": HEADS_RATE},
        ],
        weight_decay=0.01,
    )
    chance = random.Random(0)  # noqa: S311 - nothing secret hangs on it
    order = list(lessons(found, course.epochs, chance))[: course.steps]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _rise_and_fall(len(order)))
    loss_of = nn.CrossEntropyLoss(label_smoothing=SMOOTHING)
    model.train()
    for batch in track(order, f"Learning from {len(found)} lines"):
        ids, mask = read(tokenizer, [mistyped(line.text, chance) for line in batch])
        meant = torch.tensor([intents.index(line.intent) for line in batch])
        grave = torch.tensor([LEVELS.index(line.level) for line in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            meaning, intent, level = model(ids, mask)
        meaning = meaning.float()
        loss = loss_of(intent.float(), meant) + LEVEL_WEIGHT * loss_of(level.float(), grave)
        loss = loss + TOGETHER_WEIGHT * pulled_together(meaning, meant)
        if teacher is not None:
            shown = torch.stack([teacher[line.text] for line in batch])
            alike = functional.cosine_similarity(model.towards(meaning), shown)
            loss = loss + TEACHER_WEIGHT * (1 - alike).mean()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
    return encoder.eval()


def _rise_and_fall(steps: int) -> Callable[[int], float]:
    def share(step: int) -> float:
        return min((step + 1) / (WARM_UP * steps), (steps - step) / ((1 - WARM_UP) * steps))

    return share


def read(
    tokenizer: PreTrainedTokenizerBase, texts: list[str]
) -> tuple[torch.Tensor, torch.Tensor]:
    """The ids of the tokens and the mask, a row a text."""
    found = tokenizer(
        texts, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
    )
    return found["input_ids"], found["attention_mask"]


@torch.no_grad()
def seen_by(
    encoder: nn.Module, tokenizer: PreTrainedTokenizerBase, found: list[Line]
) -> dict[str, torch.Tensor]:
    """What a teacher makes of each line as it is written."""
    texts = sorted({line.text for line in found}, key=len)
    seen: dict[str, torch.Tensor] = {}
    for start in track(range(0, len(texts), READ_AT_ONCE), f"Reading {len(texts)} lines"):
        some = texts[start : start + READ_AT_ONCE]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            rows = meanings(encoder, *read(tokenizer, some))
        seen |= dict(zip(some, rows.float(), strict=True))
    return seen


def pulled_together(meaning: torch.Tensor, intents: torch.Tensor) -> torch.Tensor:
    """Supervised contrastive loss (Khosla and others, 2020) over the lines of a batch."""
    itself = torch.eye(len(intents), dtype=torch.bool)
    near = (meaning @ meaning.T / TEMPERATURE).masked_fill(itself, -1e9)
    alike = (intents[:, None] == intents[None]) & ~itself
    shares = near - torch.logsumexp(near, 1, keepdim=True)
    count = alike.sum(1)
    if not (count > 0).any():
        return torch.zeros(())
    return -((shares * alike).sum(1) / count.clamp(min=1))[count > 0].mean()


def without_layers(encoder: nn.Module, kept: tuple[int, ...]) -> nn.Module:
    """The encoder with these of its layers alone, counted from 0."""
    stack = encoder.encoder
    stack.layer = nn.ModuleList([stack.layer[each] for each in kept])
    encoder.config.num_hidden_layers = len(kept)
    return encoder
