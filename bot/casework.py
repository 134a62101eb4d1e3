"""A case: what a person passed on, who may do what with it, and what follows. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.safeguarding.levels import Level


class CaseStatus(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ended (standards A28)."""

    REFERRED_MASH = "referred_mash"
    REFERRED_POLICE = "referred_police"
    EARLY_HELP = "early_help"
    SIGNPOSTED = "signposted"
    NO_ACTION = "no_action"
    WITHDRAWN = "withdrawn"


class About(StrEnum):
    """Who a concern is about."""

    ME = "me"
    MY_CHILD = "my_child"
    SOMEONE_ELSE = "someone_else"
    NOT_SAID = "not_said"


class AgeBand(StrEnum):
    """Asked lightly, never a gate (standards A8)."""

    UNDER_13 = "under_13"
    FROM_13_TO_15 = "13_15"
    FROM_16_TO_17 = "16_17"
    ADULT = "18_plus"
    NOT_SAID = "not_said"


class SafeTime(StrEnum):
    """When a message may reach the person's phone (standards A11)."""

    ANY_TIME = "any_time"
    DAYTIME = "daytime"
    AFTER_SCHOOL = "after_school"
    EVENING = "evening"


@dataclass(frozen=True)
class Told:
    """What a person chose to tell staff: their own words, in order, byte for byte."""

    story: tuple[str, ...] = ()
    about: About = About.NOT_SAID
    age_band: AgeBand = AgeBand.NOT_SAID
    name: str = ""
    wish: str = ""
    may_message: bool = False
    safe_time: SafeTime | None = None


@dataclass(frozen=True)
class Agreement:
    """The person's yes to passing this on; not the council's lawful basis (standards A1)."""

    purpose: str
    wording_key: str
    wording_version: str
    agreed_at: datetime
    lawful_basis: str


@dataclass(frozen=True)
class NewCase:
    """A case as it is opened. `level` and `signs` are an automated guess, shown to staff as one."""

    id: UUID
    reference: str
    draft_id: str
    told: Told
    level: Level
    signs: tuple[str, ...]
    opened_at: datetime


@dataclass(frozen=True)
class Staff:
    """A signed-in member of staff. `name` and `role` are what a person is shown (standards B16)."""

    id: UUID
    name: str
    role: str
