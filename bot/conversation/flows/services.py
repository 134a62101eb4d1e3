"""Services, asked for by name or offered: only confirmed contacts are shown. Pure."""

from datetime import date

from bot.conversation.flows.cards import card_asked_for
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from directory.model import Contact, ContactKind, Service
from directory.phrases import words
from directory.search import Match, find_service, services_for

OFFERED = 3  # more at once are not read (trap T28)
NAMED = 2
SILENT_CALL = "silent-999"
# 999 is in the words wherever it belongs, and its other ways need more than a line (trap T12).
WAYS_TO_999 = {"emergency-999", SILENT_CALL, "emergency-sms", "999-bsl"}
LONGEST_HOURS = 45  # letters
# Talking before reading: the nearer to a person, the sooner.
NEAREST = (
    ContactKind.PHONE,
    ContactKind.SMS,
    ContactKind.WHATSAPP,
    ContactKind.CHAT,
    ContactKind.WEB,
)


def named(moment: Moment) -> tuple[Match, ...]:
    """Return the services that a text asks for by name, misspelt or not."""
    matches = find_service(moment.content.directory, moment.text) if moment.text else ()
    return matches[:NAMED]


def named_alone(moment: Moment) -> tuple[Match, ...]:
    """Return the service whose name is the whole text."""
    said = words(moment.text)
    return tuple(match for match in named(moment) if words(match.words) == said)


def offered(moment: Moment, intent: Intent) -> tuple[Service, ...]:
    """Return the services that best suit what somebody needs, best first."""
    found = services_for(moment.content.directory, intent, moment.text)
    return tuple(service for service in found if service.id not in WAYS_TO_999)[:OFFERED]


def lines(moment: Moment, services: tuple[Service, ...], beside: str) -> str:
    """One line for each service, with its quickest contact, unless that stands in `beside`."""
    names = moment.content.words.names
    best = [(names.get(service.id, service.name), _best(service)) for service in services]
    return "\n".join(f"{name}: {_line(one)}" for name, one in best if one.value not in beside)


def _best(service: Service) -> Contact:
    order = {kind: place for place, kind in enumerate(NEAREST)}
    return min(service.reachable, key=lambda contact: order.get(contact.kind, len(order)))


def _line(contact: Contact) -> str:
    hours = contact.hours if contact.kind is not ContactKind.WEB else None
    return f"{contact.value} ({hours})" if hours and len(hours) <= LONGEST_HOURS else contact.value


def answer(reply: Reply, matches: tuple[Match, ...]) -> Reply:
    """Show each service that was asked for: what it does, how to reach it, when it was checked."""
    for match in matches:
        reply = _shown(reply, match)
    return reply


def _shown(reply: Reply, match: Match) -> Reply:
    """Put right what is past, and never give as a fact what was not confirmed."""
    service, fill = match.service, reply.moment.content.directory.fill
    if service.id == SILENT_CALL:
        return card_asked_for(reply, "silent_999")
    said = (service.summary, match.correction or "")
    return reply.answer(
        _key(service),
        service=service.name,
        summary="\n".join(filter(None, map(fill, said))),
        services="\n".join(map(_line, service.reachable)),
        checked=in_words(service.checked),
    )


def _key(service: Service) -> str:
    if service.has_ended:
        return "service.ended"
    if not service.reachable:
        return "service.unsure"
    return "service.card" if service.verified else "service.partly"


def in_words(day: date) -> str:
    """A date as people write it: 22 November 2026."""
    return f"{day.day} {day:%B %Y}"
