"""How the inbox writes times, spans and what other people typed. Pure."""

import re
import unicodedata
from datetime import datetime, timedelta

from markupsafe import Markup, escape

from bot.casework.clock import LONDON

# Format characters that belong to a picture and are seen as one: joined emoji, and the flags of
# England, Scotland and Wales.
EMOJI = "[\U0001f000-\U0001faff\u2190-\u2bff\ufe0f\u20e3]"
PICTURE = re.compile(
    f"(?<={EMOJI})\u200d(?={EMOJI})|\U0001f3f4[\U000e0061-\U000e007a]{{2,6}}\U000e007f"
)
# Drawn as nothing although Unicode calls them letters, marks or signs.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
KEPT = frozenset("\n\t")
NAMES = {
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "end of direction change",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2060": "word joiner",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first strong isolate",
    "\u2069": "end of isolate",
    "\ufeff": "zero-width no-break space",
    "\u00ad": "soft hyphen",
}


def visible(text: str) -> Markup:
    """Escape a text, and show each character in it that hides or turns others (standards C16).

    A reader sees every character that was typed: nothing is dropped or put right.
    """
    pieces, end = [], 0
    text = text.replace("\r\n", "\n")
    for picture in PICTURE.finditer(text):
        pieces += [_seen(character) for character in text[end : picture.start()]]
        pieces.append(escape(picture.group()))
        end = picture.end()
    pieces += [_seen(character) for character in text[end:]]
    return Markup("").join(pieces)


def _seen(character: str) -> Markup:
    is_plain = character not in BLANK and unicodedata.category(character) not in UNSEEN
    if is_plain or character in KEPT:
        return escape(character)
    name = NAMES.get(character) or unicodedata.name(character, "control character").lower()
    return Markup('<span class="unseen">[U+{} {}]</span>').format(f"{ord(character):04X}", name)


def day_and_time(moment: datetime, now: datetime) -> str:
    """Say when, in London: "today at 2.05pm", "Friday at 9am", "3 October 2025 at 9am"."""
    local, today = moment.astimezone(LONDON), now.astimezone(LONDON)
    days = (local.date() - today.date()).days
    match days:
        case 0:
            day = "today"
        case -1:
            day = "yesterday"
        case 1:
            day = "tomorrow"
        case _ if abs(days) < 7:
            day = f"{local:%A} {local.day} {local:%B}"
        case _:
            day = f"{local.day} {local:%B} {local.year}"
    return f"{day} at {clock(local)}"


def clock(moment: datetime) -> str:
    """A time of day as people say it: 9am, 5.30pm."""
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def lasting(span: timedelta) -> str:
    """Say how long: "less than a minute", "25 minutes", "3 hours 5 minutes", "2 days"."""
    minutes = max(0, int(span.total_seconds() // 60))
    hours, days = minutes // 60, minutes // (24 * 60)
    if minutes < 1:
        return "less than a minute"
    if hours < 1:
        return _count(minutes, "minute")
    if days < 1:
        rest = minutes - hours * 60
        return _count(hours, "hour") + (f" {_count(rest, 'minute')}" if rest else "")
    rest = hours - days * 24
    return _count(days, "day") + (f" {_count(rest, 'hour')}" if rest and days < 3 else "")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def plainly(key: str) -> str:
    """Turn a key that has no words of its own into some: "no_safe_home" is "No safe home"."""
    return key.replace("_", " ").capitalize()
