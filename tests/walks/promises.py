"""What holds of every turn, whatever was done: the promises that a walk may not find broken."""

import math
from collections.abc import Iterator

from bot.channels.telegram_text import LIMIT, lay_out, units
from bot.conversation.buttons import LONGEST_DATA
from bot.conversation.content import CARD
from bot.conversation.decide import TAPPED
from bot.conversation.flows.decoy import SHOWN as DECOYS
from bot.conversation.flows.talking.with_staff import HAS_IT
from bot.conversation.languages import LANGUAGE
from bot.conversation.model import Blocked, Edited, Returned, Said, Tap, Text
from bot.conversation.moment import BACK, DANGER
from bot.effects import ClearChat, LeaveChat, Message
from bot.safeguarding.levels import Level
from tests.talk import Talk, content, tap_is_answered
from tests.walks.walk import Deed, Walk, concern

PREVIEW = "ask.preview"
MOST_WORDS = 70
MOST_FILLED = 120  # words, where the directory fills a slot or two entries stand in one message
# Shown for a button that was offered a moment ago, these would say that it was stale.
DEAD = {"stale", "talk.gone", "case.gone"}
# What is done without a turn may well make a button stale.
BEHIND_ONES_BACK = {"staff", "time", "decoy"}


def broken(before: Walk, after: Walk) -> Iterator[str]:
    """Every promise that the latest turn broke."""
    said = before.said(after.path[-1])
    shown = after.talk.heard
    yield from _answered(before.talk, said, after.talk)
    yield from _danger_in_reach(after)
    yield from _grave_is_met(before.talk, said, after)
    yield from _not_stale(after)
    yield from _said_before(before, after)
    for message in shown:
        yield from _fits(message)


def _answered(before: Talk, said: Said, after: Talk) -> Iterator[str]:
    if isinstance(said, Tap) and not tap_is_answered(after.latest):
        yield "a tap waits for ever"
    if not after.heard and not _may_be_silent(before, said):
        yield "nothing was said"


def _may_be_silent(before: Talk, said: Said) -> bool:
    """Staff who have the case answer themselves, once that was said; who is away hears nothing."""
    now = before.conversation
    is_typed = isinstance(said, Text | Edited)
    is_told = now.is_with_staff and (is_typed or now.said[-1:] == (HAS_IT,))
    return is_told or isinstance(said, Blocked | Returned)


def _danger_in_reach(after: Walk) -> Iterator[str]:
    """By a button or a card in sight, but where nobody may see that anything was said here."""
    is_left = any(isinstance(each, ClearChat | LeaveChat) for each in after.talk.latest)
    is_hidden = after.talk.conversation.is_decoyed or not {*after.keys}.isdisjoint(DECOYS)
    is_in_reach = DANGER in after.offered or card(after)
    if after.talk.heard and not (is_in_reach or is_hidden or is_left):
        yield f"no way to safety under {after.keys}"


def _grave_is_met(before: Talk, said: Said, after: Walk) -> Iterator[str]:
    """Danger gets its card in the same turn; what is serious gets one that can still be seen."""
    match said:
        case Text(text) | Edited(text):
            pass
        case _:
            return
    found = concern(text)
    if found.is_urgent and not card(after):
        yield "danger met no card"
    is_shown = card(after) or any(key.startswith(CARD) for key in before.conversation.said)
    if found.level >= Level.SERIOUS and not is_shown and not before.conversation.is_with_staff:
        yield f"something serious met no card, but {after.keys}"


def _not_stale(after: Walk) -> Iterator[str]:
    *_, before, deed = (None, *after.path)
    is_just_shown = deed.kind == "tap" and (before is None or before.kind not in BEHIND_ONES_BACK)
    if is_just_shown and (dead := DEAD & set(after.keys)):
        yield f"{deed} was offered, and leads to {', '.join(dead)}"


def _said_before(before: Walk, after: Walk) -> Iterator[str]:
    """No block is said twice within ten turns, but where it is asked for by the same deed."""
    deed = after.path[-1]
    if deed in before.path or deed == Deed("tap", BACK):
        return
    earlier = {message.text for turn in before.recent for message in turn}
    for message in after.talk.heard:
        if message.text in earlier and not _may_come_again(message):
            yield f"{message.key} was said again word for word"


def _may_come_again(message: Message) -> bool:
    """Cards, what is marked `again: same`, and what is the short form already."""
    entry = content().entry(message.key)
    return entry is None or entry.again == entry.text or message.text != entry.text


def _fits(message: Message) -> Iterator[str]:
    if any(units(part.text) > LIMIT for part in lay_out(message)):
        yield f"{message.key} is longer than Telegram takes"
    if units(message.text) > LIMIT and message.key != PREVIEW:
        yield f"{message.key} does not fit into one message"
    if (count := len(message.text.split())) > _most_words(message):
        yield f"{message.key} has {count} words"
    for row in message.buttons:
        for button in row:
            tapped = content().buttons.read(button.data)
            if tapped is None or not _leads_somewhere(tapped.id):
                yield f"{message.key} offers {button.label!r}, which does nothing"
            if len(button.data.encode()) > LONGEST_DATA:
                yield f"{message.key}: {button.label!r} gives back too much"


def _most_words(message: Message) -> float:
    """The person's own words may be long; a card has tests of its own."""
    entry = content().entry(message.key)
    if entry is None or message.key == PREVIEW:
        return math.inf
    is_as_written = message.text in (entry.text, entry.again)
    return MOST_WORDS if is_as_written else MOST_FILLED


def _leads_somewhere(button: str) -> bool:
    is_told_apart = button in {DANGER, BACK, "forget"} or button.startswith(LANGUAGE)
    return is_told_apart or button in TAPPED or button in content().signposts.cards


def card(walk: Walk) -> bool:
    """Whether the latest turn showed a safety card."""
    return any(key.startswith(CARD) for key in walk.keys)
