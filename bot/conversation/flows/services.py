"""Services, asked for by name or offered: only confirmed contacts are shown. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.conversation.buttons import code
from bot.conversation.flows import service_card
from bot.conversation.flows.aside import set_aside
from bot.conversation.flows.cards import card_asked_for, card_unasked
from bot.conversation.flows.crime.other_places import home_elsewhere
from bot.conversation.intents import Intent
from bot.conversation.moment import MORE, WRONG, Moment
from bot.conversation.reply import Reply
from bot.effects import Message, ReportService
from directory.filling import fill
from directory.matching.phrases import words
from directory.matching.seekers import ANYBODY, Seeker, is_hurt_by_another
from directory.matching.ways_in import best_way_in
from directory.model import Service
from directory.search import Found, Match, Need, find, find_service, seeker_in
from directory.terms import Urgency

OFFERED = 2  # more at once are not read (trap T28)
KEPT = 6  # that may be asked for with More
NAMED = 2
SILENT_CALL = "silent-999"
# 999 is in the words wherever it belongs, and its other ways need more than a line (trap T12).
CHILD_TO_PARENT = "child to parent abuse"
WAYS_TO_999 = {"emergency-999", SILENT_CALL, "emergency-sms", "999-bsl"}


def named(moment: Moment) -> tuple[Match, ...]:
    """Return the services that a text asks for by name, misspelt or not."""
    matches = find_service(moment.content.directory, moment.text) if moment.text else ()
    return matches[:NAMED]


def named_alone(moment: Moment) -> tuple[Match, ...]:
    """Return the service whose name is the whole text."""
    said = words(moment.text)
    return tuple(match for match in named(moment) if words(match.words) == said)


@dataclass(frozen=True)
class Suiting:
    """What is known of a need without its being typed, and how many services are shown at once."""

    topics: tuple[str, ...] = ()
    seeker: Seeker = ANYBODY
    at_most: int = OFFERED


ANY = Suiting()


def offered(moment: Moment, intent: Intent, suiting: Suiting = ANY) -> tuple[Found, ...]:
    """Return the services that suit what somebody needs, best first.

    A button that was typed tells no more than if it was tapped.
    """
    said = "" if moment.button else moment.text
    found = find(
        moment.content.directory,
        Need(intent, said, suiting.topics),
        seeker_in(said) if said else suiting.seeker,
        place=home_elsewhere(moment),
        now=moment.now.at,
    )
    kept = (each for each in found if each.service.id not in WAYS_TO_999)
    return tuple(each for each in kept if not _is_for_other_parents(each.service, said))[:KEPT]


def _is_for_other_parents(service: Service, said: str) -> bool:
    """A child in the story is not who does harm, where somebody else is said to."""
    return CHILD_TO_PARENT in service.topics and is_hurt_by_another(said)


def offer(reply: Reply, intent: Intent, key: str, *, again: bool, suiting: Suiting = ANY) -> Reply:
    """Give the answer to an intent with the best services, and More for the others.

    What the words beside them already name is not said twice.
    """
    moment = reply.moment
    beside = reply.text + moment.content.words.entries[key].text
    found = [each for each in offered(moment, intent, suiting) if _is_new(each, beside)]
    has_place = "{services}" in moment.content.words.entries[key].text
    shown = suiting.at_most
    now, later = (found[:shown], found[shown:]) if has_place else ([], [])
    return _offering(reply, later, now).answer(
        key, again=again, under=_under(later, now), services=lines(moment, now)
    )


def lines(moment: Moment, found: Iterable[Found]) -> str:
    """One line for each service with its best way in, and when the facts were checked."""
    kept = tuple(found)
    if not kept:
        return ""
    said = [
        f"{_called(moment, each.service)}: {service_card.way(moment, each.contact)}"
        for each in kept
        if each.contact
    ]
    return "\n".join([*said, service_card.checked(moment, *_services(kept))])


def more(moment: Moment) -> Reply:
    """Show the next services of those that suit."""
    reply = set_aside(Reply.to(moment))
    left = [each for each in _found(moment, moment.conversation.more) if each.contact]
    if not left:
        return reply.keep(more=()).answer("service.no_more")
    now, later = left[:OFFERED], left[OFFERED:]
    return _offering(reply, later, now).answer(
        "service.more", under=_under(later, now), services=lines(moment, now)
    )


def wrong(moment: Moment) -> Reply:
    """Somebody could not get through: staff look into it, and here is who else can help."""
    reply = set_aside(Reply.to(moment))
    services = moment.content.directory.services
    shown = [each for each in moment.conversation.shown if each in services]
    told = [each for each in services if moment.nonce == code(each)] or shown
    if len(told) > 1:
        return reply.answer("service.which")
    left = [each for each in _found(moment, moment.conversation.more) if each.contact]
    reports = (ReportService(each, None) for each in told)
    return _offering(reply.do(*reports), left[1:], left[:1]).answer(
        "service.reported", under=_under(left[1:], []), services=lines(moment, left[:1])
    )


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {MORE: more, WRONG: wrong}


def answer(reply: Reply, matches: tuple[Match, ...]) -> Reply:
    """Show each service that was asked for: what it does, how to reach it, when it was checked."""
    for match in matches:
        reply = _shown(reply, match)
    return reply


def _shown(reply: Reply, match: Match) -> Reply:
    """Put right what is past, and never give as a fact what was not confirmed."""
    service, moment = match.service, reply.moment
    if service.id == SILENT_CALL:
        return card_asked_for(reply, "silent_999")
    said = (service.summary, match.correction or "")
    directory = moment.content.directory
    key = _key(service)
    card = reply.keep(shown=(*reply.conversation.shown, service.id)[-NAMED:]).answer(
        key,
        service=service.name,
        summary="\n".join(filter(None, (fill(directory, each).text for each in said))),
        services=service_card.ways(moment, service),
        details=service_card.details(moment, service) if service.reachable else "",
        checked=service_card.checked(moment, service),
    )
    if service.reachable:
        return _with_wrong(card, service)
    is_grave = service.urgency is not Urgency.USUAL and not service.has_ended
    return card_unasked(card) if is_grave else card


def _with_wrong(reply: Reply, service: Service) -> Reply:
    """Put "This didn't work" under the card, for this service and no other."""
    button = reply.moment.content.buttons.make(WRONG, code(service.id))

    def with_button(message: Message) -> Message:
        return replace(message, buttons=((button,), *message.buttons))

    return reply.change_last(with_button)


def _key(service: Service) -> str:
    if service.has_ended:
        return "service.ended"
    if not service.reachable:
        return "service.unsure"
    return "service.card" if service.verified else "service.partly"


def _offering(reply: Reply, later: list[Found], now: list[Found]) -> Reply:
    """Remember what was shown, and what is left for More."""
    return reply.keep(
        more=tuple(each.service.id for each in later),
        shown=tuple(each.service.id for each in now),
    )


def _under(later: list[Found], now: list[Found]) -> tuple[tuple[str, ...], ...]:
    """The buttons that go with services."""
    both = (*((MORE,) if later else ()), *((WRONG,) if len(now) == 1 else ()))
    return (both,) if both else ()


def _called(moment: Moment, service: Service) -> str:
    return moment.content.words.names.get(service.id, service.name)


def _services(found: Iterable[Found]) -> tuple[Service, ...]:
    return tuple(each.service for each in found)


def _is_new(found: Found, beside: str) -> bool:
    return found.contact is not None and found.contact.value not in beside


def _found(moment: Moment, ids: Iterable[str]) -> list[Found]:
    """The services of these ids that may still be shown."""
    directory = moment.content.directory
    known = (directory.services[each] for each in ids if each in directory.services)
    return [
        Found(each, best_way_in(each, moment.now.at).contact, None, ())
        for each in known
        if each.reachable
    ]
