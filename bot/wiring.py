"""Builds the real thing from the settings: the only place that names concrete classes."""

from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from bot.accounts import Accounts
from bot.casework import NeutralLines
from bot.channels.telegram_app import Profile
from bot.consent import Lifetimes
from bot.conversation.content import Content
from bot.conversation.shipped import shipped_content
from bot.delivery import Delivery
from bot.desk import Desk
from bot.ports import Sender, Understand
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.shipped import shipped_phrases, shipped_signposts
from bot.settings import Settings
from bot.staff_hours import staff_hours
from bot.storage.engine import Database
from bot.storage.sealed import pseudonym
from bot.storage.store import PostgresStore
from bot.turn import Turn
from bot.understanding.keywords import Keywords, shipped_keywords
from bot.understanding.rasa import Rasa
from bot.understanding.understand import OnlyKeywords, RasaOrKeywords
from bot.upkeep import Upkeep
from directory.shipped import shipped

COMMANDS_IN_MENU = ("start", "help", "safety", "privacy", "mydata", "delete", "language", "stop")
REMEMBERED_TURNS = 1000  # turns answered without the database, until it is back


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Knowledge:
    """What Waymark knows by heart: loaded once, never changed while it runs."""

    phrases: Phrases
    content: Content

    @classmethod
    def shipped(cls) -> "Knowledge":
        """Raises ContentError where a file of words, phrases or facts is wrong."""
        return cls(shipped_phrases(), shipped_content(shipped(), shipped_signposts()))


@dataclass(frozen=True)
class Parts:
    """What the processes are made of."""

    settings: Settings
    knowledge: Knowledge
    store: PostgresStore
    rasa: Rasa
    understand: RasaOrKeywords

    def turn(self, senders: Mapping[str, Sender]) -> Turn:
        return Turn(
            store=self.store,
            understand=self.understand,
            phrases=self.knowledge.phrases,
            content=self.knowledge.content,
            senders=senders,
            now=now,
            staff_hours=staff_hours(self.settings.staff_hours),
            answered_without_memory=deque(maxlen=REMEMBERED_TURNS),
        )

    def delivery(self, senders: Mapping[str, Sender]) -> Delivery:
        return Delivery(senders, self.store.open_parcel, self.store, now)

    def desk(self) -> Desk:
        content = self.knowledge.content
        return Desk(
            self.store,
            NeutralLines(
                reply=content.message("staff.reply").text,
                closed=content.message("staff.closed").text,
            ),
            now,
        )

    def accounts(self) -> Accounts:
        return Accounts(self.store, now)

    def upkeep(self) -> Upkeep:
        return Upkeep(self.store, Lifetimes(), now)


@asynccontextmanager
async def parts(settings: Settings) -> AsyncIterator[Parts]:
    """Build everything, and close it again in order."""
    async with (
        stored(settings) as store,
        understanding(settings.nlu_url, settings.nlu_token) as (rasa, understand),
    ):
        yield Parts(settings, Knowledge.shipped(), store, rasa, understand)


@asynccontextmanager
async def stored(settings: Settings) -> AsyncIterator[PostgresStore]:
    """What is kept, and nothing else."""
    store = PostgresStore(Database(settings.database_url), settings.keys)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def understanding(url: str, token: str) -> AsyncIterator[tuple[Rasa, RasaOrKeywords]]:
    """Rasa, and the keywords for when it is away."""
    rasa = Rasa(url, token)
    try:
        yield rasa, RasaOrKeywords(rasa, Keywords(shipped_keywords()))
    finally:
        await rasa.close()


def keywords_only() -> Understand:
    """What is left to understand with when Rasa is away."""
    return OnlyKeywords(Keywords(shipped_keywords()))


@asynccontextmanager
async def accounts_only(settings: Settings) -> AsyncIterator[Accounts]:
    """Staff accounts without the rest, for the command line."""
    async with stored(settings) as store:
        yield Accounts(store, now)


@asynccontextmanager
async def tending(settings: Settings) -> AsyncIterator[Upkeep]:
    """Upkeep without the rest, for the command line."""
    async with stored(settings) as store:
        yield Upkeep(store, Lifetimes(), now)


def pseudonyms(settings: Settings, channel: str) -> Callable[[str], str]:
    """Names a chat of this bot's without saying whose it is."""
    bot_id = settings.telegram_token.partition(":")[0]
    return partial(pseudonym, settings.keys.person, channel, bot_id)


def profile(knowledge: Knowledge) -> Profile:
    """How the bot looks on Telegram, from the content file."""
    words = knowledge.content.message
    return Profile(
        name=words("profile.name").text,
        about=words("profile.about").text,
        description=words("profile.description").text,
        commands=tuple((name, words(f"profile.command.{name}").text) for name in COMMANDS_IN_MENU),
    )
