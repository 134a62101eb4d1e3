"""What a case is made of: what was told and agreed, how it may end, who has it. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
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


class Delivered(StrEnum):
    """How far a message to the person got."""

    NOT_FOR_DELIVERY = "not_for_delivery"
    QUEUED = "queued"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"


class About(StrEnum):
    """Who a concern is about."""

    ME = "me"
    MY_CHILD = "my_child"
    SOMEONE_ELSE = "someone_else"
    MY_WORK = "my_work"
    NOT_SAID = "not_said"


class InDanger(StrEnum):
    """Whether anybody is in danger now, as far as the person can tell."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"
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
    """What a person chose to tell staff: their own words, in order, byte for byte.

    `reach` is a way to reach them that they typed; with `agreed_to_reach` alone it is the chat.
    `code_word` is what staff say first, so that the person knows that it is them.
    """

    story: tuple[str, ...] = ()
    about: About = About.NOT_SAID
    age_band: AgeBand = AgeBand.NOT_SAID
    name: str = ""
    wish: str = ""
    may_message: bool = False
    safe_time: SafeTime | None = None
    in_danger: InDanger = InDanger.NOT_SAID
    agreed_to_reach: bool = False
    reach: str = ""
    code_word: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it that staff could act on."""
        return not (self.story or self.wish or self.agreed_to_reach)

    def joined_by(self, later: Self) -> Self:
        """Return what staff know once the person has told more in a second sending.

        The later answers count; where a question was skipped the earlier answer stands. The
        later story is kept as messages in the case, in order, and not here.
        """
        return replace(
            later,
            story=self.story,
            about=self.about if later.about is About.NOT_SAID else later.about,
            age_band=self.age_band if later.age_band is AgeBand.NOT_SAID else later.age_band,
            name=later.name or self.name,
            wish="\n".join(dict.fromkeys(wish for wish in (self.wish, later.wish) if wish)),
            in_danger=self.in_danger if later.in_danger is InDanger.NOT_SAID else later.in_danger,
            code_word=later.code_word or self.code_word,
        )


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
    """A case as it is opened. `level` and `signs` are an automated guess, shown as one.

    `reads_by` is by when the person was told that somebody reads it.
    """

    id: UUID
    reference: str
    draft_id: str
    told: Told
    level: Level
    signs: tuple[str, ...]
    opened_at: datetime
    reads_by: datetime | None = None


@dataclass(frozen=True)
class Staff:
    """A signed-in member of staff. A person is shown `name` and `role` (standards B16)."""

    id: UUID
    name: str
    role: str


@dataclass(frozen=True)
class NeutralLines:
    """What a person's locked phone may show: no subject, no service's name (standards A12)."""

    reply: str
    closed: str
    late: str = ""
    """Shown under the first line of a reply, covered: that nobody has read it in time."""
