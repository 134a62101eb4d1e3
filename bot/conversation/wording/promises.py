"""Says by when something is read, and when it was. Pure."""

from datetime import datetime

from bot.conversation.content import Content
from bot.conversation.wording.days import clock, named_day
from bot.conversation.wording.parts import part
from directory.hours import LONDON
from directory.timing.nearness import Near, placed

_BY = {Near.WEEKDAY: "by.later", Near.DATE: "by.later"}
_SEEN = {Near.WEEKDAY: "seen.later", Near.DATE: "seen.later"}


def by_when(content: Content, by: datetime | None, at: datetime) -> str:
    """By when it is read: "by 5pm tomorrow", "by 5pm on Monday"."""
    if by is None:
        return part(content, "by.unknown")
    near, time, day = _placed(content, by, at)
    return part(content, _BY.get(near, "by.soon"), time=time, day=day)


def seen(content: Content, when: datetime | None, at: datetime) -> str:
    """When it was read: "at 2.02pm today", "at 9am on Monday". Empty if unknown."""
    if when is None:
        return ""
    near, time, day = _placed(content, when, at)
    return part(content, _SEEN.get(near, "seen.soon"), time=time, day=day)


def _placed(content: Content, moment: datetime, at: datetime) -> tuple[Near, str, str]:
    found = placed(moment.astimezone(LONDON), at.astimezone(LONDON))
    return found.near, clock(content, found.minutes), named_day(content, found)
