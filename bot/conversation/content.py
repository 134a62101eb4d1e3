"""All that may be said and shown, handed to decide(): words, buttons, directory, cards. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.conversation.buttons import Buttons
from bot.conversation.languages import ENGLISH, Language
from bot.conversation.sayings import Sayings
from bot.conversation.words import CALLER_SLOT, Asked, Entry, Layout, Words
from bot.effects import Message, Rows
from bot.safeguarding.signposts import Card, Signposts
from directory.model import Directory

AGAIN = "again"
CARD = "card."
QUESTION = "question."
LEADS_ON = re.compile(r"[^.?!:\n]*:\s*$")  # the last words of a line that leads on to a list


@dataclass(frozen=True)
class Content:
    """Makes messages. Nothing reaches a person that was not made here (standards B8)."""

    words: Words
    directory: Directory
    signposts: Signposts
    sayings: Sayings
    language: str = ENGLISH
    languages: tuple[Language, ...] = ()
    """The other languages that may be chosen."""
    others: Mapping[str, "Content"] = field(default_factory=dict)
    """The same in these languages, by code."""

    def spoken_in(self, language: str) -> "Content":
        """Return the content in a language; in English where we do not speak it (any more)."""
        return self.others.get(language, self)

    @cached_property
    def buttons(self) -> Buttons:
        """The buttons of the content file and of the safety cards."""
        on_cards = {
            action.id: action.label
            for card in self.signposts.cards.values()
            for action in card.quick_actions
        }
        return Buttons({**on_cards, **self.words.labels}, self.words.aliases)

    def entry(self, key: str) -> Entry | None:
        return self.words.entries.get(key)

    def offered(self, key: str) -> tuple[str, ...]:
        """Return the buttons that stand under an entry or a card."""
        entry = self.entry(key)
        if entry:
            return tuple(each for row in entry.rows for each in row)
        card = self.signposts.cards.get(key.removeprefix(CARD))
        return tuple(action.id for action in card.quick_actions) if card else ()

    def asked_by(self, message: Message) -> str:
        """Return what a plain yes or no would answer: a question, or what was said itself."""
        name = next((name for name, each in self._questions if each in message.text), "")
        if name:
            return f"{QUESTION}{name}"
        answers = self._answers(message.key)
        return message.key if answers.when_yes or answers.when_no else ""

    def answer_to(self, asked: str, *, is_yes: bool) -> str:
        """Return the button that somebody means who types a yes, or a no, to what was asked."""
        answers = self._answers(asked)
        return answers.when_yes if is_yes else answers.when_no

    @cached_property
    def _questions(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, each) for name, asked in self.words.questions.items() for each in asked.says
        )

    def _answers(self, key: str) -> Asked:
        if key.startswith(QUESTION):
            return self.words.questions[key.removeprefix(QUESTION)]
        entry = self.entry(key)
        if entry:
            return Asked((), entry.when_yes, entry.when_no)
        yes, no = (self.buttons.typed(each, self.offered(key)) for each in ("yes", "no"))
        return Asked((), yes or "", no or "")

    def message(
        self,
        key: str,
        *,
        again: bool = False,
        rows: Layout | None = None,
        nonce: str = "",
        **slots: str,
    ) -> Message:
        """Return an entry as a message; `again` gives the form for having said it just now.

        `rows` are put in place of the entry's own buttons; `slots` fill what it leaves open.
        """
        entry = self.words.entries[key]
        text = entry.text
        if again:
            text = entry.again or f"{self.words.entries[AGAIN].text}\n\n{entry.text}"
        said = filled(text, **slots).strip()
        shown = self.rows(entry.rows if rows is None else rows, nonce, on_screen=entry.is_screen)
        return Message(key, said, shown)

    def rows(self, rows: Layout, nonce: str = "", *, on_screen: bool = False) -> Rows:
        return tuple(
            tuple(self.buttons.make(each, nonce, on_screen=on_screen) for each in row)
            for row in rows
        )

    def from_card(self, card: Card, *rows: tuple[str, ...]) -> Message:
        """Return a safety card as a message, with `rows` of buttons under the card's own."""
        ids = [action.id for action in card.quick_actions]
        own = tuple(tuple(ids[at : at + 2]) for at in range(0, len(ids), 2))
        shown = set(ids)
        more = tuple(tuple(each for each in row if each not in shown) for row in rows)
        return Message(card_key(card.key), card.text, self.rows((*own, *filter(None, more))))


def card_key(key: str) -> str:
    """The key under which a card is remembered as said: no entry has it."""
    return f"{CARD}{key}"


def filled(text: str, **slots: str) -> str:
    """Put the slots' values into a text. What they contain is left as it is.

    A line that is one empty slot leaves nothing behind, nor do the words that lead on to it.
    """
    kept: list[str] = []
    for line in text.split("\n"):
        if not _is_empty(line, slots):
            kept.append(line)
        elif kept:
            kept[-1] = LEADS_ON.sub("", kept[-1]).rstrip()
    pieces = "\n".join(kept).split("\n\n")
    whole = "\n\n".join(piece.strip("\n") for piece in pieces if piece.strip())
    return CALLER_SLOT.sub(lambda slot: slots[slot[1]], whole)


def _is_empty(line: str, slots: Mapping[str, str]) -> bool:
    slot = CALLER_SLOT.fullmatch(line.strip())
    return slot is not None and not slots[slot[1]]
