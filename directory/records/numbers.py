"""Which phone numbers may stand in the directory: real, and not known to be wrong. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import phonenumbers

_RUN_OF_DIGITS = re.compile(r"\+?\d(?:[\d ]*\d)?")
_RELAY_PREFIX = re.compile(r"^18001 (?=\d)")
_FULL_LENGTH = 11


def digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def number_in(value: str) -> str | None:
    """The number of a contact's value: the number to ring in "111 then option 2" is 111."""
    found = _RUN_OF_DIGITS.search(_RELAY_PREFIX.sub("", value))
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class NumberPlan:
    """The numbers that length rules would get wrong. Keys are digits alone."""

    short: Mapping[str, str] = field(default_factory=dict)
    """Numbers shorter than usual that are right, each with whose it is."""
    never_show: Mapping[str, str] = field(default_factory=dict)
    """Misprints and dead numbers, each with what is wrong with it."""

    def fault(self, value: str) -> str | None:
        """What is wrong with the number in a contact's value, or None."""
        number = number_in(value)
        if number is None:
            return f"there is no phone number in {value!r}"
        key = digits(number)
        if key in self.never_show:
            return f"{number} must never be shown: {self.never_show[key]}"
        if key in self.short:
            return None
        if not number.startswith("+") and len(key) != _FULL_LENGTH:
            return (
                f"{number} has {len(key)} digits, not {_FULL_LENGTH}: look for a lost digit, or, "
                "if it is right, add it to numbers.yml under 'short'"
            )
        if not phonenumbers.is_valid_number(phonenumbers.parse(number, "GB")):
            return f"{number} is not a number anybody in the UK can have: check each digit"
        return None
