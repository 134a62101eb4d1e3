"""Choosing a language, where people have reviewed the bot's words in another one. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.conversation.content import Content
from bot.conversation.flows.aside import set_aside
from bot.conversation.languages import ENGLISH, LANGUAGE
from bot.conversation.model import Situation, Tap
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply

CHOOSE = f"topic.{LANGUAGE.strip('.')}"
IN_A_ROW = 2


def settled(now: Situation, content: Content) -> Situation:
    """The situation with the language that was chosen just now: the answer is in it already."""
    tapped = content.buttons.read(now.said.data) if isinstance(now.said, Tap) else None
    if tapped is None or not tapped.id.startswith(LANGUAGE):
        return now
    code = tapped.id.removeprefix(LANGUAGE)
    return replace(now, conversation=replace(now.conversation, language=code))


def offer(reply: Reply) -> Reply:
    """Say which languages there are; with English alone, where else to find help in one's own."""
    codes = [ENGLISH, *(each.code for each in reply.moment.content.languages)]
    if len(codes) == 1:
        return reply.answer("intent.language")
    buttons = [f"{LANGUAGE}{code}" for code in codes]
    rows = [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]
    own = reply.moment.content.words.entries["language.choose"].rows
    return reply.say_with("language.choose", {}, rows=(*rows, *own))


def ask(moment: Moment) -> Reply:
    return offer(Reply.to(moment))


def is_chosen(moment: Moment) -> bool:
    return moment.button.startswith(LANGUAGE)


def chosen(moment: Moment) -> Reply:
    return set_aside(Reply.to(moment).say("language.chosen").say("menu"))


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {CHOOSE: ask}
