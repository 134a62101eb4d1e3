"""Puts what the directory settles into the words of the content file. Pure."""

from bot.conversation.wording.days import clock
from bot.conversation.wording.deciding import because, name, now, steps, when
from bot.conversation.wording.finding import reason, reasons, who_for
from bot.conversation.wording.promises import by_when, seen
from bot.conversation.wording.times import ago, hours, staff_hours, staff_next_open

__all__ = [
    "ago",
    "because",
    "by_when",
    "clock",
    "hours",
    "name",
    "now",
    "reason",
    "reasons",
    "seen",
    "staff_hours",
    "staff_next_open",
    "steps",
    "when",
    "who_for",
]
