"""Which voices are held back: nothing that ships has learnt from them but the last heads."""

import hashlib

ONE_IN = 10


def is_held_back(hand: str) -> bool:
    """Always the same for a hand, whatever else is in the data.

    The encoder never learns from these, so that where to draw the lines can be read off them.
    """
    return int(hashlib.sha256(hand.encode()).hexdigest(), 16) % ONE_IN == 0
