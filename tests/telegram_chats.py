"""What is in the chats of the local Telegram, and the people in them, for tests to play."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.telegram_rules import Json

if TYPE_CHECKING:
    from tests.telegram_server import TelegramServer

WITHIN = 5.0  # seconds that a person waits for an answer

FILE = {"file_id": "f", "file_unique_id": "u"}
# A message of every kind that is not text, as the Bot API sends it.
NOT_TEXT: dict[str, Any] = {
    "animation": {**FILE, "width": 1, "height": 1, "duration": 1},
    "audio": {**FILE, "duration": 1},
    "contact": {"phone_number": "+440000000000", "first_name": "Kim"},
    "dice": {"emoji": "🎲", "value": 3},
    "document": {**FILE, "file_name": "diary.pdf"},
    "game": {"title": "t", "description": "d", "photo": [{**FILE, "width": 1, "height": 1}]},
    "location": {"longitude": 0.1, "latitude": 51.5},
    "paid_media": {"star_count": 1, "paid_media": []},
    "photo": [{**FILE, "width": 1, "height": 1}],
    "poll": {"id": "p", "question": "q", "options": [], "total_voter_count": 0},
    "sticker": {**FILE, "type": "regular", "width": 1, "height": 1},
    "story": {"chat": {"id": 5, "type": "private"}, "id": 1},
    "venue": {"location": {"longitude": 0.1, "latitude": 51.5}, "title": "t", "address": "a"},
    "video": {**FILE, "width": 1, "height": 1, "duration": 1},
    "video_note": {**FILE, "length": 1, "duration": 1},
    "voice": {**FILE, "duration": 1},
}


@dataclass
class Shown:
    """One message of the bot, as a phone shows it."""

    message_id: int
    text: str
    entities: list[Json]
    keyboard: list[list[Json]]
    sent_at: datetime
    can_edit: bool = True

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def covered(self) -> str:
        """What is hidden until it is tapped."""
        encoded = self.text.encode("utf-16-le")
        spans = [each for each in self.entities if each["type"] == "spoiler"]
        return "".join(
            encoded[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")
            for each in spans
        )

    @property
    def notification(self) -> str:
        """What a locked phone shows: dots in place of what is covered."""
        return self.text.replace(self.covered, "···") if self.covered else self.text


@dataclass
class Chat:
    """One chat of the bot's, and everything shown in it."""

    id: int
    type: str
    is_open: bool = False  # the bot may write here
    closed_by: str = "bot can't initiate conversation with a user"
    messages: dict[int, Shown] = field(default_factory=dict)
    typed: dict[int, datetime] = field(default_factory=dict)  # the person's own, by number
    news: list[Shown] = field(default_factory=list)  # new and changed messages, in order
    came: asyncio.Condition = field(default_factory=asyncio.Condition)

    def sent_at(self, number: int) -> datetime | None:
        """When a message was sent, whoever wrote it; None where it is not there (any more)."""
        shown = self.messages.get(number)
        return shown.sent_at if shown else self.typed.get(number)

    @property
    def numbers(self) -> set[int]:
        """Everything in the chat."""
        return {*self.messages, *self.typed}

    async def delete(self, number: int) -> None:
        self.messages.pop(number, None)
        self.typed.pop(number, None)
        async with self.came:
            self.came.notify_all()

    async def show(self, message: Shown) -> None:
        self.messages[message.message_id] = message
        self.news.append(message)
        async with self.came:
            self.came.notify_all()


