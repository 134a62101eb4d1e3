"""An encoder as onnxruntime runs it: weights and sums in 8 bits."""

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

INPUTS = ("input_ids", "attention_mask")
OUTPUT = "last_hidden_state"


class Traced(nn.Module):
    """The encoder as onnxruntime calls it."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def in_8_bits(encoder: nn.Module, target: Path) -> None:
    """Write an encoder in a quarter of its size."""
    ids = torch.tensor([[0, 2023, 2003, 1037, 7099, 2]])
    with tempfile.TemporaryDirectory() as folder:
        floats = Path(folder, "floats.onnx")
        torch.onnx.export(
            Traced(encoder.eval()),
            (ids, torch.ones_like(ids)),
            str(floats),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in (*INPUTS, OUTPUT)},
            opset_version=14,
            dynamo=False,
        )
        quantize_dynamic(floats, target, weight_type=QuantType.QInt8, per_channel=True)
