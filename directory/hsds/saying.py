"""Puts into plain words what the feed says of a service: who it is for and what to mind. Pure."""

from collections.abc import Iterator

from directory.filling import fill
from directory.hsds.places import shown_contacts
from directory.model import Directory, Eligibility, Service
from directory.terms import Gender, Referral, Relation, Standing, Status

STATUSES = {
    Status.OPEN: "active",
    Status.ENDED: "defunct",
    Status.TEMPORARILY_CLOSED: "temporarily closed",
    Status.UNKNOWN: "inactive",
}
_NOT_OPEN = {
    Status.ENDED: "It has ended.",
    Status.TEMPORARILY_CLOSED: "It is closed for now.",
    Status.UNKNOWN: "We do not know if it runs now.",
}
_WHO_ASKS = {
    Relation.SELF: "people who need it themselves",
    Relation.PARENT: "parents and carers",
    Relation.FRIEND: "friends and family",
    Relation.PROFESSIONAL: "people whose work it is",
}
BY_THEMSELVES = "You can ask for it yourself."
GENDERS = {Gender.WOMEN: "It is for women.", Gender.MEN: "It is for men."}


def status(service: Service) -> str:
    """What nobody knows to run, or nobody checked for too long, is not offered as active."""
    if service.status is Status.OPEN and service.standing is Standing.WITHDRAWN:
        return "inactive"
    return STATUSES[service.status]


def alert(service: Service, directory: Directory) -> str | None:
    """What has to be read before anything else; None where all is well."""
    return " ".join(_warnings(service, directory)) or None


def _warnings(service: Service, directory: Directory) -> Iterator[str]:
    if service.status is not Status.OPEN:
        corrected = fill(directory, service.correction or "").text
        yield corrected or _NOT_OPEN[service.status]
    if service.status in (Status.ENDED, Status.TEMPORARILY_CLOSED):
        return
    if service.standing is Standing.WITHDRAWN:
        yield "It was not checked for a long time, so we do not show how to reach it."
    elif not service.reachable:
        yield "We have not confirmed any way to reach it."
    elif not shown_contacts(service):
        yield "We do not publish where it is."
    elif service.standing is Standing.OVERDUE:
        yield "It is due to be checked again."


def eligibility(who: Eligibility) -> str | None:
    said = [_ages(who.minimum_age, who.maximum_age)]
    if who.gender is not None:
        said.append(GENDERS[who.gender])
    if who.relations and set(who.relations) != set(Relation):
        said.append(f"It is for {' and '.join(_WHO_ASKS[one] for one in who.relations)}.")
    return " ".join(one for one in said if one) or None


def _ages(youngest: int | None, oldest: int | None) -> str:
    match youngest, oldest:
        case None, None:
            return ""
        case None, int():
            return f"It is for people aged {oldest} or under."
        case int(), None:
            return f"It is for people aged {youngest} or over."
        case _:
            return f"It is for people aged {youngest} to {oldest}."


def application(who: Eligibility) -> str | None:
    """How people come to it; what we do not know is not said."""
    through = f"To get there: {who.through.rstrip('.')}." if who.through else ""
    match who.referral:
        case Referral.SELF:
            return f"{BY_THEMSELVES} {through}".strip()
        case Referral.THROUGH:
            return through or "Somebody has to refer you."
        case Referral.UNKNOWN:
            return through or None
