"""Not understanding is never a dead end: topics, a person, and a way to safety. Pure."""

from bot.conversation.flows.cards import card_unasked
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply

PATIENCE = 2  # times in a row, after which the safety card comes unasked (standards B7)


def respond(moment: Moment) -> Reply:
    count = moment.conversation.misunderstood + 1
    reply = Reply.to(moment).keep(misunderstood=count).say(_key(moment))
    return card_unasked(reply) if count == PATIENCE else reply


def _key(moment: Moment) -> str:
    if moment.is_after_something_grave:
        return "still_here.unsure"  # never the council or bin days: help stays in sight (B11)
    return "intent.out_of_scope" if moment.means(Intent.OUT_OF_SCOPE) else "not_understood"


def stale(moment: Moment) -> Reply:
    """Answer a tap on a button that we do not know, made up or from long ago."""
    is_with_staff = moment.conversation.is_with_staff
    return Reply.to(moment).say("staff.has_it" if is_with_staff else "stale")
