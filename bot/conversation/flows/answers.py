"""What is said to each thing a person can mean. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import my_data, not_understood, responsible, services, welcome
from bot.conversation.flows.cards import card_if_serious
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment, Reply
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
    """Give the answer to an intent, with the services that suit it best."""
    return reply.answer(
        f"intent.{intent}", services=services.lines(services.offered(reply.moment, intent))
    )


def tapped(moment: Moment) -> Reply:
    """Answer a topic that was tapped. A question that waits goes on waiting."""
    return about(Reply.to(moment), Intent(moment.button.removeprefix(TOPIC)))


TAPPED: Mapping[str, Flow] = {f"{TOPIC}{intent}": tapped for intent in Intent}
