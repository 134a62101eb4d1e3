"""All that may be said and shown, handed to decide(): words, buttons, directory, cards. Pure."""

from dataclasses import dataclass
from functools import cached_property

from bot.conversation.buttons import Buttons
from bot.conversation.words import CALLER_SLOT, Entry, Layout, Words
from bot.effects import Message, Rows
from bot.safeguarding.signposts import Card, Signposts
from directory.model import Directory

AGAIN = "again"
CARD = "card."


@dataclass(frozen=True)
class Content:
    """Makes messages. Nothing reaches a person that was not made here (standards B8)."""

    words: Words
    directory: Directory
    signposts: Signposts

    @cached_property
    def buttons(self) -> Buttons:
        """The buttons of the content file and of the safety cards."""
        on_cards = {
            action.id: action.label
            for card in self.signposts.cards.values()
            for action in card.quick_actions
        }
        return Buttons({**on_cards, **self.words.labels})

    def entry(self, key: str) -> Entry | None:
        return self.words.entries.get(key)

    def offered(self, key: str) -> tuple[str, ...]:
        """Return the buttons that stand under an entry or a card."""
        entry = self.entry(key)
        if entry:
            return tuple(each for row in entry.rows for each in row)
        card = self.signposts.cards.get(key.removeprefix(CARD))
        return tuple(action.id for action in card.quick_actions) if card else ()

    def button_for_yes(self, key: str) -> str:
        """Return the button that somebody means who types a yes to what was said last."""
        entry = self.entry(key)
        return entry.when_yes if entry else self.buttons.typed("yes", self.offered(key)) or ""

    def button_for_no(self, key: str) -> str:
        entry = self.entry(key)
        return entry.when_no if entry else self.buttons.typed("no", self.offered(key)) or ""

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
        return Message(key, filled(text, **slots).strip(), self.rows(rows or entry.rows, nonce))

    def rows(self, rows: Layout, nonce: str = "") -> Rows:
        return tuple(tuple(self.buttons.make(each, nonce) for each in row) for row in rows)

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
    """Put the slots' values into a text. What they contain is left as it is."""
    return CALLER_SLOT.sub(lambda slot: slots[slot[1]], text)
