"""What the directory knows: services, problems, guidance, and where each fact came from. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from directory.errors import FactError

SLOT = re.compile(r"\{([a-z0-9-]+)\.([a-z0-9-]+)\}")


class ContactKind(StrEnum):
    PHONE = "phone"
    SMS = "sms"
    TEXTPHONE = "textphone"
    WEB = "web"
    EMAIL = "email"
    APP = "app"
    BSL = "bsl"
    CHAT = "chat"
    WHATSAPP = "whatsapp"
    POST = "post"
    IN_PERSON = "in_person"


class Status(StrEnum):
    OPEN = "open"
    ENDED = "ended"
    TEMPORARILY_CLOSED = "temporarily_closed"
    UNKNOWN = "unknown"


class Reach(StrEnum):
    """How near to home a service works; nearer is shown first where it serves equally well."""

    BOROUGH = "borough"
    LONDON = "london"
    NATIONAL = "national"


class HowChecked(StrEnum):
    READ = "read on a page"
    NOT_CONFIRMED = "not confirmed"


class ProblemKind(StrEnum):
    CRIME = "crime"
    ASB = "asb"
    NEITHER = "neither"
    DEPENDS = "depends"


class Anonymous(StrEnum):
    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RouteTo(StrEnum):
    """Who to turn to: the closed list that answers and staff screens use."""

    EMERGENCY = "999"
    POLICE = "101"
    COUNCIL = "council"
    LANDLORD = "landlord"
    CRIMESTOPPERS = "crimestoppers"
    TRANSPORT_POLICE = "btp"
    MASH = "mash"
    NHS = "nhs"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Source:
    """The page a fact was read on, the words that say it, and how old the page is."""

    url: str
    quote: str
    page_date: str


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
    verified: bool
    checked: date
    how_checked: HowChecked
    sources: tuple[Source, ...]
    contacts: tuple[Contact, ...] = ()
    aka: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    status_note: str | None = None
    replaced_by: str | None = None
    correction: str | None = None
    """What to say, kindly, to somebody who asks for it under a name or a state that is past."""
    audience: str | None = None
    ages: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    gender: str | None = None
    topics: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    fits_when: tuple[str, ...] = ()
    """Words of a message that make this service fit it better than its neighbours."""
    confidentiality: str | None = None
    languages: str | None = None
    accessibility: str | None = None
    unverified: tuple[str, ...] = ()

    @property
    def has_ended(self) -> bool:
        return self.status is Status.ENDED

    @property
    def reachable(self) -> tuple[Contact, ...]:
        """The contacts that may be shown: confirmed lines of a service that has not ended."""
        if self.status in (Status.ENDED, Status.TEMPORARILY_CLOSED):
            return ()
        return tuple(contact for contact in self.contacts if contact.verified)

    def contact(self, contact_id: str) -> Contact | None:
        return next((contact for contact in self.contacts if contact.id == contact_id), None)

    def takes_age(self, age: int) -> bool:
        """Whether somebody of this age may use it; an age limit nobody stated lets everyone in."""
        return (
            (self.minimum_age or 0)
            <= age
            <= (self.maximum_age if self.maximum_age is not None else age)
        )


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

    @classmethod
    def empty(cls) -> "Directory":
        return cls()

    def fact(self, service_id: str, contact_id: str) -> str:
        """The value of a contact that may be shown; FactError says what is wrong otherwise."""
        service = self.services.get(service_id)
        if service is None:
            raise FactError(f"there is no service {service_id!r} in the directory")
        contact = service.contact(contact_id)
        if contact is None:
            known = ", ".join(c.id for c in service.contacts) or "none"
            raise FactError(f"{service_id} has no contact {contact_id!r} (it has: {known})")
        if service.has_ended:
            raise FactError(f"{service_id} has ended; do not show {contact_id!r}")
        if contact not in service.reachable:
            raise FactError(f"{service_id}.{contact_id} is not confirmed; do not show it")
        return contact.value

    def fill(self, text: str) -> str:
        """The text with each slot such as {police-101.phone} filled with its fact."""
        return SLOT.sub(lambda slot: self.fact(slot[1], slot[2]), text)
