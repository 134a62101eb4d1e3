"""A borough that is nowhere, for the public app: numbers that Ofcom keeps for stories."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

from directory.model import (
    Access,
    Borough,
    Check,
    Contact,
    Directory,
    Eligibility,
    Privacy,
    Service,
    Source,
)
from directory.terms import (
    ContactKind,
    Gender,
    HowChecked,
    Reach,
    Referral,
    ShowsOnBill,
    Status,
    Tells,
    Urgency,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
SECRET_PLACE = "Rowan House, 12 Hidden Lane, E17 9ZZ"
CHECK = Check(HowChecked.RUNG, date(2026, 11, 2), ("ada", "bea"))
SOURCES = (Source("https://example.org/harbour", "we are here", "2026-11-02"),)
PHONE = Contact(
    "phone",
    ContactKind.PHONE,
    "0808 157 0123",
    verified=True,
    hours="Day and night",
    cost="Free",
    opening="24/7",
    shows_on_bill=ShowsOnBill.NO,
)
HARBOUR = Service(
    id="harbour",
    name="Harbour Line",
    provider="The Harbour Trust",
    status=Status.OPEN,
    summary="Talk to somebody about anything.",
    area="England",
    reach=Reach.NATIONAL,
    urgency=Urgency.CRISIS,
    verified=True,
    check=CHECK,
    sources=SOURCES,
    contacts=(
        PHONE,
        Contact("text", ContactKind.SMS, "Text HELLO to 020 7946 0001", verified=True),
        Contact("sms", ContactKind.SMS, "020 7946 0002", verified=True),
        Contact("web", ContactKind.WEB, "https://www.example.org/harbour/", verified=True),
        Contact("old", ContactKind.PHONE, "020 7946 0999", verified=False),
    ),
    eligibility=Eligibility(minimum_age=11, maximum_age=18, referral=Referral.SELF),
    access=Access(languages=("English", "Polish"), bsl=True, interpreters=True),
    privacy=Privacy(tells_parents=Tells.IF_IN_DANGER, tells_police=Tells.UNKNOWN),
    topics=("mental health",),
    intents=("mental_health", "talk_to_person"),
)
LANTERN = Service(
    id="lantern",
    name="Lantern",
    provider="Lantern Women",
    status=Status.OPEN,
    summary="A refuge for women who are hurt at home.",
    area="Nowhere",
    reach=Reach.BOROUGH,
    urgency=Urgency.ABUSE,
    verified=True,
    check=CHECK,
    sources=SOURCES,
    contacts=(
        replace(PHONE, value="020 7946 0100", opening="Mo-Fr 09:00-10:00", hours="9am to 10am"),
        Contact("door", ContactKind.IN_PERSON, SECRET_PLACE, verified=True),
    ),
    eligibility=Eligibility(minimum_age=16, gender=Gender.WOMEN),
    topics=("domestic abuse",),
    intents=("domestic_abuse", "housing"),
)
ENDED = Service(
    id="old-pier",
    name="Old Pier",
    provider="The Harbour Trust",
    status=Status.ENDED,
    summary="It was a club.",
    area="Nowhere",
    reach=Reach.BOROUGH,
    urgency=Urgency.USUAL,
    verified=True,
    check=CHECK,
    sources=SOURCES,
    contacts=(replace(PHONE, value="020 7946 0200"),),
    replaced_by="harbour",
    correction="Old Pier closed. Harbour Line is on {harbour.phone}.",
)
RUMOUR = replace(
    LANTERN, id="rumour", name="Rumour", verified=False, contacts=(), summary="Nobody knows."
)
EMERGENCY = replace(
    HARBOUR,
    id="emergency-999",
    name="Police, ambulance and fire",
    provider="999",
    urgency=Urgency.EMERGENCY,
    summary="Ring when somebody is in danger.",
    contacts=(replace(PHONE, value="999"),),
    eligibility=Eligibility(),
    intents=("emergency",),
)
SILENT = replace(
    EMERGENCY,
    id="silent-999",
    name="Silent call",
    contacts=(replace(PHONE, value="999 then press 55 when told to"),),
)
SERVICES = (HARBOUR, LANTERN, ENDED, RUMOUR, EMERGENCY, SILENT)
NOWHERE = Borough("nowhere", "Nowhere", "Nowhere Council", "Nowhere Council and friends")


def nowhere(*services: Service) -> Directory:
    """A directory of these services, or of all of the above."""
    listed = services or SERVICES
    return Directory(
        services=MappingProxyType({service.id: service for service in listed}),
        first_choices=MappingProxyType({"mental_health": ("harbour",)}),
        borough=NOWHERE,
    )
