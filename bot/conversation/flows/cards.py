"""Safety cards, as they stand in a conversation. Pure."""

from bot.conversation.content import Content, card_key
from bot.conversation.reply import Reply
from bot.effects import Message
from bot.safeguarding.levels import Concern, Level
from bot.safeguarding.signposts import Card, cards_for
from bot.safeguarding.signposts import card as card_named

WAYS_ON = (("talk_to_person",), ("menu",))


def card(concern: Concern, content: Content) -> Message:
    """Return the safety card for a concern: all that can be said with everything else broken."""
    return content.from_card(cards_for(concern, content.signposts), *WAYS_ON)


def with_card(reply: Reply, concern: Concern, *, once: bool = False) -> Reply:
    """Add the card for a concern: if it was given a moment ago, shorter, or with `once` not."""
    content, said = reply.moment.content, reply.conversation.said
    chosen = cards_for(concern, content.signposts)
    if card_key(chosen.key) in said:
        if once:
            return reply
        chosen = cards_for(concern, content.signposts, again=True)
    return _shown(reply, chosen, urgent=concern.is_urgent)


def card_if_serious(reply: Reply) -> Reply:
    """Put the safety card before an answer; once is enough while it can still be seen."""
    concern = reply.moment.now.concern
    return with_card(reply, concern, once=True) if concern.level >= Level.SERIOUS else reply


def card_unasked(reply: Reply) -> Reply:
    """Show where help is to somebody whom we do not understand (standards B7)."""
    return with_card(reply, Concern.none())


def card_asked_for(reply: Reply, key: str) -> Reply:
    """Show a card that is another card's button, such as the silent call."""
    again = card_key(key) in reply.conversation.said
    return _shown(reply, card_named(key, reply.moment.content.signposts, again=again), urgent=True)


def _shown(reply: Reply, chosen: Card, *, urgent: bool) -> Reply:
    return reply.show(reply.moment.content.from_card(chosen, *WAYS_ON), urgent=urgent)
