"""What the law says, one question at a time: each answer is held to its facts. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import support, welcome
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply

SCREENS = ("rights.search", "rights.law")
ANSWERS = (
    *("rights.before", "rights.during", "rights.after", "rights.complain"),
    *("rights.private", "rights.social"),
    *("rights.nudes", "rights.arrest_age", "rights.noise"),
)
PLACES = frozenset({*SCREENS, *ANSWERS})
TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    **dict.fromkeys(SCREENS, welcome.screen),
    **dict.fromkeys(ANSWERS, support.answer),
}
