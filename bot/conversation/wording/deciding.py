"""Says who deals with something, what makes it so, and what to do next. Pure."""

from collections.abc import Iterator

from bot.conversation.content import Content
from bot.conversation.wording.parts import listed, part
from directory.filling import fill
from directory.model import Problem, Route
from directory.responsible.because import Reason, Sounds
from directory.responsible.resolver import Resolution, Steps
from directory.terms import RouteTo

_SOUNDS = {
    Sounds.CRIME: "because.crime",
    Sounds.MAYBE_CRIME: "because.maybe_crime",
    Sounds.ASB: "because.asb",
    Sounds.NO_CRIME: "because.no_crime",
    Sounds.CANNOT_TELL: "because.cannot_tell",
}
_REASONS = {
    Reason.DANGER: "because.danger",
    Reason.HARM: "because.harm",
    Reason.NOW: "because.now",
    Reason.MAYBE_NOW: "because.maybe_now",
    Reason.WEAPON: "because.weapon",
    Reason.THREAT: "because.threat",
    Reason.HATE: "because.hate",
    Reason.NO_DANGER: "because.no_danger",
    Reason.NO_WEAPON: "because.no_weapon",
    Reason.NO_THREAT: "because.no_threat",
}
_STEPS = {
    Steps.IN_DANGER: "steps.in_danger",
    Steps.FOR_POLICE: "steps.for_police",
    Steps.FOR_ANYTHING: "steps.for_anything",
}
_WHEN_UNKNOWN = {
    RouteTo.POLICE: "when.unknown.police",
    RouteTo.COUNCIL: "when.unknown.council",
    RouteTo.LANDLORD: "when.unknown.landlord",
    RouteTo.EMERGENCY: "when.unknown.emergency",
}
_WHEN_KNOWN = {
    RouteTo.POLICE: "when.known.police",
    RouteTo.LANDLORD: "when.known.landlord",
    RouteTo.EMERGENCY: "when.known.emergency",
}


def because(content: Content, problem: Problem | None, resolution: Resolution) -> str:
    """Whether 999 comes first, what it sounds like, and what makes it so: 60 words at most."""
    return " ".join(filter(None, _because(content, problem, resolution)))


def _because(content: Content, problem: Problem | None, resolution: Resolution) -> Iterator[str]:
    found = resolution.because
    if found.urgent:
        yield part(content, "because.urgent", reason=part(content, _REASONS[found.urgent]))
    if found.sounds:
        yield part(content, _SOUNDS[found.sounds])
    if found.reasons:
        reasons = [part(content, _REASONS[each]) for each in found.reasons]
        yield part(content, "because.reasons", reasons=listed(content, reasons))
    if found.has_note and problem:
        yield fill(content.directory, problem.kind_note).text
    if found.is_calm:
        yield part(content, "because.calm")


def steps(content: Content, resolution: Resolution) -> tuple[str, ...]:
    """What to do next, in order, a sentence each."""
    first = resolution.first_steps
    said = part(content, _STEPS[first]).split("\n") if first else []
    own = (fill(content.directory, each).text for each in resolution.next_steps)
    return tuple(filter(None, (*said, *own)))


def when(content: Content, resolution: Resolution, route: Route) -> str:
    """When to use one of the resolution's routes."""
    if route.when:
        return fill(content.directory, route.when).text
    return part(content, (_WHEN_KNOWN if resolution.problem else _WHEN_UNKNOWN)[route.to])


def now(content: Content, resolution: Resolution) -> str:
    """When to ring 999 for it."""
    if resolution.problem is None:
        return part(content, "when.now")
    return fill(content.directory, resolution.now).text


def name(content: Content, resolution: Resolution) -> str:
    """Whether a name has to be given."""
    if resolution.problem is None:
        return part(content, "when.name")
    return fill(content.directory, resolution.anonymous_note).text
