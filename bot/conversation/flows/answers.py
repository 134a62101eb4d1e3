"""What is said to each thing a person can mean. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import my_data, not_understood, responsible, services, welcome
from bot.conversation.flows.aside import set_aside
from bot.conversation.flows.cards import card_if_serious
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.safeguarding.levels import Level

Flow = Callable[[Moment], Reply]

TOPIC = "topic."
# After a grave message these might wave it away: they do not (standards B11).
MIGHT_WAVE_AWAY = {Intent.DENY, Intent.GOODBYE, Intent.THANKS, Intent.AFFIRM, Intent.GREET}
START: Mapping[Intent, Flow] = {
    Intent.GREET: welcome.greet,
    Intent.OUT_OF_SCOPE: not_understood.respond,
    Intent.PRIVACY: my_data.privacy,
}


def respond(moment: Moment) -> Reply:
    """Answer a text by what it means, or own up that it was not understood."""
    heard = moment.now.understanding
    intent = heard.intent if heard.is_confident else None
    named, problem = services.named(moment), responsible.found(moment)
    has_ended = any(match.service.has_ended for match in named)
    reply = card_if_serious(Reply.to(moment))
    if named and (intent in (None, Intent.FIND_SERVICE) or has_ended):
        return services.answer(reply, named)
    if problem and (intent is None or intent in responsible.ASKS_WHO):
        return responsible.answer(reply, problem)
    if intent is None or intent is Intent.OUT_OF_SCOPE:
        return reply.say("serious.next") if reply.effects else not_understood.respond(moment)
    if intent in MIGHT_WAVE_AWAY and moment.conversation.concern.level >= Level.SERIOUS:
        return reply.say("still_here")
    if intent in START and not reply.effects:
        return START[intent](moment)
    return about(reply, intent)


def about(reply: Reply, intent: Intent) -> Reply:
    """Give the answer to an intent, with the services that suit it best.

    After a safety card it is the shorter one, without what the card has just said.
    """
    moment, key = reply.moment, f"intent.{intent}"
    beside = reply.text + moment.content.words.entries[key].text
    offered = services.lines(moment, services.offered(moment, intent), beside)
    return reply.answer(key, again=bool(reply.effects), services=offered)


def tapped(moment: Moment) -> Reply:
    """Answer a topic that was tapped."""
    return set_aside(about(Reply.to(moment), Intent(moment.button.removeprefix(TOPIC))))


TAPPED: Mapping[str, Flow] = {f"{TOPIC}{intent}": tapped for intent in Intent}
