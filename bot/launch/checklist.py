"""What has to be done before people may use Waymark. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from bot.launch.boxes import missing_boxes
from bot.launch.cards import LocalCards, cards_missing
from bot.launch.lines import grave_needs, lines_nobody_rang, old_facts, ways_to_999
from bot.launch.missing import Missing, counted
from bot.safeguarding.signposts import Signposts
from bot.settings import Settings
from directory.model import Directory, Service
from directory.terms import Urgency

FEWEST_STAFF = 2
_GUESSED = frozenset(("", "postgres", "password", "waymark", "changeme", "secret", "admin"))


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
    launch_list: str
    """The text of docs/launch.md; empty where it was not found."""
    cards: Signposts
    """The safety cards as they stand everywhere, without a borough's lines."""
    local_cards: LocalCards
    has_own_database: bool = True
    """Whether the database is one that was set, and not the private one of this machine."""
    has_own_keys: bool = True
    """Whether the keys were set, and not made by this machine on its first run."""


def faults(facts: Facts) -> tuple[Missing, ...]:
    """Everything that is missing, what blocks first."""
    found = (
        *ways_to_999(facts.directory),
        *grave_needs(facts.directory),
        *cards_missing(facts.local_cards, facts.cards, facts.directory),
        *lines_nobody_rang(facts.directory),
        *old_facts(facts.directory),
        *_words(facts),
        *_staff(facts),
        *_waiting(facts),
        *_settings(facts),
        *_secrets(facts),
        *missing_boxes(facts.launch_list),
    )
    return tuple(sorted(found, key=lambda each: not each.blocks))


def _words(facts: Facts) -> Iterator[Missing]:
    for count, one, many, where in (
        (
            facts.cards_not_reviewed,
            "safety card was",
            "safety cards were",
            "add a line 'reviewer: THEIR ROLE' under the card's 'reviewed:' date in "
            "bot/safeguarding/signposts.yml",
        ),
        (
            facts.words_not_reviewed,
            "message was",
            "messages were",
            "write their role after 'reviewer:' in bot/conversation/words/en.yml",
        ),
    ):
        if count:
            yield Missing(
                f"{counted(count, one, many)} not reviewed",
                "Somebody who knows about keeping children safe has to read them first.",
                f"Once they have read it, {where}",
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
            f"People said {_times(facts.reports)} that a service did not work",
            "Nobody has looked into it yet.",
            "Look at them: waymark directory reports",
            blocks=False,
        )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


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
