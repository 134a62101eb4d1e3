"""Worried about somebody: the same answers, led in by words for who is asking. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import services, welcome
from bot.conversation.flows.aside import set_aside
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply

# Whom somebody is worried about, and what goes before every answer then.
LEADS: Mapping[str, str] = {
    "worried.child": "worried.child.lead",
    "worried.friend": "worried.friend.lead",
    "worried.work": "worried.work.lead",
    "worried.other": "worried.other.lead",
}
# Answers that stand as they are, whoever asks.
SHARED: Mapping[str, Intent] = {
    "worried.hurt": Intent.ABUSE_OF_OTHER,
    "worried.gangs": Intent.EXPLOITATION_OF_OTHER,
    "worried.knife": Intent.KNIFE_CARRYING,
    "worried.missing": Intent.MISSING_PERSON,
    "worried.parent": Intent.PARENTING,
}
# Answers of which the usual words speak to the person whom it is about.
OF_THEIR_OWN = ("worried.feel", "worried.online")
PLACES = frozenset({*LEADS, *SHARED, *OF_THEIR_OWN})


def shared(moment: Moment) -> Reply:
    intent = SHARED[moment.button]
    return set_aside(services.offer(_led_in(moment), intent, f"intent.{intent}", again=False))


def of_their_own(moment: Moment) -> Reply:
    return set_aside(_led_in(moment).answer(moment.button))


def _led_in(moment: Moment) -> Reply:
    """A reply that begins with a line for who asks, where the way here tells that."""
    reply = Reply.to(moment)
    role = next((each for each in reversed(moment.conversation.trail) if each in LEADS), "")
    return reply.say(LEADS[role]) if role else reply


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    **dict.fromkeys(LEADS, welcome.screen),
    **dict.fromkeys(SHARED, shared),
    **dict.fromkeys(OF_THEIR_OWN, of_their_own),
}
