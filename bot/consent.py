"""What may be kept, under which purpose, for how long, and which function deletes it. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

STATE_LIVES = timedelta(hours=1)
DAY = timedelta(days=1)
DELETABLE_FOR = timedelta(hours=48)  # Telegram lets a bot delete no message that is older
SETTINGS_LIVE = 30 * DAY


class Purpose(StrEnum):
    """What something is kept for. What has no purpose here is not kept."""

    ANSWERING = "answering"
    CLEARING = "clearing"
    PASSING_ON = "passing_on"
    REACHING = "reaching"
    MESSAGING = "messaging"
    DELIVERING = "delivering"
    STAFF_ACCOUNTS = "staff_accounts"
    DIRECTORY = "directory"
    ACCOUNTABILITY = "accountability"


@dataclass(frozen=True)
class Rule:
    """One kind of thing that is kept. `lives` is None where no code deletes it: people decide."""

    what: str
    purpose: Purpose
    lives: timedelta | None
    counted_from: str
    deleted_by: str = ""


@dataclass(frozen=True)
class Lifetimes:
    """How long things live where the council may choose (standards A23)."""

    closed_case: timedelta = 30 * DAY
    untaken_case: timedelta = 182 * DAY


def schedule(lifetimes: Lifetimes) -> tuple[Rule, ...]:
    """Everything that is kept. `deleted_by` names a function of storage.retention."""
    closed, untaken = lifetimes.closed_case, lifetimes.untaken_case
    hours, accounts = timedelta(hours=8), Purpose.STAFF_ACCOUNTS
    return (
        Rule("conversation", Purpose.ANSWERING, STATE_LIVES, "last message", "forget_states"),
        Rule("message number", Purpose.CLEARING, DELETABLE_FOR, "sending", "forget_messages"),
        Rule("chat setting", Purpose.CLEARING, SETTINGS_LIVE, "last message", "forget_chats"),
        Rule("update id", Purpose.ANSWERING, 9 * DAY, "arrival", "forget_updates"),
        Rule("closed case", Purpose.PASSING_ON, closed, "closing", "erase_closed_cases"),
        Rule("untaken case", Purpose.PASSING_ON, untaken, "opening", "erase_untaken_cases"),
        Rule("undelivered message", Purpose.DELIVERING, DAY, "giving up", "drop_finished_jobs"),
        Rule("session", accounts, hours, "sign-in", "end_sessions"),
        Rule("failed sign-in", accounts, hours, "the try", "forget_tries"),
        Rule("settled report", Purpose.DIRECTORY, 30 * DAY, "settling", "forget_reports"),
        Rule("staff account", accounts, None, "being disabled"),
        Rule("directory history", Purpose.ACCOUNTABILITY, None, "being written"),
        Rule("audit line", Purpose.ACCOUNTABILITY, None, "being written"),
    )
