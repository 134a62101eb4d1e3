"""The safety cards: what is said at once when danger is heard. Pure.

They need neither Rasa, nor the database, nor the directory (standards C6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.safeguarding.levels import Category, Concern, Level


@dataclass(frozen=True)
class QuickAction:
    """A button under a card. Its id is what comes back when it is pressed."""

    id: str
    label: str


@dataclass(frozen=True)
class Contact:
    """One line of a card; a test compares service and value with the directory."""

    service: str
    value: str
    label: str


@dataclass(frozen=True)
class Signpost:
    """A card as it is written in signposts.yml."""

    key: str
    text: str
    again: str
    contacts: tuple[Contact, ...]
    quick_actions: tuple[QuickAction, ...]
    reviewed: date


@dataclass(frozen=True)
class Signposts:
    """Every card, and which one answers which category at which level."""

    cards: Mapping[str, Signpost]
    answers: Mapping[tuple[Category | None, Level], str]


@dataclass(frozen=True)
class Card:
    """What is sent: the whole text, contact lines included, and its buttons."""

    key: str
    text: str
    quick_actions: tuple[QuickAction, ...] = ()


def cards_for(concern: Concern, signposts: Signposts, *, again: bool = False) -> Card:
    """Return the card that answers a concern; `again` gives its shorter second form."""
    raise NotImplementedError


def card(key: str, signposts: Signposts, *, again: bool = False) -> Card:
    """Return a card by its key, as for the button that asks for the silent call."""
    raise NotImplementedError
