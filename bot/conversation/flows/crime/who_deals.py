"""Crime or nuisance: at most three questions, one a message, and then who deals with it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.conversation.flows import welcome
from bot.conversation.flows.aside import set_aside
from bot.conversation.flows.crime import who_after, who_answer
from bot.conversation.flows.crime.who_answer import ANSWER, FLOW, answers_of, problem_of
from bot.conversation.flows.crime.who_kinds import BUTTONS, KINDS, PROBLEM
from bot.conversation.model import Sorting, Step
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from directory.responsible.resolver import Answers, next_question
from directory.terms import Asks

YES, NO, UNSURE = "who.yes", "who.no", "who.unsure"
SAYS = {YES: True, NO: False}
UNKNOWN = "who.unknown"
ASKED = {
    Asks.DANGER: "who.ask.danger",
    Asks.NOW: "who.ask.now",
    Asks.LANDLORD: "who.ask.landlord",
    Asks.WEAPON: "who.ask.weapon",
    Asks.THREAT: "who.ask.threat",
    Asks.HATE: "who.ask.hate",
}
GRAVE = {Asks.DANGER, Asks.WEAPON, Asks.THREAT}


def go_on(reply: Reply, sorting: Sorting, *, is_grave: bool = False) -> Reply:
    """Ask the next thing that changes who deals with it; with nothing left, give the answer."""
    question = question_for(reply.moment, sorting)
    if question is None:
        return who_answer.give(reply, sorting, is_grave=is_grave)
    return ask(reply, replace(sorting, asked=(*sorting.asked, question.value)))


def ask(reply: Reply, sorting: Sorting) -> Reply:
    """Put the latest of the questions asked."""
    question = Asks(sorting.asked[-1])
    return reply.keep(step=Step(FLOW, question), sorting=sorting).say(ASKED[question])


def question_for(moment: Moment, sorting: Sorting) -> Asks | None:
    asked = tuple(map(Asks, sorting.asked))
    return next_question(problem_of(moment, sorting), answers_of(sorting), asked)


def known(answers: Answers) -> tuple[tuple[str, bool], ...]:
    """What has been answered, as it is remembered."""
    said = ((question, answers.to(question)) for question in Asks)
    return tuple((question.value, each) for question, each in said if each is not None)


def waiting(moment: Moment) -> Sorting | None:
    """The questions, where one of them waits for its answer."""
    step, sorting = moment.conversation.step, moment.conversation.sorting
    is_asked = step is not None and step.flow == FLOW and step.name != ANSWER
    return sorting if is_asked and sorting and sorting.asked else None


def answered(moment: Moment) -> Reply:
    """Go on from a yes, a no or a "don't know" to the question that waits."""
    sorting = waiting(moment)
    if sorting is None:
        return who_after.choose_again(moment)
    return with_answer(moment, sorting, SAYS.get(moment.button))


def with_answer(moment: Moment, sorting: Sorting, said: bool | None) -> Reply:
    question = Asks(sorting.asked[-1])
    answers = answers_of(sorting)
    if said is not None:
        answers = answers.answered(question, said)
    is_grave = bool(said) and question in GRAVE
    return go_on(Reply.to(moment), replace(sorting, answers=known(answers)), is_grave=is_grave)


def chosen(moment: Moment) -> Reply:
    """Begin with a problem that was chosen; with `who.unknown`, without one."""
    if moment.conversation.is_with_staff:
        return Reply.to(moment).say("staff.has_it")
    problem = "" if moment.button == UNKNOWN else moment.button.removeprefix(PROBLEM)
    return go_on(set_aside(Reply.to(moment)), Sorting(problem))


def back(moment: Moment) -> Reply | None:
    """The question before this one, or what this was asked beside; None at the first."""
    sorting, last = moment.conversation.sorting, moment.conversation.said[-1:]
    if sorting is None:
        return None
    if waiting(moment) is None:
        if last != ("who.answer",):
            return who_answer.give(Reply.to(moment), sorting)
        return _asked_before(moment, sorting, sorting.asked)
    if last != (ASKED[Asks(sorting.asked[-1])],):
        return ask(Reply.to(moment), sorting)
    return _asked_before(moment, sorting, sorting.asked[:-1])


def _asked_before(moment: Moment, sorting: Sorting, asked: tuple[str, ...]) -> Reply | None:
    """The latest of these questions once more, as if it had not been answered."""
    if not asked:
        return None
    kept = tuple(each for each in sorting.answers if each[0] != asked[-1])
    return ask(Reply.to(moment), replace(sorting, answers=kept, asked=asked))


BACK: Mapping[str, Callable[[Moment], Reply | None]] = {FLOW: back}
PLACES = frozenset({UNKNOWN, *KINDS, *BUTTONS})
TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    **dict.fromkeys(("who.start", "who.kinds"), who_after.choose_again),
    **dict.fromkeys(KINDS, welcome.screen),
    **dict.fromkeys((*BUTTONS, UNKNOWN), chosen),
    **dict.fromkeys((YES, NO, UNSURE), answered),
    **who_after.TAPPED,
}
