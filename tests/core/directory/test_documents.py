"""Entries go to the model and back, and to files and back, and lose nothing on the way."""

import json
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.errors import LoadError
from directory.model import (
    Access,
    Check,
    Contact,
    Directory,
    Eligibility,
    Privacy,
    Service,
    Source,
)
from directory.records.documents import (
    SETTINGS,
    Documents,
    EntryKind,
    as_files,
    document,
    documents_of,
    faults_in,
    load_documents,
)
from directory.records.entries import guidance, problem, service
from directory.records.numbers import NumberPlan
from directory.records.reading import Entry
from directory.shipped import shipped_files
from directory.terms import (
    ContactKind,
    Gender,
    HowChecked,
    Reach,
    Referral,
    Relation,
    ShowsOnBill,
    Status,
    Tells,
    Urgency,
)

_SERVICE = """
checked: 2026-11-22
services:
  - {id: one, name: One, provider: Us, status: open, verified: false, summary: Helps., area: UK,
     reach: national, urgency: usual}
"""
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
_MAYBE = st.none() | _TEXT
_TEXTS = st.lists(_TEXT, max_size=3).map(tuple)
_DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
_ANSWERS = st.none() | st.booleans()


@pytest.fixture(scope="module")
def documents() -> Documents:
    return documents_of(shipped_files())


@st.composite
def _checks(draw: st.DrawFn) -> Check:
    how = draw(st.sampled_from(HowChecked))
    by = ("amy", "bo") if how is HowChecked.RUNG else draw(_TEXTS)
    return Check(how, draw(_DAYS), by)


_CONTACTS = st.builds(
    Contact,
    id=st.just("only"),
    kind=st.sampled_from((ContactKind.APP, ContactKind.POST, ContactKind.IN_PERSON)),
    value=_TEXT,
    verified=st.booleans(),
    hours=_MAYBE,
    cost=_MAYBE,
    note=_MAYBE,
    remarks=_MAYBE,
    opening=st.sampled_from((None, "24/7", "Mo-Fr 09:00-17:00; PH off")),
    term_time=st.booleans(),
    shows_on_bill=st.sampled_from(ShowsOnBill),
    who=_MAYBE,
    keeps=_MAYBE,
    check=st.none() | _checks(),
)
_SERVICES = st.builds(
    Service,
    id=st.just("any"),
    name=_TEXT,
    provider=_TEXT,
    status=st.sampled_from(Status),
    summary=_TEXT,
    area=_TEXT,
    reach=st.sampled_from(Reach),
    urgency=st.sampled_from(Urgency),
    verified=st.booleans(),
    check=_checks(),
    sources=st.lists(st.builds(Source, _TEXT, _TEXT, _TEXT), min_size=1, max_size=2).map(tuple),
    contacts=st.lists(_CONTACTS, max_size=1).map(tuple),
    aka=_TEXTS,
    former_names=_TEXTS,
    status_note=_MAYBE,
    replaced_by=_MAYBE,
    correction=_TEXT,
    eligibility=st.builds(
        Eligibility,
        minimum_age=st.none() | st.integers(0, 18),
        maximum_age=st.none() | st.integers(18, 99),
        gender=st.none() | st.sampled_from(Gender),
        relations=st.lists(st.sampled_from(Relation), unique=True).map(tuple),
        referral=st.sampled_from(Referral),
        through=_MAYBE,
        audience=_MAYBE,
        ages=_MAYBE,
    ),
    access=st.builds(Access, _TEXTS, _ANSWERS, _ANSWERS, _ANSWERS, _MAYBE),
    privacy=st.builds(Privacy, st.sampled_from(Tells), st.sampled_from(Tells), _MAYBE),
    topics=_TEXTS,
    intents=_TEXTS,
    fits_when=_TEXTS,
    unverified=_TEXTS,
)


