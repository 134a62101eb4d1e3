"""Which services are found for what somebody needs, in which order, and why."""

from datetime import datetime
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from bot.conversation import wording
from directory.hours import LONDON
from directory.model import Directory, Service
from directory.search import Found, Need, find, seeker_in
from tests.talk import content

_NOON = datetime(2026, 11, 24, 12, tzinfo=LONDON)
_NIGHT = datetime(2026, 11, 24, 3, tzinfo=LONDON)
_TIMES = {"noon": _NOON, "night": _NIGHT}


def why(found: Found, now: datetime | None = None) -> tuple[str, ...]:
    return wording.reasons(content(), found, now)


class _Case(TypedDict, total=False):
    intent: str
    said: str
    at: str
    place: str
    first: str
    among: list[str]
    never: list[str]


def _cases() -> list[_Case]:
    read: list[_Case] = yaml.safe_load(
        (Path(__file__).parent / "find_cases.yml").read_text("utf-8")
    )
    return read


def _found(directory: Directory, case: _Case) -> tuple[Found, ...]:
    said = case.get("said", "")
    now = _TIMES[case["at"]] if "at" in case else None
    need = Need(case.get("intent", ""), said)
    return find(directory, need, seeker_in(said), case.get("place"), now)


def _offered(directory: Directory, intent: str, text: str = "") -> list[Service]:
    return [one.service for one in find(directory, Need(intent, text), seeker_in(text))]


def test_every_offered_service_can_be_reached(directory: Directory) -> None:
    for intent in directory.first_choices:
        offered = _offered(directory, intent)
        assert offered, intent
        assert all(service.reachable for service in offered)


def test_no_service_is_offered_twice(directory: Directory) -> None:
    for intent in directory.first_choices:
        ids = [service.id for service in _offered(directory, intent)]
        assert len(ids) == len(set(ids))


def test_there_are_many_cases() -> None:
    assert len(_cases()) >= 100


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case.get('intent')}-{case['said']}")
def test_what_people_say_finds_what_helps_them(directory: Directory, case: _Case) -> None:
    ids = [one.service.id for one in _found(directory, case)]
    if "first" in case:
        assert ids[0] == case["first"]
    assert set(case.get("among", [])) <= set(ids[:3]), ids
    assert not set(case.get("never", [])) & set(ids), ids


def test_a_parents_own_age_does_not_close_the_door_on_their_child(directory: Directory) -> None:
    offered = _offered(directory, "county_lines", "im 44 and my son is 15 and sells drugs")
    assert "safecall" in [service.id for service in offered]


def test_gang_worries_are_led_by_lines_that_are_confirmed(directory: Directory) -> None:
    offered = [service.id for service in _offered(directory, "gang_exit", "im 16")]
    assert offered[:2] == ["safecall", "wf-mash"]
    abianda = directory.services["abianda"]
    assert [contact.id for contact in abianda.reachable] == ["web"]


def test_a_young_woman_is_told_of_abianda_beside_a_line_that_is_sure(directory: Directory) -> None:
    said = "im a 17 year old girl and i want out of the gang"
    for now in (None, _NOON, _NIGHT):
        found = find(directory, Need("gang_exit", said), seeker_in(said), now=now)
        assert [one.service.id for one in found[:2]] == ["safecall", "abianda"]
        assert "We do not know if it still runs" in why(found[1])


def test_an_intent_that_needs_no_service_is_offered_none(directory: Directory) -> None:
    assert _offered(directory, "greet", "hi") == []
    assert _offered(Directory.empty(), "emergency", "help") == []


def test_a_search_that_says_nothing_finds_nothing(directory: Directory) -> None:
    assert find(directory, Need()) == ()
    assert find(directory, Need(words="hi can you help me please")) == ()


def test_a_topic_finds_the_services_that_are_about_it(directory: Directory) -> None:
    found = find(directory, Need(topics=("Bereavement",)))
    assert {"cruse", "winstons-wish"} <= {one.service.id for one in found}
    assert all("bereavement" in one.service.topics for one in found)


