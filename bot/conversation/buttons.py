"""Buttons: what they say, and the opaque code that comes back when one is tapped. Pure.

A button's id ("topic.gang_exit") would tell on the person in a log or a debug view, so what
travels is a code made from it (standards B21), with the id of the draft that it belongs to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from bot.effects import Button

LONGEST_DATA = 64  # bytes: Telegram's limit
CODE_LENGTH = 10


@dataclass(frozen=True)
class Tapped:
    """A button that came back: which one, and the draft that it was shown for, if any."""

    id: str
    nonce: str = ""


@dataclass(frozen=True)
class Buttons:
    """Every button there is: its id, and what it says."""

    labels: Mapping[str, str]

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The button of each code."""
        return {code(button): button for button in self.labels}

    def make(self, button: str, nonce: str = "") -> Button:
        data = f"{code(button)}.{nonce}" if nonce else code(button)
        return Button(self.labels[button], data)

    def read(self, data: str) -> Tapped | None:
        """Return what was tapped; None for what we never made, or made in an older version."""
        first, _, nonce = data.partition(".")
        button = self.ids.get(first)
        return None if button is None else Tapped(button, nonce)

    def typed(self, text: str, among: Iterable[str]) -> str | None:
        """Return the button whose label somebody typed in place of tapping it."""
        wanted = plain(text)
        return next((each for each in among if plain(self.labels[each]) == wanted), None)


def code(button: str) -> str:
    return sha256(f"waymark button {button}".encode()).hexdigest()[:CODE_LENGTH]


def plain(label: str) -> str:
    """A label as somebody would type it: small letters, no stops, whichever apostrophe."""
    return " ".join(label.replace("\u2019", "").replace("'", "").casefold().strip(" .!?").split())
