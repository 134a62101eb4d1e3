"""Says how a service that was found fits somebody: sentences without full stops. Pure."""

from datetime import datetime

from bot.conversation.content import Content
from bot.conversation.wording.parts import part
from bot.conversation.wording.times import hours
from directory.matching.finding import Found
from directory.matching.reasons import About, Whom, Why, is_for_everybody, whom
from directory.model import Eligibility

_SAID = {
    About.NAMED: "reason.named",
    About.FITS: "reason.fits",
    About.FIRST: "reason.first",
    About.SERVES: "reason.serves",
    About.PARENTS_TOO: "reason.parents_too",
    About.FRIENDS_TOO: "reason.friends_too",
    About.WORKERS_TOO: "reason.workers_too",
    About.ONLY_SELF: "reason.only_self",
    About.ONLY_PARENTS: "reason.only_parents",
    About.ONLY_FRIENDS: "reason.only_friends",
    About.ONLY_WORKERS: "reason.only_workers",
    About.INTERPRETERS: "reason.interpreters",
    About.NEAR: "reason.near",
    About.MAY_HAVE_ENDED: "reason.may_have_ended",
    About.OVERDUE: "reason.overdue",
}
_WHOM = {
    Whom.PEOPLE: "reason.people",
    Whom.WOMEN: "reason.women",
    Whom.MEN: "reason.men",
    Whom.YOUNG_WOMEN: "reason.young_women",
    Whom.YOUNG_MEN: "reason.young_men",
}


def reasons(content: Content, found: Found, at: datetime | None) -> tuple[str, ...]:
    """Everything there is to say of it, at the time of the search."""
    return tuple(filter(None, (reason(content, found, why, at) for why in found.why)))


def reason(content: Content, found: Found, why: Why, at: datetime | None) -> str:
    """One of them; empty where it is about the hours, and no time is given."""
    match why.about:
        case About.WHO_FOR:
            return who_for(content, found.service.eligibility)
        case About.OPENING:
            said = hours(content, found.opening, at) if found.opening and at else ""
            return part(content, "reason.opening", hours=said) if said else ""
        case About.SPEAKS:
            return part(content, "reason.speaks", language=why.named)
        case About.SIGNS:
            return part(content, "reason.signs", language=why.named)
        case About.BOROUGH:
            return part(content, "reason.borough", place=why.named)
        case About.THROUGH:
            return _through(content, why.named)
        case about:
            return part(content, _SAID[about])


def who_for(content: Content, eligibility: Eligibility) -> str:
    """Who may use it, in one sentence; empty where it is for everybody."""
    if is_for_everybody(eligibility):
        return ""
    for_whom = part(content, _WHOM[whom(eligibility)])
    match eligibility.minimum_age, eligibility.maximum_age:
        case None | 0, None:
            return part(content, "reason.for", whom=for_whom)
        case int(youngest), None:
            return part(content, "reason.for_from", whom=for_whom, youngest=str(youngest))
        case None | 0, int(oldest):
            return part(content, "reason.for_under", whom=for_whom, oldest=str(oldest + 1))
        case youngest, oldest:
            ages = {"youngest": str(youngest), "oldest": str(oldest)}
            return part(content, "reason.for_between", whom=for_whom, **ages)


def _through(content: Content, named: str) -> str:
    if not named:
        return part(content, "reason.through_somebody")
    return part(content, "reason.through", through=f"{named[0].lower()}{named[1:].rstrip('.')}")
