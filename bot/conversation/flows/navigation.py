"""Finding one's way: the trail of places that led here, and the way back along it. Pure."""

from collections.abc import Container
from dataclasses import replace

from bot.conversation.model import Command
from bot.conversation.moment import HOME, Moment
from bot.conversation.reply import Reply

INTENT, TOPIC = "intent.", "topic."
LONGEST_TRAIL = 8
BEGIN_ANEW = {"start", HOME}


def one_place_back(moment: Moment) -> Moment:
    """The moment as if the place before this one had been tapped; Home where there is none."""
    before = moment.conversation.trail[:-1]
    place = before[-1] if before else HOME
    conversation = replace(moment.conversation, trail=before[:-1])
    return replace(moment, button=place, now=replace(moment.now, conversation=conversation))


def with_trail(reply: Reply, places: Container[str]) -> Reply:
    """Remember the place that this reply is, if it is one."""
    said = reply.moment.now.said
    if reply.moment.button == HOME or (isinstance(said, Command) and said.name in BEGIN_ANEW):
        return reply.keep(trail=())  # where every trail begins
    place = _place(reply, places)
    if place not in places:
        return reply
    trail = reply.conversation.trail
    if place in trail:
        trail = trail[: trail.index(place)]
    return reply.keep(trail=(*trail, place)[-LONGEST_TRAIL:])


def _place(reply: Reply, places: Container[str]) -> str:
    """The button that leads here: the one that was tapped, or one for what was typed about."""
    if reply.moment.button:
        return reply.moment.button
    said = reply.conversation.said[-1:] if reply.effects else ()
    leading = (name for each in said for name in (each, f"{TOPIC}{each.removeprefix(INTENT)}"))
    return next((each for each in leading if each in places), "")
