"""Gangs and being used: the answer nearest to what was said, and what is asked next. Pure.

A text is met with an answer at once, never with a screen of questions; and nobody is accused.
"""

from collections.abc import Callable, Mapping

from bot.conversation.flows.whose import Whose, speaks_of_themselves, whose
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.sayings import Saying

# What may be said to who is in it, and to who fears for somebody; and what services suit then.
OF_ME = (
    *("gangs.out", "gangs.debt", "gangs.holding", "gangs.inside", "gangs.bank", "gangs.away"),
    *("gangs.proving", "gangs.protection", "gangs.online", "gangs.used", "gangs.family"),
    *("gangs.tell", "gangs.law", "gangs.safe", "gangs.place", "gangs.staff", "gangs.police"),
)
OF_OTHERS = (
    *("gangs.parent", "gangs.tonight", "gangs.signs", "gangs.child_away"),
    *("gangs.friend", "gangs.no_name", "gangs.sibling", "gangs.partner", "gangs.work"),
)
SUITS: Mapping[str, Intent] = {
    **dict.fromkeys(OF_ME, Intent.GANG_EXIT),
    **dict.fromkeys(OF_OTHERS, Intent.EXPLOITATION_OF_OTHER),
}

# The gravest first: a text may say several of these.
CUES: Mapping[Saying, str] = {
    Saying.PASSED_ROUND: "gangs.used",
    Saying.TELLING: "gangs.tell",
    Saying.FOUND_OUT: "gangs.safe",
    Saying.FAMILY_AT_RISK: "gangs.family",
    Saying.INSIDE_BODY: "gangs.inside",
    Saying.PROVING: "gangs.proving",
    Saying.HOLDING: "gangs.holding",
    Saying.BANK_ACCOUNT: "gangs.bank",
    Saying.OWES: "gangs.debt",
    Saying.FAR_AWAY: "gangs.away",
    Saying.ONLINE_BEEF: "gangs.online",
    Saying.PROTECTION: "gangs.protection",
    Saying.WHERE_TO_GO: "gangs.place",
}
# What holds for whoever is asking; the other cues are about the person who writes.
FOR_ANYBODY = (Saying.PASSED_ROUND, Saying.TELLING, Saying.FAMILY_AT_RISK)
OTHERS: Mapping[Whose, str] = {
    Whose.CHILD: "gangs.parent",
    Whose.FAMILY: "gangs.sibling",
    Whose.PARTNER: "gangs.partner",
    Whose.FRIEND: "gangs.friend",
    Whose.WORK: "gangs.work",
}


def heard(moment: Moment, cues: Mapping[Saying, str]) -> str:
    """The answer to the first of these that a text says; empty where it says none."""
    return next((key for saying, key in cues.items() if moment.hears(saying)), "")


def wants_out(moment: Moment) -> str:
    return _of_me(moment) or "intent.gang_exit"


def made_to(moment: Moment) -> str:
    return _of_me(moment) or "intent.county_lines"


def of_another(moment: Moment) -> str:
    """Somebody fears for another; who is made to do things themselves may be taken for that."""
    about = whose(moment)
    if about is Whose.ME:
        return made_to(moment)
    if about is Whose.CHILD and moment.hears(Saying.FAR_AWAY):
        return "gangs.child_away"
    for_anybody = {saying: key for saying, key in CUES.items() if saying in FOR_ANYBODY}
    others = OTHERS[about] if about else "intent.exploitation_of_other"
    return heard(moment, for_anybody) or others


def _of_me(moment: Moment) -> str:
    """The nearest answer for who is in it; a parent who says nothing of themselves is not."""
    if whose(moment) is Whose.CHILD and not speaks_of_themselves(moment):
        return of_another(moment)
    return heard(moment, CUES)


NEAREST: Mapping[Intent, Callable[[Moment], str]] = {
    Intent.GANG_EXIT: wants_out,
    Intent.COUNTY_LINES: made_to,
    Intent.EXPLOITATION_OF_OTHER: of_another,
}
