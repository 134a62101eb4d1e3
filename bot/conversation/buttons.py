"""Buttons: what they say, and the opaque code that comes back when one is tapped. Pure.

A button's id ("topic.gang_exit") would tell on the person in a log or a debug view, so what
travels is a code made from it (standards B21), with the id of the draft that it belongs to, after
a sign where its message is a screen, which gives way to what is chosen on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from bot.effects import Button

LONGEST_DATA = 64  # bytes: Telegram's limit
CODE_LENGTH = 10
ON_SCREEN = "s"  # no code begins so: they are written in hexadecimal


@dataclass(frozen=True)
class Tapped:
    """A button that came back: which one, the draft that it was shown for, if any, and where."""

    id: str
    nonce: str = ""
    is_on_screen: bool = False


@dataclass(frozen=True)
class Buttons:
    """Every button there is: its id, what it says, and what else may be typed for it."""

    labels: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The button of each code."""
        return {code(button): button for button in self.labels}

    def make(self, button: str, nonce: str = "", *, on_screen: bool = False) -> Button:
        data = f"{code(button)}.{nonce}" if nonce else code(button)
        return Button(self.labels[button], f"{ON_SCREEN}{data}" if on_screen else data)

    def read(self, data: str) -> Tapped | None:
        """Return what was tapped; None for what we never made, or made in an older version."""
        is_on_screen = data.startswith(ON_SCREEN)
        first, _, nonce = data.removeprefix(ON_SCREEN).partition(".")
        button = self.ids.get(first)
        return None if button is None else Tapped(button, nonce, is_on_screen)

    def typed(self, text: str, among: Iterable[str]) -> str | None:
        """Return the button whose label, or another name for it, was typed in place of a tap."""
        wanted = plain(text)
        return next((each for each in among if wanted in self._names(each)), None)

    def _names(self, button: str) -> set[str]:
        return {plain(name) for name in (self.labels[button], *self.aliases.get(button, ()))}


def code(button: str) -> str:
    return sha256(f"waymark button {button}".encode()).hexdigest()[:CODE_LENGTH]


def plain(label: str) -> str:
    """A label as somebody would type it: small letters, no stops, whichever apostrophe."""
    return " ".join(label.replace("\u2019", "").replace("'", "").casefold().strip(" .!?").split())
