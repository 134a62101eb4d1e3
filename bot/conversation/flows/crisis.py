"""Danger first: the safety card, before and whatever else happens. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import talk_to_someone
from bot.conversation.flows.cards import DANGER_NOW, card_asked_for, with_card
from bot.conversation.flows.cards import card as card
from bot.conversation.model import Edited
from bot.conversation.moment import Moment, Reply
from bot.effects import AddToCase
from bot.safeguarding.levels import Category, Concern, Hit, Level

DANGER = "danger"
SUICIDE_NOW = Concern.of((Hit(Category.SUICIDE, Level.IMMEDIATE, "said yes", ""),))


def is_called_for(moment: Moment) -> bool:
    return moment.now.concern.is_urgent or moment.button == DANGER


def respond(moment: Moment) -> Reply:
    """Give the card before anything else; what was typed still reaches who it was meant for."""
    concern = moment.now.concern
    reply = with_card(Reply.to(moment), concern if concern.is_urgent else DANGER_NOW)
    case = moment.conversation.case
    if moment.text and case and moment.conversation.is_with_staff:
        is_edit = isinstance(moment.now.said, Edited)
        return reply.do(AddToCase(case.id, moment.text, is_edit=is_edit))
    reply = talk_to_someone.keep_if_asked_for(reply)
    return reply.say("suicide.ask") if _is_implied(concern) else talk_to_someone.go_on(reply)


def _is_implied(concern: Concern) -> bool:
    """Whether to ask straight out: dying is spoken of, and nothing says that it is today (B11)."""
    return concern.category is Category.SUICIDE and concern.level is not Level.IMMEDIATE


def answered(moment: Moment) -> Reply:
    """Take the answer to being asked about suicide. Each one leaves the ways to help in sight."""
    reply = Reply.to(moment)
    if moment.button == "suicide.yes":
        reply = with_card(reply, SUICIDE_NOW)
    return talk_to_someone.go_on(reply.say(moment.button))


def silent_call(moment: Moment) -> Reply:
    return card_asked_for(Reply.to(moment), moment.button)


ANSWERS = ("suicide.yes", "suicide.no", "suicide.unsure", "suicide.rather_not", "suicide.other")
TAPPED: Mapping[str, Callable[[Moment], Reply]] = dict.fromkeys(ANSWERS, answered)
