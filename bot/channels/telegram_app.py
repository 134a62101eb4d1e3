"""The two ways in from Telegram, asking it or being called by it, and how the bot looks there."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from telegram import BotCommand, BotCommandScopeAllPrivateChats, WebhookInfo
from telegram.error import TelegramError

from bot.channels.telegram_connection import TelegramBot
from bot.channels.telegram_inbound import KINDS
from bot.channels.telegram_intake import Intake
from bot.channels.telegram_patience import Pauses, doubling, until_answered
from bot.channels.telegram_polling import Polling

log = structlog.get_logger(__name__)

CALLS_AT_ONCE = 40
LOOK_AFTER = 300.0  # seconds between two looks at whether Telegram reaches us
MANY_WAITING = 100


@dataclass(frozen=True)
class Profile:
    """What Telegram shows of the bot to anybody who looks. All of it is neutral (B21, E5).

    `description` is shown before the first message; `commands` are names and what they do.
    """

    name: str
    about: str
    description: str
    commands: tuple[tuple[str, str], ...]


async def poll(
    bot: TelegramBot, intake: Intake, profile: Profile, pauses: Pauses = doubling
) -> None:
    """Ask Telegram for updates, for ever."""
    async with asyncio.TaskGroup() as both:
        both.create_task(introduce(bot, profile))
        both.create_task(Polling(bot, intake, pauses).run())


async def keep_webhook(
    bot: TelegramBot, url: str, secret: str, profile: Profile, pauses: Pauses = doubling
) -> None:
    """Have Telegram call us at `url`, and see to it that it does, for ever."""
    webhook = WebhookNote(bot, url, secret)
    await until_answered(webhook.set_up, pauses)
    await introduce(bot, profile)
    while True:
        await asyncio.sleep(LOOK_AFTER)
        await until_answered(webhook.look_after, pauses)


@dataclass(frozen=True)
class WebhookNote:
    """Telegram's note of where to call us, and with which secret to show that it is Telegram."""

    bot: TelegramBot
    url: str
    secret: str

    async def set_up(self) -> None:
        await self.bot.set_webhook(
            self.url,
            secret_token=self.secret,
            allowed_updates=KINDS,
            max_connections=CALLS_AT_ONCE,
            drop_pending_updates=False,
        )

    async def look_after(self) -> None:
        """Set it again if somebody changed it, and say so if people's messages are piling up."""
        info: WebhookInfo = await self.bot.get_webhook_info()
        if info.url != self.url:
            log.error("somebody changed the webhook; it is set again")
            await self.set_up()
        if info.pending_update_count > MANY_WAITING:
            log.error("Telegram does not get through to us", count=info.pending_update_count)


async def introduce(bot: TelegramBot, profile: Profile) -> None:
    """Give the bot its name, words and commands. Nothing waits for this and nothing needs it."""
    await _try(bot.set_my_description, profile.description)
    await _try(bot.set_my_short_description, profile.about)
    await _try(_set_commands, bot, profile)
    await _try(_set_name, bot, profile.name)


async def _set_commands(bot: TelegramBot, profile: Profile) -> None:
    commands = [BotCommand(name, about) for name, about in profile.commands]
    await bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats())


async def _set_name(bot: TelegramBot, name: str) -> None:
    """Only if it is another: Telegram allows few changes, and then refuses for hours."""
    if (await bot.get_my_name()).name != name:
        await bot.set_my_name(name)


async def _try(act: Callable[..., Awaitable[object]], *words: object) -> None:
    try:
        await act(*words)
    except TelegramError as error:
        log.warning("Telegram did not take the bot's profile", error=type(error).__name__)
