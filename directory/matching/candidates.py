"""Knows which services may serve a need, without looking at all of them. Pure."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from directory.matching.phrases import Phrase, heard, stems
from directory.model import Directory, Service
from directory.terms import Reach, Referral, Standing, Status, Urgency

URGENT = frozenset({Urgency.EMERGENCY, Urgency.CRISIS, Urgency.ABUSE})
_NEAREST_FIRST = tuple(Reach)
_MOST_WORDS = 6
"""Of a search in words: the rarest, which say most."""
_MOST_WITH_A_WORD = 300
"""Services looked at for each word, the best in themselves first."""
_ENOUGH_TO_KNOW = 5
_MOST_BEGUN = 3
_SAYS_NOTHING = frozenset(
    stems(
        "a about all am an and any anyone anything are as at be been but by can cant could do "
        "dont for from get go going got had has have he hello help helps her hers hey hi him his "
        "how i if im in is it its just keep keeps know like me more my need needs no not now of "
        "on or our out over people please problem service services she so some someone somebody "
        "something support that the their them they thing this through to too up us use want "
        "wants was we were what when where who will with work works would you your",
        {},
    )
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The services that can be reached, each known by its place: the best in itself is 0.

    Fresh ones come before overdue ones, those people can go to by themselves before those they
    are sent to, near before far, checked before unchecked.
    """

    services: tuple[Service, ...]
    place: Mapping[str, int]
    serving: Mapping[str, tuple[int, ...]]
    """For an intent, those known to run: last those for special cases, that need certain words."""
    urgent: Mapping[str, tuple[int, ...]]
    """Of these, the lines for a crisis of any kind."""
    about: Mapping[str, tuple[int, ...]]
    """For a topic in small letters."""
    speaking: Mapping[str, frozenset[int]]
    emergency_numbers: frozenset[str]

    def on(self, topic: str) -> tuple[int, ...]:
        return self.about.get(topic.casefold(), ())

    def named(self, directory: Directory, names: Iterable[str]) -> tuple[int, ...]:
        """The places of services or roles that can be reached, in the order given."""
        services = (directory.service(name) for name in names)
        places = (self.place.get(service.id) for service in services if service is not None)
        return tuple(dict.fromkeys(place for place in places if place is not None))


@lru_cache(maxsize=4)
def candidates(directory: Directory) -> Candidates:
    services = sorted((each for each in directory.services.values() if each.reachable), key=_worth)
    serving: dict[str, list[int]] = {}
    special: dict[str, list[int]] = {}
    urgent: dict[str, list[int]] = {}
    about: dict[str, list[int]] = {}
    speaking: dict[str, set[int]] = {}
    for place, service in enumerate(services):
        if service.status is Status.OPEN:
            for intent in service.intents:
                (special if service.fits_when else serving).setdefault(intent, []).append(place)
                if service.urgency in URGENT and not service.fits_when:
                    urgent.setdefault(intent, []).append(place)
            for topic in service.topics:
                about.setdefault(topic.casefold(), []).append(place)
        for language in service.access.languages:
            speaking.setdefault(language.casefold(), set()).add(place)
    return Candidates(
        services=tuple(services),
        place={service.id: place for place, service in enumerate(services)},
        serving={
            intent: (*serving.get(intent, ()), *special.get(intent, ()))
            for intent in serving.keys() | special.keys()
        },
        urgent={intent: tuple(places) for intent, places in urgent.items()},
        about={topic: tuple(places) for topic, places in about.items()},
        speaking={language: frozenset(places) for language, places in speaking.items()},
        emergency_numbers=frozenset(_emergency_numbers(directory)),
    )


def _worth(service: Service) -> tuple[bool, bool, int, bool, str]:
    return (
        service.standing is Standing.OVERDUE,
        service.eligibility.referral is Referral.THROUGH,
        _NEAREST_FIRST.index(service.reach),
        not service.verified,
        service.id,
    )


def _emergency_numbers(directory: Directory) -> Iterator[str]:
    for service in directory.services.values():
        if service.urgency is Urgency.EMERGENCY:
            yield from (contact.value for contact in service.contacts)


