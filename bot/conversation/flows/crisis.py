"""Danger first: the safety card, before and whatever else happens. Pure."""

from bot.conversation.flows.asking import go_on
from bot.conversation.flows.cards import card as card
from bot.conversation.flows.cards import card_asked_for, with_card
from bot.conversation.flows.telling import keep_if_asked_for
from bot.conversation.model import Edited
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import AddToCase
from bot.safeguarding.levels import Category, Concern, Level

DANGER = "danger"
DANGER_NOW = Concern(Level.IMMEDIATE)


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
    reply = keep_if_asked_for(reply)
    return reply if _is_asked(concern) else go_on(reply)


def _is_asked(concern: Concern) -> bool:
    """Whether the card asks straight out about suicide: one question is enough (B10, B11)."""
    return concern.category is Category.SUICIDE and concern.level is not Level.IMMEDIATE


def asks_for_a_card(moment: Moment) -> bool:
    """Whether a card's button was tapped that leads to another card, such as the silent call."""
    return moment.button in moment.content.signposts.cards


def other_card(moment: Moment) -> Reply:
    """Show the other card. Each answer about suicide leaves the ways to help in sight."""
    return go_on(card_asked_for(Reply.to(moment), moment.button))
