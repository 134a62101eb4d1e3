"""People are let in only once what can hurt them was looked at, and the rest is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.launch import Box, Facts, Missing, boxes_in, faults
from bot.settings import Keys, Settings
from directory.freshness import as_of
from directory.model import Check, Directory, Service
from directory.shipped import shipped
from directory.terms import HowChecked, Urgency

TODAY = date(2026, 11, 23)
BY_TWO = Check(HowChecked.RUNG, TODAY, ("amy", "ben"))
SETTINGS = Settings.from_env(
    {
        "WAYMARK_DATABASE_URL": "postgresql://waymark:kettle-orbit@db.example/waymark",
        "WAYMARK_KEYS": "one=MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=,"
        "person=MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjI=",
        "WAYMARK_NLU_TOKEN": "n" * 32,
        "WAYMARK_TELEGRAM_TOKEN": "1:aaaaaaaa",
        "WAYMARK_WEBHOOK_URL": "https://help.example",
        "WAYMARK_WEBHOOK_SECRET": "w" * 32,
    }
)


@pytest.fixture(scope="module")
def as_shipped() -> Directory:
    return shipped()


@pytest.fixture(scope="module")
def rung(as_shipped: Directory) -> Directory:
    """The same with every line rung by two people today."""
    return _with_services(
        as_shipped,
        lambda service: replace(
            service,
            check=BY_TWO,
            contacts=tuple(replace(each, check=BY_TWO) for each in service.contacts),
        ),
    )


def _with_services(directory: Directory, change: Callable[[Service], Service]) -> Directory:
    services = {name: change(each) for name, each in directory.services.items()}
    return replace(directory, services=MappingProxyType(services))


def _ready(directory: Directory) -> Facts:
    return Facts(
        directory=directory,
        today=TODAY,
        settings=SETTINGS,
        words_not_reviewed=0,
        cards_not_reviewed=0,
        pending=(),
        reports=0,
        staff=2,
        boxes=(Box("DPIA", "Signed.", is_ticked=True),),
    )


def test_nothing_is_missing_once_all_is_done(rung: Directory) -> None:
    assert faults(_ready(rung)) == ()


def test_what_ships_is_refused_and_every_line_nobody_rang_is_named(as_shipped: Directory) -> None:
    missing = faults(_ready(as_shipped))
    assert all(each.blocks for each in missing)
    named = "\n".join(each.what for each in missing)
    for service in as_shipped.services.values():
        for contact in service.reachable:
            is_line = contact.kind in ("phone", "sms", "textphone")
            if service.urgency is not Urgency.USUAL and is_line and contact.value != "999":
                assert f"{contact.value} ({service.id} {contact.id})" in named


def test_one_line_that_nobody_rang_is_enough_to_refuse(rung: Directory) -> None:
    samaritans = rung.services["samaritans"]
    (phone, *others) = samaritans.contacts
    unrung = replace(samaritans, contacts=(replace(phone, check=None), *others))
    directory = replace(rung, services=MappingProxyType({**rung.services, "samaritans": unrung}))
    (missing,) = faults(_ready(directory))
    assert missing.blocks
    assert "116 123" in missing.what


def test_an_everyday_line_that_nobody_rang_stands_in_nobody_s_way(rung: Directory) -> None:
    directory = _with_services(
        rung,
        lambda service: (
            service
            if service.urgency is not Urgency.USUAL
            else replace(service, contacts=tuple(replace(c, check=None) for c in service.contacts))
        ),
    )
    assert faults(_ready(directory)) == ()


def test_what_is_overdue_is_listed_and_blocks_where_it_is_grave(rung: Directory) -> None:
    later = TODAY + timedelta(days=100)
    facts = replace(_ready(as_of(rung, later)), today=later)
    missing = faults(facts)
    assert missing
    assert all(each.blocks and "last checked" in each.what for each in missing)
    assert not any("emergency-999" in each.what for each in missing)
    much_later = TODAY + timedelta(days=400)
    hidden = faults(replace(_ready(as_of(rung, much_later)), today=much_later))
    assert any("It is hidden from people now." in each.why for each in hidden)
    assert {each.blocks for each in hidden} == {True, False}


@pytest.mark.parametrize(
    ("changes", "what", "blocks"),
    [
        ({"words_not_reviewed": 3}, "3 messages were not reviewed", True),
        ({"cards_not_reviewed": 12}, "12 safety cards were not reviewed", True),
        ({"staff": 1}, "1 of at least 2 members of staff can sign in", True),
        ({"pending": ("samaritans", "samaritans")}, "A change to Samaritans waits", True),
        ({"pending": ("cruse",)}, "A change to Cruse", False),
        ({"pending": ("first_choices",)}, "A change to first_choices waits", False),
        ({"reports": 4}, "People said 4 times that a service did not work", False),
        ({"settings": replace(SETTINGS, telegram_token="")}, "no bot on Telegram", True),
        ({"settings": replace(SETTINGS, webhook_url="")}, "no address to call", False),
        (
            {"settings": replace(SETTINGS, webhook_url="http://help.example")},
            "The address that Telegram calls is not safe",
            True,
        ),
        ({"has_own_keys": False}, "The keys were made by this machine", True),
        ({"has_own_database": False}, "The database is this machine's own", True),
        (
            {"settings": replace(SETTINGS, database_url="postgresql://a:postgres@db/waymark")},
            "The password of the database can be guessed",
            True,
        ),
        (
            {"settings": replace(SETTINGS, keys=Keys({"one": b"1" * 32}, b"1" * 32))},
            "Two keys in WAYMARK_KEYS are the same",
            True,
        ),
        ({"boxes": ()}, "The launch list was not found", True),
        ({"boxes": (Box("DPIA", "Signed.", is_ticked=False),)}, "DPIA: the box is not", True),
    ],
)
def test_each_thing_that_is_missing_is_named_once(
    rung: Directory, changes: dict[str, object], what: str, blocks: bool
) -> None:
    (missing,) = faults(replace(_ready(rung), **changes))  # type: ignore[arg-type]
    assert what in missing.what
    assert missing.blocks is blocks
    assert missing.why
    assert missing.what_to_do


def test_what_blocks_comes_first(rung: Directory) -> None:
    missing = faults(replace(_ready(rung), reports=1, pending=("cruse",), staff=0))
    assert [each.blocks for each in missing] == [True, False, False]


def test_boxes_are_read_from_the_launch_list() -> None:
    text = "# List\n\n- [ ] **DPIA.** Signed.\n- [x] **Who answers.** Written down. Lead\n- no\n"
    assert boxes_in(text) == (
        Box("DPIA", "Signed.", is_ticked=False),
        Box("Who answers", "Written down. Lead", is_ticked=True),
    )


def test_the_list_that_ships_holds_what_only_people_can_say() -> None:
    boxes = boxes_in((Path(__file__).parents[2] / "docs" / "launch.md").read_text("utf-8"))
    names = {box.name for box in boxes}
    assert {"DPIA", "Backups", "Restore", "Young people", "Out of hours"} <= names
    assert not any(box.is_ticked for box in boxes)
    assert all(box.why for box in boxes)


def test_missing_things_are_said_in_plain_words(as_shipped: Directory) -> None:
    for each in faults(_ready(as_shipped)):
        assert isinstance(each, Missing)
        assert "!" not in f"{each.why} {each.what_to_do}"
