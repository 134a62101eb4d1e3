"""How old the directory's facts are, and which are too old to show (standards D5, D6). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from directory.model import Check, Contact, Directory, Service
from directory.terms import ContactKind, Standing, Urgency

CRISIS_DAYS = 90
USUAL_DAYS = 182
_DAYS_IN_WEEK = 7
_DAYS_IN_MONTH = 30.44
_DAYS_IN_YEAR = 365
_TWO_WEEKS, _NINE_WEEKS, _TWO_YEARS = 14, 63, 730
_RUNG_OR_TEXTED = frozenset(
    {ContactKind.PHONE, ContactKind.SMS, ContactKind.TEXTPHONE, ContactKind.WHATSAPP}
)


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Age:
    """How long ago something was, as people count it: none or one only of days."""

    unit: Unit
    count: int


def days_allowed(service: Service) -> int:
    """How long a check of this service holds."""
    return USUAL_DAYS if service.urgency is Urgency.USUAL else CRISIS_DAYS


def last_check(service: Service) -> Check:
    """The oldest check that what is shown of the service still rests on.

    That is the line to ring or text that was checked longest ago: one good line does not make
    the others good. Where there is none to ring, it is the oldest of the others.
    """
    shown = [contact for contact in service.contacts if contact.verified]
    rung = [contact for contact in shown if contact.kind in _RUNG_OR_TEXTED]
    checks = [service.check_of(contact) for contact in rung or shown]
    return min(checks, key=lambda check: check.on, default=service.check)


def due(service: Service) -> date:
    """The last day on which its facts count as fresh."""
    return last_check(service).on + timedelta(days=days_allowed(service))


def contact_due(service: Service, contact: Contact) -> date:
    """The last day on which this one line counts as fresh."""
    return service.check_of(contact).on + timedelta(days=days_allowed(service))


def standing(service: Service, today: date) -> Standing:
    """Withdrawn once twice the time has gone by; emergency services are always fresh."""
    if service.is_always_shown or today <= due(service):
        return Standing.FRESH
    is_twice_overdue = today > due(service) + timedelta(days=days_allowed(service))
    return Standing.WITHDRAWN if is_twice_overdue else Standing.OVERDUE


def as_of(directory: Directory, today: date) -> Directory:
    """The directory as it may be relied on today; the same one where nothing is different."""
    services = {
        name: service
        if service.standing is (now := standing(service, today))
        else replace(service, standing=now)
        for name, service in directory.services.items()
    }
    if all(services[name] is service for name, service in directory.services.items()):
        return directory
    return replace(directory, services=MappingProxyType(services))


def age(checked: date, today: date) -> Age:
    """How long ago something was checked; nothing is said to be one week or one month ago."""
    days = max((today - checked).days, 0)
    if days < _TWO_WEEKS:
        return Age(Unit.DAYS, days)
    if days < _NINE_WEEKS:
        return Age(Unit.WEEKS, days // _DAYS_IN_WEEK)
    if days < _TWO_YEARS:
        return Age(Unit.MONTHS, int(days / _DAYS_IN_MONTH))
    return Age(Unit.YEARS, days // _DAYS_IN_YEAR)


def faults_on(directory: Directory, today: date) -> tuple[str, ...]:
    """One line for each check that is said to have been made on a day still to come."""
    return tuple(
        f"{where}: it was checked on {check.on.isoformat()}, a day still to come: mend 'checked'"
        for where, check in _checks(directory)
        if check.on > today
    )


def _checks(directory: Directory) -> Iterator[tuple[str, Check]]:
    for service in directory.services.values():
        yield f"service {service.id!r}", service.check
        for contact in service.contacts:
            if contact.check is not None:
                yield f"service {service.id!r}, contact {contact.id!r}", contact.check
