"""Settles what to say of a service that was found for somebody; the words are others'. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from directory.matching.seekers import SIGN_LANGUAGE, Seeker
from directory.model import Borough, Eligibility, Service
from directory.terms import Gender, Reach, Referral, Relation, Standing, Status

_YOUNG = 30


class About(StrEnum):
    """What a reason tells."""

    NAMED = "named"
    """What speaks for it before all else is one of these four."""
    FITS = "fits"
    FIRST = "first"
    SERVES = "serves"
    WHO_FOR = "who_for"
    """Its eligibility says whom it is for."""
    PARENTS_TOO = "parents_too"
    FRIENDS_TOO = "friends_too"
    WORKERS_TOO = "workers_too"
    ONLY_SELF = "only_self"
    ONLY_PARENTS = "only_parents"
    ONLY_FRIENDS = "only_friends"
    ONLY_WORKERS = "only_workers"
    SPEAKS = "speaks"
    SIGNS = "signs"
    INTERPRETERS = "interpreters"
    BOROUGH = "borough"
    NEAR = "near"
    OPENING = "opening"
    """Whether it is open now, and until when."""
    THROUGH = "through"
    """Through whom people come to it."""
    MAY_HAVE_ENDED = "may_have_ended"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Why:
    """One thing to say of a service. `named` is what it names: a borough, a language, a person."""

    about: About
    named: str = ""


class Whom(StrEnum):
    """Whom a service is for, apart from their age."""

    PEOPLE = "people"
    WOMEN = "women"
    MEN = "men"
    YOUNG_WOMEN = "young_women"
    YOUNG_MEN = "young_men"


_OF_GENDER = {Gender.WOMEN: Whom.WOMEN, Gender.MEN: Whom.MEN}
_OF_YOUNG = {Gender.WOMEN: Whom.YOUNG_WOMEN, Gender.MEN: Whom.YOUNG_MEN}
_ASKING = {
    Relation.PARENT: About.PARENTS_TOO,
    Relation.FRIEND: About.FRIENDS_TOO,
    Relation.PROFESSIONAL: About.WORKERS_TOO,
}
_ASKING_ALONE = {
    Relation.SELF: About.ONLY_SELF,
    Relation.PARENT: About.ONLY_PARENTS,
    Relation.FRIEND: About.ONLY_FRIENDS,
    Relation.PROFESSIONAL: About.ONLY_WORKERS,
}


def whom(eligibility: Eligibility) -> Whom:
    if eligibility.gender is None:
        return Whom.PEOPLE
    is_young = eligibility.maximum_age is not None and eligibility.maximum_age <= _YOUNG
    return (_OF_YOUNG if is_young else _OF_GENDER)[eligibility.gender]


def is_for_everybody(eligibility: Eligibility) -> bool:
    has_limit = bool(eligibility.minimum_age) or eligibility.maximum_age is not None
    return eligibility.gender is None and not has_limit


def reasons(
    service: Service,
    seeker: Seeker,
    *,
    borough: Borough | None = None,
    knows_opening: bool = False,
    lead: About = About.SERVES,
) -> Iterator[Why]:
    """What speaks for it, then what to know of it."""
    yield Why(lead)
    if not is_for_everybody(service.eligibility):
        yield Why(About.WHO_FOR)
    yield from _of_the_one_who_asks(service, seeker)
    if service.reach is Reach.BOROUGH:
        yield Why(About.BOROUGH, borough.name) if borough else Why(About.NEAR)
    if knows_opening:
        yield Why(About.OPENING)
    yield from _caveats(service)


def _of_the_one_who_asks(service: Service, seeker: Seeker) -> Iterator[Why]:
    relations = service.eligibility.relations
    if seeker.relation in relations:
        asking = _ASKING_ALONE if len(relations) == 1 else _ASKING
        if seeker.relation in asking:
            yield Why(asking[seeker.relation])
    if seeker.language is not None:
        yield from _of_language(service, seeker.language)


def _of_language(service: Service, language: str) -> Iterator[Why]:
    if language.casefold() in (each.casefold() for each in service.access.languages):
        yield Why(About.SIGNS if language == SIGN_LANGUAGE else About.SPEAKS, language)
    elif service.access.interpreters:
        yield Why(About.INTERPRETERS)


def _caveats(service: Service) -> Iterator[Why]:
    if service.eligibility.referral is Referral.THROUGH:
        yield Why(About.THROUGH, service.eligibility.through or "")
    if service.status is not Status.OPEN:
        yield Why(About.MAY_HAVE_ENDED)
    if service.standing is Standing.OVERDUE:
        yield Why(About.OVERDUE)
