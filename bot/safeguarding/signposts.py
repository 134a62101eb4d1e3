"""The safety cards: what is said at once when danger is heard. Pure.

They need neither Rasa, nor the database, nor the directory (standards C6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.safeguarding.levels import Category, Concern, Level

_ANY = "any"
_ENTRY = "entry"
_LOCAL = "local"


class SignpostsError(ValueError):
    """signposts.yml says something that cannot be understood; the message says where."""


@dataclass(frozen=True)
class QuickAction:
    """A button under a card. Its id is the key of another card, or talk_to_person."""

    id: str
    label: str


@dataclass(frozen=True)
class Contact:
    """One line of a card: a service of the directory, its number, and how the line reads."""

    service: str
    value: str
    line: str


@dataclass(frozen=True)
class Signpost:
    """A card as signposts.yml has it."""

    key: str
    text: str
    again: str
    contacts: tuple[Contact, ...]
    quick_actions: tuple[QuickAction, ...]
    reviewed: date


@dataclass(frozen=True)
class Signposts:
    """Every card by its key, and the key of the card that answers each grade of concern.

    A grade is "entry id" (of listens_for/), "category level", "category" or "any": in this order.
    """

    cards: Mapping[str, Signpost]
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Card:
    """What is sent: the whole text, contact lines included, and its buttons."""

    key: str
    text: str
    quick_actions: tuple[QuickAction, ...] = ()


def cards_for(concern: Concern, signposts: Signposts, *, again: bool = False) -> Card:
    """Return the card that answers a concern; `again` gives its shorter second form.

    There is always one: a level raised by a second opinion alone gets the general words.
    """
    category = concern.category or _ANY
    entries = [f"{_ENTRY} {hit.phrase}" for hit in concern.hits if hit.category is category]
    grades = [*entries, f"{category} {concern.level}", category, f"{_ANY} {concern.level}", _ANY]
    key = next(signposts.answers[grade] for grade in grades if grade in signposts.answers)
    return card(key, signposts, again=again)


def card(key: str, signposts: Signposts, *, again: bool = False) -> Card:
    """Return a card by its key, as when the button for the silent call is pressed."""
    signpost = signposts.cards[key]
    words = signpost.again if again else signpost.text
    lines = "\n".join(contact.line for contact in signpost.contacts)
    return Card(key, f"{words}\n\n{lines}", signpost.quick_actions)


def compiled(document: Mapping[str, Any], local: Mapping[str, Any] | None = None) -> Signposts:
    """Return the cards of a document with the keys of signposts.yml.

    `local` has the borough's own lines; a card goes without the one that it lacks. Raises
    SignpostsError for a button, a contact or a category that there is not.
    """
    try:
        lines = {
            name: (local or {}).get(name) if each == _LOCAL else each
            for name, each in document["contacts"].items()
        }
        contacts = {name: _contact(each) if each else None for name, each in lines.items()}
        cards = {
            key: _signpost(key, each, contacts, document["buttons"])
            for key, each in document["cards"].items()
        }
        answers = {
            _grade(answered): key
            for key, each in document["cards"].items()
            for answered in each.get("answers", ())
        }
    except (KeyError, TypeError, ValueError) as error:
        raise SignpostsError(f"signposts.yml: there is no {error}") from error
    return Signposts(cards, answers)


def _contact(each: Mapping[str, str]) -> Contact:
    return Contact(each["service"], each["value"], each["says"].format(value=each["value"]))


def _signpost(
    key: str,
    each: Mapping[str, Any],
    contacts: Mapping[str, Contact | None],
    buttons: Mapping[str, str],
) -> Signpost:
    return Signpost(
        key=key,
        text=each["text"].strip(),
        again=each["again"].strip(),
        contacts=tuple(line for name in each["contacts"] if (line := contacts[name])),
        quick_actions=_quick_actions(each["buttons"], buttons),
        reviewed=each["reviewed"],
    )


def _quick_actions(ids: Sequence[str], labels: Mapping[str, str]) -> tuple[QuickAction, ...]:
    return tuple(QuickAction(each, labels[each]) for each in ids)


def _grade(answered: str) -> str:
    """Return a grade of concern after looking that its category and level exist.

    That an entry exists is looked at by a test: the cards need nothing of listens_for/.
    """
    category, _, level = answered.partition(" ")
    if category == _ENTRY:
        return answered
    if category != _ANY:
        Category(category)
    if level:
        Level(level)
    return answered
