"""What a reply had better not say on a phone that others may look at (T25). Pure."""

import re

SHORTEST_NAME = 2


def names_them(text: str, name: str) -> bool:
    """Whether a reply says the name, or a part of the name, that the person gave."""
    parts = [part for part in re.findall(r"\w+", name.casefold()) if len(part) >= SHORTEST_NAME]
    said = set(re.findall(r"\w+", text.casefold()))
    return any(part in said for part in parts)
