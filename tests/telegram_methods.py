"""The Bot API's methods, as strict as Telegram's own."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.telegram_chats import Chat, Shown
from tests.telegram_rules import Call, Json, Refusal, bad, check_commands, check_webhook

if TYPE_CHECKING:
    from tests.telegram_server import TelegramServer

DELETABLE_FOR = timedelta(hours=48)
PROFILE_LIMITS = {
    "setMyName": ("name", 64),
    "setMyDescription": ("description", 512),
    "setMyShortDescription": ("short_description", 120),
}

Method = Callable[[Call], Awaitable[Any]]


class Methods:
    """What the bot can ask for. Each raises Refusal where Telegram would refuse."""

    def __init__(self, server: "TelegramServer") -> None:
        self._server = server

    def named(self, name: str) -> Method:
        methods: dict[str, Method] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "answerCallbackQuery": self._answer_callback_query,
            "deleteMessage": self._delete_message,
            "deleteMessages": self._delete_messages,
            "leaveChat": self._leave_chat,
            "setMyCommands": self._set_my_commands,
            "getMyName": self._get_my_name,
            **dict.fromkeys(PROFILE_LIMITS, self._set_profile),
        }
        known = {key.lower(): method for key, method in methods.items()}
        if name.lower() not in known:
            raise Refusal(404, "Not Found")
        return known[name.lower()]

    # --- updates -----------------------------------------------------------------------------

    async def _get_me(self, _call: Call) -> Json:
        return {**self._server.bot_user, "can_join_groups": True}

    async def _get_updates(self, call: Call) -> list[Json]:
        if self._server.webhook.url:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first",
            )
        limit = call.number("limit", 100)
        if not 1 <= limit <= 100:
            raise bad("limit is wrong")
        allowed = call.structure("allowed_updates")
        if allowed is not None:
            self._server.updates.allow(allowed)
        return await self._server.updates.poll(
            call.number("offset", 0), limit, call.number("timeout", 0)
        )

    async def _set_webhook(self, call: Call) -> bool:
        webhook = self._server.webhook
        url, secret = call.text("url"), call.text("secret_token", "")
        connections = call.number("max_connections", 40)
        if url:
            check_webhook(url, secret, connections)
        if call.flag("drop_pending_updates"):
            self._server.updates.forget_all()
        allowed = call.structure("allowed_updates")
        if allowed is not None:
            self._server.updates.allow(allowed)
        webhook.point_to(url, secret, connections)
        return True

    async def _delete_webhook(self, call: Call) -> bool:
        if call.flag("drop_pending_updates"):
            self._server.updates.forget_all()
        self._server.webhook.point_to("", "", 40)
        return True

    async def _get_webhook_info(self, _call: Call) -> Json:
        return {
            "url": self._server.webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._server.updates.waiting),
        }

    # --- messages ----------------------------------------------------------------------------

    async def _send_message(self, call: Call) -> Json:
        chat = self._open_chat(call)
        text = call.words()
        shown = Shown(
            message_id=self._server.new_message_id(),
            text=text,
            entities=call.entities(text),
            keyboard=call.keyboard(),
            sent_at=self._server.now(),
        )
        _check_preview(call)
        await chat.show(shown)
        return self._as_json(chat, shown)

    async def _edit_message_text(self, call: Call) -> Json:
        chat = self._open_chat(call)
        text = call.words()
        shown = chat.messages.get(call.number("message_id"))
        if shown is None:
            raise bad("message to edit not found")
        if not shown.can_edit:
            raise bad("message can't be edited")
        entities, keyboard = call.entities(text), call.keyboard()
        if (shown.text, shown.entities, shown.keyboard) == (text, entities, keyboard):
            raise bad(
                "message is not modified: specified new message content and reply markup are"
                " exactly the same as a current content and reply markup of the message"
            )
        _check_preview(call)
        shown.text, shown.entities, shown.keyboard = text, entities, keyboard
        await chat.show(shown)
        return self._as_json(chat, shown)

    async def _answer_callback_query(self, call: Call) -> bool:
        if len(call.text("text", "")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        person = self._server.taps.pop(call.text("callback_query_id"), None)
        if person is None:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        person.notices.append(call.text("text", ""))
        return True

    async def _delete_message(self, call: Call) -> bool:
        chat, number = self._open_chat(call), call.number("message_id")
        sent_at = chat.sent_at(number)
        if sent_at is None:
            raise bad("message to delete not found")
        if self._server.now() - sent_at > DELETABLE_FOR:
            raise bad("message can't be deleted for everyone")
        await chat.delete(number)
        return True

    async def _delete_messages(self, call: Call) -> bool:
        chat = self._open_chat(call)
        numbers = call.structure("message_ids") or []
        if not 1 <= len(numbers) <= 100:
            raise bad("message_ids must have 1 to 100 items")
        if not all(isinstance(number, int) and number > 0 for number in numbers):
            raise bad("message identifiers must be positive numbers")
        ages = {number: chat.sent_at(number) for number in numbers}
        for number, sent_at in ages.items():
            if sent_at is not None and self._server.now() - sent_at <= DELETABLE_FOR:
                await chat.delete(number)
        return True

    async def _leave_chat(self, call: Call) -> bool:
        chat = self._open_chat(call)
        if chat.type == "private":
            raise bad("chat member status can't be changed in private chats")
        chat.is_open = False
        return True

    # --- the profile -------------------------------------------------------------------------

    async def _set_my_commands(self, call: Call) -> bool:
        commands = call.structure("commands") or []
        check_commands(commands)
        self._server.profile["commands"] = commands
        return True

    async def _get_my_name(self, _call: Call) -> Json:
        return {"name": self._server.profile.get("setMyName", "")}

    async def _set_profile(self, call: Call) -> bool:
        name, limit = PROFILE_LIMITS[call.method]
        if len(call.text(name, "")) > limit:
            raise bad(f"{name} is too long")
        self._server.profile[call.method] = call.text(name, "")
        return True

    def _open_chat(self, call: Call) -> Chat:
        chat = self._server.chats.get(call.number("chat_id"))
        if chat is None:
            raise bad("chat not found")
        if not chat.is_open:
            raise Refusal(403, f"Forbidden: {chat.closed_by}")
        return chat

    def _as_json(self, chat: Chat, shown: Shown) -> Json:
        return {
            "message_id": shown.message_id,
            "date": int(shown.sent_at.timestamp()),
            "from": self._server.bot_user,
            "chat": {"id": chat.id, "type": chat.type, "first_name": "x"},
            "text": shown.text,
            "entities": shown.entities,
        }


def _check_preview(call: Call) -> None:
    options = call.structure("link_preview_options")
    if options is not None and not isinstance(options, dict):
        raise bad("can't parse link preview options JSON object")
