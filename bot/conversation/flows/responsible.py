"""Who deals with it: crime, nuisance or neither, whom to tell, and what happens next. Pure."""

from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from directory.filling import fill
from directory.model import Problem
from directory.search import find_problem

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
    """Give the words written for a problem, or what the directory itself says of it."""
    content = reply.moment.content
    if key_for(problem) in content.words.entries:
        return reply.answer(key_for(problem))
    said = (problem.kind_note, problem.who, problem.now, problem.anonymous_note)
    what, who, now, name = (fill(content.directory, each).text for each in said)
    return reply.answer(COMPOSED, what=what, who=who, now=now, name=name)
