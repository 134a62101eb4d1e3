"""A second language: the English words with each text put in the other language's place. Pure.

A language is one file. It has texts and labels and nothing else: which buttons stand where, and
what follows from what, is the same in every language. A file that lacks a text is refused, so that
nobody gets half an answer in words that they do not know (standards E11).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.conversation.words import ANY_SLOT
from bot.errors import ContentError

ENGLISH = "en"
LANGUAGE = "language."
SAID = ("text", "again")
SINGLE = ("facts_left_out", "facts_overdue")


@dataclass(frozen=True)
class Language:
    """A language that the bot may speak. `name` is what its speakers call it.

    Without a person's review it is a draft, and nobody is shown a word of it.
    """

    code: str
    name: str
    reviewer: str = ""
    reviewed: date | None = None

    @property
    def is_reviewed(self) -> bool:
        return bool(self.reviewer) and self.reviewed is not None

    @property
    def button(self) -> str:
        return f"{LANGUAGE}{self.code}"


def language_of(document: Mapping[str, Any]) -> Language:
    """Read who a language file is for. Raises ContentError where it does not say."""
    match document.get("language"):
        case {"code": str(code), "name": str(name), "reviewer": reviewer, "reviewed": reviewed}:
            on = reviewed if isinstance(reviewed, date) else None
            return Language(code, name, str(reviewer or ""), on)
        case _:
            raise ContentError("a language file begins with its code, name, reviewer and reviewed")


def translated(english: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return the English document with every text and label of another language in its place.

    Raises ContentError with a line for each text that is missing, unknown or has other slots.
    """
    language = language_of(other)
    faults = list(_faults(english, other))
    if faults:
        lines = "\n".join(f"- {each}" for each in faults)
        raise ContentError(f"words in {language.code}:\n{lines}")
    words = {key: _entry(raw, other["words"][key]) for key, raw in english["words"].items()}
    questions = {
        name: {**asked, "says": other["questions"][name]}
        for name, asked in english["questions"].items()
    }
    return {
        **english,
        "words": words,
        "questions": questions,
        "buttons": dict(other["buttons"]),
        "names": dict(other.get("names", {})),
        "typed": dict(other.get("typed", {})),
        **{name: other[name] for name in SINGLE},
    }


def template(english: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return the file that a translator fills in: every text and label, still in English."""
    return {
        "language": {
            "code": language.code,
            "name": language.name,
            "reviewer": language.reviewer,
            "reviewed": language.reviewed,
        },
        **{name: english[name] for name in SINGLE},
        "buttons": dict(english["buttons"]),
        "names": dict(english["names"]),
        "typed": {button: list(each) for button, each in english["typed"].items()},
        "questions": {name: list(asked["says"]) for name, asked in english["questions"].items()},
        "words": {key: _said(raw) for key, raw in english["words"].items()},
    }


def _faults(english: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    for name in SINGLE:
        if not other.get(name):
            yield f"{name} is missing"
    for section in ("buttons", "questions", "words"):
        has, wants = other.get(section) or {}, english[section]
        yield from (f"{section}: {key} is missing" for key in wants if not has.get(key))
        yield from (f"{section}: {key} is in no English file" for key in has.keys() - wants.keys())
    for key, raw in english["words"].items():
        said = (other.get("words") or {}).get(key)
        if said:
            yield from _other_slots(key, _said(raw), _said(said))


def _other_slots(key: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> Iterator[str]:
    """A number that is left out, or another in its place, could cost a life."""
    for field in SAID:
        if field in ours and field not in theirs:
            yield f"words: {key} has no {field!r}"
        elif slots(ours.get(field, "")) != slots(theirs.get(field, "")):
            yield f"words: {key} has other slots in {field!r} than the English has"


def slots(text: str) -> set[str]:
    return set(ANY_SLOT.findall(text))


def _said(raw: str | Mapping[str, Any]) -> dict[str, str]:
    if isinstance(raw, str):
        return {"text": raw}
    return {field: str(raw[field]) for field in SAID if field in raw}


def _entry(raw: str | Mapping[str, Any], said: str | Mapping[str, Any]) -> dict[str, Any]:
    fields = {} if isinstance(raw, str) else dict(raw)
    return {**fields, **_said(said)}
