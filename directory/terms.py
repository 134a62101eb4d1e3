"""The closed lists that the directory's facts are chosen from. Pure."""

from enum import StrEnum


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


class Urgency(StrEnum):
    """What is at stake when somebody turns to a service: it says how often its facts are checked.

    EMERGENCY is shown whatever its age: there is nothing better to show in its place.
    """

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    ABUSE = "abuse"
    USUAL = "usual"


class Standing(StrEnum):
    """How far the facts on a service can still be relied on, on a given day (standards D6)."""

    FRESH = "fresh"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


class HowChecked(StrEnum):
    NOT_CONFIRMED = "not confirmed"
    READ = "read on a page"
    CONFIRMED = "confirmed by the provider"
    RUNG = "rung by two people"


class Gender(StrEnum):
    WOMEN = "women"
    MEN = "men"


class Relation(StrEnum):
    """Who is asking: for themselves, or about somebody else."""

    SELF = "self"
    PARENT = "parent"
    FRIEND = "friend"
    PROFESSIONAL = "professional"


class Referral(StrEnum):
    """Whether people can go there by themselves, or only through somebody."""

    SELF = "self"
    THROUGH = "through"
    UNKNOWN = "unknown"


class Tells(StrEnum):
    """Whether a service tells somebody else (parents, police) what it hears."""

    YES = "yes"
    NO = "no"
    IF_IN_DANGER = "if in danger"
    UNKNOWN = "unknown"


class ShowsOnBill(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


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


class Asks(StrEnum):
    """What has to be known before it can be said who deals with a problem."""

    DANGER = "danger"
    NOW = "now"
    LANDLORD = "landlord"
    """Whether the home or the place belongs to a council or housing association landlord."""
    WEAPON = "weapon"
    THREAT = "threat"
    HATE = "hate"


class Role(StrEnum):
    """The part that a local service plays. Words ask for the part, so that they fit any borough.

    A borough that has nobody for one goes without the sentences that name it.
    """

    COUNCIL = "council"
    CHILDRENS_SERVICES = "childrens-services"
    ADULT_SAFEGUARDING = "adult-safeguarding"
    STREET_PROBLEMS = "street-problems"
    NOISE = "noise"
    ASB_TEAM = "asb-team"
    ASB_CASE_REVIEW = "asb-case-review"
    COMMUNITY_SAFETY = "community-safety"
    PARENTING_HELP = "parenting-help"
    LARGE_LANDLORD = "large-landlord"
