"""The decoy: at a word of the person's own, the bot knows about bins and nothing else. Pure.

While it is up, no reply may show that anything was ever said here before (standards C34); but
danger is answered all the same, and first.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.buttons import plain
from bot.conversation.flows import commands, crisis, leaving, welcome
from bot.conversation.flows.aside import set_aside
from bot.conversation.flows.cards import card_if_serious
from bot.conversation.intents import Intent
from bot.conversation.model import Command, Conversation, Step, Text
from bot.conversation.moment import DANGER, HOME, Moment
from bot.conversation.reply import Reply
from bot.conversation.sayings import Saying
from bot.effects import ClearChat, ClearTyped, DropDecoy, Effect, KeepUpDecoy, Say, SetDecoy
from bot.safeguarding.levels import Level

MENU = "decoy.menu"
LETTERS = range(4, 41)
# What people say without thinking of a word that they chose.
EVERYDAY = {
    *(Intent.GREET, Intent.GOODBYE, Intent.THANKS, Intent.AFFIRM, Intent.DENY),
    Intent.TALK_TO_PERSON,
}
SHOWN = ("decoy.bins", "decoy.libraries", "decoy.offices")


# --- choosing a word -------------------------------------------------------------------------


def screen(moment: Moment) -> Reply:
    return leaving.without_word(Reply.to(moment)).say("decoy")


def ask(moment: Moment) -> Reply:
    return Reply.to(moment).keep(step=Step(leaving.WORD, "word")).say("decoy.ask")


def is_answered(moment: Moment) -> bool:
    """Whether a word was typed; asking for a person, and danger, are never taken for one."""
    is_for_staff = moment.hears(Saying.PERSON) or moment.means(Intent.TALK_TO_PERSON)
    is_typed = isinstance(moment.now.said, Text) and not is_for_staff
    return is_typed and moment.is_in_one_of({leaving.WORD})


def keep(moment: Moment) -> Reply:
    """Keep a code made from the word, and delete the message that it was typed in."""
    if moment.now.concern.level >= Level.SERIOUS:
        return card_if_serious(Reply.to(moment)).keep(step=None)
    reply = Reply.to(moment).do(ClearTyped())
    if not _will_do(moment):
        return reply.say("decoy.pick_another")
    return set_aside(reply.do(SetDecoy(moment.text)).say("decoy.kept"))


def _will_do(moment: Moment) -> bool:
    buttons = moment.content.buttons
    is_a_label = buttons.typed(moment.text, buttons.labels) is not None
    is_said_often = any(map(moment.hears, Saying)) or moment.means(*EVERYDAY)
    is_word = any(letter.isalpha() for letter in moment.text)
    is_plain = moment.now.concern.level is Level.NONE
    name = plain(moment.text).removeprefix("/")
    is_free = name not in commands.COMMANDS and not is_a_label and not is_said_often
    return len(plain(moment.text)) in LETTERS and is_word and is_plain and is_free


def drop(moment: Moment) -> Reply:
    """Forget the word. Said in the same way where there was none: somebody may be looking."""
    return leaving.without_word(Reply.to(moment)).do(DropDecoy()).say("decoy.dropped")


# --- while it is up --------------------------------------------------------------------------


def is_up(moment: Moment) -> bool:
    return moment.conversation.is_decoyed or moment.now.is_decoy_word


def respond(moment: Moment) -> Reply:
    """Answer as a bot that was never told anything. Danger first, here as well."""
    if moment.now.said == Command("start"):
        return _come_down(moment)
    reply = _choose(_without_past(moment))
    return replace(reply, effects=tuple(map(_Bare(moment), reply.effects)))


def _choose(moment: Moment) -> Reply:
    if crisis.is_called_for(moment):
        return crisis.respond(moment)
    if leaving.is_asked_for(moment):
        return leaving.leave(moment)
    if moment.now.is_decoy_word:
        return leaving.gone(moment, moment.content.message(MENU), ClearChat(), KeepUpDecoy(True))
    if crisis.asks_for_a_card(moment):
        return crisis.other_card(moment)
    reply = card_if_serious(Reply.to(moment))
    if reply.effects:
        return reply
    return reply.say(moment.button if _can_be_said(moment) else MENU)


def _can_be_said(moment: Moment) -> bool:
    """Whether this is an answer of the decoy's, with all its facts: without, it names staff."""
    left_out = moment.content.words.left_out
    return moment.button in SHOWN and not any(
        line.startswith(f"{moment.button}:") for line in left_out
    )


def _come_down(moment: Moment) -> Reply:
    """Greet as if for the first time: nothing of a case, as somebody may look on still."""
    reply = welcome.start(_without_past(moment))
    before = moment.conversation
    after = replace(
        reply.conversation, case=before.case, kept_cases=before.kept_cases, is_decoyed=False
    )
    return replace(reply, effects=(KeepUpDecoy(False), *reply.effects), conversation=after)


def _without_past(moment: Moment) -> Moment:
    """The moment as somebody new would have it. What was said since the decoy came up stays."""
    before = moment.conversation
    new = Conversation(said=before.said, concern=before.concern, asked=before.asked)
    return replace(moment, now=replace(moment.now, conversation=replace(new, is_decoyed=True)))


class _Bare:
    """Leaves under a message only the buttons that work while the decoy is up."""

    def __init__(self, moment: Moment) -> None:
        self._content = moment.content
        self._kept = {*moment.content.signposts.cards, DANGER, HOME, *SHOWN}

    def __call__(self, effect: Effect) -> Effect:
        if not isinstance(effect, Say):
            return effect
        rows = (
            tuple(each for each in row if self._works(each.data)) for row in effect.message.buttons
        )
        return replace(effect, message=replace(effect.message, buttons=tuple(filter(None, rows))))

    def _works(self, data: str) -> bool:
        tapped = self._content.buttons.read(data)
        return tapped is not None and tapped.id in self._kept


def shown(moment: Moment) -> Reply:
    """A button of the decoy's, found in the chat after it came down."""
    return Reply.to(moment).say(moment.button)


PLACES = frozenset({"decoy", "decoy.set"})
TAPPED: Mapping[str, leaving.Flow] = {
    "decoy": screen,
    "decoy.set": ask,
    "decoy.drop": drop,
    **dict.fromkeys(SHOWN, shown),
}
