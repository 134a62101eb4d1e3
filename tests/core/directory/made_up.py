"""Services that nobody runs, for tests: phone numbers are those Ofcom keeps for drama."""

from datetime import date
from types import MappingProxyType

from directory.model import Check, Contact, Directory, Eligibility, Service
from directory.terms import ContactKind, HowChecked, Reach, Standing, Status, Urgency

CHECK = Check(HowChecked.READ, date(2026, 11, 22))


def phone(
    opening: str | None = None, value: str = "020 7946 0000", name: str = "phone"
) -> Contact:
    return Contact(name, ContactKind.PHONE, value, verified=True, opening=opening)


def page() -> Contact:
    return Contact("web", ContactKind.WEB, "https://made-up.example", verified=True)


def service(
    name: str,
    *,
    intents: tuple[str, ...] = ("mental_health",),
    contacts: tuple[Contact, ...] = (),
    eligibility: Eligibility | None = None,
    urgency: Urgency = Urgency.USUAL,
    reach: Reach = Reach.NATIONAL,
    standing: Standing = Standing.FRESH,
    status: Status = Status.OPEN,
    fits_when: tuple[str, ...] = (),
    verified: bool = True,
) -> Service:
    return Service(
        id=name,
        name=f"The {name} place",
        provider="Nobody",
        status=status,
        summary="Help that nobody gives.",
        area="Nowhere",
        reach=reach,
        urgency=urgency,
        verified=verified,
        check=CHECK,
        sources=(),
        contacts=contacts or (phone(),),
        eligibility=eligibility or Eligibility(),
        intents=intents,
        fits_when=fits_when,
        standing=standing,
    )


def directory_of(
    *services: Service, first_choices: dict[str, tuple[str, ...]] | None = None
) -> Directory:
    return Directory(
        services=MappingProxyType({each.id: each for each in services}),
        first_choices=MappingProxyType(first_choices or {}),
    )