class TelegramPerson:
    """Somebody with a phone. What they do reaches the bot as the real updates would."""

    def __init__(self, server: "TelegramServer", number: int, name: str) -> None:
        self.server = server
        self.chat = server.chat(number, "private")
        self.id = number
        self.user: Json = {
            "id": number,
            "is_bot": False,
            "first_name": name,
            "last_name": f"{name}-surname",
            "username": f"{name.lower()}_username",
            "language_code": "en",
        }
        self.notices: list[str] = []  # what tapped buttons answered
        self._heard = 0

    # --- what a person does ------------------------------------------------------------------

    async def send(self, text: str, **more: object) -> int:
        """Type a message. Returns the update's number."""
        return await self.send_message(text=text, **more)

    async def send_message(self, **content: object) -> int:
        self.chat.is_open = True
        message = self.message(**content)
        self.chat.typed[message["message_id"]] = self.server.now()
        return await self.server.happens("message", message)

    async def send_not_text(self, kind: str, **more: object) -> int:
        return await self.send_message(**{kind: NOT_TEXT[kind]}, **more)

    async def edit(self, text: str) -> int:
        return await self.server.happens("edited_message", self.message(text=text, edit_date=1))

    async def tap(self, label: str, *, twice: bool = False) -> None:
        """Tap the newest button with this on it."""
        shown, button = self._button(label)
        for _ in range(2 if twice else 1):
            await self.tap_data(button["callback_data"], shown)

    async def tap_data(self, data: str, shown: Shown | None = None) -> int:
        """Tap a button with any data at all, as a made-up client could."""
        query: Json = {"id": self.server.new_tap(self), "from": self.user, "chat_instance": "c"}
        if shown is not None:
            query["message"] = {
                "message_id": shown.message_id,
                "date": int(shown.sent_at.timestamp()),
                "chat": self._chat(),
                "text": shown.text,
            }
        return await self.server.happens("callback_query", {**query, "data": data})

    async def block(self) -> int:
        self.chat.is_open, self.chat.closed_by = False, "bot was blocked by the user"
        return await self._member("member", "kicked")

    async def unblock(self) -> int:
        self.chat.is_open = True
        return await self._member("kicked", "member")

    # --- what a person sees ------------------------------------------------------------------

    async def hears(self, containing: str = "", *, within: float = WITHIN) -> Shown:
        """Wait for the next message that has these words, and pass over those before it.

        Raises TimeoutError with what was shown instead.
        """
        try:
            async with asyncio.timeout(within), self.chat.came:
                while True:
                    while self._heard < len(self.chat.news):
                        self._heard += 1
                        found = self.chat.news[self._heard - 1]
                        if containing.lower() in found.text.lower():
                            return found
                    await self.chat.came.wait()
        except TimeoutError:
            shown = [each.text for each in self.chat.news]
            raise TimeoutError(f"never heard {containing!r}; heard {shown}") from None

    async def waits_until(self, holds: Callable[[], bool], *, within: float = WITHIN) -> None:
        """Wait for something that comes true when the bot shows something."""
        async with asyncio.timeout(within), self.chat.came:
            await self.chat.came.wait_for(holds)

    @property
    def screen(self) -> list[Shown]:
        return [self.chat.messages[number] for number in sorted(self.chat.messages)]

    @property
    def unheard(self) -> list[Shown]:
        return self.chat.news[self._heard :]

    # --- how it looks on the wire ------------------------------------------------------------

    def message(self, **content: object) -> Json:
        return {
            "message_id": self.server.new_message_id(),
            "date": int(self.server.now().timestamp()),
            "from": self.user,
            "chat": self._chat(),
            **content,
        }

    def _chat(self) -> Json:
        names = {key: self.user[key] for key in ("first_name", "last_name", "username")}
        return {"id": self.id, "type": "private", **names}

    def _button(self, label: str) -> tuple[Shown, Json]:
        for shown in reversed(self.screen):
            for row in shown.keyboard:
                for button in row:
                    if label.lower() in button["text"].lower():
                        return shown, button
        raise AssertionError(f"no button {label!r} among {[each.labels for each in self.screen]}")

    async def _member(self, old: str, new: str) -> int:
        bot = self.server.bot_user
        return await self.server.happens(
            "my_chat_member",
            {
                "chat": self._chat(),
                "from": self.user,
                "date": int(self.server.now().timestamp()),
                "old_chat_member": {"user": bot, "status": old},
                "new_chat_member": {"user": bot, "status": new},
            },
        )


class TelegramGroup:
    """A group that somebody adds the bot to."""

    def __init__(self, server: "TelegramServer", number: int, by: TelegramPerson) -> None:
        self.server = server
        self.chat = server.chat(number, "supergroup")
        self.by = by

    async def add_bot(self) -> None:
        """Telegram tells of it twice."""
        self.chat.is_open, self.chat.closed_by = True, "bot is not a member of the group chat"
        bot = self.server.bot_user
        await self.server.happens(
            "my_chat_member",
            {
                "chat": self._chat(),
                "from": self.by.user,
                "date": int(self.server.now().timestamp()),
                "old_chat_member": {"user": bot, "status": "left"},
                "new_chat_member": {"user": bot, "status": "member"},
            },
        )
        await self._message(new_chat_members=[bot])

    async def send(self, text: str) -> int:
        return await self._message(text=text)

    async def _message(self, **content: object) -> int:
        message = self.by.message(**content)
        return await self.server.happens("message", {**message, "chat": self._chat()})

    def _chat(self) -> Json:
        return {"id": self.chat.id, "type": self.chat.type, "title": "Class 9B"}
