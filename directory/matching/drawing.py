"""Says what draws services to a need: a name, a first choice, words of a message. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from directory.matching.candidates import URGENT, Candidates, candidates, fitting, mentioning
from directory.matching.names import find_service
from directory.matching.topics import find_problem
from directory.model import Directory, Service

_DANGER = frozenset({"emergency", "suicide_self_harm"})
_ANY_INTENT = frozenset({"", "find_service"})


@dataclass(frozen=True, slots=True)
class Need:
    """What help is looked for: an intent's name, a message or a search in words, topics."""

    intent: str = ""
    words: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draw:
    """The services that may serve a need, by their place in `Candidates`, and what is for them.

    Whether somebody may use them is not looked at here.
    """

    services: Sequence[Service]
    emergency_numbers: frozenset[str]
    named: Mapping[int, int]
    """Asked for by name: in which order."""
    first: Mapping[int, int]
    """First choices, best 0."""
    fits: frozenset[int]
    """Those which the words of the message point to."""
    speaking: frozenset[int]
    """Those which speak the language."""
    scores: Mapping[int, float]
    """How much others tell of what was searched for in words."""
    serving: Sequence[int]
    """All that serve the need, best first."""
    urgent: Sequence[int]
    """Of these, the lines for a crisis, where the need is urgent."""
    is_urgent: bool
    is_danger: bool


def draw(directory: Directory, need: Need, language: str | None = None) -> Draw:
    index = candidates(directory)
    first = index.named(directory, directory.first_choices.get(need.intent, ()))
    serving = index.serving.get(need.intent, ())
    fits = fitting(directory, need.words) & {*first, *serving}
    scores: Mapping[int, float] = {}
    if need.intent in _ANY_INTENT:
        first += _of_the_problem(directory, index, need.words)
        scores = mentioning(directory, need.words)
        serving = tuple(sorted(scores, key=lambda place: (-scores[place], place)))
    if need.topics:
        on_topic = frozenset(chain.from_iterable(index.on(topic) for topic in need.topics))
        serving = (*sorted(on_topic), *(place for place in serving if place not in on_topic))
        fits |= on_topic
    speaking = index.speaking.get((language or "").casefold(), frozenset())
    is_urgent = _is_urgent(index, first, need.intent)
    return Draw(
        services=index.services,
        emergency_numbers=index.emergency_numbers,
        named=_in_order(index.named(directory, _names_in(directory, need.words))),
        first=_in_order(first),
        fits=fits,
        speaking=speaking & {*first, *serving} if speaking else speaking,
        scores=scores,
        serving=serving,
        urgent=index.urgent.get(need.intent, ()) if is_urgent else (),
        is_urgent=is_urgent,
        is_danger=need.intent in _DANGER,
    )


def _in_order(places: tuple[int, ...]) -> Mapping[int, int]:
    return {place: order for order, place in enumerate(dict.fromkeys(places))}


def _names_in(directory: Directory, text: str) -> tuple[str, ...]:
    return tuple(match.service.id for match in find_service(directory, text))


def _is_urgent(index: Candidates, first: tuple[int, ...], intent: str) -> bool:
    """A need is as urgent as the service that is the first choice for it."""
    if first:
        return index.services[first[0]].urgency in URGENT
    return intent in index.urgent


def _of_the_problem(directory: Directory, index: Candidates, words: str) -> tuple[int, ...]:
    """Whoever deals with the problem that the words tell of."""
    match = find_problem(directory, words)
    if match is None:
        return ()
    return index.named(directory, (each.service for each in match.problem.routes if each.service))
