"""Says whether a service is for somebody: exactly, as far as is known of both. Pure."""

from directory.matching.ages import GROWN_UP
from directory.matching.seekers import Seeker
from directory.model import Service
from directory.terms import Relation


def takes(service: Service, seeker: Seeker) -> bool:
    """Whether a service takes somebody. What is not known, or not stated, rules nothing out."""
    eligibility = service.eligibility
    if seeker.gender is not None and eligibility.gender not in (None, seeker.gender):
        return False
    if seeker.relation is not None and not eligibility.takes(seeker.relation):
        return False
    if not seeker.ages or _asks_for_a_child(service, seeker):
        return True
    return any(eligibility.takes_age(age) for age in seeker.ages)


def _asks_for_a_child(service: Service, seeker: Seeker) -> bool:
    """A line for grown-ups who ask about a child takes them, whatever the child's age is."""
    eligibility = service.eligibility
    return (
        seeker.relation is Relation.PARENT
        and Relation.PARENT in eligibility.relations
        and Relation.SELF not in eligibility.relations
        and eligibility.minimum_age is not None
        and eligibility.minimum_age >= GROWN_UP
        and eligibility.maximum_age is None
    )
