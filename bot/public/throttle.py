"""Lets each caller ask so often and no more: a bucket of tokens each, forgotten when it is full.

Nobody's address is kept: a bucket is named by a hash whose key is lost when the process ends.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil
from secrets import token_bytes

from aiohttp import web

MINUTE = 60.0  # seconds
MOST_CALLERS = 10_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: datetime


@dataclass
class Throttle:
    """How often one caller may ask, and who has lately."""

    per_minute: int = 120
    most_callers: int = MOST_CALLERS
    _buckets: OrderedDict[bytes, _Bucket] = field(default_factory=OrderedDict)
    _key: bytes = field(default_factory=lambda: token_bytes(32))

    def wait(self, caller: str, now: datetime) -> int:
        """Take one token of the caller's. Returns 0, or after how many seconds there is one."""
        name = blake2b(caller.encode(), key=self._key, digest_size=16).digest()
        bucket = self._buckets.pop(name, None) or _Bucket(self.per_minute, now)
        passed = max(0.0, (now - bucket.at).total_seconds())
        rate = self.per_minute / MINUTE
        tokens = min(float(self.per_minute), bucket.tokens + passed * rate)
        may_ask = tokens >= 1
        self._buckets[name] = _Bucket(tokens - 1 if may_ask else tokens, now)
        while len(self._buckets) > self.most_callers:
            self._buckets.popitem(last=False)
        return 0 if may_ask else ceil((1 - tokens) / rate)


def caller(request: web.Request) -> str:
    """Who asks: behind a proxy of ours, the address it adds last; of IPv6, the network.

    A proxy is believed only where it calls from a private address, as ours does.
    """
    address = _address(request.remote or "")
    if address is not None and (address.is_private or address.is_loopback):
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        address = _address(forwarded) or address
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