def fitting(directory: Directory, text: str) -> frozenset[int]:
    """The places of services whose `fits_when` words are in the message."""
    index = _phrases(directory)
    message = heard(stems(text, directory.same_words), index.vocabulary)
    near = {number for word in message for number in index.with_word.get(word, ())}
    found = (number for number in near if index.phrases[number][0].found_in(message) is not None)
    return frozenset().union(*(index.phrases[number][1] for number in found))


@dataclass(frozen=True, slots=True)
class _Phrases:
    phrases: tuple[tuple[Phrase, frozenset[int]], ...]
    """Each with the places of the services that it fits."""
    with_word: Mapping[str, tuple[int, ...]]
    """The phrases that cannot be found without one of these words."""
    vocabulary: frozenset[str]


@lru_cache(maxsize=4)
def _phrases(directory: Directory) -> _Phrases:
    written: dict[str, set[int]] = {}
    for place, service in enumerate(candidates(directory).services):
        for text in service.fits_when:
            written.setdefault(text, set()).add(place)
    phrases = tuple(
        (Phrase.of(text, directory.same_words), frozenset(places))
        for text, places in written.items()
    )
    common = Counter(word for phrase, _ in phrases for word in phrase.words)
    with_word: dict[str, list[int]] = {}
    for number, (phrase, _) in enumerate(phrases):
        rarest = min(phrase.places, key=lambda one: sum(common[word] for word in one))
        for word in rarest:
            with_word.setdefault(word, []).append(number)
    return _Phrases(
        phrases=phrases,
        with_word={word: tuple(numbers) for word, numbers in with_word.items()},
        vocabulary=frozenset(common),
    )


def mentioning(directory: Directory, text: str) -> Mapping[int, float]:
    """The places of services that tell of what a search in words asks for, with how much."""
    index = _mentions(directory)
    said = stems(text, directory.same_words)
    message = {*heard(said, index.vocabulary), *(w for each in said for w in index.begun(each))}
    rarest = sorted(message, key=lambda word: (len(index.telling[word]), word))[:_MOST_WORDS]
    scores: dict[int, float] = {}
    for word in rarest:
        telling = index.telling[word]
        weight = math.log(1 + index.count / len(telling))
        for place, share in telling[:_MOST_WITH_A_WORD]:
            scores[place] = scores.get(place, 0.0) + weight * share
    return scores


@dataclass(frozen=True, slots=True)
class _Mentions:
    telling: Mapping[str, tuple[tuple[int, float], ...]]
    """For each word, the places of the services that say it, and how much that tells of them."""
    vocabulary: frozenset[str]
    in_order: tuple[str, ...]
    count: int

    def begun(self, said: str) -> tuple[str, ...]:
        """The first few words that begin like this one: homelessness, where homeless was said."""
        if len(said) < _ENOUGH_TO_KNOW or said in self.vocabulary:
            return ()
        start = bisect_left(self.in_order, said)
        near = self.in_order[start : start + _MOST_BEGUN]
        return tuple(word for word in near if word.startswith(said))


@lru_cache(maxsize=4)
def _mentions(directory: Directory) -> _Mentions:
    """Every word of what services say of themselves: built only where somebody searches so."""
    telling: dict[str, list[tuple[int, float]]] = {}
    services = candidates(directory).services
    for place, service in enumerate(services):
        if service.status is Status.OPEN:
            for word, share in _words_of(service, directory.same_words).items():
                telling.setdefault(word, []).append((place, share))
    return _Mentions(
        telling={word: tuple(places) for word, places in telling.items()},
        vocabulary=frozenset(telling),
        in_order=tuple(sorted(telling)),
        count=len(services),
    )


def _words_of(service: Service, same_words: Mapping[str, str]) -> Mapping[str, float]:
    """What a service says of itself. Its name and topics tell more, the fewer topics it has."""
    mainly = " ".join((service.name, *service.aka, *service.topics))
    besides = " ".join((service.summary, *service.fits_when)).replace("/", " ")
    shares = dict.fromkeys(stems(besides, same_words), 1.0)
    shares |= dict.fromkeys(stems(mainly, same_words), 1 + 2 / (1 + len(service.topics)))
    return {word: share for word, share in shares.items() if word not in _SAYS_NOTHING}
