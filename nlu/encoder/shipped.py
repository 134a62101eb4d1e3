"""The encoder that ships beside this file: all-MiniLM-L6-v2, taught by `tune.py`, in 8 bits."""

from pathlib import Path

from nlu.files import verify

SHIPPED = Path(__file__).parent / "minilm.onnx"
DIGEST = "fdb49d7f12cc08a945d77051a79bb5160c9bf720e469e99f6a76ebfcc9064508"


def shipped_encoder() -> Path:
    """Where it is. Raises Unverified where it is missing, or another file than `tune.py` made."""
    verify(SHIPPED, DIGEST)
    return SHIPPED
