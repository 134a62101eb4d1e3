"""What the feed says of a service: only what may be shown, and first what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from directory.freshness import as_of, due
from directory.hsds import Feed
from directory.hsds.ids import id_of
from directory.model import Access, Check, Directory, Eligibility, Service
from directory.terms import ContactKind, Gender, HowChecked, Referral, Relation, Status
from tests.core.directory.hsds_fixtures import (
    BOROUGH,
    CHECKED,
    PHONE,
    PLACE,
    contact,
    contents,
    directory_of,
    everything,
    service,
    texts_in,
)


def record_of(one: Service, *others: Service, today: date = CHECKED) -> Mapping[str, Any]:
    feed = Feed.of(as_of(directory_of(one, *others), today))
    record = feed.one("services", id_of("service", one.id))
    assert record is not None
    return record


_WAYS_IN = {"phones", "contacts", "schedules", "service_at_locations", "url", "email", "fees"}


def test_what_ships_unverified_is_nowhere_in_the_feed(directory: Directory) -> None:
    shown = {one.value for s in directory.services.values() for one in s.reachable}
    kept = {
        one.value
        for s in directory.services.values()
        for one in s.contacts
        if not one.verified and one.value not in shown
    }
    said = "\n".join(
        text for answer in everything(Feed.of(directory)) for text in texts_in(answer)
    )
    leaked = {
        value for value in kept if re.search(rf"(?<![\w.]){re.escape(value)}(?![\w/.])", said)
    }
    assert kept
    assert not leaked


def _alone(value: str) -> str:
    """The value by itself: an address is not given away by another that begins like it."""
    return rf"(?<![\w.]){re.escape(value)}(?![\w/.])"


def test_notes_for_staff_stay_with_staff() -> None:
    told = "Only for staff"
    one = service(
        "one",
        replace(PHONE, remarks=told),
        status_note=told,
        unverified=(told,),
        fits_when=(told,),
        former_names=(told,),
        eligibility=Eligibility(audience=told, ages=told),
        privacy=replace(service("x").privacy, note=told),
        check=Check(HowChecked.RUNG, CHECKED, (told, "somebody")),
    )
    feed = Feed.of(directory_of(one))
    assert not [t for answer in everything(feed) for t in texts_in(answer) if told in t]


def test_a_service_with_nothing_verified_is_listed_and_says_so() -> None:
    record = record_of(service("one", replace(PHONE, verified=False)))
    assert record["status"] == "active"
    assert record["alert"] == "We have not confirmed any way to reach it."
    assert _WAYS_IN.isdisjoint(record)


@pytest.mark.parametrize(
    ("status", "written", "alert"),
    [
        (Status.ENDED, "defunct", "It has ended."),
        (Status.TEMPORARILY_CLOSED, "temporarily closed", "It is closed for now."),
    ],
)
def test_what_cannot_be_reached_now_has_no_way_in(
    status: Status, written: str, alert: str
) -> None:
    record = record_of(service("one", PHONE, PLACE, status=status))
    assert (record["status"], record["alert"]) == (written, alert)
    assert _WAYS_IN.isdisjoint(record)


def test_the_correction_says_where_to_go_instead_with_its_number() -> None:
    ended = service("one", status=Status.ENDED, correction="It is over. Ring {two.phone} now.")
    assert (
        record_of(ended, service("two", PHONE))["alert"] == "It is over. Ring 0808 157 0001 now."
    )


def test_a_correction_whose_number_may_not_be_shown_leaves_its_sentence_out() -> None:
    ended = service("one", status=Status.ENDED, correction="It is over. Ring {two.phone} now.")
    hidden = service("two", replace(PHONE, verified=False))
    assert record_of(ended, hidden)["alert"] == "It is over."


def test_a_correction_for_an_old_name_is_no_alert_while_the_service_runs() -> None:
    assert "alert" not in record_of(service("one", PHONE, correction="It had another name."))


def test_what_nobody_knows_to_run_is_not_offered_as_active() -> None:
    record = record_of(service("one", PHONE, status=Status.UNKNOWN))
    assert (record["status"], record["alert"]) == ("inactive", "We do not know if it runs now.")
    assert record["phones"]


def test_a_service_checked_too_long_ago_is_labelled_and_then_withdrawn() -> None:
    one = service("one", PHONE, PLACE)
    overdue = record_of(one, today=date(2027, 6, 1))
    assert (overdue["status"], overdue["alert"]) == ("active", "It is due to be checked again.")
    assert overdue["phones"]
    assert overdue["last_modified"] == "2027-05-04T00:00:00+00:00"
    withdrawn = record_of(one, today=date(2028, 1, 1))
    assert withdrawn["status"] == "inactive"
    assert "not checked for a long time" in withdrawn["alert"]
    assert withdrawn["last_modified"] == "2027-11-02T00:00:00+00:00"
    assert _WAYS_IN.isdisjoint(withdrawn)


def test_hours_hold_until_the_check_is_due() -> None:
    one = service("one", PHONE)
    (schedule,) = record_of(one)["schedules"]
    assert schedule["valid_from"] == "2026-11-02"
    assert schedule["valid_to"] == due(one).isoformat() == "2027-05-03"
    assert (schedule["byday"], schedule["opens_at"]) == ("MO,TU,WE,TH,FR", "09:00:00")
    assert schedule["contact_id"] == record_of(one)["phones"][0]["id"]


def test_the_day_of_the_check_and_how_it_was_made_are_said_without_names() -> None:
    record = record_of(service("one", PHONE, check=Check(HowChecked.RUNG, CHECKED, ("a", "b"))))
    assert record["assured_date"] == "2026-11-02"
    (check,) = record["metadata"]
    assert check["last_action_date"] == "2026-11-02"
    assert check["replacement_value"] == "rung by two people"
    assert check["updated_by"] == BOROUGH.run_by


def test_a_known_change_counts_as_the_last_one() -> None:
    one = service("one", PHONE)
    changed = {"one": datetime(2026, 11, 20, 9, 30, 1, 5, tzinfo=UTC)}
    (record,) = contents(Feed.of(directory_of(one), changed=changed), "services")
    assert record["last_modified"] == "2026-11-20T09:30:01+00:00"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (Eligibility(11, 25), "It is for people aged 11 to 25."),
        (Eligibility(16), "It is for people aged 16 or over."),
        (Eligibility(None, 18), "It is for people aged 18 or under."),
        (Eligibility(gender=Gender.WOMEN), "It is for women."),
        (Eligibility(relations=(Relation.PARENT,)), "It is for parents and carers."),
    ],
)
def test_who_it_is_for_is_said_in_words(who: Eligibility, said: str) -> None:
    assert record_of(service("one", eligibility=who))["eligibility_description"] == said


@pytest.mark.parametrize(
    ("referral", "through", "said"),
    [
        (Referral.SELF, None, "You can ask for it yourself."),
        (Referral.SELF, "school", "You can ask for it yourself. To get there: school."),
        (Referral.THROUGH, "your doctor", "To get there: your doctor."),
        (Referral.THROUGH, None, "Somebody has to refer you."),
    ],
)
def test_how_people_come_to_it_is_said(referral: Referral, through: str | None, said: str) -> None:
    who = Eligibility(referral=referral, through=through)
    assert record_of(service("one", eligibility=who))["application_process"] == said


def test_what_nobody_said_is_not_said() -> None:
    record = record_of(service("one", PHONE))
    left_out = {"minimum_age", "maximum_age", "eligibility_description", "application_process"}
    assert (left_out | {"languages", "interpretation_services", "alert"}).isdisjoint(record)


def test_a_number_that_needs_words_keeps_them() -> None:
    text = contact("text", ContactKind.SMS, "Text HELLO to 020 7946 0009", who="Under 18s")
    (phone,) = record_of(service("one", text))["phones"]
    assert (phone["number"], phone["type"]) == ("020 7946 0009", "text")
    assert phone["description"] == "Text HELLO to 020 7946 0009. Under 18s"


def test_pages_and_emails_are_on_the_service_and_among_its_contacts() -> None:
    web = contact("web", ContactKind.WEB, "https://example.org")
    chat = contact("chat", ContactKind.CHAT, "https://example.org/chat")
    email = contact("email", ContactKind.EMAIL, "help@example.org")
    record = record_of(service("one", chat, web, email))
    assert (record["url"], record["email"]) == ("https://example.org", "help@example.org")
    assert [one["name"] for one in record["contacts"]] == ["Online chat", "Website", "Email"]


def test_languages_have_their_codes_and_signing_is_one() -> None:
    access = Access(languages=("Urdu", "Klingon"), bsl=True, interpreters=True)
    record = record_of(service("one", access=access))
    codes = [(one["name"], one.get("code")) for one in record["languages"]]
    assert codes == [("Urdu", "ur"), ("Klingon", None), ("British Sign Language", "bfi")]
    assert record["interpretation_services"] == "Interpreters can help."


def test_free_is_an_amount_and_other_costs_are_words() -> None:
    paid = contact("text", ContactKind.SMS, "020 7946 0009", cost="Standard rate")
    record = record_of(service("one", replace(PHONE, cost="Free; not on the bill"), paid))
    assert [one.get("amount") for one in record["cost_options"]] == [0, None]
    assert record["fees_description"] == (
        "Phone: Free; not on the bill; Text message: Standard rate"
    )
