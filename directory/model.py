"""What the directory knows: services, problems, guidance, and where each fact came from. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from directory.errors import FactError, FactWithheld
from directory.terms import (
    Anonymous,
    Asks,
    Confidence,
    ContactKind,
    Gender,
    HowChecked,
    ProblemKind,
    Reach,
    Referral,
    Relation,
    RouteTo,
    ShowsOnBill,
    Standing,
    Status,
    Tells,
    Urgency,
)

SLOT = re.compile(r"\{([a-z0-9-]+)\.([a-z0-9-]+)\}")
BOROUGH = "borough"
_NAMES_OF_BOROUGH = frozenset({"name", "council", "run-by"})


@dataclass(frozen=True, slots=True)
class Source:
    """The page a fact was read on, the words that say it, and how old the page is."""

    url: str
    quote: str
    page_date: str


@dataclass(frozen=True, slots=True)
class Check:
    """How somebody made sure of a fact, on which day, and who (usernames; none for a page)."""

    how: HowChecked
    on: date
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a service. `value` may be an instruction ("111 then option 2")."""

    id: str
    kind: ContactKind
    value: str
    verified: bool
    hours: str | None = None
    cost: str | None = None
    note: str | None = None
    remarks: str | None = None
    """What the page said where `hours` or `cost` is put more plainly; for staff."""
    opening: str | None = None
    """The hours in OpenStreetMap's syntax, only where they are clear."""
    term_time: bool = False
    """Whether it is open in school terms alone."""
    shows_on_bill: ShowsOnBill = ShowsOnBill.UNKNOWN
    who: str | None = None
    """Who may use this way, where that is not everybody the service is for."""
    keeps: str | None = None
    """What is kept or seen of who uses it."""
    check: Check | None = None
    """How this line was checked, where it was checked apart from the rest."""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may use a service. A limit that nobody stated lets everyone in."""

    minimum_age: int | None = None
    maximum_age: int | None = None
    gender: Gender | None = None
    relations: tuple[Relation, ...] = ()
    """Who it is for: empty where anybody may ask."""
    referral: Referral = Referral.UNKNOWN
    through: str | None = None
    """Through whom, where people cannot go by themselves, or not always."""
    audience: str | None = None
    ages: str | None = None
    """Who it is for and of what age, as the page says it; for staff."""

    def takes_age(self, age: int) -> bool:
        youngest = self.minimum_age or 0
        return youngest <= age and (self.maximum_age is None or age <= self.maximum_age)

    def takes(self, relation: Relation) -> bool:
        return not self.relations or relation in self.relations


@dataclass(frozen=True, slots=True)
class Access:
    """What makes a service usable for more people. None where no page says."""

    languages: tuple[str, ...] = ()
    bsl: bool | None = None
    textphone: bool | None = None
    interpreters: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Privacy:
    """What a service does with what it hears."""

    tells_parents: Tells = Tells.UNKNOWN
    tells_police: Tells = Tells.UNKNOWN
    note: str | None = None
    """What the pages say of it; for staff."""


@dataclass(frozen=True, slots=True)
class Service:
    """Somebody who helps. Only what `reachable` gives may be shown as a way to reach them."""

    id: str
    name: str
    provider: str
    status: Status
    summary: str
    area: str
    reach: Reach
    urgency: Urgency
    verified: bool
    check: Check
    sources: tuple[Source, ...]
    contacts: tuple[Contact, ...] = ()
    aka: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    status_note: str | None = None
    replaced_by: str | None = None
    correction: str | None = None
    """What to say, kindly, to somebody who asks for it under a name or a state that is past."""
    eligibility: Eligibility = field(default_factory=Eligibility)
    access: Access = field(default_factory=Access)
    privacy: Privacy = field(default_factory=Privacy)
    topics: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    fits_when: tuple[str, ...] = ()
    """Words of a message that make this service fit it better than its neighbours."""
    unverified: tuple[str, ...] = ()
    standing: Standing = Standing.FRESH
    """Reckoned from the check and the day (`freshness.as_of`); never written down."""

    @property
    def has_ended(self) -> bool:
        return self.status is Status.ENDED

    @property
    def is_always_shown(self) -> bool:
        return self.urgency is Urgency.EMERGENCY

    @property
    def reachable(self) -> tuple[Contact, ...]:
        """The contacts that may be shown: confirmed lines of a service that still runs.

        A service whose facts nobody checked for too long shows none (standards D6).
        """
        if self.status in (Status.ENDED, Status.TEMPORARILY_CLOSED):
            return ()
        if self.standing is Standing.WITHDRAWN:
            return ()
        return tuple(contact for contact in self.contacts if contact.verified)

    def contact(self, contact_id: str) -> Contact | None:
        return next((contact for contact in self.contacts if contact.id == contact_id), None)

    def check_of(self, contact: Contact) -> Check:
        return contact.check or self.check


@dataclass(frozen=True, slots=True)
class Route:
    """One place to take a problem to, and when to choose it."""

    to: RouteTo
    when: str
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something people meet: what it counts as, who deals with it, and what happens next."""

    id: str
    name: str
    people_say: tuple[str, ...]
    listen_for: tuple[str, ...]
    kind: ProblemKind
    kind_note: str
    now: str
    routes: tuple[Route, ...]
    who: str
    anonymous: Anonymous
    anonymous_note: str
    next_steps: tuple[str, ...]
    confidence: Confidence
    sources: tuple[Source, ...]
    asks: tuple[Asks, ...] = ()
    """What to ask, in this order and at most three, before saying who deals with it."""
    if_nothing: tuple[str, ...] = ()
    """Services that look at it again where nothing was done."""
    notes: str | None = None
    """What the pages say in their own words; for staff."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """One sourced fact on rights, law or what happens next."""

    id: str
    topic: str
    fact: str
    confidence: Confidence
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Borough:
    """What is local and no service: the names and places of one borough."""

    id: str
    name: str
    council: str
    run_by: str
    """Who runs Waymark here, as people are told: "Waltham Forest Council and its partners"."""
    wards: tuple[str, ...] = ()
    stations: tuple[str, ...] = ()
    postcode_districts: tuple[str, ...] = ()
    ordinary_names: tuple[str, ...] = ()
    """Those of its wards that are ordinary words too, such as Forest."""
    elsewhere: tuple[str, ...] = ()
    """Places round about that people name and that other councils look after."""
    staff_hours: str | None = None
    """When staff are at work, in OpenStreetMap's syntax, unless a setting says otherwise."""
    school_holidays: tuple[tuple[date, date], ...] = ()
    """First and last days; empty where nobody has entered them."""


