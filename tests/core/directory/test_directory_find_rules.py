"""What holds of every search, whatever services there are and whoever asks."""

import string
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.hours import LONDON
from directory.matching.reasons import About, Why
from directory.model import Borough, Directory, Eligibility, Service
from directory.search import Found, Need, Seeker, find
from directory.terms import Gender, Reach, Referral, Relation, Standing, Status, Urgency
from tests.core.directory.made_up import directory_of, page, phone, service

_INTENTS = ("mental_health", "domestic_abuse", "emergency", "housing")
_HOURS = (None, "24/7", "Mo-Fr 09:00-17:00; PH off", "Mo-Su 18:00-02:00")
_NOW = datetime(2026, 11, 24, 12, tzinfo=LONDON)
_OPEN, _CLOSED = "Mo-Su 09:00-17:00", "Mo-Su 18:00-23:00"
_WORDS = ("", "my son is here", "my landlord", "i need the s3 place", "number for the s1 place")
_NAMES = tuple(f"s{number}" for number in range(9))

_FEW = settings(deadline=None, max_examples=40)

_ages = st.none() | st.integers(5, 60)
_eligibility = st.builds(
    Eligibility,
    minimum_age=_ages,
    maximum_age=_ages,
    gender=st.none() | st.sampled_from(Gender),
    relations=st.lists(st.sampled_from(Relation), max_size=2, unique=True).map(tuple),
    referral=st.sampled_from(Referral),
)


@st.composite
def _service(draw: st.DrawFn, name: str) -> Service:
    hours = draw(st.lists(st.sampled_from(_HOURS), min_size=1, max_size=3))
    lines = tuple(phone(each, name=f"line-{place}") for place, each in enumerate(hours))
    return service(
        name,
        intents=tuple(draw(st.lists(st.sampled_from(_INTENTS), unique=True))),
        contacts=(*lines, page()) if draw(st.booleans()) else lines,
        eligibility=draw(_eligibility),
        urgency=draw(st.sampled_from(Urgency)),
        reach=draw(st.sampled_from(Reach)),
        standing=draw(st.sampled_from(Standing)),
        status=draw(st.sampled_from(Status)),
        fits_when=draw(st.sampled_from(((), ("my son/daughter",), ("landlord",)))),
        verified=draw(st.booleans()),
    )


@st.composite
def _directory(draw: st.DrawFn) -> Directory:
    services = [draw(_service(name)) for name in _NAMES[: draw(st.integers(0, len(_NAMES)))]]
    first = {
        intent: tuple(draw(st.lists(st.sampled_from(_NAMES), max_size=3, unique=True)))
        for intent in _INTENTS
    }
    return directory_of(*services, first_choices=first)


_seekers = st.builds(
    Seeker,
    ages=st.lists(st.integers(5, 60), max_size=2).map(tuple),
    gender=st.none() | st.sampled_from(Gender),
    relation=st.none() | st.sampled_from(Relation),
    language=st.none() | st.just("Polish"),
)
_needs = st.builds(
    Need, intent=st.sampled_from((*_INTENTS, "", "greet")), words=st.sampled_from(_WORDS)
)
_times = st.none() | st.integers(0, 2000).map(lambda half: _NOW + timedelta(minutes=30 * half))
_places = st.sampled_from((None, "Somewhere", "Elsewhere"))


def _ids(found: tuple[Found, ...]) -> list[str]:
    return [one.service.id for one in found]


@_FEW
@given(_directory(), _needs, _seekers, _times, _places)
def test_nobody_is_sent_where_they_are_not_taken(
    directory: Directory, need: Need, seeker: Seeker, now: datetime | None, place: str | None
) -> None:
    for one in find(directory, need, seeker, place, now):
        who = one.service.eligibility
        assert seeker.gender is None or who.gender in (None, seeker.gender)
        assert seeker.relation is None or not who.relations or seeker.relation in who.relations
        is_for_grown_ups = (who.minimum_age or 0) >= 18 and who.maximum_age is None
        asks_for_a_child = (
            is_for_grown_ups
            and seeker.relation is Relation.PARENT
            and Relation.PARENT in who.relations
            and Relation.SELF not in who.relations
        )
        if seeker.ages and not asks_for_a_child:
            youngest, oldest = who.minimum_age or 0, who.maximum_age
            assert any(
                youngest <= age and (oldest is None or age <= oldest) for age in seeker.ages
            )


