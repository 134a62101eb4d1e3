"""The encoder that ships beside this file: half of all-mpnet-base-v2, taught, in 8 bits."""

from pathlib import Path

from nlu.encoder.sentence import EncoderFiles
from nlu.files import verify

HERE = Path(__file__).parent
SHIPPED = EncoderFiles(HERE / "mpnet.onnx", HERE / "words.json")
DIGEST = "485b775c202e9c2f053a2804b439dff8cd7805ef74fecd058583bee8fb30ae3f"
DIGEST_OF_WORDS = "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842"


def shipped_encoder() -> EncoderFiles:
    """Where it is. Raises Unverified where it is missing, or another than nlu/tuning made."""
    verify(SHIPPED.model, DIGEST)
    verify(SHIPPED.words, DIGEST_OF_WORDS)
    return SHIPPED
