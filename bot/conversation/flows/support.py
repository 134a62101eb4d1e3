"""Help for oneself: a choice, an answer with one next step, and what may be asked next. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import welcome
from bot.conversation.flows.aside import set_aside
from bot.conversation.flows.cards import with_card
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply, gravest
from bot.safeguarding.levels import Category, Concern, Hit, Level

# Screens that only lead on to others.
SCREENS = (
    "support.feel",
    "support.crime",
    "support.school_work",
    "support.drugs",
    "support.join",
)
ANSWERS = (
    *("feel.sleep", "feel.panic", "feel.low", "feel.angry", "feel.age", "feel.free"),
    *("grief.young", "grief.crime"),
    *("crime.rights", "crime.court", "crime.money"),
    *("school.excluded", "school.review", "school.bullied", "school.extra_help"),
    *("work.record", "money.short"),
    *("housing.tonight", "housing.young", "housing.sofa"),
    *("drugs.other", "drugs.law"),
    "parenting.me",
    *("join.mentor", "join.ask_me", "join.advisors"),
    *("area.spot", "area.way_home"),
)
# To tap these is to tell of something grave: they are met as the same words would be.
TELLS_OF: Mapping[str, Category] = {
    "feel.hurt": Category.SELF_HARM,
    "feel.die": Category.SUICIDE,
}
PLACES = frozenset({*SCREENS, *ANSWERS})


def answer(moment: Moment) -> Reply:
    """Give the answer that has the button's own name."""
    return set_aside(Reply.to(moment).answer(moment.button))


def in_pain(moment: Moment) -> Reply:
    """Show the safety card, which asks straight out, and remember what was told (B11)."""
    told = Concern.of((Hit(TELLS_OF[moment.button], Level.SERIOUS, phrase="", words=""),))
    reply = Reply.to(moment)
    heard = gravest(reply.conversation.concern, told)
    return set_aside(with_card(reply.keep(concern=heard), told))


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    **dict.fromkeys(SCREENS, welcome.screen),
    **dict.fromkeys(ANSWERS, answer),
    **dict.fromkeys(TELLS_OF, in_pain),
}