def test_a_closed_line_stands_below_open_ones_and_says_when_it_opens(directory: Directory) -> None:
    found = find(directory, Need("honour_abuse"), now=_NIGHT)
    ids = [one.service.id for one in found]
    karma = found[ids.index("karma-nirvana")]
    assert karma.opening is not None
    assert karma.opening.opens == _NIGHT.replace(hour=9)
    assert "It is closed now, opens at 9am today" in why(karma, _NIGHT)
    assert found[0].opening is not None
    assert found[0].opening.is_open
    assert ids.index("childline") < ids.index("karma-nirvana")
    assert ids.index("childline") < ids.index("forced-marriage-unit")


def test_a_line_that_is_open_by_day_leads_by_day(directory: Directory) -> None:
    assert find(directory, Need("honour_abuse"), now=_NOON)[0].service.id == "karma-nirvana"


def test_first_choices_stay_first_in_danger_day_and_night(directory: Directory) -> None:
    for intent in ("emergency", "suicide_self_harm"):
        chosen = {directory.service(name) for name in directory.first_choices[intent]}
        for now in (None, _NOON, _NIGHT):
            found = find(directory, Need(intent), now=now)
            assert {one.service for one in found[: len(chosen)]} == chosen


def test_the_way_in_is_the_line_that_is_open_now(directory: Directory) -> None:
    by_time = {
        now: next(
            one.contact.id
            for one in find(directory, Need("county_lines"), now=now)
            if one.service.id == "wf-mash" and one.contact is not None
        )
        for now in (_NOON, _NIGHT)
    }
    assert by_time == {_NOON: "phone", _NIGHT: "phone-out-of-hours"}


def test_the_number_for_emergencies_is_no_way_into_another_service(directory: Directory) -> None:
    for intent in directory.first_choices:
        for one in find(directory, Need(intent), now=_NIGHT):
            if one.service.urgency != "emergency":
                assert one.contact is not None
                assert one.contact.value != "999"


def test_every_service_found_says_why_in_plain_words(directory: Directory) -> None:
    for intent in directory.first_choices:
        for one in find(directory, Need(intent), now=_NOON):
            said = why(one, _NOON)
            assert said
            assert all(text[0].isupper() and text[-1] not in ".!" for text in said)


def test_limits_of_age_and_gender_are_said(directory: Directory) -> None:
    said = {one.service.id: why(one) for one in find(directory, Need("activities"))}
    assert "It is for people aged 11 to 30" in said["spark2life"]
    said = {one.service.id: why(one) for one in find(directory, Need("sexual_violence"))}
    assert "It is for people aged 13 and over" in said["havens"]
    assert "It is for people under 19" in said["childline"]
    said = {one.service.id: why(one) for one in find(directory, Need("domestic_abuse"))}
    assert "It is for women" in said["ndah"]


@pytest.mark.parametrize(
    "place",
    [
        "Waltham Forest", "waltham forest", "London Borough of Waltham Forest", "Leyton", "E17",
        "12 Hoe Street, E17 4AA", "e10 5nn", "Blackhorse Road station",
        "Higham Hill ward", "", " ",
    ],
)  # fmt: skip
def test_what_is_local_is_offered_to_people_who_live_there(
    directory: Directory, place: str
) -> None:
    found = find(directory, Need("parenting"), place=place)
    assert "wf-parenting" in [one.service.id for one in found]


@pytest.mark.parametrize("place", ["Hackney", "N16 8AA", "Leeds", "E1 6AN", "High Road, Barnet"])
def test_what_is_local_is_not_offered_elsewhere(directory: Directory, place: str) -> None:
    for intent in directory.first_choices:
        found = find(directory, Need(intent), place=place)
        assert all(one.service.reach != "borough" for one in found)


def test_a_time_without_a_zone_is_refused(directory: Directory) -> None:
    with pytest.raises(ValueError, match="time zone"):
        find(directory, Need("honour_abuse"), now=datetime(2026, 1, 1, 12))  # noqa: DTZ001