@_FEW
@given(_directory(), _needs, _seekers, _times)
def test_what_is_found_can_be_reached_by_the_contact_that_is_shown(
    directory: Directory, need: Need, seeker: Seeker, now: datetime | None
) -> None:
    for one in find(directory, need, seeker, now=now):
        assert one.contact in one.service.reachable
        assert one.service.standing is not Standing.WITHDRAWN
        assert one.service.status not in (Status.ENDED, Status.TEMPORARILY_CLOSED)
        assert (one.opening is None) == (now is None)
        assert one.why


@_FEW
@given(_directory(), _needs, _seekers, _times)
def test_the_order_is_the_same_however_the_services_are_written_down(
    directory: Directory, need: Need, seeker: Seeker, now: datetime | None
) -> None:
    found = find(directory, need, seeker, now=now)
    backwards = dict(reversed(tuple(directory.services.items())))
    turned = replace(directory, services=MappingProxyType(backwards))
    assert find(directory, need, seeker, now=now) == found
    assert _ids(find(turned, need, seeker, now=now)) == _ids(found)
    assert len(set(_ids(found))) == len(found)


@_FEW
@given(_directory(), _needs, _seekers, _times)
def test_a_service_that_has_nothing_to_do_with_it_changes_nothing(
    directory: Directory, need: Need, seeker: Seeker, now: datetime | None
) -> None:
    other = replace(
        service("zzz", intents=("parking",)), name="Vauxhall Gardeners", summary="Roses and ponds."
    )
    more = replace(directory, services=MappingProxyType({**directory.services, "zzz": other}))
    assert find(more, need, seeker, now=now) == find(directory, need, seeker, now=now)


@_FEW
@given(_directory(), st.sampled_from(_INTENTS), _seekers)
def test_taking_a_service_away_leaves_the_order_of_the_others(
    directory: Directory, intent: str, seeker: Seeker
) -> None:
    """Only where nothing unsure had to be led by another: that is a rule about neighbours."""
    sure = [each for each in directory.services.values() if each.status is Status.OPEN]
    whole = directory_of(*sure)
    urgent_before = any(each.urgency is not Urgency.USUAL for each in sure)
    for gone in sure:
        rest = [each for each in sure if each is not gone]
        if urgent_before != any(each.urgency is not Urgency.USUAL for each in rest):
            continue
        found = _ids(find(whole, Need(intent), seeker))
        left = _ids(find(directory_of(*rest), Need(intent), seeker))
        assert left == [one for one in found if one != gone.id]


@_FEW
@given(st.text(string.printable, max_size=60), st.sampled_from((*_INTENTS, "")))
def test_any_text_can_be_searched(text: str, intent: str) -> None:
    find(directory_of(service("a"), service("b")), Need(intent, text), now=_NOW)


@pytest.mark.parametrize("intent", ["mental_health", "emergency"])
def test_an_open_crisis_line_comes_before_a_closed_one(intent: str) -> None:
    directory = directory_of(
        *(
            service(name, intents=(intent,), contacts=(phone(hours),), urgency=Urgency.CRISIS)
            for name, hours in (("a-closed", _CLOSED), ("b-open", _OPEN), ("c-unknown", None))
        )
    )
    assert _ids(find(directory, Need(intent), now=_NOW)) == ["b-open", "c-unknown", "a-closed"]
    evening = _NOW.replace(hour=19)
    assert _ids(find(directory, Need(intent), now=evening))[0] == "a-closed"


def test_an_open_crisis_line_comes_before_a_first_choice_that_is_closed() -> None:
    directory = directory_of(
        service("chosen", contacts=(phone(_CLOSED),), urgency=Urgency.CRISIS),
        service("other", contacts=(phone(_OPEN),), urgency=Urgency.CRISIS),
        service("usual", contacts=(phone(_OPEN),)),
        first_choices={"mental_health": ("chosen",)},
    )
    found = find(directory, Need("mental_health"), now=_NOW)
    assert _ids(found) == ["other", "chosen", "usual"]
    assert found[1].opening is not None
    assert found[1].opening.opens == _NOW.replace(hour=18)


