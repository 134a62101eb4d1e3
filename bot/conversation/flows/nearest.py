"""The answer nearest to what was said or tapped: gangs, knives, missing, prison. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import away, gangs, knives, services
from bot.conversation.flows.aside import set_aside
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply

NEAREST: Mapping[Intent, Callable[[Moment], str]] = {
    **gangs.NEAREST,
    **knives.NEAREST,
    **away.NEAREST,
}
# Each answer of these, and what somebody who needs it needs services for.
SUITS: Mapping[str, Intent] = {**gangs.SUITS, **knives.SUITS, **away.SUITS}
# Buttons that lead to words which stand under another name.
SAME_AS: Mapping[str, str] = {
    "gangs.out": "intent.gang_exit",
    "knife.found": "problems.knife-found",
}


def typed(reply: Reply, intent: Intent) -> Reply | None:
    """Answer at once what was meant; None for meanings that have but one answer.

    After a safety card it is the shorter form, without what the card has just said.
    """
    if intent not in NEAREST:
        return None
    key = NEAREST[intent](reply.moment)
    return services.offer(reply, SUITS.get(key, intent), key, again=bool(reply.effects))


def tapped(moment: Moment) -> Reply:
    """Give the answer that a button leads to, with the services that suit it."""
    key = SAME_AS.get(moment.button, moment.button)
    reply = services.offer(Reply.to(moment), SUITS[moment.button], key, again=False)
    return set_aside(reply)


PLACES = frozenset(SUITS)
TAPPED: Mapping[str, Callable[[Moment], Reply]] = dict.fromkeys(SUITS, tapped)
