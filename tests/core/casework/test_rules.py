"""Who may do what with a case."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from bot.casework import About, AgeBand, CaseStatus, InDanger, Outcome, SafeTime, Staff, Told
from bot.casework.rules import TEXT_LIMIT, Reason, Refused, Standing, claim, close, note, reply
from bot.casework.views import CaseSummary, in_order
from bot.effects import ClaimCase, CloseCase, KeepNote, SendReply
from bot.safeguarding.levels import Level

ADA = Staff(uuid4(), "Ada", "Youth worker")
BEN = Staff(uuid4(), "Ben", "Social worker")
WAITING = Standing(uuid4(), CaseStatus.WAITING, None, may_message=True, can_be_reached=True)
ADAS = replace(WAITING, status=CaseStatus.CLAIMED, owner=ADA)
CLOSED = replace(ADAS, status=CaseStatus.CLOSED)


def test_a_waiting_case_may_be_claimed_and_no_other() -> None:
    assert claim(WAITING, ADA) == (ClaimCase(WAITING.id, ADA),)
    assert claim(ADAS, BEN) == Refused(Reason.TAKEN, "Ada")
    assert claim(ADAS, ADA) == Refused(Reason.TAKEN, "Ada")
    assert claim(CLOSED, BEN) == Refused(Reason.CLOSED)


@pytest.mark.parametrize(
    ("case", "staff", "reason"),
    [
        (WAITING, ADA, Refused(Reason.NOT_CLAIMED)),
        (ADAS, BEN, Refused(Reason.NOT_OWNER, "Ada")),
        (CLOSED, ADA, Refused(Reason.CLOSED)),
        (replace(ADAS, may_message=False), ADA, Refused(Reason.MAY_NOT_MESSAGE)),
        (replace(ADAS, can_be_reached=False), ADA, Refused(Reason.CANNOT_BE_REACHED)),
    ],
)
def test_only_the_owner_may_reply_and_only_to_who_agreed_and_can_be_reached(
    case: Standing, staff: Staff, reason: Refused
) -> None:
    assert reply(ADAS, ADA, "hello") == (SendReply(ADAS.id, ADA, "hello"),)
    assert reply(case, staff, "hello") == reason


@pytest.mark.parametrize("case", [WAITING, ADAS, CLOSED])
def test_anyone_signed_in_may_write_a_note(case: Standing) -> None:
    assert note(case, BEN, "for us") == (KeepNote(case.id, BEN, "for us"),)


def test_empty_and_endless_words_are_not_kept() -> None:
    for words, reason in ((" \n", Reason.EMPTY), ("x" * (TEXT_LIMIT + 1), Reason.TOO_LONG)):
        assert reply(ADAS, ADA, words) == Refused(reason)
        assert note(ADAS, ADA, words) == Refused(reason)
        assert close(ADAS, ADA, Outcome.NO_ACTION, words) == Refused(reason)


def test_only_the_owner_closes_and_a_reason_is_needed() -> None:
    closing = CloseCase(ADAS.id, ADA, Outcome.SIGNPOSTED, "told them of a service")
    assert close(ADAS, ADA, closing.outcome, closing.reason) == (closing,)
    assert close(WAITING, ADA, Outcome.NO_ACTION, "x") == Refused(Reason.NOT_CLAIMED)
    assert close(ADAS, BEN, Outcome.NO_ACTION, "x") == Refused(Reason.NOT_OWNER, "Ada")
    assert close(CLOSED, ADA, Outcome.NO_ACTION, "x") == Refused(Reason.CLOSED)


@pytest.mark.parametrize(
    "case", [replace(ADAS, may_message=False), replace(ADAS, can_be_reached=False)]
)
def test_who_may_not_be_messaged_is_not_told_of_the_end(case: Standing) -> None:
    followed = close(case, ADA, Outcome.NO_ACTION, "x")
    assert not isinstance(followed, Refused)
    (effect,) = followed
    assert isinstance(effect, CloseCase)
    assert not effect.tell_person


def test_a_second_sending_completes_the_first_and_erases_nothing() -> None:
    first = Told(("one",), About.ME, AgeBand.ADULT, "Jo", "a call", may_message=False)
    second = Told(("two",), wish="a visit", may_message=True, safe_time=SafeTime.EVENING)
    assert first.joined_by(second) == Told(
        ("one",),
        About.ME,
        AgeBand.ADULT,
        "Jo",
        "a call\na visit",
        may_message=True,
        safe_time=SafeTime.EVENING,
    )


def test_what_a_second_sending_says_of_reaching_them_counts() -> None:
    first = Told(
        ("one",), in_danger=InDanger.NO, agreed_to_reach=True, reach="a@b.c", code_word="robin"
    )
    joined = first.joined_by(Told(("two",), agreed_to_reach=False))
    assert (joined.agreed_to_reach, joined.reach) == (False, "")
    assert (joined.in_danger, joined.code_word) == (InDanger.NO, "robin")


def test_the_gravest_comes_first_then_the_oldest_and_closed_ones_last() -> None:
    def case(name: str, level: Level, hour: int, status: CaseStatus) -> CaseSummary:
        return CaseSummary(
            id=uuid4(),
            reference=name,
            level=level,
            signs=(),
            status=status,
            opened_at=datetime(2026, 11, 23, hour, tzinfo=UTC),
            owner=None,
            waiting_since=None,
            due_at=None,
            is_overdue=False,
            has_unread=False,
            is_opened=False,
            asked_to_withdraw=False,
            can_be_reached=True,
        )

    cases = [
        case("closed", Level.IMMEDIATE, 8, CaseStatus.CLOSED),
        case("late concern", Level.CONCERN, 12, CaseStatus.WAITING),
        case("early concern", Level.CONCERN, 9, CaseStatus.CLAIMED),
        case("danger", Level.IMMEDIATE, 13, CaseStatus.WAITING),
        case("serious", Level.SERIOUS, 11, CaseStatus.WAITING),
    ]
    assert [each.reference for each in in_order(cases)] == [
        "danger",
        "serious",
        "early concern",
        "late concern",
        "closed",
    ]