@given(_SERVICES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_service_is_the_same_after_it_was_written_and_read(item: Service) -> None:
    key = (EntryKind.SERVICE, item.id)
    read = documents_of(as_files({key: document(item)}))[key]
    faults: list[str] = []
    assert service(Entry(read, faults), Entry({}, faults), NumberPlan()) == item
    assert not faults


@given(st.dictionaries(_TEXT, _TEXT | st.lists(_TEXT, max_size=3), max_size=4))
@settings(deadline=None)
def test_any_setting_is_the_same_after_it_was_written_and_read(value: dict[str, object]) -> None:
    documents: Documents = {(EntryKind.SETTING, "same_words"): {"value": value}}
    assert documents_of(as_files(documents)) == documents


def test_every_shipped_entry_is_the_same_once_written_back(
    directory: Directory, documents: Documents
) -> None:
    for item in directory.services.values():
        assert document(item) == documents[EntryKind.SERVICE, item.id]
    for each in directory.problems.values():
        assert document(each) == documents[EntryKind.PROBLEM, each.id]
        assert problem(Entry(document(each), [])) == each
    for fact in directory.guidance.values():
        assert document(fact) == documents[EntryKind.GUIDANCE, fact.id]
        assert guidance(Entry(document(fact), [])) == fact


def test_entries_load_into_the_same_directory_as_their_files(
    directory: Directory, documents: Documents
) -> None:
    loaded = load_documents(documents)
    assert dict(loaded.services) == dict(directory.services)
    assert dict(loaded.problems) == dict(directory.problems)
    assert dict(loaded.guidance) == dict(directory.guidance)
    assert dict(loaded.first_choices) == dict(directory.first_choices)
    assert dict(loaded.same_words) == dict(directory.same_words)
    assert dict(loaded.roles) == dict(directory.roles)
    assert loaded.ordinary_names == directory.ordinary_names
    assert loaded.borough == directory.borough


def test_the_files_of_an_export_read_back_as_the_same_entries(documents: Documents) -> None:
    files = as_files(documents)
    assert sorted(files) == ["guidance.yml", "problems.yml", "services.yml", "settings.yml"]
    assert documents_of(files) == documents
    assert as_files(documents_of(files)) == files
    assert as_files({}) == {}


def test_an_export_is_written_out_even_where_two_entries_share_a_part() -> None:
    shared = {"value": {"a": ["b"]}}
    documents: Documents = {
        (EntryKind.SETTING, "same_words"): shared,
        (EntryKind.SETTING, "roles"): shared,
    }
    assert documents_of(as_files(documents)) == documents


def test_entries_are_of_types_that_json_has(documents: Documents) -> None:
    for item in documents.values():
        assert json.loads(json.dumps(item)) == item


def test_every_setting_is_an_entry_of_its_own(documents: Documents) -> None:
    assert {name for kind, name in documents if kind is EntryKind.SETTING} == set(SETTINGS)


def test_the_day_at_the_head_of_a_file_goes_into_its_services() -> None:
    key = (EntryKind.SERVICE, "one")
    assert documents_of({"a.yml": _SERVICE})[key]["checked"] == "2026-11-22"
    own = _SERVICE.replace("urgency: usual", "urgency: usual, checked: 2026-11-01")
    assert documents_of({"a.yml": own})[key]["checked"] == "2026-11-01"
    loaded = load_documents(documents_of({"a.yml": _SERVICE})).services["one"]
    assert loaded.check == Check(HowChecked.NOT_CONFIRMED, date(2026, 11, 22))


def test_a_setting_in_two_files_is_put_together_and_the_borough_prevails() -> None:
    files = {
        "words.yml": "{ordinary_names: [a, b], first_choices: {school: [x], housing: [y]}}",
        "borough/words.yml": "{ordinary_names: [b, c], first_choices: {school: [z]}}",
    }
    documents = documents_of(files)
    assert documents[EntryKind.SETTING, "ordinary_names"] == {"value": ["a", "b", "c"]}
    assert documents[EntryKind.SETTING, "first_choices"] == {
        "value": {"school": ["z"], "housing": ["y"]}
    }


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a.yml": "services: ["}, "a.yml, line 2: not valid YAML"),
        ({"a.yml": "services:\n  - {name: One}"}, "a.yml, line 2, service 1: 'id' is missing"),
        ({"a.yml": _SERVICE, "b.yml": _SERVICE}, "b.yml, line 4, service 'one': the id 'one' is"),
        ({"a.yml": "colour: blue"}, "a.yml, line 1: 'colour' is not a field here"),
        ({"a.yml": "borough: {}", "b.yml": "borough: {}"}, "b.yml, line 1: there are two"),
    ],
)
def test_a_file_without_entries_to_take_is_refused(files: Mapping[str, str], says: str) -> None:
    with pytest.raises(LoadError) as caught:
        documents_of(files)
    assert any(fault.startswith(says) for fault in caught.value.faults)


def test_what_an_entry_gets_wrong_is_said_by_its_name_alone(documents: Documents) -> None:
    wrong = {**documents[EntryKind.SERVICE, "shelter"], "id": "other", "status": "shut"}
    faults = faults_in({**documents, (EntryKind.SERVICE, "shelter"): wrong})
    assert "service 'shelter': its id says 'other': make them the same" in faults
    assert any(fault.startswith("service 'other': 'status' is 'shut'") for fault in faults)
    unknown = faults_in({(EntryKind.SETTING, "colours"): {"value": {}}})
    assert unknown[0].startswith("setting 'colours': there is no such setting")
    assert faults_in(documents) == ()


def test_a_number_that_must_never_be_shown_is_refused_among_entries_too(
    documents: Documents,
) -> None:
    key = (EntryKind.SERVICE, "modern-slavery-helpline")
    misprint = {"id": "phone", "kind": "phone", "value": "0800 121 700", "verified": True}
    faults = faults_in({**documents, key: {**documents[key], "contacts": [misprint]}})
    assert any("must never be shown" in fault for fault in faults)
