"""Who deals with it, in order, and what makes it so. Pure."""

from collections.abc import Iterator
from functools import reduce

from bot.conversation import wording
from bot.conversation.flows import service_card
from bot.conversation.flows.cards import with_card
from bot.conversation.model import Sorting, Step
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.safeguarding.levels import Concern, Level
from directory.model import Contact, Problem, Route, Service
from directory.responsible.resolver import Answers, Resolution, resolve
from directory.terms import Asks, ContactKind, RouteTo

FLOW, ANSWER = "who", "answer"
DANGER_NOW = Concern(Level.IMMEDIATE)
MOST_WORDS = 60  # of one message: more is not read
LEAD = 6  # of them are the entry's own
# Whom to ring for a part of theirs whose own number nobody has confirmed.
MAIN_LINE = {RouteTo.COUNCIL: "council"}


def problem_of(moment: Moment, sorting: Sorting) -> Problem | None:
    return moment.content.directory.problems.get(sorting.problem)


def answers_of(sorting: Sorting) -> Answers:
    """What is known of the problem so far."""
    return reduce(
        lambda known, each: known.answered(Asks(each[0]), each[1]), sorting.answers, Answers()
    )


def resolution_of(moment: Moment, sorting: Sorting) -> Resolution:
    return resolve(problem_of(moment, sorting), answers_of(sorting))


def give(reply: Reply, sorting: Sorting, *, is_grave: bool = False) -> Reply:
    """Say who deals with it; where somebody may get hurt, the safety card goes first."""
    moment, resolution = reply.moment, resolution_of(reply.moment, sorting)
    reply = reply.keep(step=Step(FLOW, ANSWER), sorting=sorting)
    if is_grave:
        reply = with_card(reply, DANGER_NOW)
    because = wording.because(moment.content, resolution.problem, resolution)
    who, now = _who(moment, resolution), _now(moment, resolution)
    if len(f"{because} {who} {now}".split()) + LEAD > MOST_WORDS:
        reply, because = reply.say("who.because", summary=because), ""
    return reply.answer("who.answer", summary=because, who=who, now=now)


def _who(moment: Moment, resolution: Resolution) -> str:
    """A line for each who deals with it, in order; the first with its hours."""
    return "\n".join(filter(None, _lines(moment, resolution)))


def _lines(moment: Moment, resolution: Resolution) -> Iterator[str]:
    for place, code in enumerate(resolution.codes):
        route = next(each for each in resolution.routes if each.to == code)
        yield _line(moment, resolution, route, with_hours=place == 0)


def _line(moment: Moment, resolution: Resolution, route: Route, *, with_hours: bool) -> str:
    if route.to is RouteTo.EMERGENCY:
        return moment.part("who.emergency")
    directory = moment.content.directory
    service = directory.service(route.service) if route.service else None
    if service is None:
        return _without_service(moment, resolution, route)
    rung = service if service.reachable else directory.service(MAIN_LINE.get(route.to, ""))
    named = moment.content.words.names.get((rung or service).id, (rung or service).name)
    contact = _contact(rung) if rung else None
    if contact is None:
        return named
    way = service_card.way(moment, contact) if with_hours else _way(moment, contact)
    return moment.part("who.line", service=named, number=way)


def _contact(service: Service) -> Contact | None:
    """The first way in that somebody answers; the emergency number has a line of its own."""
    usual = [each for each in service.reachable if each.value != RouteTo.EMERGENCY]
    return next((each for each in usual if each.kind is not ContactKind.EMAIL), None)


def _without_service(moment: Moment, resolution: Resolution, route: Route) -> str:
    """A landlord has no one number; where it is grave nobody is told to talk it over (B23)."""
    if route.to is RouteTo.LANDLORD:
        return moment.part("who.landlord")
    return "" if resolution.first_steps else wording.when(moment.content, resolution, route)


def _way(moment: Moment, contact: Contact) -> str:
    is_text = contact.kind is ContactKind.SMS
    return moment.part("part.text", number=contact.value) if is_text else contact.value


def _now(moment: Moment, resolution: Resolution) -> str:
    """When to ring 999 after all. What is always that urgent says so only while it is."""
    if resolution.is_urgent:
        return ""
    always, own = moment.part("who.danger"), wording.now(moment.content, resolution)
    if resolution.problem and resolution.problem.routes[0].to is RouteTo.EMERGENCY:
        return always
    return own if RouteTo.EMERGENCY in own else f"{own} {always}"
