"""Not understanding is never a dead end: topics, a person, and a way to safety. Pure."""

from bot.conversation.flows.cards import card_unasked
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply

PATIENCE = 2  # times in a row, after which the safety card comes unasked (standards B7)


def respond(moment: Moment) -> Reply:
    count = moment.conversation.misunderstood + 1
    key = "intent.out_of_scope" if moment.means(Intent.OUT_OF_SCOPE) else "not_understood"
    reply = Reply.to(moment).keep(misunderstood=count).say(key)
    return card_unasked(reply) if count == PATIENCE else reply


def stale(moment: Moment) -> Reply:
    """Answer a tap on a button that we do not know, made up or from long ago."""
    return Reply.to(moment).say("stale")
