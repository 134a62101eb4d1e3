"""Can people in danger reach somebody, and did somebody check that they can? Pure."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.conversation.intents import Intent
from bot.launch.missing import Missing
from directory.keeping.ringing import never_rung
from directory.model import Contact, Directory, Service
from directory.records.numbers import digits, number_in
from directory.terms import ContactKind, Standing, Status, Urgency

WAYS_TO_999 = ("emergency-999", "silent-999", "emergency-sms", "999-bsl")
GRAVE_NEEDS: Mapping[Intent, str] = MappingProxyType(
    {
        Intent.EMERGENCY: "an emergency",
        Intent.SUICIDE_SELF_HARM: "suicide and self-harm",
        Intent.DOMESTIC_ABUSE: "abuse by a partner or family",
        Intent.SEXUAL_VIOLENCE: "sexual violence",
        Intent.ABUSE_AT_HOME: "a child who is hurt at home",
        Intent.GANG_EXIT: "getting out of a gang",
        Intent.COUNTY_LINES: "county lines",
        Intent.HONOUR_ABUSE: "forced marriage and so-called honour",
        Intent.STALKING: "stalking",
        Intent.ONLINE_HARM: "harm online",
        Intent.EXPLOITATION_OF_OTHER: "somebody else who is used by a gang",
    }
)
_ANYBODY_S = frozenset((ContactKind.PHONE, ContactKind.SMS, ContactKind.WHATSAPP))


def ways_to_999(directory: Directory) -> Iterator[Missing]:
    """Each way to 999 that people are not shown."""
    urgent = (one.id for one in directory.services.values() if one.urgency is Urgency.EMERGENCY)
    for name in dict.fromkeys((*WAYS_TO_999, *urgent)):
        service = directory.services.get(name)
        if service is None:
            yield _hidden(
                f"{name} is not in the directory",
                f"See who took it out: waymark directory history {name}. Then undo that change",
            )
        elif service.status is not Status.OPEN:
            todo = f"Show it again: waymark directory propose {name} --set status=open"
            yield _hidden(f"{service.name} ({name}) is said to be {service.status}", todo)
        else:
            yield from _hidden_contacts(service)


def grave_needs(directory: Directory) -> Iterator[Missing]:
    """Each grave need for which no open line may be shown. 999 alone is not enough."""
    emergency = _emergency_numbers(directory)
    open_lines = {
        intent
        for service in directory.services.values()
        for intent in service.intents
        if _has_line(service, frozenset() if intent == Intent.EMERGENCY else emergency)
    }
    for intent, words in GRAVE_NEEDS.items():
        if intent not in open_lines:
            yield Missing(
                f"No open line may be shown for {words} ({intent})",
                "Who needs it is sent to nobody.",
                "Check lines and confirm them: waymark directory ring-list",
                blocks=True,
            )


def lines_nobody_rang(directory: Directory) -> Iterator[Missing]:
    for service, contact in never_rung(directory):
        is_emergency = service.urgency is Urgency.EMERGENCY
        yield Missing(
            f"{service.name}, {contact.value} ({service.id} {contact.id})",
            "Two people never looked it up, each by themselves."
            if is_emergency
            else "Two people never rang it. A wrong number here can cost a life.",
            "What to say: waymark directory ring-list. What came of it: waymark directory confirm",
            blocks=True,
        )


def old_facts(directory: Directory) -> Iterator[Missing]:
    for service in directory.services.values():
        if service.has_ended or service.standing is Standing.FRESH:
            continue
        yield Missing(
            f"{service.name} ({service.id}) was last checked on {service.check.on.isoformat()}",
            "It is hidden from people now."
            if service.standing is Standing.WITHDRAWN
            else "It was due to be checked again.",
            "Check it: waymark directory ring-list",
            blocks=service.urgency is not Urgency.USUAL,
        )


def _hidden_contacts(service: Service) -> Iterator[Missing]:
    if not service.contacts:
        todo = f"See what was changed: waymark directory history {service.id}. Then undo it"
        yield _hidden(f"{service.name} ({service.id}) has no number", todo)
    for contact in service.contacts:
        if contact not in service.reachable:
            yield _hidden(
                f"{service.name}, {contact.value} ({service.id} {contact.id}) is not shown",
                "Show it again: waymark directory propose "
                f"{service.id} --set {contact.id}.verified=true",
            )


def _hidden(what: str, what_to_do: str) -> Missing:
    return Missing(what, "Whoever is in danger needs every way to 999.", what_to_do, blocks=True)


def _emergency_numbers(directory: Directory) -> frozenset[str]:
    """The numbers of 999: many services name them beside their own."""
    return frozenset(
        _digits(contact)
        for service in directory.services.values()
        if service.urgency is Urgency.EMERGENCY or service.id in WAYS_TO_999
        for contact in service.contacts
    )


def _has_line(service: Service, besides: frozenset[str]) -> bool:
    return service.status is Status.OPEN and any(
        contact.kind in _ANYBODY_S and _digits(contact) not in besides
        for contact in service.reachable
    )


def _digits(contact: Contact) -> str:
    return digits(number_in(contact.value) or "")
