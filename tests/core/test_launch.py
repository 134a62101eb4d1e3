"""People are let in only once what can hurt them was looked at, and the rest is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.launch.boxes import REQUIRED, Box, boxes_in
from bot.launch.cards import LocalCards, not_reviewed
from bot.launch.checklist import Facts, faults
from bot.launch.lines import GRAVE_NEEDS, WAYS_TO_999
from bot.launch.missing import Missing
from bot.safeguarding.shipped import signposts_without_local
from bot.settings import Keys, Settings
from directory.freshness import as_of
from directory.model import Check, Contact, Directory, Service
from directory.shipped import shipped, shipped_cards
from directory.terms import HowChecked, Status, Urgency

TODAY = date(2026, 11, 23)
TICKED = "\n".join(f"- [x] **{name}.** Done." for name in REQUIRED)
CARDS = LocalCards("waltham-forest/cards.yml", shipped_cards())
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
        launch_list=TICKED,
        cards=signposts_without_local(),
        local_cards=CARDS,
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
        ({"cards_not_reviewed": 1}, "1 safety card was not reviewed", True),
        ({"reports": 1}, "People said once that a service did not work", False),
        ({"launch_list": ""}, "The launch list was not found", True),
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


def test_the_list_that_ships_has_every_box_and_none_is_ticked(rung: Directory) -> None:
    text = (Path(__file__).parents[2] / "docs" / "launch.md").read_text("utf-8")
    boxes = boxes_in(text)
    assert tuple(box.name for box in boxes) == REQUIRED
    assert not any(box.is_ticked for box in boxes)
    assert all(box.why for box in boxes)
    missing = faults(replace(_ready(rung), launch_list=text))
    assert [each.what for each in missing] == [
        f"{name}: the box is not ticked" for name in REQUIRED
    ]


@pytest.mark.parametrize(
    ("written", "what", "what_to_do"),
    [
        ("- [ ] **DPIA.** Signed.", "DPIA: the box is not ticked", "tick its box"),
        ("", "DPIA: there is no such box", "Write a line: - [ ] **DPIA.**"),
        ("- **DPIA.** Signed.", "DPIA: there is no such box", "Write a line: - [ ] **DPIA.**"),
        ("- [x] **DPAI.** Signed.", "DPIA: there is no such box", "Write **DPIA.** where"),
        ("- [y] **DPIA.** Signed.", "cannot be read: - [y] **DPIA.**", "- [x] **DPIA.**"),
        ("- [ ] DPIA: signed", "cannot be read: - [ ] DPIA: signed", "- [ ] **DPIA.**"),
        ("- [x] DPIA. Signed", "line 1: this box cannot be read", "- [x] **DPIA.**"),
        ("-[x] **DPIA.** Signed", "line 1: this box cannot be read", "- [x] **DPIA.**"),
        ("- [] **DPIA.** Signed", "line 1: this box cannot be read", "- [x] **DPIA.**"),
        ("- [done] **DPIA.** Signed", "line 1: this box cannot be read", "- [x] **DPIA.**"),
    ],
)
def test_a_box_that_is_missing_misspelt_or_unreadable_blocks_and_says_what_to_write(
    rung: Directory, written: str, what: str, what_to_do: str
) -> None:
    text = TICKED.replace("- [x] **DPIA.** Done.", written)
    (missing,) = faults(replace(_ready(rung), launch_list=text))
    assert missing.blocks
    assert what in missing.what
    assert what_to_do in missing.what_to_do


def test_a_link_in_the_list_is_no_box(rung: Directory) -> None:
    text = f"{TICKED}\n- [data](data.md) says what is kept.\n"
    assert faults(replace(_ready(rung), launch_list=text)) == ()


def _hidden(service: Service, *contacts: str) -> Service:
    """The service with these contacts hidden, or all of them where none is named."""

    def seen(contact: Contact) -> Contact:
        return replace(contact, verified=bool(contacts) and contact.id not in contacts)

    return replace(service, contacts=tuple(seen(each) for each in service.contacts))


def _whats(directory: Directory) -> str:
    found = faults(_ready(directory))
    assert all(each.blocks for each in found)
    return "\n".join(each.what for each in found)


def test_a_directory_in_which_everything_is_hidden_is_refused(rung: Directory) -> None:
    said = _whats(_with_services(rung, _hidden))
    for need in GRAVE_NEEDS:
        assert f"({need})" in said
    for way in WAYS_TO_999:
        assert f"({way} " in said


def test_every_way_to_999_has_to_be_shown(rung: Directory) -> None:
    for way in WAYS_TO_999:
        for contact in rung.services[way].contacts:
            changed = _hidden(rung.services[way], contact.id)
            services = MappingProxyType({**rung.services, way: changed})
            said = _whats(replace(rung, services=services))
            assert f"({way} {contact.id}) is not shown" in said


def test_999_may_not_be_taken_out_nor_said_to_be_closed(rung: Directory) -> None:
    for way in WAYS_TO_999:
        without = {name: each for name, each in rung.services.items() if name != way}
        said = _whats(replace(rung, services=MappingProxyType(without)))
        assert f"{way} is not in the directory" in said
        closed = replace(rung.services[way], status=Status.TEMPORARILY_CLOSED)
        services = MappingProxyType({**rung.services, way: closed})
        said = _whats(replace(rung, services=services))
        assert f"({way}) is said to be temporarily_closed" in said


@pytest.mark.parametrize("need", GRAVE_NEEDS)
def test_a_grave_need_that_leads_to_no_open_line_blocks(rung: Directory, need: str) -> None:
    def without(service: Service) -> Service:
        is_way = service.urgency is Urgency.EMERGENCY
        return _hidden(service) if need in service.intents and not is_way else service

    said = _whats(_with_services(rung, without))
    assert (need == "emergency") is (f"({need})" not in said)


def test_a_card_whose_number_the_directory_hides_blocks(rung: Directory) -> None:
    for name, value in (("samaritans", "116 123"), ("wf-mash", "020 8496 2310")):
        changed = _hidden(rung.services[name], "phone")
        services = MappingProxyType({**rung.services, name: changed})
        said = _whats(replace(rung, services=services))
        assert value in said
        assert name in said


@pytest.mark.parametrize("role", ["childrens-services", "council"])
def test_a_part_that_a_card_speaks_of_has_to_be_played_by_somebody(
    rung: Directory, role: str
) -> None:
    roles = {name: each for name, each in rung.roles.items() if name != role}
    said = _whats(replace(rung, roles=MappingProxyType(roles)))
    assert f"No service has the part {role}" in said


def test_a_borough_without_a_line_of_the_cards_is_refused(rung: Directory) -> None:
    text = "".join(
        line
        for line in shipped_cards().splitlines(keepends=True)
        if not line.startswith("council")
    )
    (missing,) = faults(replace(_ready(rung), local_cards=replace(CARDS, text=text)))
    assert missing.blocks
    assert "has no line council" in missing.what
    absent = faults(replace(_ready(rung), local_cards=replace(CARDS, text=None)))
    assert "cards.yml is missing" in absent[0].what


def test_a_card_is_reviewed_once_somebody_put_their_role_to_it() -> None:
    card: dict[str, object] = {"reviewed": "2026-11-22"}
    roles = ("safeguarding lead", "", None, "not yet reviewed")
    cards = {str(role): card | {"reviewer": role} for role in roles}
    assert not_reviewed({"plain": card, **cards}) == 4


def test_who_reviews_a_card_is_told_to_add_a_line(rung: Directory) -> None:
    (missing,) = faults(replace(_ready(rung), cards_not_reviewed=2))
    assert "add a line 'reviewer:" in missing.what_to_do
    assert "under the card's 'reviewed:' date" in missing.what_to_do


def test_missing_things_are_said_in_plain_words(as_shipped: Directory) -> None:
    for each in faults(_ready(as_shipped)):
        assert isinstance(each, Missing)
        assert "!" not in f"{each.why} {each.what_to_do}"
