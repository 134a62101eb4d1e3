"""Who deals with what somebody types: the words on it at once, then what has to be asked. Pure."""

from dataclasses import replace

from bot.conversation.flows.crime import other_places, who_deals
from bot.conversation.flows.crime.who_answer import resolution_of
from bot.conversation.flows.crime.who_kinds import MOST_OTHERS
from bot.conversation.intents import Intent
from bot.conversation.model import Sorting
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import Message
from directory.filling import fill
from directory.model import Problem
from directory.responsible.resolver import answers_in
from directory.search import find_problem, problems_in

# Meanings that one of the directory's problems may answer more closely.
ASKS_WHO = frozenset({
    Intent.REPORT_CRIME,
    Intent.REPORT_ASB,
    Intent.CRIME_OR_ASB,
    Intent.REPORT_ANONYMOUSLY,
    Intent.REPORT_DRUGS,
    Intent.REPORT_ENVIRONMENT,
    Intent.HATE_CRIME,
    Intent.CHASE_REPORT,
    Intent.AREA_SAFETY,
    Intent.ONLINE_HARM,
    Intent.KNIFE_CARRYING,
    Intent.STALKING,
})  # fmt: skip


COMPOSED = "problem.composed"
UNDER = (("who.next", "who.name"), ("who.wrong",))


def found(moment: Moment) -> Problem | None:
    """Return the problem that a text is about, if one is plain enough."""
    if not moment.text:
        return None
    match = find_problem(moment.content.directory, moment.text)
    return match.problem if match else None


def key_for(problem: Problem) -> str:
    return f"problems.{problem.id}"


def answers(problem: Problem, key: str) -> bool:
    """Whether an entry is what is said of this problem."""
    return key in {key_for(problem), COMPOSED}


def answer(reply: Reply, problem: Problem) -> Reply:
    """Say who deals with it, and then ask what may change that, unless a card asks already."""
    is_after_card = bool(reply.effects)
    sorting = _sorting(reply.moment, problem)
    reply = _first_999(_told(reply, problem).keep(sorting=sorting))
    if other_places.goes_to_a_council(problem):
        reply = other_places.minded(reply)
    if is_after_card:
        return reply
    question = who_deals.question_for(reply.moment, sorting)
    if question is None:
        return reply
    return who_deals.ask(reply, replace(sorting, asked=(question.value,)))


def ask_of_anything(reply: Reply) -> Reply:
    """After what is said of all crime and nuisance, ask what tells them apart."""
    sorting = Sorting(answers=who_deals.known(answers_in(reply.moment.text)))
    question = who_deals.question_for(reply.moment, sorting)
    if question is None:
        return reply
    return who_deals.ask(reply, replace(sorting, asked=(question.value,)))


def _told(reply: Reply, problem: Problem) -> Reply:
    """Give the words written for a problem, or what the directory itself says of it."""
    content = reply.moment.content
    if key_for(problem) in content.words.entries:
        return reply.answer(key_for(problem), under=UNDER)
    said = (problem.kind_note, problem.who, problem.now, problem.anonymous_note)
    what, who, now, name = (fill(content.directory, each).text for each in said)
    return reply.answer(COMPOSED, under=UNDER, what=what, who=who, now=now, name=name)


def _sorting(moment: Moment, problem: Problem) -> Sorting:
    """What the text says already, and what else it may be about: never the text itself."""
    others = (
        match.problem.id
        for match in problems_in(moment.content.directory, moment.text)
        if match.problem is not problem
    )
    said = who_deals.known(answers_in(moment.text))
    return Sorting(problem.id, said, others=tuple(others)[:MOST_OTHERS])


def _first_999(reply: Reply) -> Reply:
    """Put 999 before the words where the text makes it more urgent than it usually is."""
    moment, sorting = reply.moment, reply.conversation.sorting
    if sorting is None or not sorting.answers:
        return reply
    usual = resolution_of(moment, replace(sorting, answers=()))
    if usual.is_urgent or not resolution_of(moment, sorting).is_urgent:
        return reply
    first = moment.part("who.first_999")

    def with_999(message: Message) -> Message:
        return replace(message, text=f"{first}\n\n{message.text}")

    return reply.change_last(with_999)
