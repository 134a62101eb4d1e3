"""Something at home, for oneself or for somebody else: safe to chat first. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.conversation.flows import services, welcome
from bot.conversation.flows.aside import set_aside
from bot.conversation.flows.services import ANY, CHILD_TO_PARENT, Suiting
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from directory.matching.ages import GROWN_UP
from directory.matching.seekers import (
    SIGN_LANGUAGE,
    Seeker,
    is_hurt_by_a_child,
    is_young,
    loves_their_own,
)
from directory.search import Need, find, seeker_in
from directory.terms import Gender, Relation

Flow = Callable[[Moment], Reply]

FOR_MYSELF = Relation.SELF
CHILDREN = tuple(range(8, GROWN_UP))
GROWN_UPS = tuple(range(GROWN_UP + 1, 100))
EITHER_AGE = (GROWN_UP - 1, GROWN_UP)  # a child or a grown-up: both are thought of


@dataclass(frozen=True)
class Answer:
    """What is said to somebody, and which services go with it. Its key is its button's id."""

    key: str
    intent: Intent
    suiting: Suiting = ANY


PARTNER = Answer("home.partner", Intent.DOMESTIC_ABUSE)
PARENT = Answer("home.parent", Intent.ABUSE_AT_HOME, Suiting(seeker=Seeker(relation=FOR_MYSELF)))
FAMILY = Answer("home.family", Intent.DOMESTIC_ABUSE, Suiting(seeker=Seeker(ages=EITHER_AGE)))
CHILD = Answer(
    "home.child",
    Intent.DOMESTIC_ABUSE,
    Suiting(topics=(CHILD_TO_PARENT,), seeker=Seeker(relation=Relation.PARENT)),
)
OTHER_CHILD = Answer(
    "home.other.child", Intent.ABUSE_OF_OTHER, Suiting(seeker=Seeker(ages=CHILDREN))
)
OTHER_ADULT = Answer(
    "home.other.adult",
    Intent.DOMESTIC_ABUSE,
    Suiting(seeker=Seeker(ages=GROWN_UPS, relation=Relation.FRIEND)),
)
OTHER_IN_CARE = Answer(
    "home.other.care", Intent.DOMESTIC_ABUSE, Suiting(topics=("adult abuse",), at_most=1)
)
AT_WORK = Answer(
    "home.other.work",
    Intent.ABUSE_OF_OTHER,
    Suiting(seeker=Seeker(relation=Relation.PROFESSIONAL), at_most=1),
)
UNDER_18 = Answer(
    "home.me.under_18",
    Intent.ABUSE_AT_HOME,
    Suiting(seeker=Seeker(ages=CHILDREN, relation=FOR_MYSELF)),
)
MAN = Answer(
    "home.me.man", Intent.DOMESTIC_ABUSE, Suiting(seeker=Seeker(gender=Gender.MEN), at_most=1)
)
LGBT = Answer("home.me.lgbt", Intent.DOMESTIC_ABUSE)
DEAF = Answer(
    "home.me.deaf", Intent.DOMESTIC_ABUSE, Suiting(seeker=Seeker(language=SIGN_LANGUAGE))
)
HONOUR = Answer("home.me.honour", Intent.HONOUR_ABUSE)
FORCED = Answer("home.me.forced", Intent.HONOUR_ABUSE)
# Who is about to be taken away is given one number to begin with, and the others behind More.
ABROAD = Answer("home.me.abroad", Intent.HONOUR_ABUSE, Suiting(at_most=1))
IN_CARE = Answer("home.me.care", Intent.DOMESTIC_ABUSE, Suiting(topics=("adult abuse",)))
NEW_HERE = Answer("home.me.new", Intent.DOMESTIC_ABUSE)
HELPLINE = Answer("home.helpline", Intent.TALK_TO_PERSON)

ANSWERS: Mapping[str, Answer] = {
    each.key: each
    for each in (
        *(PARTNER, PARENT, FAMILY, CHILD),
        *(OTHER_CHILD, OTHER_ADULT, OTHER_IN_CARE, AT_WORK),
        *(UNDER_18, MAN, LGBT, DEAF, HONOUR, FORCED, ABROAD, IN_CARE, NEW_HERE),
        HELPLINE,
    )
}
SCREENS = ("home.other", "home.me")
NOTES = ("home.staff", "home.told", "home.tell", "home.law")

