"""The secrets of one machine, made at random on its first run and kept in a private file."""

import os
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from secrets import token_bytes, token_hex

from dotenv import dotenv_values

from bot.settings import KEY_BYTES

MADE_HERE = {"WAYMARK_KEYS", "WAYMARK_NLU_TOKEN", "WAYMARK_WEBHOOK_SECRET"}


def environment(env: Mapping[str, str], folder: Path, dotenv: Path) -> dict[str, str]:
    """The environment to read settings from: what is set, then .env, then what was made here."""
    written = {name: value for name, value in dotenv_values(dotenv).items() if value}
    known = {**written, **{name: value for name, value in env.items() if value}}
    if known.keys() >= MADE_HERE:
        return known
    return {**_made_once(folder / "secrets.env"), **known}


def new_key() -> str:
    """A fresh 256-bit key in base64, as WAYMARK_KEYS wants it."""
    return b64encode(token_bytes(KEY_BYTES)).decode()


def _made_once(path: Path) -> dict[str, str]:
    if not path.exists():
        made = {
            "WAYMARK_KEYS": f"first={new_key()},person={new_key()}",
            "WAYMARK_NLU_TOKEN": token_hex(32),
            "WAYMARK_WEBHOOK_SECRET": token_hex(32),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        # Created private, not made private afterwards.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.writelines(f"{name}={value}\n" for name, value in made.items())
    return {name: value for name, value in dotenv_values(path).items() if value}
