"""What has to be done before people may use Waymark. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from bot.settings import Settings
from directory.keeping.ringing import never_rung
from directory.model import Directory, Service
from directory.terms import Standing, Urgency

FEWEST_STAFF = 2
NOT_REVIEWED = "not yet reviewed"
_BOX = re.compile(r"^\s*[-*] \[(?P<mark>[ xX])\] \*\*(?P<name>[^*]+?)\.?\*\*\s*(?P<why>.*)$")
_GUESSED = frozenset(("", "postgres", "password", "waymark", "changeme", "secret", "admin"))


@dataclass(frozen=True)
class Missing:
    """One thing that is missing. `blocks`: nobody may be let in before it is done."""

    what: str
    why: str
    what_to_do: str
    blocks: bool


@dataclass(frozen=True)
class Box:
    """A line of the launch list that a person ticks once it is done."""

    name: str
    why: str
    is_ticked: bool


@dataclass(frozen=True)
class Facts:
    """How things stand today. `directory` is as people see it on that day."""

    directory: Directory
    today: date
    settings: Settings
    words_not_reviewed: int
    cards_not_reviewed: int
    pending: Sequence[str]
    """The services that changes are proposed to, and nobody has decided."""
    reports: int
    """Taps on "This didn't work" that nobody has looked into."""
    staff: int
    """Members of staff who can sign in."""
    boxes: Sequence[Box]
    has_own_database: bool = True
    """Whether the database is one that was set, and not the private one of this machine."""
    has_own_keys: bool = True
    """Whether the keys were set, and not made by this machine on its first run."""


def faults(facts: Facts) -> tuple[Missing, ...]:
    """Everything that is missing, what blocks first."""
    found = (
        *_lines(facts.directory),
        *_old(facts.directory),
        *_words(facts),
        *_staff(facts),
        *_waiting(facts),
        *_settings(facts),
        *_secrets(facts),
        *_boxes(facts.boxes),
    )
    return tuple(sorted(found, key=lambda each: not each.blocks))


def boxes_in(text: str) -> tuple[Box, ...]:
    """The boxes of a list such as docs/launch.md: `- [x] **Name.** Why.`"""
    found = (_BOX.match(line) for line in text.splitlines())
    return tuple(
        Box(box["name"].strip(), box["why"].strip(), box["mark"] != " ") for box in found if box
    )


def _lines(directory: Directory) -> Iterator[Missing]:
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


def _old(directory: Directory) -> Iterator[Missing]:
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


def _words(facts: Facts) -> Iterator[Missing]:
    for count, which, file in (
        (facts.cards_not_reviewed, "safety cards", "bot/safeguarding/signposts.yml"),
        (facts.words_not_reviewed, "messages", "bot/conversation/words/en.yml"),
    ):
        if count:
            yield Missing(
                f"{count} {which} were not reviewed",
                "Somebody who knows about keeping children safe has to read them first.",
                f"Once they have read it, write their role after 'reviewer:' in {file}",
                blocks=True,
            )


def _staff(facts: Facts) -> Iterator[Missing]:
    if facts.staff < FEWEST_STAFF:
        yield Missing(
            f"{facts.staff} of at least {FEWEST_STAFF} members of staff can sign in",
            "One alone cannot answer when they are away, nor check the other's changes.",
            "Add an account: waymark staff add",
            blocks=True,
        )


def _waiting(facts: Facts) -> Iterator[Missing]:
    for name in dict.fromkeys(facts.pending):
        service = facts.directory.services.get(name)
        yield Missing(
            f"A change to {service.name if service else name} waits for somebody to decide",
            "What people are shown may be wrong until then.",
            "Look at it: waymark directory pending",
            blocks=_is_grave(service),
        )
    if facts.reports:
        yield Missing(
            f"People said {facts.reports} times that a service did not work",
            "Nobody has looked into it yet.",
            "Look at them: waymark directory reports",
            blocks=False,
        )


def _is_grave(service: Service | None) -> bool:
    return service is not None and service.urgency is not Urgency.USUAL


def _settings(facts: Facts) -> Iterator[Missing]:
    settings = facts.settings
    if not settings.telegram_token:
        yield Missing(
            "There is no bot on Telegram",
            "Without its token nobody can write to it.",
            "Make one with @BotFather and set WAYMARK_TELEGRAM_TOKEN",
            blocks=True,
        )
    if not settings.webhook_url:
        yield Missing(
            "Telegram has no address to call",
            "The bot polls. That works on one machine only.",
            "Set WAYMARK_WEBHOOK_URL, unless one machine is enough",
            blocks=False,
        )
    elif not settings.webhook_url.startswith("https://"):
        yield Missing(
            "The address that Telegram calls is not safe",
            "Telegram calls only addresses that begin with https://.",
            "Set WAYMARK_WEBHOOK_URL to an address with https://",
            blocks=True,
        )


def _secrets(facts: Facts) -> Iterator[Missing]:
    settings = facts.settings
    if not facts.has_own_keys:
        yield Missing(
            "The keys were made by this machine",
            "If its disk is lost they are lost, and so is all that they seal.",
            "Make some with waymark keys new, keep them in a safe place, and set WAYMARK_KEYS",
            blocks=True,
        )
    if len({settings.keys.person, *settings.keys.sealing.values()}) <= len(settings.keys.sealing):
        yield Missing(
            "Two keys in WAYMARK_KEYS are the same",
            "Whoever learns one then has the other too.",
            "Make new ones with waymark keys new",
            blocks=True,
        )
    if not facts.has_own_database:
        yield Missing(
            "The database is this machine's own",
            "Nobody backs it up, and it stops with the machine.",
            "Set WAYMARK_DATABASE_URL",
            blocks=True,
        )
    elif (urlsplit(settings.database_url).password or "none").lower() in _GUESSED:
        yield Missing(
            "The password of the database can be guessed",
            "It is one of the first that anybody would try.",
            "Change it, and WAYMARK_DATABASE_URL with it",
            blocks=True,
        )


def _boxes(boxes: Sequence[Box]) -> Iterator[Missing]:
    if not boxes:
        yield Missing(
            "The launch list was not found",
            "It holds what only people can say is done.",
            "Run this where docs/launch.md is",
            blocks=True,
        )
    for box in boxes:
        if not box.is_ticked:
            yield Missing(
                f"{box.name}: the box is not ticked",
                box.why,
                "Do it. Then tick its box in docs/launch.md",
                blocks=True,
            )
