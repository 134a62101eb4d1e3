"""Settles who deals with something: asks what has to be known, then says who and why. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from directory.model import Contact, Directory, Problem, Route, Service
from directory.responsible.answers import Answers, answers_in
from directory.responsible.because import Because, because
from directory.responsible.responsibility import for_intent, responsible
from directory.terms import Anonymous, Asks, ProblemKind, RouteTo

__all__ = [
    "Answers",
    "Resolution",
    "SecondLook",
    "Steps",
    "answers_in",
    "next_question",
    "resolve",
    "second_looks",
]

_MOST_QUESTIONS = 3
_ASKED_OF_ANYTHING = (Asks.DANGER, Asks.THREAT, Asks.LANDLORD)
_ON_999, _ON_101 = RouteTo.EMERGENCY.value, RouteTo.POLICE.value
_LANDLORD, _NHS = RouteTo.LANDLORD.value, RouteTo.NHS.value
_NO_CRIME = {ProblemKind.ASB, ProblemKind.NEITHER}
_POLICE_CODES = {_ON_101, RouteTo.TRANSPORT_POLICE.value}
_ROUTES_FOR_ANYTHING = (
    Route(RouteTo.POLICE, "", "police-101"),
    Route(RouteTo.COUNCIL, "", "council"),
    Route(RouteTo.LANDLORD, ""),
    Route(RouteTo.EMERGENCY, "", "emergency-999"),
)
_ROUTES_FOR_MORE = (
    Route(RouteTo.POLICE, "", "police-101"),
    Route(RouteTo.LANDLORD, ""),
    Route(RouteTo.EMERGENCY, "", "emergency-999"),
)
"""Where the answers lead further than the problem's own routes."""


class Steps(StrEnum):
    """What to do next, where the problem does not say it, or its own steps must wait."""

    IN_DANGER = "in_danger"
    FOR_POLICE = "for_police"
    FOR_ANYTHING = "for_anything"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who deals with it, in order, and why. 999 is in `codes` only where it comes first.

    Texts are the problem's own; the rest is for the words to say.
    """

    kind: ProblemKind
    """DEPENDS only where nobody can tell yet."""
    codes: tuple[str, ...]
    problem: Problem | None
    """What it is about; None where a message tells of nothing we know."""
    because: Because
    routes: tuple[Route, ...]
    """In the order of the codes. The way to 999 stays at the end where it is not the first. Those
    that the problem does not name have no words of their own for when to use them."""
    first_steps: Steps | None
    """What to do before the problem's own next steps, or in their place."""
    next_steps: tuple[str, ...]
    """The problem's own."""
    if_nothing: tuple[str, ...]
    """Services that look at it again (`second_looks`)."""
    anonymous: Anonymous
    anonymous_note: str
    """Empty, as `now` is, where the problem is not known."""
    now: str = ""
    """When to ring 999 for this."""

    @property
    def is_urgent(self) -> bool:
        return self.codes[:1] == (_ON_999,)


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Who looks at it again where nothing was done; without a contact where none is confirmed."""

    service: Service
    contact: Contact | None
    when: str


def next_question(
    problem: Problem | None, answers: Answers, asked: Collection[Asks] = ()
) -> Asks | None:
    """What to ask next: at most three things, and only what changes who deals with it.

    `asked` are the questions put already, so that "I do not know" is not asked again.
    """
    if _is_grave(problem, answers):
        return None
    listed = (problem.asks if problem else _ASKED_OF_ANYTHING)[:_MOST_QUESTIONS]
    unknown = [question for question in listed if answers.to(question) is None]
    calm = answers
    for question in unknown:
        calm = calm.answered(question, False)
    return next(
        (one for one in unknown if one not in asked and _matters(problem, calm, one)), None
    )


def resolve(problem: Problem | None, answers: Answers) -> Resolution:
    """Who deals with it. `problem` is None where a message tells of none we know."""
    codes, kind = _codes(problem, answers), _kind(problem, answers)
    is_urgent = _is_urgent(problem, answers)
    first_steps = _first_steps(problem, kind, is_urgent=is_urgent)
    return Resolution(
        kind=kind,
        codes=codes,
        problem=problem,
        because=because(problem, answers, kind, is_urgent=is_urgent),
        routes=_routes(problem, codes),
        first_steps=first_steps,
        next_steps=problem.next_steps if problem and _keeps_own(problem, first_steps) else (),
        if_nothing=problem.if_nothing if problem else (),
        anonymous=problem.anonymous if problem else Anonymous.PARTLY,
        anonymous_note=problem.anonymous_note if problem else "",
        now=problem.now if problem else "",
    )


def second_looks(directory: Directory, resolution: Resolution) -> tuple[SecondLook, ...]:
    """What to do where nothing happens, with the rule of each as a problem's route states it."""
    found = []
    for name in resolution.if_nothing:
        service = directory.service(name)
        if service is not None:
            contact = next(iter(service.reachable), None)
            found.append(SecondLook(service, contact, _rule(directory, service)))
    return tuple(found)


