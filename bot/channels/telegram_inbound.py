"""Reads a Telegram update as one thing that a person did. Pure.

It looks at the few fields that it needs, in the update as it came. So a name, a username or a file
never gets further than this module (standards A13), and danger in a text is seen even where the
rest of the update is of a kind that did not exist when this was written.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.channels.telegram_text import clean
from bot.conversation.model import (
    Blocked,
    Command,
    Edited,
    Inbound,
    InGroup,
    Person,
    Returned,
    Said,
    Tap,
    Text,
    Unreadable,
)

CHANNEL = "telegram"
# All that Telegram is asked to hand over: no channel posts, reactions, inline or business updates.
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
# What a message can be instead of text. A message can be two of them: the first here names it.
NOT_TEXT = (
    *("animation", "live_photo", "venue", "audio", "checklist", "contact", "dice", "document"),
    *("game", "gift", "giveaway", "invoice", "location", "paid_media", "passport_data", "photo"),
    *("poll", "sticker", "story", "video", "video_note", "voice", "web_app_data"),
)
# Around every message, or Telegram's own notes in a chat: nobody said anything.
NOTHING_SAID = frozenset(
    {
        *("message_id", "from", "date", "chat", "message_thread_id", "via_bot", "effect_id"),
        *("edit_date", "forward_origin", "forward_date", "reply_to_message", "reply_markup"),
        *("external_reply", "quote", "has_protected_content", "is_from_offline", "sender_chat"),
        *("pinned_message", "message_auto_delete_timer_changed", "write_access_allowed"),
        *("chat_background_set", "connected_website", "boost_added", "refunded_payment"),
    }
)
COMMAND = re.compile(r"/(\w{1,32})(?:@\w+)?(?:\s+(.*))?", re.ASCII | re.DOTALL)

LATEST = 2**33  # seconds: a later date is none of Telegram's

Json = Mapping[str, Any]
Pseudonym = Callable[[str], str]


@dataclass(frozen=True)
class _Found:
    chat: int
    said: Said
    tap_id: str = ""
    message_id: str = ""
    sent_at: datetime | None = None


def read(update: Json, pseudonym: Pseudonym, at: datetime) -> Inbound | None:
    """Read an update; None where it is not for us, or cannot be read. Never raises.

    Forwarded text and captions are text: danger in them is danger. Nothing else is opened.
    """
    found = _find(update)
    match update:
        case {"update_id": int(number)} if found is not None:
            chat = str(found.chat)
            return Inbound(
                update_id=f"{CHANNEL}:{number}",
                person=Person(key=pseudonym(chat), channel=CHANNEL, chat=chat),
                said=found.said,
                at=at,
                tap_id=found.tap_id,
                message_id=found.message_id,
                sent_at=found.sent_at,
            )
        case _:
            return None


def kind_of(update: Json) -> str:
    """Say for a log what an unread update was, in one of our own words."""
    return next((kind for kind in KINDS if kind in update), "other")


def _find(update: Json) -> _Found | None:
    match update:
        case {"message": {"chat": {"type": "private"}, "from": {"is_bot": True}}}:
            return None  # two bots can talk to each other for ever
        case {"message": {"chat": {"id": int(chat), "type": "private"}} as message}:
            return _found(chat, message, _said(message))
        case {"edited_message": {"chat": {"id": int(chat), "type": "private"}} as message}:
            return _found(chat, message, _edited(message))
        case {"callback_query": {"id": str(), "from": {"id": int()}, "data": str()} as query}:
            return _tapped(query)
        case {"my_chat_member": {"chat": chat, "new_chat_member": {"status": status}}}:
            return _membership(chat, status)
        case {"message": {"left_chat_member": _}}:
            return None
        case {"message": {"chat": {"id": int(chat), "type": "group" | "supergroup"}}}:
            return _Found(chat, InGroup())
        case _:
            return None


def _found(chat: int, message: Json, said: Said | None) -> _Found | None:
    """What was said, with the message's number: it is needed to delete it again."""
    if said is None:
        return None
    number = message.get("message_id")
    found = str(number) if isinstance(number, int) else ""
    return _Found(chat, said, message_id=found, sent_at=_sent_at(message.get("date")))


def _sent_at(date: object) -> datetime | None:
    if not isinstance(date, int) or not 0 < date < LATEST:
        return None
    return datetime.fromtimestamp(date, UTC)


def _said(message: Json) -> Said | None:
    match message:
        case {"text": text}:
            return _typed(_words(text))
        case {"caption": str(caption)} if _words(caption):
            return Text(_words(caption), beside=_kind(message))
    return Unreadable(_kind(message)) if message.keys() - NOTHING_SAID else None


def _kind(message: Json) -> str:
    """What a message is instead of text, or beside it."""
    return next((kind for kind in NOT_TEXT if kind in message), "other")


def _typed(text: str) -> Said | None:
    if not text:
        return None
    command = COMMAND.fullmatch(text)
    if command is None:
        return Text(text)
    return Command(command[1].lower(), (command[2] or "").strip())


def _edited(message: Json) -> Edited | None:
    """What is edited without words is a live location on its way, every few seconds."""
    words = _words(message.get("text")) or _words(message.get("caption"))
    return Edited(words) if words else None


def _words(value: object) -> str:
    return clean(value).strip() if isinstance(value, str) else ""


def _tapped(query: Json) -> _Found:
    """The button's message is missing, or has no text, once it is old or deleted."""
    person, data = query["from"]["id"], clean(query["data"])
    match query.get("message"):
        case {"chat": {"id": int(chat), "type": "group" | "supergroup"}}:
            return _Found(chat, InGroup())
        case {"message_id": int(message), "chat": {"id": int(chat), "type": "private"}}:
            return _Found(chat, Tap(data), tap_id=query["id"], message_id=str(message))
        case _:
            return _Found(person, Tap(data), tap_id=query["id"])


def _membership(chat: object, status: object) -> _Found | None:
    match chat, status:
        case {"id": int(number), "type": "private"}, "kicked" | "left":
            return _Found(number, Blocked())
        case {"id": int(number), "type": "private"}, "member":
            return _Found(number, Returned())
        case (
            {"id": int(number), "type": "group" | "supergroup"},
            "member" | "administrator" | "restricted",
        ):
            return _Found(number, InGroup())
        case _:
            return None
