"""Chooses which services to offer for what somebody needs, best first. Pure."""

import re
from functools import lru_cache

from directory.model import Directory, Reach, Service, Status
from directory.names import find_service
from directory.phrases import Phrase, heard, stems, words

_DANGER = frozenset({"emergency", "suicide_self_harm"})
_NEAREST_FIRST = (Reach.BOROUGH, Reach.LONDON, Reach.NATIONAL)
_LAST = 1000
_OLDEST_CHILD = 25
_AGE = re.compile(
    r"\b(?:im|i am|aged?|age of|hes|shes|he is|she is|is|am|turned) (?:only |just |nearly )?"
    r"([1-9]\d?)(?! ?(?:am|pm|times|months?|weeks?|days?|hours?|minutes?|people|bags?))\b"
    r"|\b([1-9]\d?) ?(?:yo|yrs?|years?) ?(?:old)?\b"
    r"|\bmy ([1-9]\d?) (?:year|yr)"
)
_SCHOOL_YEAR = re.compile(r"\b(?:year|yr) ([1-9]|1[0-3])\b")
_AGE_IN_FIRST_YEAR = 5
_A_CHILD = frozenset(
    words(
        "son sons daughter daughters child children kid kids grandson granddaughter nephew niece "
        "teenager boy girl brother sister pupil student"
    )
)
_A_MAN = re.compile(
    r"\b(?:im|i am|as) (?:a )?(?:\w+ )?(?:man|guy|bloke|male|father|dad|husband)\b"
    r"|\bmy (?:wife|girlfriend|gf)\b"
)
_A_WOMAN = re.compile(
    r"\b(?:im|i am|as) (?:a )?(?:\w+ )?(?:woman|girl|female|mother|mum|wife)\b"
    r"|\bmy (?:husband|boyfriend|bf)\b"
)


def services_for(directory: Directory, intent: str, text: str = "") -> tuple[Service, ...]:
    """The services to offer, best first. Each has a contact that may be shown.

    A service that the message names comes first. Then the first choices for the intent, with
    those that suit the words and the age in the message before the rest; then others that serve
    the intent, nearest first. Services for another age or gender than the message gives are
    left out.
    """
    first = directory.first_choices.get(intent, ())
    named = [match.service.id for match in find_service(directory, text)]
    others = [
        service.id
        for service in directory.services.values()
        if intent in service.intents and service.status is Status.OPEN
    ]
    ages, gender = _ages(text), _gender(text)
    fitting = _fitting(directory, text)

    def rank(service: Service) -> tuple[int, ...]:
        chosen = first.index(service.id) if service.id in first else _LAST
        is_first = service.id in first
        is_lifted = (service.id in fitting and (is_first or intent not in _DANGER)) or (
            is_first and _is_for_age(service, ages)
        )
        return (
            named.index(service.id) if service.id in named else _LAST,
            0 if is_lifted else 1,
            chosen,
            0 if service.id in fitting else 1,
            _NEAREST_FIRST.index(service.reach),
        )

    offered = (directory.services[name] for name in dict.fromkeys((*named, *first, *others)))
    suitable = (
        service
        for service in offered
        if service.reachable
        and (service.id in named or (_takes(service, ages) and _is_for(service, gender)))
    )
    return tuple(sorted(suitable, key=rank))


def _takes(service: Service, ages: tuple[int, ...]) -> bool:
    return not ages or any(service.takes_age(age) for age in ages)


def _is_for_age(service: Service, ages: tuple[int, ...]) -> bool:
    """Whether a service that is made for some ages is made for one of these."""
    return service.maximum_age is not None and any(service.takes_age(age) for age in ages)


def _is_for(service: Service, gender: str | None) -> bool:
    return gender is None or service.gender in (None, gender)


def _ages(text: str) -> tuple[int, ...]:
    """The ages a message gives; where it speaks of a child, a grown-up's does not count."""
    said = words(text)
    plain = " ".join(said)
    ages = [int(next(filter(None, found.groups()))) for found in _AGE.finditer(plain)]
    ages += [int(found[1]) + _AGE_IN_FIRST_YEAR for found in _SCHOOL_YEAR.finditer(plain)]
    if _A_CHILD & set(said):
        ages = [age for age in ages if age <= _OLDEST_CHILD]
    return tuple(ages)


def _gender(text: str) -> str | None:
    plain = " ".join(words(text))
    is_man, is_woman = _A_MAN.search(plain), _A_WOMAN.search(plain)
    if bool(is_man) == bool(is_woman):
        return None
    return "men" if is_man else "women"


def _fitting(directory: Directory, text: str) -> frozenset[str]:
    """The services whose `fits_when` words are in the message."""
    phrases = _phrases(directory)
    vocabulary = frozenset(word for _, phrase in phrases for word in phrase.words)
    message = heard(stems(text, directory.same_words), vocabulary)
    return frozenset(name for name, phrase in phrases if phrase.found_in(message) is not None)


@lru_cache(maxsize=4)
def _phrases(directory: Directory) -> tuple[tuple[str, Phrase], ...]:
    return tuple(
        (service.id, Phrase.of(text, directory.same_words))
        for service in directory.services.values()
        for text in service.fits_when
    )
