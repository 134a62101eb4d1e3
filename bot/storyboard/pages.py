"""Puts scenes into chapters, each sentence with its grade and who has reviewed it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.conversation.content import CARD, Content
from bot.effects import Rows
from bot.storyboard.reading import grade
from bot.storyboard.walking import Scene

NOT_REVIEWED = "not yet reviewed"
NOT_MET = "not met on the walk: said when something happens that a tap does not bring about"
CARDS = "Danger first: the safety cards"
ELSE = "Everything else"
FEW = 6  # words


@dataclass(frozen=True)
class Review:
    """Who answers for a text. `grade` is a school grade: 5 is about ten years old.

    A few words within others have none: they make no sentence.
    """

    audience: str
    owner: str
    reviewer: str
    reviewed: date | None
    grade: float | None
    words: int

    @property
    def is_reviewed(self) -> bool:
        return self.reviewer != NOT_REVIEWED and bool(self.reviewer)


@dataclass(frozen=True)
class Screen:
    """One message as it looks on a telephone, and what there is to know about it."""

    key: str
    text: str
    rows: Rows
    path: tuple[str, ...]
    is_in_place: bool
    again: str
    review: Review


@dataclass(frozen=True)
class Chapter:
    name: str
    screens: tuple[Screen, ...]


def chapters(scenes: Sequence[Scene], content: Content) -> tuple[Chapter, ...]:
    """Return every screen in its chapter, and every text that no tap leads to."""
    screens = [_screen(scene, content) for scene in scenes]
    met = {screen.key for screen in screens}
    screens += (each for each in _unmet(content) if each.key not in met)
    found: dict[str, list[Screen]] = {CARDS: []}
    for screen in screens:
        found.setdefault(chapter_of(screen.key, content), []).append(screen)
    return tuple(Chapter(name, tuple(each)) for name, each in found.items())


def chapter_of(key: str, content: Content) -> str:
    """The chapter of the content file that a text stands in; the cards are one of their own."""
    if key.startswith(CARD):
        return CARDS
    entry = content.entry(key)
    return content.words.titles.get(entry.chapter, ELSE) if entry else ELSE


def _screen(scene: Scene, content: Content) -> Screen:
    entry = content.entry(scene.key)
    card = content.signposts.cards.get(scene.key.removeprefix(CARD))
    again = entry.again if entry and entry.again != entry.text else card.again if card else ""
    return Screen(
        key=scene.key,
        text=scene.message.text,
        rows=scene.message.buttons,
        path=scene.path,
        is_in_place=scene.is_in_place,
        again=again,
        review=_review(scene.key, scene.message.text, content),
    )


def _unmet(content: Content) -> Iterator[Screen]:
    for key, entry in content.words.entries.items():
        again = entry.again if entry.again != entry.text else ""
        rows = content.rows(entry.rows)
        yield Screen(
            key, entry.text, rows, (NOT_MET,), False, again, _review(key, entry.text, content)
        )
    for key, card in content.signposts.cards.items():
        lines = "\n".join(contact.line for contact in card.contacts)
        text = f"{card.text}\n\n{lines}"
        rows = content.rows(tuple((action.id,) for action in card.quick_actions))
        name = f"{CARD}{key}"
        yield Screen(name, text, rows, (NOT_MET,), False, card.again, _review(name, text, content))


def _review(key: str, text: str, content: Content) -> Review:
    entry = content.entry(key)
    card = content.signposts.cards.get(key.removeprefix(CARD))
    words = len(text.split())
    measured = (round(grade(text), 1) if words > FEW else None), words
    if entry:
        return Review(entry.audience, entry.owner, entry.reviewer, entry.reviewed, *measured)
    return Review(
        "somebody in danger",
        "the safety partnership",
        NOT_REVIEWED,
        card.reviewed if card else None,
        *measured,
    )
