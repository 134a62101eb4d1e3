"""Says in plain words why a service was found for somebody. Pure."""

from collections.abc import Iterator
from enum import StrEnum

from directory.matching.seekers import SIGN_LANGUAGE, Seeker
from directory.model import Borough, Eligibility, Service
from directory.terms import Gender, Reach, Referral, Relation, Standing, Status

_YOUNG = 30
_FOR_YOUNG = {Gender.WOMEN: "girls and young women", Gender.MEN: "boys and young men"}
_ASKING = {
    Relation.PARENT: "Parents and carers can ask too",
    Relation.FRIEND: "Friends can ask too",
    Relation.PROFESSIONAL: "Workers can ask too",
}
_ASKING_ALONE = {
    Relation.SELF: "It is for people who need help themselves",
    Relation.PARENT: "It is for parents and carers",
    Relation.FRIEND: "It is for friends and family",
    Relation.PROFESSIONAL: "It is for people who work with others",
}


class Lead(StrEnum):
    """What speaks for a service before all else."""

    NAMED = "You asked for it by name"
    FITS = "It helps with what you told us"
    FIRST = "It is a good place to start"
    SERVES = "It helps with things like this"


def who_for(eligibility: Eligibility) -> str:
    """Who may use it, in one sentence; empty where it is for everybody."""
    whom = "people"
    if eligibility.gender is not None:
        is_young = eligibility.maximum_age is not None and eligibility.maximum_age <= _YOUNG
        whom = _FOR_YOUNG[eligibility.gender] if is_young else eligibility.gender.value
    ages = _ages(eligibility)
    if not ages and eligibility.gender is None:
        return ""
    return f"It is for {whom} {ages}".rstrip()


def _ages(eligibility: Eligibility) -> str:
    match eligibility.minimum_age, eligibility.maximum_age:
        case None | 0, None:
            return ""
        case int(youngest), None:
            return f"aged {youngest} and over"
        case None | 0, int(oldest):
            return f"under {oldest + 1}"
        case youngest, oldest:
            return f"aged {youngest} to {oldest}"


def reasons(
    service: Service,
    seeker: Seeker,
    *,
    borough: Borough | None = None,
    hours: str = "",
    lead: Lead = Lead.SERVES,
) -> Iterator[str]:
    """What speaks for it, then what to know of it: short sentences without full stops.

    `hours` is how it is open now, in words.
    """
    yield lead.value
    if whom := who_for(service.eligibility):
        yield whom
    yield from _of_the_one_who_asks(service, seeker)
    if service.reach is Reach.BOROUGH:
        yield f"It works in {borough.name}" if borough else "It is near you"
    if hours:
        yield f"It is {hours}"
    yield from _caveats(service)


def _of_the_one_who_asks(service: Service, seeker: Seeker) -> Iterator[str]:
    relations = service.eligibility.relations
    if seeker.relation in relations:
        asking = _ASKING_ALONE if len(relations) == 1 else _ASKING
        if seeker.relation in asking:
            yield asking[seeker.relation]
    if seeker.language is not None:
        yield from _of_language(service, seeker.language)


def _of_language(service: Service, language: str) -> Iterator[str]:
    if language.casefold() in (each.casefold() for each in service.access.languages):
        yield f"They {'use' if language == SIGN_LANGUAGE else 'speak'} {language}"
    elif service.access.interpreters:
        yield "They have interpreters"


def _caveats(service: Service) -> Iterator[str]:
    if service.eligibility.referral is Referral.THROUGH:
        through = service.eligibility.through or "like a teacher or a social worker"
        yield f"Somebody has to send you there: {through[0].lower()}{through[1:].rstrip('.')}"
    if service.status is not Status.OPEN:
        yield "We do not know if it still runs"
    if service.standing is Standing.OVERDUE:
        yield "We have not checked it for a while"
