"""What Telegram refuses, and in which words. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json = dict[str, Any]
Value: TypeAlias = Any  # whatever JSON holds

TEXT_LIMIT = 4096  # UTF-16 units
BUTTONS_LIMIT = 100
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")


class Refusal(Exception):
    """Telegram's "no": an HTTP status and a sentence."""

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after

    def as_json(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad(description: str) -> Refusal:
    return Refusal(400, f"Bad Request: {description}")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Call:
    """One call of a method, with its parameters however they came."""

    method: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str, default: str | None = None) -> str:
        value = self.parameters.get(name, default)
        if value is None:
            raise bad(f"{name} is empty")
        return str(value)

    def number(self, name: str, default: int | None = None) -> int:
        value = self.parameters.get(name, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad(f"{name} is empty") from None

    def flag(self, name: str) -> bool:
        return str(self.parameters.get(name, "")).lower() in {"true", "1"}

    def structure(self, name: str) -> Value:
        """A parameter that is an object or a list, itself or written down as JSON."""
        value = self.parameters.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None

    def words(self) -> str:
        """The text of a message, as Telegram shows it."""
        text = self.text("text", "").strip()
        if not text:
            raise bad("message text is empty")
        if units(text) > TEXT_LIMIT:
            raise bad("message is too long")
        return text

    def entities(self, text: str) -> list[Json]:
        found = self.structure("entities") or []
        for each in found:
            if each["offset"] < 0 or each["length"] < 1:
                raise bad("ENTITY_BOUNDS_INVALID")
            if each["offset"] + each["length"] > units(text):
                raise bad("ENTITY_BOUNDS_INVALID")
        return list(found)

    def keyboard(self) -> list[list[Json]]:
        markup = self.structure("reply_markup")
        if markup is None:
            return []
        if not isinstance(markup, dict):
            raise bad("object expected as reply markup")
        if "inline_keyboard" not in markup:
            raise bad("inline keyboard expected")
        rows: list[list[Json]] = markup["inline_keyboard"]
        if sum(map(len, rows)) > BUTTONS_LIMIT:
            raise bad("REPLY_MARKUP_TOO_LONG")
        for row in rows:
            for button in row:
                _check_button(button)
        return rows


def _check_button(button: Json) -> None:
    if not str(button.get("text", "")).strip():
        raise bad("inline keyboard button text must be non-empty")
    actions = button.keys() - {"text"}
    if len(actions) != 1:
        raise bad("can't parse inline keyboard button: exactly one action is needed")
    if "callback_data" in actions and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")


def check_commands(commands: list[Json]) -> None:
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        if not COMMAND.fullmatch(each["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(each["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def check_webhook(url: str, secret: str, connections: int) -> None:
    if not url.startswith(("https://", "http://127.0.0.1:")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if not 1 <= connections <= 100:
        raise bad("bad webhook: max_connections is wrong")
