"""Which question comes after which, for somebody who passes something on. Pure.

Every one of them can be skipped, and none is asked twice (standards A8, B10).
"""

from bot.casework import Told
from bot.conversation.flows.talking.questions import Question


def is_asked(question: Question, told: Told, *, knows_of_danger: bool = False) -> bool:
    """Whether what was told so far leaves this question to be asked."""
    is_expecting = told.may_message or bool(told.reach)
    match question:
        case Question.DANGER:
            return not knows_of_danger
        case Question.ADDRESS:
            return bool(told.reach)
        case Question.MESSAGE:
            return told.agreed_to_reach and not told.reach
        case Question.WHEN | Question.WORD:
            return is_expecting
        case _:
            return True


def after(question: Question, told: Told, *, knows_of_danger: bool = False) -> Question | None:
    """Return the next question; None when all have been asked."""
    later = list(Question)[list(Question).index(question) + 1 :]
    if question is Question.REACH:
        later.remove(Question.ADDRESS)  # it has just been answered, or is not wanted
    return next(
        (each for each in later if is_asked(each, told, knows_of_danger=knows_of_danger)), None
    )


def before(question: Question | None, told: Told, *, knows_of_danger: bool) -> Question | None:
    """Return the question before one, or the last of all; None before the first."""
    order = list(Question)
    earlier = order[: order.index(question)] if question else order
    return next(
        (
            each
            for each in reversed(earlier)
            if is_asked(each, told, knows_of_danger=knows_of_danger)
        ),
        None,
    )
