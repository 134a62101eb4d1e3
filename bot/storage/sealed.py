"""Seals what is kept, so that a copy of the database tells nobody anything."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import SealBroken

NONCE_BYTES = 12


@dataclass(frozen=True)
class About:
    """Which value this is. A sealed value opens in its own place and nowhere else."""

    table: str
    row: str | UUID
    column: str

    def as_bytes(self) -> bytes:
        return "\x1f".join((self.table, str(self.row), self.column)).encode()


@dataclass(frozen=True)
class Seal:
    """AES-256-GCM under the first of `keys`; all of them open. Sealed: key id, nonce, the rest."""

    keys: Mapping[str, bytes]

    @property
    def current(self) -> str:
        return next(iter(self.keys))

    def seal(self, text: str, about: About) -> bytes:
        name = self.current.encode()
        nonce = token_bytes(NONCE_BYTES)
        body = AESGCM(self.keys[self.current]).encrypt(nonce, _bytes(text), about.as_bytes())
        return bytes([len(name)]) + name + nonce + body

    def open(self, sealed: bytes, about: About) -> str:
        """Raises SealBroken: a lost key, a changed value, or one moved from another place."""
        name, rest = _split(sealed)
        key = self.keys.get(name)
        if key is None:
            raise SealBroken(f"sealed with a key that is not in WAYMARK_KEYS: {name!r}")
        try:
            opened = AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], about.as_bytes())
        except (InvalidTag, ValueError):
            raise SealBroken(f"{about.table}.{about.column} does not open") from None
        return opened.decode("utf-8", "surrogatepass")

    def is_current(self, sealed: bytes) -> bool:
        """Whether this was sealed with the key that seals now, or has to be sealed again."""
        return _split(sealed)[0] == self.current


def _split(sealed: bytes) -> tuple[str, bytes]:
    if not sealed:
        raise SealBroken("nothing is sealed here")
    end = 1 + sealed[0]
    return sealed[1:end].decode("ascii", "replace"), sealed[end:]


def pseudonym(key: bytes, channel: str, bot_id: str, chat: str) -> str:
    """Name a person without saying who they are: the same chat is always the same name (C30)."""
    return keyed_hash(key, "person", channel, bot_id, chat)


def keyed_hash(key: bytes, *parts: str) -> str:
    """Return what cannot be guessed back without the key, unlike a plain hash of a short id."""
    return hmac.new(key, _bytes("\x1f".join(parts)), sha256).hexdigest()


def _bytes(text: str) -> bytes:
    """Half a character pair is no proper text, but people's phones do send it."""
    return text.encode("utf-8", "surrogatepass")
