"""The safety cards in another language: a file of its own, a draft until it is reviewed. Pure.

A card, a line or a button that such a file lacks stays in English: that is better than nothing.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.safeguarding.signposts import SignpostsError

NUMBER = re.compile(r"\d+")
TEXTS = ("text", "again")
Document = Mapping[str, Any]


def is_reviewed(document: Document) -> bool:
    """Whether somebody who speaks it, and knows safeguarding, has put their name to it."""
    language = document["language"]
    return bool(language.get("reviewer")) and isinstance(language.get("reviewed"), date)


def code_of(document: Document) -> str:
    return str(document["language"]["code"])


def translated(english: Document, other: Document) -> dict[str, Any]:
    """Return signposts.yml with the other language's words in place.

    Raises SignpostsError for a card that there is not, and for a number that is lost or added.
    """
    faults = list(_faults(english, other))
    if faults:
        raise SignpostsError(f"cards in {code_of(other)}: {'; '.join(faults)}")
    cards = {
        key: {**card, **other["cards"].get(key, {})} for key, card in english["cards"].items()
    }
    contacts = {
        name: each if isinstance(each, str) else {**each, **_line(other, name)}
        for name, each in english["contacts"].items()
    }
    return {
        "cards": cards,
        "contacts": contacts,
        "buttons": {**english["buttons"], **other.get("buttons", {})},
    }


def _line(other: Document, name: str) -> dict[str, str]:
    says = other.get("contacts", {}).get(name)
    return {"says": says} if says else {}


def _faults(english: Document, other: Document) -> Iterator[str]:
    for section in ("cards", "contacts", "buttons"):
        unknown = other.get(section, {}).keys() - english[section].keys()
        yield from (f"{section}: there is no {key}" for key in sorted(unknown))
    for key in other["cards"].keys() & english["cards"].keys():
        for field in TEXTS:
            theirs = other["cards"][key].get(field)
            if not theirs:
                yield f"{key} has no {field}"
            elif _numbers(theirs) != _numbers(english["cards"][key][field]):
                yield f"{key}: {field} has other numbers than the English"
    for name, says in other.get("contacts", {}).items():
        if "{value}" not in says:
            yield f"contacts: {name} leaves out its number"


def _numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))
