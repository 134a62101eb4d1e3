"""A place that another council looks after, named in a question for a council. Pure."""

from dataclasses import replace

from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import Message
from directory.matching.places import Place, places_in
from directory.model import Problem
from directory.terms import RouteTo

# Meanings that a council may have to answer, whatever the problem.
FOR_A_COUNCIL = frozenset({
    Intent.REPORT_ASB,
    Intent.REPORT_ENVIRONMENT,
    Intent.CRIME_OR_ASB,
    Intent.CHASE_REPORT,
    Intent.AREA_SAFETY,
    Intent.HOUSING,
})  # fmt: skip


def home_elsewhere(moment: Moment) -> str | None:
    """Where somebody says they live, if another council looks after it."""
    return next((each.name for each in _elsewhere(moment) if each.is_home), None)


def goes_to_a_council(problem: Problem) -> bool:
    return any(route.to is RouteTo.COUNCIL for route in problem.routes)


def minded(reply: Reply) -> Reply:
    """Say under an answer that another council looks after a place, if it happened there."""
    place = next((each.name for each in _elsewhere(reply.moment)), None)
    if place is None:
        return reply
    told = reply.moment.part("who.elsewhere", place=place)

    def with_place(message: Message) -> Message:
        return replace(message, text=f"{message.text}\n\n{told}")

    return reply.change_last(with_place)


def _elsewhere(moment: Moment) -> tuple[Place, ...]:
    """The places elsewhere that a text names, where it names none here."""
    found = places_in(moment.content.directory.borough, moment.text)
    return () if any(each.is_here for each in found) else found