def test_where_nothing_is_urgent_the_first_choice_stays_first_though_closed() -> None:
    directory = directory_of(
        service("chosen", contacts=(phone(_CLOSED),)),
        service("other", contacts=(phone(_OPEN),)),
        first_choices={"mental_health": ("chosen",)},
    )
    assert _ids(find(directory, Need("mental_health"), now=_NOW)) == ["chosen", "other"]


def test_an_overdue_service_ranks_below_a_fresh_one_that_serves_as_well() -> None:
    directory = directory_of(
        service("a-overdue", standing=Standing.OVERDUE),
        service("b-fresh"),
        service("c-withdrawn", standing=Standing.WITHDRAWN),
    )
    found = find(directory, Need("mental_health"))
    assert _ids(found) == ["b-fresh", "a-overdue"]
    assert Why(About.OVERDUE) in found[1].why


def test_an_overdue_first_choice_ranks_below_the_other_first_choices_alone() -> None:
    directory = directory_of(
        service("one", standing=Standing.OVERDUE),
        service("two"),
        service("other"),
        first_choices={"mental_health": ("one", "two")},
    )
    assert _ids(find(directory, Need("mental_health"))) == ["two", "one", "other"]


def test_near_comes_before_far_and_checked_before_unchecked() -> None:
    directory = directory_of(
        service("a", reach=Reach.NATIONAL),
        service("b", reach=Reach.LONDON, verified=False),
        service("c", reach=Reach.LONDON),
        service("d", reach=Reach.BOROUGH),
    )
    assert _ids(find(directory, Need("mental_health"))) == ["d", "c", "b", "a"]


def test_a_first_choice_may_be_named_by_its_role() -> None:
    directory = replace(
        directory_of(
            service("a"), service("council-1"), first_choices={"mental_health": ("council",)}
        ),
        roles=MappingProxyType({"council": "council-1"}),
    )
    assert _ids(find(directory, Need("mental_health"))) == ["council-1", "a"]


def test_a_service_for_special_cases_is_not_pushed_on_everybody() -> None:
    directory = directory_of(
        service("a-trains", fits_when=("train/tube",), urgency=Urgency.CRISIS),
        service("b-anything", urgency=Urgency.CRISIS),
    )
    need = Need("mental_health", "i feel bad")
    assert _ids(find(directory, need))[0] == "b-anything"
    assert _ids(find(directory, Need("mental_health", "it was on a train")))[0] == "a-trains"


def test_a_line_for_grown_ups_about_their_children_takes_parents_of_any_child() -> None:
    line = service("p", eligibility=Eligibility(minimum_age=18, relations=(Relation.PARENT,)))
    directory, need = directory_of(line), Need("mental_health")
    assert find(directory, need, Seeker(ages=(13,), relation=Relation.PARENT))
    assert not find(directory, need, Seeker(ages=(13,), relation=Relation.SELF))
    assert not find(directory, need, Seeker(ages=(13,)))


def test_who_speaks_the_language_comes_first_and_the_reason_says_so() -> None:
    polish = service("b")
    polish = replace(polish, access=replace(polish.access, languages=("Polish",)))
    found = find(
        directory_of(service("a"), polish), Need("mental_health"), Seeker(language="Polish")
    )
    assert _ids(found) == ["b", "a"]
    assert Why(About.SPEAKS, "Polish") in found[0].why


def test_the_way_in_is_a_person_who_is_there_then_a_page_then_a_person_later() -> None:
    night = phone(_CLOSED, "020 7946 0001", "night")
    day = phone(_OPEN, "020 7946 0002", "day")
    asked = (phone(None, "020 7946 0003", "asked"),)
    always = replace(page(), opening="24/7")
    for contacts, best in (
        ((night, day, page()), "day"),
        ((night, *asked, page()), "asked"),
        ((night, always), "web"),
        ((night, page()), "night"),
        ((page(), day), "day"),
    ):
        found = find(
            directory_of(service("a", contacts=contacts)), Need("mental_health"), now=_NOW
        )
        assert found[0].contact is not None
        assert found[0].contact.id == best


def test_hours_in_school_terms_follow_the_holidays_of_the_borough() -> None:
    line = replace(phone(_OPEN), term_time=True)
    borough = Borough("b", "B", "B Council", "us", school_holidays=((_NOW.date(), _NOW.date()),))
    directory = replace(directory_of(service("a", contacts=(line,))), borough=borough)
    found = find(directory, Need("mental_health"), now=_NOW)
    assert found[0].opening is not None
    assert found[0].opening.is_open is False
