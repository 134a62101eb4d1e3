"""Turns a parcel into a sealed line of text for a job's arguments, and back."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.effects import Button, Message, Parcel, Sent
from bot.storage.sealed import About, Seal

ABOUT = About("jobs", "deliver", "parcel")


def seal_parcel(parcel: Parcel, seal: Seal) -> str:
    text = json.dumps(asdict(parcel), default=str)
    return b64encode(seal.seal(text, ABOUT)).decode()


def open_parcel(sealed: str, seal: Seal) -> Parcel:
    """Raises SealBroken."""
    kept: dict[str, Any] = json.loads(seal.open(b64decode(sealed), ABOUT))
    case_message_id, written_at = kept.pop("case_message_id"), kept.pop("written_at")
    case_id = kept.pop("case_id", None)
    message, messages = kept.pop("message"), kept.pop("messages", ())
    return Parcel(
        **kept,
        message=_message(message) if message else None,
        case_message_id=UUID(case_message_id) if case_message_id else None,
        case_id=UUID(case_id) if case_id else None,
        written_at=datetime.fromisoformat(written_at) if written_at else None,
        messages=tuple(
            Sent(each["message_id"], datetime.fromisoformat(each["at"])) for each in messages
        ),
    )


def is_current(sealed: str, seal: Seal) -> bool:
    """Whether this was sealed with the key that seals now."""
    return seal.is_current(b64decode(sealed))


def _message(kept: dict[str, Any]) -> Message:
    rows = tuple(tuple(Button(**button) for button in row) for row in kept.pop("buttons"))
    return Message(**kept, buttons=rows)
