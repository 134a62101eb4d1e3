"""What is due to be rung, in which order, with what to say; and what a call may change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import pytest

from directory.keeping.ringing import (
    CallOutcome,
    RingNotes,
    Rung,
    after_call,
    calls_due,
    is_rung_by_two,
    never_rung,
)
from directory.model import Borough, Check, Contact, Directory, Service
from directory.records.documents import EntryKind, documents_of, load_documents
from directory.shipped import shipped_files
from directory.terms import (
    ContactKind,
    HowChecked,
    Reach,
    ShowsOnBill,
    Status,
    Urgency,
)

TODAY = date(2026, 11, 23)
NUMBER = "020 7946 0123"
BY_TWO = Check(HowChecked.RUNG, TODAY, ("amy", "ben"))


def _line(
    value: str = NUMBER,
    kind: ContactKind = ContactKind.PHONE,
    check: Check | None = None,
    *,
    verified: bool = True,
    name: str = "phone",
) -> Contact:
    return Contact(id=name, kind=kind, value=value, verified=verified, check=check)


def _service(
    name: str,
    urgency: Urgency,
    *contacts: Contact,
    checked: date = TODAY,
    status: Status = Status.OPEN,
) -> Service:
    return Service(
        id=name,
        name=name.title(),
        provider=f"{name} charity",
        status=status,
        summary="Helps.",
        area="UK",
        reach=Reach.NATIONAL,
        urgency=urgency,
        verified=True,
        check=Check(HowChecked.READ, checked),
        sources=(),
        contacts=contacts,
    )


def _directory(*services: Service) -> Directory:
    return Directory(services=MappingProxyType({each.id: each for each in services}))


def _names(directory: Directory, notes: RingNotes | None = None) -> list[str]:
    return [call.service.id for call in calls_due(directory, TODAY, notes)]


def test_a_crisis_line_that_nobody_rang_is_due_on_the_day_it_is_entered() -> None:
    assert _names(_directory(_service("one", Urgency.CRISIS, _line()))) == ["one"]


def test_a_crisis_line_that_two_people_rang_is_due_after_ninety_days() -> None:
    def rung(days: int) -> Directory:
        check = replace(BY_TWO, on=TODAY - timedelta(days=days))
        return _directory(_service("one", Urgency.CRISIS, _line(check=check)))

    assert _names(rung(89)) == []
    assert _names(rung(90)) == ["one"]


def test_an_everyday_service_is_due_after_half_a_year() -> None:
    def read(days: int) -> Directory:
        return _directory(
            _service("one", Urgency.USUAL, _line(), checked=TODAY - timedelta(days=days))
        )

    assert _names(read(181)) == []
    (call,) = calls_due(read(192), TODAY)
    assert call.days_overdue == 10


def test_the_most_urgent_comes_first_then_the_list_then_the_longest_overdue() -> None:
    old, older = TODAY - timedelta(days=200), TODAY - timedelta(days=300)
    directory = _directory(
        _service("usual", Urgency.USUAL, _line("020 7946 0001"), checked=older),
        _service("abuse", Urgency.ABUSE, _line("020 7946 0002"), checked=older),
        _service("new", Urgency.CRISIS, _line("020 7946 0003")),
        _service("old", Urgency.CRISIS, _line("020 7946 0004"), checked=old),
        _service("listed", Urgency.CRISIS, _line("020 7946 0005")),
    )
    expected = ["listed", "old", "new", "abuse", "usual"]
    assert _names(directory, RingNotes(first=("listed",))) == expected


def test_the_list_may_name_what_a_service_does_here() -> None:
    directory = replace(
        _directory(
            _service("a", Urgency.CRISIS, _line("020 7946 0001")),
            _service("b", Urgency.CRISIS, _line("020 7946 0002")),
        ),
        roles=MappingProxyType({"council": "b"}),
    )
    assert _names(directory, RingNotes(first=("council",))) == ["b", "a"]


def test_999_comes_last_and_nobody_is_told_to_ring_it() -> None:
    directory = _directory(
        _service("police", Urgency.EMERGENCY, _line("999")),
        _service("one", Urgency.USUAL, _line(), checked=TODAY - timedelta(days=400)),
    )
    calls = calls_due(directory, TODAY)
    assert [call.service.id for call in calls] == ["one", "police"]
    assert "Do not ring or text 999" in calls[1].script[0]
    assert not any(line.startswith("Say") for line in calls[1].script)


def test_999_under_another_service_is_no_line_of_its_own() -> None:
    directory = _directory(
        _service("police", Urgency.EMERGENCY, _line("999", check=BY_TWO)),
        _service("home", Urgency.ABUSE, _line("999")),
    )
    assert _names(directory) == []
    assert not never_rung(directory)


def test_a_number_that_stands_twice_is_rung_once() -> None:
    directory = _directory(
        _service("adults", Urgency.USUAL, _line(), checked=TODAY - timedelta(days=400)),
        _service("children", Urgency.CRISIS, _line("020 79460123")),
    )
    (call,) = calls_due(directory, TODAY)
    assert call.service.id == "children"
    assert call.also == ("adults.phone",)


def test_lines_nobody_confirmed_are_rung_too_and_past_services_are_not() -> None:
    directory = _directory(
        _service("unsure", Urgency.ABUSE, _line(verified=False)),
        _service("past", Urgency.ABUSE, _line("020 7946 0001"), status=Status.ENDED),
        _service(
            "both",
            Urgency.ABUSE,
            _line("020 7946 0002", check=BY_TWO),
            _line("https://example.org", ContactKind.WEB, name="web"),
        ),
    )
    assert _names(directory) == ["unsure"]


def test_the_page_of_a_service_without_a_number_is_looked_at_in_time() -> None:
    page = _line("https://example.org", ContactKind.WEB)

    def read(days: int) -> Directory:
        return _directory(
            _service("one", Urgency.ABUSE, page, checked=TODAY - timedelta(days=days))
        )

    assert _names(read(1)) == []
    (call,) = calls_due(read(91), TODAY)
    assert call.days_overdue == 1
    assert "https://example.org" in call.script[0]
    assert not never_rung(read(91))


def test_the_script_says_who_rings_and_asks_for_all_that_people_are_told() -> None:
    contact = replace(
        _line(), hours="9 to 5", cost="Free", shows_on_bill=ShowsOnBill.NO, who="Young people"
    )
    service = replace(_service("one", Urgency.CRISIS, contact), unverified=("Night hours",))
    (call,) = calls_due(_directory(service), TODAY)
    script = "\n".join(call.script)
    assert "This is only a check" in script
    assert "hang up" in script
    assert "quiet time" in script
    for asked in ("Who are you", "right number", "open", "old", "cost"):
        assert asked in script
    for asked in ("phone bill", "tell parents", "tell the police"):
        assert asked in script
    for known in (NUMBER, "9 to 5", "Free", "Young people", "Night hours"):
        assert known in script


def test_nobody_is_told_to_send_a_text_to_a_crisis_line() -> None:
    service = _service("one", Urgency.CRISIS, _line("Text HELP to 85258", ContactKind.SMS))
    (call,) = calls_due(_directory(service), TODAY)
    assert call.script[0].startswith("Do not send a text")


def _script(contact: Contact, urgency: Urgency = Urgency.CRISIS) -> str:
    calls = calls_due(_directory(_service("one", urgency, contact)), TODAY)
    return "\n".join(line for call in calls for line in call.script)


@pytest.mark.parametrize(
    ("opening", "hours"),
    [
        ("Mo-Fr 00:00-09:00,17:15-24:00; Sa-Su 00:00-24:00", "Evenings, nights, weekends"),
        ("Sa-Su 10:00-16:00", "Weekends"),
        (None, "Evenings, nights, weekends, bank holidays"),
        (None, "At other times"),
    ],
)
def test_nobody_is_told_to_ring_in_the_morning_where_a_line_is_open_at_other_times(
    opening: str | None, hours: str
) -> None:
    script = _script(replace(_line(), opening=opening, hours=hours))
    assert "It is not open on weekday mornings. Ring soon after it opens" in script
    assert "Ring at a quiet time: a weekday morning" not in script


@pytest.mark.parametrize(
    ("opening", "hours"),
    [
        ("24/7", "24 hours, every day"),
        ("Mo-Fr 09:00-17:00; PH unknown", "Mon-Fri 9am-5pm"),
        ("We 09:30-12:00", "Wednesdays"),
        (None, "Day and night, as far as we know"),
        (None, None),
    ],
)
def test_a_line_that_may_be_open_in_the_morning_is_rung_then(
    opening: str | None, hours: str | None
) -> None:
    script = _script(replace(_line(), opening=opening, hours=hours))
    assert "Ring at a quiet time: a weekday morning" in script


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ("Text 'register' to 999, then reply 'yes'", ContactKind.SMS, "Do not ring or text 999"),
        ("999 then press 55 when told to", ContactKind.PHONE, "Do not ring or text 999"),
        ("999 BSL app (iOS / Android)", ContactKind.APP, "Do not use 999 BSL app (iOS / Android)"),
    ],
)
def test_what_not_to_do_with_999_is_said_in_a_whole_sentence(
    value: str, kind: ContactKind, words: str
) -> None:
    service = _service("one", Urgency.EMERGENCY, _line(value, kind))
    (call,) = calls_due(_directory(service), TODAY + timedelta(days=400))
    assert call.script[0].startswith(f"{words} to check it.")
    assert any(f"Look for this: {value}. Is it still there" in line for line in call.script)


def test_what_we_have_ends_with_one_full_stop() -> None:
    script = _script(replace(_line(), hours="Every day. We do not know the times.", cost="Free"))
    assert "We have: Every day. We do not know the times." in script
    assert "We have: Free." in script
    assert ".." not in script


def test_no_call_that_ships_has_two_full_stops(directory: Directory) -> None:
    for call in calls_due(directory, TODAY + timedelta(days=400)):
        assert not [line for line in call.script if ".." in line.replace("...", "")]


def test_nobody_is_asked_about_a_borough_that_is_not_theirs() -> None:
    remarks = ("Hours today", "Whether it still runs the Avalon service", "Covers Camelot?")
    service = replace(_service("one", Urgency.CRISIS, _line()), unverified=remarks)
    notes = RingNotes(boroughs=("Avalon", "Camelot"))

    def asked(ours: str, reach: Reach = Reach.NATIONAL) -> list[bool]:
        borough = Borough(id="here", name=ours, council="C", run_by="C")
        directory = replace(_directory(replace(service, reach=reach)), borough=borough)
        (call,) = calls_due(directory, TODAY, notes)
        return [any(remark in line for line in call.script) for remark in remarks]

    assert asked("Avalon") == [True, True, False]
    assert asked("Elsewhere") == [True, False, False]
    assert asked("Elsewhere", Reach.BOROUGH) == [True, True, True]


def test_who_rings_listens_for_the_misprints_of_this_service_alone() -> None:
    directory = _directory(
        _service("one", Urgency.CRISIS, _line()),
        _service("two", Urgency.CRISIS, _line("020 7946 0001")),
    )
    notes = RingNotes(never_show={"020 7946 9999": "a misprint (one)", "020 7946 8888": "old"})
    first, second = calls_due(directory, TODAY, notes)
    assert first.listen_for == ("020 7946 9999: a misprint",)
    assert second.listen_for == ()


def test_a_check_by_one_person_or_from_a_page_is_not_enough() -> None:
    assert never_rung(_directory(_service("one", Urgency.ABUSE, _line())))
    alone = Check(HowChecked.RUNG, TODAY, ("amy", "amy"))
    assert never_rung(_directory(_service("one", Urgency.ABUSE, _line(check=alone))))
    assert not never_rung(_directory(_service("one", Urgency.ABUSE, _line(check=BY_TWO))))


def test_a_number_added_to_a_service_that_was_rung_was_not_rung_itself() -> None:
    service = replace(_service("one", Urgency.CRISIS, _line()), check=BY_TWO)
    assert not is_rung_by_two(service, service.contacts[0])


def test_what_ships_has_lines_that_nobody_rang(directory: Directory) -> None:
    unrung = {service.id for service, _ in never_rung(directory)}
    assert {"samaritans", "childline", "emergency-999", "wf-mash"} <= unrung
    assert "solace" not in unrung  # its number is not shown to anybody


def test_the_shipped_list_begins_with_what_hurts_most_if_it_is_wrong(
    directory: Directory,
) -> None:
    first = (files("directory") / "data" / "ring-first.txt").read_text(encoding="utf-8")
    notes = RingNotes.of(documents_of(shipped_files()), first)
    called = [call.service.id for call in calls_due(directory, TODAY, notes)]
    assert called[:4] == ["wf-mash", "wf-mash", "safecall", "safecall"]
    assert called.index("papyrus") < called.index("nspcc") < called.index("samaritans")
    assert called.index("havens") < called.index("solace") < called.index("ndah")


def test_every_number_never_to_be_shown_says_whose_it_was_taken_for(
    directory: Directory,
) -> None:
    notes = RingNotes.of(documents_of(shipped_files()))
    assert len(notes.never_show) >= 18
    for number, wrong in notes.never_show.items():
        whose = wrong.rpartition(" (")[2].removesuffix(")")
        assert directory.service(whose), f"{number} names no service at its end: {wrong}"


def test_one_call_can_hide_any_urgent_line_and_the_directory_still_loads() -> None:
    """What people are told must never depend on a number being shown."""
    documents = dict(documents_of(shipped_files()))
    for key, document in documents.items():
        if key[0] is EntryKind.SERVICE and document["urgency"] in (Urgency.CRISIS, Urgency.ABUSE):
            contacts: Any = document.get("contacts", [])
            for each in contacts:
                heard = _rung("amy", CallOutcome.WRONG_NUMBER, value=each["value"])
                documents[key] = after_call(documents[key], each["id"], (heard,))
    directory = load_documents(documents)
    assert not [
        service.id
        for service in directory.services.values()
        if service.urgency in (Urgency.CRISIS, Urgency.ABUSE) and service.reachable
    ]


def _document(urgency: str = "crisis", **more: object) -> Mapping[str, Any]:
    contacts = [
        {"id": "phone", "kind": "phone", "value": NUMBER, "verified": True},
        {"id": "web", "kind": "web", "value": "https://example.org", "verified": True},
    ]
    return {"id": "one", "urgency": urgency, "checked": "2026-01-01", "contacts": contacts} | more


def _rung(
    by: str, outcome: CallOutcome = CallOutcome.WORKS, days_ago: int = 0, value: str = NUMBER
) -> Rung:
    return Rung(value, outcome, by, TODAY - timedelta(days=days_ago))


def test_one_person_alone_cannot_say_that_a_crisis_line_works() -> None:
    document = _document()
    assert after_call(document, "phone", (_rung("amy"), _rung("amy"), _rung(" AMY"))) == document


@pytest.mark.parametrize("days_ago", [0, 30])
def test_two_people_within_thirty_days_can(days_ago: int) -> None:
    after: Any = after_call(_document(), "phone", (_rung("amy", days_ago=days_ago), _rung("ben")))
    assert after["contacts"][0] == {
        "id": "phone",
        "kind": "phone",
        "value": NUMBER,
        "verified": True,
        "checked": TODAY.isoformat(),
        "how_checked": "rung by two people",
        "checked_by": ["amy", "ben"],
    }
    assert (after["checked"], after["how_checked"]) == (TODAY.isoformat(), "rung by two people")


def test_two_people_too_far_apart_cannot() -> None:
    document = _document()
    assert after_call(document, "phone", (_rung("amy", days_ago=31), _rung("ben"))) == document


def test_a_call_to_an_older_number_does_not_count_for_the_new_one() -> None:
    document = _document()
    rungs = (_rung("amy", value="020 7946 0999"), _rung("ben"))
    assert after_call(document, "phone", rungs) == document


@pytest.mark.parametrize(
    "heard", [CallOutcome.WRONG_NUMBER, CallOutcome.CHANGED, CallOutcome.ENDED]
)
def test_what_was_heard_in_between_counts(heard: CallOutcome) -> None:
    document = _document()
    rungs = (_rung("amy", days_ago=9), _rung("cat", heard, 5), _rung("ben"))
    assert after_call(document, "phone", rungs) == document


def test_what_was_said_before_a_wrong_number_on_the_same_day_counts_no_more() -> None:
    document = _document()
    rungs = (_rung("amy"), _rung("cat", CallOutcome.WRONG_NUMBER), _rung("ben"))
    assert after_call(document, "phone", rungs) == document


@pytest.mark.parametrize("by", ["amy", "dan"])
def test_a_mistake_is_put_right_on_the_same_day_by_two_people(by: str) -> None:
    rungs = (_rung("amy"), _rung("cat", CallOutcome.WRONG_NUMBER), _rung(by), _rung("ben"))
    after: Any = after_call(_document(), "phone", rungs)
    assert after["contacts"][0]["checked_by"] == [by, "ben"]


def test_an_answer_to_danger_needs_two_calls_whatever_its_urgency() -> None:
    document = _document("usual", intents=["stalking"])
    assert after_call(document, "phone", (_rung("amy"),)) == document
    after: Any = after_call(document, "phone", (_rung("amy"), _rung("ben")))
    assert after["contacts"][0]["how_checked"] == "rung by two people"


def test_no_answer_changes_nothing() -> None:
    document = _document()
    assert after_call(document, "phone", (_rung("amy", CallOutcome.NO_ANSWER),)) == document


def test_one_person_is_enough_for_an_everyday_service() -> None:
    after: Any = after_call(_document("usual"), "phone", (_rung("amy"),))
    assert after["contacts"][0]["how_checked"] == "confirmed by the provider"
    assert after["checked"] == TODAY.isoformat()


def test_a_wrong_number_is_hidden_at_once() -> None:
    rungs = (_rung("amy"), _rung("ben", CallOutcome.WRONG_NUMBER))
    after: Any = after_call(_document(), "phone", rungs)
    assert [contact["verified"] for contact in after["contacts"]] == [False, True]


def test_a_service_that_has_ended_is_hidden_whole() -> None:
    after: Any = after_call(_document(), "phone", (_rung("amy", CallOutcome.ENDED),))
    assert not any(contact["verified"] for contact in after["contacts"])


@pytest.mark.parametrize("heard", [CallOutcome.WRONG_NUMBER, CallOutcome.ENDED])
def test_no_call_hides_999(heard: CallOutcome) -> None:
    document = _document("emergency")
    assert after_call(document, "phone", (_rung("amy", heard), _rung("ben", heard))) == document


def test_999_looked_up_by_two_people_is_not_said_to_be_rung() -> None:
    after: Any = after_call(_document("emergency"), "phone", (_rung("amy"), _rung("ben")))
    assert after["contacts"][0]["how_checked"] == "read on a page"
    assert after["contacts"][0]["checked_by"] == ["amy", "ben"]


def test_a_page_that_two_people_looked_at_was_read() -> None:
    page = {"id": "web", "kind": "web", "value": "https://example.org", "verified": True}
    document = {**_document("abuse"), "contacts": [page]}
    looked = [_rung(name, value="https://example.org") for name in ("amy", "ben")]
    after = after_call(document, "web", looked)
    assert (after["checked"], after["how_checked"]) == (TODAY.isoformat(), "read on a page")


def test_a_service_is_as_fresh_as_the_oldest_of_its_lines() -> None:
    other = {"id": "text", "kind": "sms", "value": "85258", "verified": True}
    document = _document()
    document = {**document, "contacts": [*document["contacts"], other]}
    after = after_call(document, "phone", (_rung("amy"), _rung("ben")))
    assert after["checked"] == "2026-01-01"
    texted = (_rung("amy", days_ago=3, value="85258"), _rung("ben", days_ago=3, value="85258"))
    assert after_call(after, "text", texted)["checked"] == "2026-11-20"
