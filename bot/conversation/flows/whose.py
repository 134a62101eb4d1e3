"""Whom a text is about, as far as it says so: that changes what helps. Pure."""

from enum import StrEnum

from bot.conversation.moment import Moment
from bot.conversation.sayings import Saying
from directory.matching.phrases import words
from directory.matching.seekers import seeker_in
from directory.terms import Relation

FIRST_PERSON = {"i", "im", "ive", "id", "me", "myself"}


class Whose(StrEnum):
    """Who somebody is worried about, by what they are to each other."""

    ME = "me"
    CHILD = "child"
    FAMILY = "family"
    PARTNER = "partner"
    FRIEND = "friend"
    WORK = "work"


# Those whom somebody speaks up for who is neither their parent nor paid to.
SOMEBODY_CLOSE = (Whose.FAMILY, Whose.PARTNER, Whose.FRIEND)
BY_SAYING = {
    Saying.MY_FAMILY: Whose.FAMILY,
    Saying.MY_PARTNER: Whose.PARTNER,
    Saying.MY_FRIEND: Whose.FRIEND,
}
BY_RELATION = {
    Relation.PROFESSIONAL: Whose.WORK,
    Relation.PARENT: Whose.CHILD,
    Relation.SELF: Whose.ME,
}


def whose(moment: Moment) -> Whose | None:
    """Say whom a text is about; None where it does not tell, and for a tap."""
    relation = seeker_in(moment.text).relation
    if relation in BY_RELATION:
        return BY_RELATION[relation]
    if moment.hears(Saying.MADE_TO):
        return Whose.ME
    if relation is Relation.FRIEND:
        return Whose.FRIEND
    return next((each for saying, each in BY_SAYING.items() if moment.hears(saying)), None)


def speaks_of_themselves(moment: Moment) -> bool:
    """Whether somebody names themselves in it, whomever else they name."""
    return bool(FIRST_PERSON & set(words(moment.text)))
