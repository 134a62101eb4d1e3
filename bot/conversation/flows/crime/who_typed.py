"""What is typed where a question of who deals with it waits for a tap. Pure."""

from dataclasses import replace

from bot.conversation.flows import answers, not_understood, said
from bot.conversation.flows.crime import responsible, who_after, who_deals
from bot.conversation.flows.crime.who_answer import FLOW, answers_of, problem_of
from bot.conversation.intents import Intent
from bot.conversation.model import Sorting
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.conversation.sayings import Saying
from bot.safeguarding.levels import Level
from directory.responsible.resolver import Answers, answers_in, resolve
from directory.terms import Asks

# Meanings that may well be an answer to a question of who deals with it.
MAY_ANSWER = {*responsible.ASKS_WHO, Intent.AFFIRM, Intent.DENY}


def resume(moment: Moment) -> Reply:
    """Read an answer out of a text; what is plainly something else leaves the questions."""
    sorting, under = who_deals.waiting(moment), _under_the_answer(moment)
    if under:
        return who_deals.TAPPED[under](replace(moment, button=under))
    if sorting is None or not _is_last_said(moment, sorting) or _is_grave(moment):
        return answers.respond(_left(moment))
    heard = _heard(moment, sorting)
    if heard is not None:
        return heard
    return _asked_again(moment, sorting) if _may_answer(moment, sorting) else _elsewhere(moment)


def _under_the_answer(moment: Moment) -> str | None:
    """A button of the answer whose label was typed, wherever the talk has gone from there."""
    offered = (each for each in moment.content.offered("who.answer") if each in who_after.TAPPED)
    return moment.content.buttons.typed(moment.text, offered)


def _is_last_said(moment: Moment, sorting: Sorting) -> bool:
    """Whether nothing else was said since: a safety card, say, asks something of its own."""
    return moment.conversation.said[-1:] == (who_deals.ASKED[Asks(sorting.asked[-1])],)


def _is_grave(moment: Moment) -> bool:
    return moment.now.concern.level >= Level.SERIOUS


def _heard(moment: Moment, sorting: Sorting) -> Reply | None:
    """Go on with what a text answers; None where it answers nothing."""
    question, problem = Asks(sorting.asked[-1]), problem_of(moment, sorting)
    before = answers_of(sorting)
    after = _with(before, answers_in(moment.text))
    if after.to(question) is None and _begins_with_yes(moment):
        after = after.answered(question, True)
    is_urgent = resolve(problem, after).is_urgent and not resolve(problem, before).is_urgent
    if after.to(question) is None and not is_urgent:
        return None
    is_grave = any(after.to(each) for each in who_deals.GRAVE)
    found = replace(sorting, answers=who_deals.known(after))
    return who_deals.go_on(Reply.to(moment), found, is_grave=is_grave)


def _with(before: Answers, heard: Answers) -> Answers:
    """What was known and what is said now: a no does not take back a yes."""
    for question in Asks:
        said = heard.to(question)
        if said is not None and not before.to(question):
            before = before.answered(question, said)
    return before


def _begins_with_yes(moment: Moment) -> bool:
    first = moment.text.split()[:1]
    return bool(first) and moment.content.sayings.hears(Saying.YES, first[0])


def _may_answer(moment: Moment, sorting: Sorting) -> bool:
    """Whether a text that was not understood may be about the same thing all the same."""
    problem, heard = responsible.found(moment), moment.now.understanding
    if problem and problem.id != sorting.problem:
        return False
    is_elsewhere = heard.is_confident and heard.intent not in MAY_ANSWER
    return not is_elsewhere and said.answer(Reply.to(moment)) is None


def _asked_again(moment: Moment, sorting: Sorting) -> Reply:
    """Ask once more; whoever is not understood twice in a row is shown the ways to help (B7)."""
    count = moment.conversation.misunderstood + 1
    if count >= not_understood.PATIENCE:
        return not_understood.respond(_left(moment))
    reply = Reply.to(moment).keep(misunderstood=count).say("who.unclear")
    return who_deals.ask(reply, sorting)


def _elsewhere(moment: Moment) -> Reply:
    return answers.respond(_left(moment))


def _left(moment: Moment) -> Moment:
    """The moment with no question waiting."""
    conversation = replace(moment.conversation, step=None)
    return replace(moment, now=replace(moment.now, conversation=conversation))


RESUME = {FLOW: resume}
