"""Takes opening hours in OpenStreetMap's syntax apart into their rules. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

from directory.timing.wall_clock import DAY

_COMMENT = re.compile(r'"[^"]*"')
_JOINT = re.compile(r"(; | \|\| |, )")
_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_RULE = re.compile(
    rf"(?P<days>[^\"]*?) ?(?P<times>{_SPAN.pattern}(?:,{_SPAN.pattern})*)?"
    r" ?(?P<state>closed|unknown)? ?(?P<comment>\"\")?"
)
_BEYOND_US = re.compile(r":|SH|sun|dawn|dusk|PH [-+]")
"""School holidays, the sun, open ends, days before a holiday: nothing here knows them."""
_PLAIN_WEEK = re.compile(r"24/7|(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b[-,]?)*")


@dataclass(frozen=True, slots=True)
class Rule:
    joint: str
    """How it goes with the rules before it: "; " in their place, ", " besides, " || " else."""
    days: str
    spans: tuple[tuple[int, int], ...]
    """Minutes after midnight; those past `DAY` are of the next day. Empty for all day."""
    state: str

    @property
    def nights(self) -> tuple[tuple[int, int], ...]:
        """The part of its spans after midnight, in minutes of the next day."""
        return tuple((0, ends - DAY) for _, ends in self.spans if ends > DAY)

    @property
    def is_weekly(self) -> bool:
        return _PLAIN_WEEK.fullmatch(self.days) is not None

    @property
    def is_for_holidays(self) -> bool:
        return "PH" in self.days

    def until_midnight(self) -> "Rule":
        spans = tuple((starts, min(ends, DAY)) for starts, ends in self.spans)
        return replace(self, spans=spans)

    def after_midnight(self) -> "Rule | None":
        """What it says of the hours after midnight; None if it leaves them as they are."""
        if self.nights:
            return replace(self, spans=self.nights)
        is_closed = self.state == "closed"
        replaces = not self.spans if is_closed else self.joint == "; "
        return replace(self, spans=(), state="closed") if replaces else None

    def on_a_holiday(self) -> "Rule":
        return replace(self, days=re.sub(r"\bPH\b", "Mo-Su", self.days))

    def __str__(self) -> str:
        times = ",".join(f"{_clock(starts)}-{_clock(ends)}" for starts, ends in self.spans)
        return " ".join(part for part in (self.days, times, self.state) if part)


def rules_of(opening: str) -> tuple[Rule, ...]:
    """Raises ValueError where it cannot be read: only clock times, weekdays, dates and PH can."""
    try:
        plain = _COMMENT.sub('""', str(OpeningHours(opening)))
    except ParserError as error:
        raise _unreadable(opening) from error
    parts = _JOINT.split("; " + plain)[1:]
    rules = tuple(
        _rule(joint, text, opening) for joint, text in zip(parts[::2], parts[1::2], strict=True)
    )
    if any(rule.joint == " || " and rule.nights for rule in rules):
        raise _unreadable(opening)
    return rules


def joined(rules: Iterable[Rule]) -> str:
    """The rules as one text again."""
    said = "".join(f"{rule.joint}{rule}" for rule in rules)
    return _JOINT.sub("", said, count=1) or "closed"


def _rule(joint: str, text: str, opening: str) -> Rule:
    found = _RULE.fullmatch(text)
    if found is None or _BEYOND_US.search(found["days"]):
        raise _unreadable(opening)
    # "By appointment" and the like: whether somebody answers is not known.
    state = found["state"] or ("unknown" if found["comment"] else "")
    spans = tuple(_span(*map(int, each)) for each in _SPAN.findall(found["times"] or ""))
    return Rule(joint, found["days"], spans, state)


def _span(hour: int, minute: int, last_hour: int, last_minute: int) -> tuple[int, int]:
    starts, ends = hour * 60 + minute, last_hour * 60 + last_minute
    return starts, ends if ends > starts else ends + DAY


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _unreadable(opening: str) -> ValueError:
    return ValueError(f"these opening hours cannot be read: {opening!r}")