@dataclass(frozen=True, eq=False)
class Directory:
    """All of it. Two directories are equal only if they are the same one, so one can be a key."""

    services: Mapping[str, Service] = field(default_factory=lambda: MappingProxyType({}))
    problems: Mapping[str, Problem] = field(default_factory=lambda: MappingProxyType({}))
    guidance: Mapping[str, Guidance] = field(default_factory=lambda: MappingProxyType({}))
    first_choices: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """For an intent's name, the services to offer first, best first."""
    same_words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Slang and other spellings, each with the word it stands for when a message is searched."""
    ordinary_names: frozenset[str] = frozenset()
    """Names of services that are ordinary words too, such as Shelter."""
    roles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What a local service does, such as `council`, with the id of the one that does it here."""
    borough: Borough | None = None

    @classmethod
    def empty(cls) -> "Directory":
        return cls()

    def service(self, name: str) -> Service | None:
        """The service with this id, or the one that has this role here."""
        return self.services.get(self.roles.get(name, name))

    def fact(self, service_id: str, contact_id: str) -> str:
        """The value of a contact that may be shown; of `borough`, what it is called.

        Raises FactWithheld where it may not be shown now, and FactError where there is none.
        """
        if service_id == BOROUGH:
            return self._called(contact_id)
        service = self.service(service_id)
        if service is None:
            raise FactError(f"there is no service {service_id!r} in the directory")
        contact = service.contact(contact_id)
        if contact is None:
            known = ", ".join(c.id for c in service.contacts) or "none"
            raise FactError(f"{service_id} has no contact {contact_id!r} (it has: {known})")
        if service.has_ended:
            raise FactWithheld(f"{service_id} has ended; do not show {contact_id!r}")
        if contact not in service.reachable:
            raise FactWithheld(f"{service_id}.{contact_id} is not confirmed; do not show it")
        return contact.value

    def _called(self, name: str) -> str:
        if self.borough is None or name not in _NAMES_OF_BOROUGH:
            raise FactError(f"there is no borough, or no {name!r} of it, in the directory")
        return str(getattr(self.borough, name.replace("-", "_")))
