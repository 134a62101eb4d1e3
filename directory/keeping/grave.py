"""Which services a life may hang on. Pure."""

from collections.abc import Iterable

from directory.records.documents import Document
from directory.terms import Urgency

_GRAVE_INTENTS = frozenset(
    {
        "emergency",
        "suicide_self_harm",
        "domestic_abuse",
        "abuse_at_home",
        "abuse_of_other",
        "sexual_violence",
        "honour_abuse",
        "stalking",
    }
)
"""Intents whose answers a life may hang on: every service offered for one counts as grave."""
_GRAVE = frozenset({Urgency.EMERGENCY, Urgency.CRISIS, Urgency.ABUSE})


def serves_the_grave(urgency: object, intents: Iterable[object]) -> bool:
    return urgency in _GRAVE or not _GRAVE_INTENTS.isdisjoint(map(str, intents))


def is_grave(service: Document) -> bool:
    """Whether people are shown this service when a life may hang on the answer."""
    intents = service.get("intents")
    return serves_the_grave(service.get("urgency"), intents if isinstance(intents, list) else ())


def is_emergency(service: Document) -> bool:
    return service.get("urgency") == Urgency.EMERGENCY
