"""Makes ids of names. Pure."""

import re
import unicodedata
from collections import Counter

from directory.model import Directory

_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60


class Slugs:
    """Makes an id of a name, and never the same one twice."""

    def __init__(self, known: Directory) -> None:
        self._taken = {*known.services, *known.roles}
        self._used: Counter[str] = Counter()

    def free(self, name: str) -> str:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = _NOT_IN_A_SLUG.sub("-", plain)[:_LONGEST_SLUG].strip("-") or "service"
        free = slug
        while free in self._taken:
            self._used[slug] += 1
            free = f"{slug}-{self._used[slug] + 1}"
        self._taken.add(free)
        return free