def _rule(directory: Directory, service: Service) -> str:
    every = (route for problem in directory.problems.values() for route in problem.routes)
    named = (one for one in every if one.service and directory.service(one.service) is service)
    return next((one.when for one in named), service.summary)


def _matters(problem: Problem | None, calm: Answers, question: Asks) -> bool:
    """Whether a yes to this changes the route, were everything else that is not known a no."""
    return _codes(problem, calm.answered(question, True)) != _codes(problem, calm)


def _is_urgent(problem: Problem | None, answers: Answers) -> bool:
    """Whether 999 comes first. What is always that urgent stays so until it is known to be over
    and nobody in danger.
    """
    is_over = answers.is_now is False and answers.is_danger is False
    is_always = problem is not None and problem.routes[0].to is RouteTo.EMERGENCY
    return _is_grave(problem, answers) or (is_always and not is_over)


def _is_grave(problem: Problem | None, answers: Answers) -> bool:
    """Danger, a weapon, a threat, or a crime going on: nothing more has to be known."""
    if answers.is_danger or answers.has_weapon or answers.is_threat:
        return True
    counts_now = answers.is_hate or (problem is not None and Asks.NOW in problem.asks)
    return bool(answers.is_now and counts_now)


def _codes(problem: Problem | None, answers: Answers) -> tuple[str, ...]:
    codes = list(_usual(problem))
    if answers.is_landlords and _LANDLORD not in codes:
        codes.insert(1, _LANDLORD)
    if answers.is_landlords is False and len(codes) > 1 and _LANDLORD in codes:
        codes.remove(_LANDLORD)
    if _is_for_police(answers) and not _POLICE_CODES & set(codes[:1]):
        codes = [_ON_101, *(code for code in codes if code != _ON_101)]
    if _is_urgent(problem, answers):
        soon = [code for code in (_NHS, _ON_101) if code in codes and _is_milder(problem)]
        codes = [_ON_999, *soon, *(code for code in codes if code not in soon)]
    return tuple(codes)


def _usual(problem: Problem | None) -> tuple[str, ...]:
    codes = responsible(problem) if problem else for_intent("crime_or_asb", "none")
    return tuple(code for code in codes if code != _ON_999)


def _is_milder(problem: Problem | None) -> bool:
    """Whether somebody else than the police would usually lead."""
    return problem is None or problem.kind is not ProblemKind.CRIME


def _is_for_police(answers: Answers) -> bool:
    return bool(answers.is_hate or answers.has_weapon or answers.is_threat)


def _kind(problem: Problem | None, answers: Answers) -> ProblemKind:
    if _is_for_police(answers):
        return ProblemKind.CRIME
    if problem is None:
        return ProblemKind.DEPENDS
    if answers.is_danger and _ON_101 in _usual(problem) and _NHS not in _usual(problem):
        return ProblemKind.CRIME
    return _settled(problem) if problem.kind is ProblemKind.DEPENDS else problem.kind


def _settled(problem: Problem) -> ProblemKind:
    """What a problem that may be either sounds like while nothing grave is known of it."""
    codes = _usual(problem)
    if codes[0] == _LANDLORD:
        return ProblemKind.NEITHER
    is_councils = RouteTo.COUNCIL.value in codes
    return ProblemKind.ASB if is_councils else ProblemKind.CRIME


def _routes(problem: Problem | None, codes: tuple[str, ...]) -> tuple[Route, ...]:
    own = problem.routes if problem else _ROUTES_FOR_ANYTHING
    known = {route.to for route in own}
    places = {code: place for place, code in enumerate(codes)}
    every = (*own, *(route for route in _ROUTES_FOR_MORE if route.to not in known))
    shown = [one for one in every if one.to.value in places or one.to is RouteTo.EMERGENCY]
    return tuple(sorted(shown, key=lambda one: places.get(one.to.value, len(codes))))


def _first_steps(problem: Problem | None, kind: ProblemKind, *, is_urgent: bool) -> Steps | None:
    if is_urgent:
        return Steps.IN_DANGER
    if problem is None:
        return Steps.FOR_ANYTHING
    is_now_a_crime = problem.kind in _NO_CRIME and kind is ProblemKind.CRIME
    return Steps.FOR_POLICE if is_now_a_crime else None


def _keeps_own(problem: Problem, first: Steps | None) -> bool:
    """In danger nobody is told to talk it over, or to gather proof (standards B23)."""
    is_for_support = _usual(problem)[0] == RouteTo.OTHER.value
    return first is None or (first is Steps.IN_DANGER and is_for_support)
