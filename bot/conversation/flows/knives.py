"""Knives: found or carried, and by whom; what the law says, and what to do now. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows.gangs import heard
from bot.conversation.flows.whose import SOMEBODY_CLOSE, Whose, whose
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.sayings import Saying

SUITS: Mapping[str, Intent] = dict.fromkeys(
    ("knife.found", "knife.carry", "knife.child", "knife.friend", "knife.law", "knife.rid"),
    Intent.KNIFE_CARRYING,
)
CUES: Mapping[Saying, str] = {
    Saying.HOLDING: "gangs.holding",
    Saying.KNIFE_LAW: "knife.law",
    Saying.KNIFE_RID: "knife.rid",
    Saying.KNIFE_FOUND: "problems.knife-found",
    Saying.MY_KNIFE: "knife.carry",
}


def nearest(moment: Moment) -> str:
    """The answer by whose knife it is, as a text tells it."""
    about = whose(moment)
    if about is Whose.CHILD:
        return "knife.child"
    others = "knife.friend" if about in SOMEBODY_CLOSE else "intent.knife_carrying"
    return heard(moment, CUES) or others


NEAREST: Mapping[Intent, Callable[[Moment], str]] = {Intent.KNIFE_CARRYING: nearest}
