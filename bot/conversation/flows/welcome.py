"""Saying hello, and the menu: a few big choices, or just type. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows.aside import set_aside
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply

# Screens that only lead on to others.
SCREENS = (
    "menu",
    "menu.report",
    "menu.gangs",
    "menu.worried",
    "menu.support",
    "menu.rights",
)
PLACES = frozenset(SCREENS)


def start(moment: Moment) -> Reply:
    """Say who runs this, what it can do, what it is not, and what is private (standards A16)."""
    return set_aside(Reply.to(moment).say("welcome").say("welcome.limits"))


def greet(moment: Moment) -> Reply:
    """Say hello back: in full to somebody new, shortly to somebody we have just talked with."""
    return Reply.to(moment).say("intent.greet") if moment.conversation.said else start(moment)


def screen(moment: Moment) -> Reply:
    """Show the screen that a button leads to."""
    if moment.conversation.is_with_staff:
        return Reply.to(moment).say("staff.has_it")
    return set_aside(Reply.to(moment).say(moment.button))


def menu(moment: Moment) -> Reply:
    return set_aside(Reply.to(moment).say("menu"))


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    **dict.fromkeys(SCREENS, screen),
}
