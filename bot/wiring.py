"""Builds the real thing from the settings: the only place that names concrete classes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import structlog

from bot.accounts import Accounts
from bot.casework import NeutralLines
from bot.channels.telegram_app import Profile
from bot.consent import Lifetimes
from bot.conversation.content import Content
from bot.conversation.shipped import shipped_content
from bot.delivery import Delivery
from bot.desk import Desk
from bot.editors import Editors
from bot.live import Live
from bot.ports import Sender, Understand
from bot.safeguarding.levels import Level
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.shipped import (
    shipped_phrases,
    shipped_signposts,
    signposts_by_language,
    signposts_without_local,
)
from bot.safeguarding.signposts import Signposts, SignpostsError
from bot.safeguarding.triage import assess
from bot.settings import Settings
from bot.staff_hours import staff_hours
from bot.storage.engine import Database
from bot.storage.sealed import pseudonym
from bot.storage.store import PostgresStore
from bot.turn import ToldWithoutMemory, Turn
from bot.understanding.keywords import Keywords, shipped_keywords
from bot.understanding.rasa import Rasa
from bot.understanding.understand import OnlyKeywords, RasaOrKeywords
from bot.upkeep import Upkeep
from directory.errors import LoadError
from directory.model import Directory
from directory.records.documents import Documents, EntryKind, documents_of
from directory.shipped import shipped, shipped_anywhere, shipped_files

log = structlog.get_logger(__name__)

COMMANDS_IN_MENU = ("start", "help", "safety", "privacy", "mydata", "delete", "language", "stop")
USUAL_HOURS = "Mo-Fr 09:00-17:00; PH off"


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Knowledge:
    """What Waymark knows by heart: loaded once, never changed while it runs."""

    phrases: Phrases
    content: Content

    @property
    def staff_hours(self) -> str:
        """When staff are at work in this borough, unless the settings say otherwise."""
        borough = self.content.directory.borough
        return (borough.staff_hours if borough else None) or USUAL_HOURS

    @classmethod
    def shipped(cls, borough: str) -> "Knowledge":
        """Facts that are wrong cost their sentences, and never a safety card (standards C6).

        Raises ContentError where a file of words or phrases is wrong.
        """
        content = shipped_content(_facts(borough), _cards(borough), cards_in(borough))
        return cls(shipped_phrases(), content)


def _facts(borough: str) -> Directory:
    """The directory of a borough; where its files are broken, as much as stands without them."""
    for load in (partial(shipped, borough), shipped_anywhere):
        try:
            return load()
        except LoadError as error:
            log.error("the directory's files are broken", count=len(error.faults))
    return Directory.empty()


def cards_in(borough: str) -> dict[str, Signposts]:
    """The safety cards of other languages; where one is broken, all of them stay in English."""
    try:
        return signposts_by_language(borough)
    except (LoadError, SignpostsError) as error:
        log.error("cards in another language are broken", error=type(error).__name__)
        return {}


def _cards(borough: str) -> Signposts:
    try:
        return shipped_signposts(borough)
    except (LoadError, SignpostsError) as error:
        log.error("the borough's lines of the safety cards are broken", error=type(error).__name__)
        return signposts_without_local()


@dataclass(frozen=True)
class Parts:
    """What the processes are made of."""

    settings: Settings
    knowledge: Knowledge
    store: PostgresStore
    live: Live
    rasa: Rasa
    understand: RasaOrKeywords

    def turn(self, senders: Mapping[str, Sender]) -> Turn:
        return Turn(
            store=self.store,
            understand=self.understand,
            phrases=self.knowledge.phrases,
            content=self.live.content,
            senders=senders,
            now=now,
            staff_hours=staff_hours(self.settings.staff_hours or self.knowledge.staff_hours),
            told_without_memory=ToldWithoutMemory(),
        )

    def delivery(self, senders: Mapping[str, Sender]) -> Delivery:
        return Delivery(senders, self.store.open_parcel, self.store, now)

    def desk(self) -> Desk:
        return Desk(self.store, self._lines(), now)

    def _lines(self) -> NeutralLines:
        content = self.knowledge.content
        return NeutralLines(
            reply=content.message("staff.reply").text,
            closed=content.message("staff.closed").text,
            late=content.message("staff.late").text,
        )

    def accounts(self) -> Accounts:
        return Accounts(self.store, now)

    def editors(self) -> Editors:
        return Editors(self.store, now)

    def hears_danger(self, text: str) -> bool:
        """Whether a search on the public page sounds as if somebody may be in danger."""
        return assess(text, self.knowledge.phrases).level >= Level.SERIOUS

    async def follow(self) -> None:
        """Fill the live directory from the files, and answer from what is stored, for ever."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.live.run())
            group.create_task(self._seed())

    async def _seed(self) -> None:
        try:
            shipped = documents_of(shipped_files(self.settings.borough))
        except LoadError as error:
            log.error("the directory's files are broken", count=len(error.faults))
        else:
            await self.editors().seed_in_time(shipped)

    def upkeep(self) -> Upkeep:
        return Upkeep(self.store, Lifetimes(), now, self._lines())


@asynccontextmanager
async def parts(settings: Settings) -> AsyncIterator[Parts]:
    """Build everything, and close it again in order."""
    async with (
        stored(settings) as store,
        understanding(settings.nlu_url, settings.nlu_token) as (rasa, understand),
    ):
        known = Knowledge.shipped(settings.borough)
        following = live(known.content, store, _settings_of(settings.borough))
        yield Parts(settings, known, store, following, rasa, understand)


def live(shipped: Content, store: PostgresStore, spare: Documents | None = None) -> Live:
    """The directory that answers are given from; until it was loaded, the one that ships.

    `spare` has the settings to go by where a stored one is broken.
    """
    cards = {code: each.signposts for code, each in shipped.others.items()}
    build = partial(shipped_content, signposts=shipped.signposts, cards_in=cards)
    return Live(shipped.directory, build, store, now, spare)


def _settings_of(borough: str) -> Documents:
    """The settings as the files have them; none where these are broken: the log says so."""
    try:
        documents = documents_of(shipped_files(borough))
    except LoadError:
        return {}
    return {key: each for key, each in documents.items() if key[0] is EntryKind.SETTING}


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


def keyword_meaning() -> Callable[[str], str]:
    """What a search means by its words alone: it must not keep Rasa from people who write."""
    keywords = Keywords(shipped_keywords())

    def meaning(text: str) -> str:
        heard = keywords.understand(text)
        return heard.intent if heard.is_confident else ""

    return meaning


def keywords_only() -> Understand:
    """What is left to understand with when Rasa is away."""
    return OnlyKeywords(Keywords(shipped_keywords()))


@asynccontextmanager
async def accounts_only(settings: Settings) -> AsyncIterator[Accounts]:
    """Staff accounts without the rest, for the command line."""
    async with stored(settings) as store:
        yield Accounts(store, now)


@asynccontextmanager
async def editors_only(settings: Settings) -> AsyncIterator[Editors]:
    """Editors of the directory without the rest, for the command line."""
    async with stored(settings) as store:
        yield Editors(store, now)


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