# What the best service for a message is about tells in whose shoes the answer has to be.
SHOES: Mapping[str, Answer] = {"LGBT": LGBT, "men": MAN, "adult abuse": OTHER_IN_CARE}
OF_ONESELF = {Intent.DOMESTIC_ABUSE, Intent.ABUSE_AT_HOME}
BY_A_CHILD = {*OF_ONESELF, Intent.ABUSE_OF_OTHER, Intent.PARENTING}
TOLD_AT_WORK = {
    *(*OF_ONESELF, Intent.ABUSE_OF_OTHER),
    *(Intent.SEXUAL_VIOLENCE, Intent.HONOUR_ABUSE),
}


def enter(moment: Moment) -> Reply:
    """Ask first, once an hour, whether it is safe to chat here, and say what is private (A2)."""
    if moment.conversation.is_safe_to_chat or moment.conversation.is_with_staff:
        return welcome.screen(moment)
    return set_aside(Reply.to(moment).say("home.check"))


def is_safe(moment: Moment) -> Reply:
    return set_aside(Reply.to(moment).keep(is_safe_to_chat=True).say("menu.home"))


def is_not_safe(moment: Moment) -> Reply:
    """It is not safe to chat: nothing on the screen tells what this was about, nor of a draft."""
    return Reply.to(moment).say("home.not_now").keep(step=None)


def tapped(moment: Moment) -> Reply:
    return set_aside(_say(Reply.to(moment), ANSWERS[moment.button]))


def note(moment: Moment) -> Reply:
    """Say something that is good to know, whoever it is about."""
    return set_aside(Reply.to(moment).answer(moment.button))


def typed(reply: Reply, intent: Intent) -> Reply | None:
    """Answer in the shoes of who writes; None where no words are made for them.

    After a safety card it is the shorter form, without what the card has just said.
    """
    answer = _in_their_shoes(reply.moment, intent)
    return _say(reply, answer) if answer else None


def _say(reply: Reply, answer: Answer) -> Reply:
    return services.offer(
        reply, answer.intent, answer.key, again=bool(reply.effects), suiting=answer.suiting
    )


def _in_their_shoes(moment: Moment, intent: Intent) -> Answer | None:
    """Nothing is guessed: only what the message says of somebody counts."""
    if moment.button or not moment.text:
        return None
    seeker = seeker_in(moment.text)
    if intent in BY_A_CHILD and is_hurt_by_a_child(moment.text):
        return CHILD
    if intent in TOLD_AT_WORK and seeker.relation is Relation.PROFESSIONAL:
        return AT_WORK
    if intent is Intent.ABUSE_OF_OTHER:
        return _of_another(moment, seeker)
    return _of_oneself(moment, seeker) if intent is Intent.DOMESTIC_ABUSE else None


def _of_another(moment: Moment, seeker: Seeker) -> Answer | None:
    if seeker.ages and max(seeker.ages) < GROWN_UP:
        return OTHER_CHILD
    best = _best(moment, Intent.ABUSE_OF_OTHER, seeker)
    return OTHER_IN_CARE if best is OTHER_IN_CARE else None


def _of_oneself(moment: Moment, seeker: Seeker) -> Answer | None:
    if is_young(moment.text):
        return UNDER_18
    if seeker.language == SIGN_LANGUAGE:
        return DEAF
    if loves_their_own(moment.text):
        return LGBT
    best = _best(moment, Intent.DOMESTIC_ABUSE, seeker)
    return None if best is OTHER_IN_CARE else best


def _best(moment: Moment, intent: Intent, seeker: Seeker) -> Answer | None:
    """The answer for whom the best service is, at whatever time of the day."""
    found = find(moment.content.directory, Need(intent, moment.text), seeker)
    topics = found[0].service.topics if found else ()
    return next((SHOES[each] for each in topics if each in SHOES), None)


PLACES = frozenset({"menu.home", "home.not_now", *SCREENS, *NOTES, *ANSWERS})
TAPPED: Mapping[str, Flow] = {
    "menu.home": enter,
    "home.safe": is_safe,
    "home.not_now": is_not_safe,
    **dict.fromkeys(SCREENS, welcome.screen),
    **dict.fromkeys(NOTES, note),
    **dict.fromkeys(ANSWERS, tapped),
}
