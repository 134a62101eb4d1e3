"""Says in plain words what something sounds like, and what makes it so. Pure."""

from collections.abc import Iterator

from directory.model import Problem
from directory.responsible.answers import Answers
from directory.terms import ProblemKind

_LONG, _SHORT = "antisocial behaviour", "ASB"
_CANNOT_TELL = (
    f"This may be a crime, or it may be {_LONG} ({_SHORT}). We could not tell from your words. "
    "It is a crime when someone is hurt or threatened, or a thing is stolen or broken. "
    f"It is {_SHORT} when noise, smoke or trouble upsets the people near by."
)


def because(
    problem: Problem | None, answers: Answers, kind: ProblemKind, *, is_urgent: bool
) -> str:
    """Whether 999 comes first, what it sounds like, and why."""
    first = f"Ring 999 first, because {_and(_urgent(answers))}." if is_urgent else ""
    return " ".join(part for part in (first, *_sounds(problem, answers, kind, is_urgent)) if part)


def _sounds(
    problem: Problem | None, answers: Answers, kind: ProblemKind, is_urgent: bool
) -> Iterator[str]:
    if is_urgent and kind is ProblemKind.DEPENDS:
        return
    yield _sounds_like(problem, kind)
    if reasons := _reasons(answers, kind, is_urgent=is_urgent):
        yield f"That is because {_and(reasons)}."
    if problem and not _is_now_a_crime(problem, kind):
        is_named = kind is ProblemKind.ASB
        yield problem.kind_note.replace(_LONG, _SHORT) if is_named else problem.kind_note
    if kind is ProblemKind.CRIME and not is_urgent and answers.is_danger is False:
        yield "No one is in danger now, so this does not have to be 999."


def _sounds_like(problem: Problem | None, kind: ProblemKind) -> str:
    match kind:
        case ProblemKind.CRIME if problem and problem.kind is ProblemKind.DEPENDS:
            return "This sounds like it may be a crime."
        case ProblemKind.CRIME:
            return "This sounds like a crime."
        case ProblemKind.ASB:
            return f"From what you say, this sounds like {_LONG}, or {_SHORT} for short."
        case ProblemKind.NEITHER:
            return "This does not sound like a crime."
        case ProblemKind.DEPENDS:
            return _CANNOT_TELL


def _is_now_a_crime(problem: Problem, kind: ProblemKind) -> bool:
    """Whether the answers made a crime of what is none by itself: its note would say otherwise."""
    is_milder = problem.kind in (ProblemKind.ASB, ProblemKind.NEITHER)
    return kind is ProblemKind.CRIME and is_milder


def _reasons(answers: Answers, kind: ProblemKind, *, is_urgent: bool) -> tuple[str, ...]:
    if kind is ProblemKind.CRIME:
        said = {
            "there is a weapon": answers.has_weapon,
            "someone made a threat": answers.is_threat,
            "it may be about who someone is": answers.is_hate,
        }
        return tuple(reason for reason, is_so in said.items() if is_so)
    if is_urgent:
        return ()
    denied = {
        "no one is in danger": answers.is_danger,
        "no one has a weapon": answers.has_weapon,
        "no one made a threat": answers.is_threat,
    }
    return tuple(reason for reason, is_so in denied.items() if is_so is False)


def _urgent(answers: Answers) -> tuple[str]:
    if answers.is_danger:
        return ("someone may be in danger",)
    if answers.has_weapon or answers.is_threat:
        return ("someone may get hurt",)
    return ("it is going on now",) if answers.is_now else ("it may be going on now",)


def _and(reasons: tuple[str, ...]) -> str:
    *first, last = reasons
    return f"{', '.join(first)} and {last}" if first else last
