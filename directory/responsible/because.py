"""Settles what something sounds like, and what makes it so; the words are others'. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from directory.model import Problem
from directory.responsible.answers import Answers
from directory.terms import ProblemKind

_ASB = "antisocial behaviour"


class Sounds(StrEnum):
    CRIME = "crime"
    MAYBE_CRIME = "maybe_crime"
    ASB = "asb"
    NO_CRIME = "no_crime"
    CANNOT_TELL = "cannot_tell"


class Reason(StrEnum):
    DANGER = "danger"
    HARM = "harm"
    """There is a weapon or a threat: somebody may get hurt."""
    NOW = "now"
    MAYBE_NOW = "maybe_now"
    WEAPON = "weapon"
    THREAT = "threat"
    HATE = "hate"
    NO_DANGER = "no_danger"
    NO_WEAPON = "no_weapon"
    NO_THREAT = "no_threat"


@dataclass(frozen=True, slots=True)
class Because:
    """What an answer rests on, in the order in which it is said."""

    urgent: Reason | None
    """What makes it a matter for 999 first."""
    sounds: Sounds | None
    """None where nothing is said of it, because 999 comes first and nobody can tell."""
    reasons: tuple[Reason, ...] = ()
    has_note: bool = False
    """Whether the problem's own note of what it counts as still holds."""
    is_calm: bool = False
    """Whether it is a crime that need not be 999, as nobody is in danger."""


def because(
    problem: Problem | None, answers: Answers, kind: ProblemKind, *, is_urgent: bool
) -> Because:
    """Whether 999 comes first, what it sounds like, and why."""
    urgent = _urgent(answers) if is_urgent else None
    if is_urgent and kind is ProblemKind.DEPENDS:
        return Because(urgent, None)
    return Because(
        urgent,
        _sounds(problem, kind),
        _reasons(answers, kind, is_urgent=is_urgent),
        has_note=problem is not None and not _is_now_a_crime(problem, kind),
        is_calm=kind is ProblemKind.CRIME and not is_urgent and answers.is_danger is False,
    )


def _sounds(problem: Problem | None, kind: ProblemKind) -> Sounds:
    match kind:
        case ProblemKind.CRIME if problem and problem.kind is ProblemKind.DEPENDS:
            return Sounds.MAYBE_CRIME
        case ProblemKind.CRIME:
            return Sounds.CRIME
        case ProblemKind.ASB if problem and _ASB in problem.kind_note:
            return Sounds.NO_CRIME  # the note says what it is instead
        case ProblemKind.ASB:
            return Sounds.ASB
        case ProblemKind.NEITHER:
            return Sounds.NO_CRIME
        case ProblemKind.DEPENDS:
            return Sounds.CANNOT_TELL


def _is_now_a_crime(problem: Problem, kind: ProblemKind) -> bool:
    """Whether the answers made a crime of what is none by itself: its note would say otherwise."""
    is_milder = problem.kind in (ProblemKind.ASB, ProblemKind.NEITHER)
    return kind is ProblemKind.CRIME and is_milder


def _reasons(answers: Answers, kind: ProblemKind, *, is_urgent: bool) -> tuple[Reason, ...]:
    if kind is ProblemKind.CRIME:
        said = {
            Reason.WEAPON: answers.has_weapon,
            Reason.THREAT: answers.is_threat,
            Reason.HATE: answers.is_hate,
        }
        return tuple(reason for reason, is_so in said.items() if is_so)
    if is_urgent or kind is ProblemKind.DEPENDS:
        return ()
    denied = {
        Reason.NO_DANGER: answers.is_danger,
        Reason.NO_WEAPON: answers.has_weapon,
        Reason.NO_THREAT: answers.is_threat,
    }
    return tuple(reason for reason, is_so in denied.items() if is_so is False)


def _urgent(answers: Answers) -> Reason:
    if answers.is_danger:
        return Reason.DANGER
    if answers.has_weapon or answers.is_threat:
        return Reason.HARM
    return Reason.NOW if answers.is_now else Reason.MAYBE_NOW
