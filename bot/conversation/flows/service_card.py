"""What is said of one service: who it is for, how to reach it, when that was checked. Pure."""

from collections.abc import Iterator
from datetime import date

from bot.conversation import wording
from bot.conversation.moment import Moment
from directory.hours import LONDON, Opening, opening
from directory.model import Contact, Eligibility, Privacy, Service
from directory.terms import ContactKind, Gender, Referral, ShowsOnBill, Standing, Tells

LONGEST_HOURS = 45  # letters
MOST_DETAILS = 3  # more is not read
FREE = "free"  # how a cost begins in the directory's data where there is none
_NOT_RUNG = {
    ContactKind.SMS: "part.text",
    ContactKind.WHATSAPP: "part.whatsapp",
    ContactKind.TEXTPHONE: "part.textphone",
}


def way(moment: Moment, contact: Contact) -> str:
    """One way to reach a service, with what it costs and whether it is open now."""
    said = ", ".join(filter(None, (_cost(moment, contact), _open(moment, contact).rstrip("."))))
    value = _how(moment, contact)
    return f"{value} ({said[0].lower()}{said[1:]})" if said else value


def ways(moment: Moment, service: Service) -> str:
    return "\n".join(way(moment, each) for each in service.reachable)


def opens(moment: Moment, contact: Contact) -> Opening:
    """Whether a line is open at this moment, and when that changes."""
    borough = moment.content.directory.borough
    return opening(
        contact, moment.now.at, school_holidays=borough.school_holidays if borough else ()
    )


def details(moment: Moment, service: Service) -> str:
    """What might keep somebody from asking, in the order in which it might."""
    said = [moment.part(key, **slots) for key, slots in _details(service)]
    return " ".join(said[:MOST_DETAILS])


def checked(moment: Moment, *services: Service) -> str:
    """When somebody last made sure of them all, and that it is too long ago where it is."""
    oldest = min(services, key=lambda each: each.check.on)
    is_overdue = any(each.standing is Standing.OVERDUE for each in services)
    key = "part.overdue" if is_overdue else "part.checked"
    said = wording.ago(moment.content, oldest.check.on, today(moment))
    return moment.part(key, ago=said)


def today(moment: Moment) -> date:
    return moment.now.at.astimezone(LONDON).date()


def _how(moment: Moment, contact: Contact) -> str:
    """The number or address, and what to do with it where somebody might ring it instead."""
    key = _NOT_RUNG.get(contact.kind, "")
    is_plain = contact.value.replace(" ", "").isdigit()
    return moment.part(key, number=contact.value) if key and is_plain else contact.value


def _cost(moment: Moment, contact: Contact) -> str:
    is_free = (contact.cost or "").casefold().startswith(FREE)
    return moment.part("part.free") if is_free else ""


def _open(moment: Moment, contact: Contact) -> str:
    said = wording.hours(moment.content, opens(moment, contact), moment.now.at)
    if said:
        return said
    hours = contact.hours or ""
    return hours if len(hours) <= LONGEST_HOURS else ""


def _details(service: Service) -> Iterator[tuple[str, dict[str, str]]]:
    if ages := _ages(service.eligibility):
        yield ages
    if service.eligibility.gender is not None:
        key = "part.women" if service.eligibility.gender is Gender.WOMEN else "part.men"
        yield key, {}
    if service.eligibility.referral is Referral.THROUGH and service.eligibility.through:
        yield "part.through", {"through": service.eligibility.through.rstrip(".")}
    if key := _tells(service.privacy):
        yield key, {}
    for contact in service.reachable:
        if key := _BILL.get(contact.shows_on_bill, ""):
            yield key, {"number": contact.value}
    if service.access.interpreters:
        yield "part.interpreters", {}
    if service.access.bsl:
        yield "part.bsl", {}


def _tells(privacy: Privacy) -> str:
    """What is said of who else may hear of it: never more than the pages say (standards A3)."""
    both = {privacy.tells_parents, privacy.tells_police}
    if Tells.YES in both:
        return "part.tells_yes"
    if Tells.IF_IN_DANGER in both:
        return "part.tells_danger"
    if both == {Tells.NO}:
        return "part.tells_no"
    if privacy.tells_parents is Tells.NO:
        return "part.parents_no"
    return "part.police_no" if privacy.tells_police is Tells.NO else ""


_BILL = {ShowsOnBill.YES: "part.bill_yes", ShowsOnBill.NO: "part.bill_no"}


def _ages(eligible: Eligibility) -> tuple[str, dict[str, str]] | None:
    youngest, oldest = eligible.minimum_age, eligible.maximum_age
    if youngest and oldest is not None:
        return "part.ages_between", {"youngest": str(youngest), "oldest": str(oldest)}
    if youngest:
        return "part.ages_from", {"youngest": str(youngest)}
    if oldest is not None:
        return "part.ages_to", {"oldest": str(oldest)}
    return None
