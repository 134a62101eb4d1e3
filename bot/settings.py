"""The settings, read from the environment in one place; foolish values are refused at start."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import SettingsError
from directory.shipped import HOME

DEFAULT_HEALTH_ADDRESS = "127.0.0.1:8082"
TELEGRAM = "https://api.telegram.org"
KEY_BYTES = 32
SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{8,}")


@dataclass(frozen=True)
class Address:
    """A host and port to listen on."""

    host: str
    port: int

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"


@dataclass(frozen=True)
class Keys:
    """The keys that seal what is kept. `sealing` maps key ids to keys, the current one first;
    `person` makes pseudonyms and must never change."""

    sealing: Mapping[str, bytes]
    person: bytes


@dataclass(frozen=True)
class Settings:
    """How one installation runs. `.env.example` says what each is for.

    `staff_hours` is empty where the borough's own hold; `borough` is a folder of directory/data,
    or the path of one elsewhere. `public_url` is how the world reaches the public app, for links
    in the open feed; empty where they are to be relative.
    """

    database_url: str
    keys: Keys
    telegram_token: str
    telegram_api: str
    webhook_url: str
    webhook_secret: str
    nlu_url: str
    nlu_token: str
    public_address: Address
    public_url: str
    inbox_address: Address
    health_address: Address
    staff_hours: str
    borough: str
    log_level: str

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Raises SettingsError, which says what to change."""
        webhook_url = env.get("WAYMARK_WEBHOOK_URL", "")
        webhook_secret = env.get("WAYMARK_WEBHOOK_SECRET", "")
        if webhook_url and not SECRET.fullmatch(webhook_secret):
            raise SettingsError(
                "WAYMARK_WEBHOOK_SECRET must be 32 to 256 letters, digits, - or _"
                " when WAYMARK_WEBHOOK_URL is set"
            )
        token = env.get("WAYMARK_TELEGRAM_TOKEN", "")
        if token and not TOKEN.fullmatch(token):
            raise SettingsError(
                "WAYMARK_TELEGRAM_TOKEN must look like 123456:ABC, from @BotFather"
            )
        nlu_token = env.get("WAYMARK_NLU_TOKEN", "")
        if not SECRET.fullmatch(nlu_token):
            raise SettingsError("WAYMARK_NLU_TOKEN must be 32 to 256 letters, digits, - or _")
        return cls(
            database_url=_database(env.get("WAYMARK_DATABASE_URL", "")),
            keys=_keys(env.get("WAYMARK_KEYS", "")),
            telegram_token=token,
            telegram_api=_url(env, "WAYMARK_TELEGRAM_API", TELEGRAM),
            webhook_url=webhook_url,
            webhook_secret=webhook_secret,
            nlu_url=_url(env, "WAYMARK_NLU_URL", "http://127.0.0.1:5005"),
            nlu_token=nlu_token,
            public_address=_address(env, "WAYMARK_PUBLIC_ADDRESS", "127.0.0.1:8080"),
            public_url=_url(env, "WAYMARK_PUBLIC_URL", "")
            if env.get("WAYMARK_PUBLIC_URL")
            else "",
            inbox_address=_address(env, "WAYMARK_INBOX_ADDRESS", "127.0.0.1:8081"),
            health_address=_address(env, "WAYMARK_HEALTH_ADDRESS", DEFAULT_HEALTH_ADDRESS),
            staff_hours=env.get("WAYMARK_STAFF_HOURS", ""),
            borough=env.get("WAYMARK_BOROUGH") or HOME,
            log_level=_log_level(env.get("WAYMARK_LOG_LEVEL") or "INFO"),
        )


def _database(url: str) -> str:
    if not url.startswith(("postgresql://", "postgresql+psycopg://")):
        raise SettingsError("WAYMARK_DATABASE_URL must start with postgresql://")
    return url


def _keys(text: str) -> Keys:
    """`id=base64,id=base64,person=base64`: 32 bytes each, the current sealing key first."""
    found: dict[str, bytes] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = entry.partition("=")
        try:
            found[name] = b64decode(value, validate=True)
        except NotBase64:
            raise SettingsError(f"WAYMARK_KEYS: the key '{name}' is not base64") from None
        if len(found[name]) != KEY_BYTES:
            raise SettingsError(f"WAYMARK_KEYS: the key '{name}' must be {KEY_BYTES} bytes")
    person = found.pop("person", None)
    if person is None or not found:
        raise SettingsError("WAYMARK_KEYS needs a sealing key and one called person: waymark keys")
    return Keys(sealing=found, person=person)


def _url(env: Mapping[str, str], name: str, default: str) -> str:
    url = (env.get(name) or default).rstrip("/")
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError(f"{name} must be a web address such as {default or TELEGRAM}")
    return url


def _address(env: Mapping[str, str], name: str, default: str) -> Address:
    host, _, port = (env.get(name) or default).rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) < 2**16:
        raise SettingsError(f"{name} must be host:port, such as {default}")
    return Address(host, int(port))


def _log_level(name: str) -> str:
    if name not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise SettingsError("WAYMARK_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR")
    return name
