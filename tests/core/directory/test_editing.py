"""Who may change what: hiding takes one person, showing what lives may hang on takes two."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from directory.keeping.editing import (
    Origin,
    Proposal,
    State,
    faults_with,
    may_decide,
    needs_another,
    refusals,
    undoing,
    with_change,
)
from directory.records.documents import (
    Document,
    Documents,
    EntryKind,
    Key,
    documents_of,
    faults_in,
)
from directory.shipped import shipped_files

_PHONE = {"id": "phone", "kind": "phone", "value": "0808 157 0001", "verified": True}
_TEXT = {"id": "text", "kind": "sms", "value": "0808 157 0002", "verified": False}
_CRISIS: Document = {
    "id": "line",
    "name": "Line",
    "status": "open",
    "urgency": "crisis",
    "verified": True,
    "checked": "2026-11-22",
    "intents": ["suicide_self_harm"],
    "contacts": [_PHONE, _TEXT],
}
_USUAL: Document = {**_CRISIS, "urgency": "usual", "intents": ["housing"]}
_KEY: Key = (EntryKind.SERVICE, "line")


@pytest.fixture(scope="module")
def documents() -> Documents:
    return documents_of(shipped_files())


def _phone(**changes: object) -> dict[str, object]:
    return {"contacts": [{**_PHONE, **changes}, _TEXT]}


@pytest.mark.parametrize("urgency", ["emergency", "crisis", "abuse"])
@pytest.mark.parametrize(
    "changes",
    [
        _phone(value="0808 157 0009"),
        _phone(kind="sms"),
        _phone(opening="24/7"),
        _phone(hours="All day"),
        _phone(checked="2026-12-01"),
        {"contacts": [_PHONE, {**_TEXT, "verified": True}]},
        {"contacts": [_PHONE, _TEXT, {**_PHONE, "id": "other"}]},
        {"urgency": "usual"},
        {"checked": "2027-01-01"},
        {"how_checked": "confirmed by the provider"},
        {"checked": "2027-01-01", "how_checked": "rung by two people", "checked_by": ["a", "b"]},
        {"checked": "2025-01-01"},
        {"name": "The Line"},
        {"summary": "Ask for Amy."},
        {"status": "ended", "correction": "It has ended."},
        {"status": "temporarily_closed", "summary": "Ring somebody else."},
        _phone(note="Ask for Amy."),
        _phone(verified=False, value="0808 157 0009"),
        {"contacts": [_PHONE, {**_TEXT, "value": "0808 157 0003"}]},
        {"contacts": [_TEXT, _PHONE]},
    ],
)
def test_what_is_shown_of_a_service_lives_hang_on_needs_two_people(
    urgency: str, changes: Mapping[str, object]
) -> None:
    before = {**_CRISIS, "urgency": urgency}
    assert needs_another(before, {**before, **changes})


@pytest.mark.parametrize(
    "before",
    [
        {**_CRISIS, "status": "ended"},
        {**_CRISIS, "status": "temporarily_closed"},
        {**_CRISIS, "status": "unknown"},
        {**_CRISIS, "verified": False},
        {**_CRISIS, "contacts": []},
        {**_CRISIS, "urgency": "usual"},
        {**_CRISIS, "contacts": [{**_PHONE, "checked": "2026-01-01"}, _TEXT]},
        None,
    ],
)
def test_bringing_such_a_service_back_needs_two_people(before: Document | None) -> None:
    assert needs_another(before, _CRISIS)


@pytest.mark.parametrize(
    "changes",
    [
        _phone(verified=False),
        {"contacts": [_TEXT]},
        {"contacts": []},
        {"status": "ended"},
        {"status": "temporarily_closed"},
        {"status": "temporarily_closed", **_phone(verified=False)},
    ],
)
def test_pure_hiding_needs_one_person(changes: Mapping[str, object]) -> None:
    assert not needs_another(_CRISIS, {**_CRISIS, **changes})


def test_taking_a_service_out_that_lives_hang_on_needs_two_people() -> None:
    assert needs_another(_CRISIS, None)
    assert not needs_another(_USUAL, None)


@pytest.mark.parametrize("status", ["ended", "temporarily_closed"])
def test_what_is_closed_is_not_rewritten_by_one_person(status: str) -> None:
    closed = {**_CRISIS, "status": status}
    assert needs_another(closed, {**closed, **_phone(value="0808 157 0009")})
    assert needs_another(closed, {**closed, "urgency": "usual", "intents": []})
    dark = {**_CRISIS, **_phone(verified=False)}
    assert needs_another(dark, {**dark, **_phone(verified=False, value="0808 157 0009")})


@pytest.mark.parametrize("names", [{"name": "Line"}, {"aka": ["line"]}, {"former_names": ["l"]}])
def test_what_any_service_is_found_by_needs_two_people(names: Mapping[str, object]) -> None:
    before = {**_USUAL, "name": "Club"}
    assert needs_another(before, {**before, **names})


@pytest.mark.parametrize(
    "after",
    [
        None,
        {"status": "ended"},
        {"status": "unknown"},
        {"verified": False},
        {"urgency": "usual"},
        {"contacts": []},
        {"contacts": [_TEXT]},
        _phone(verified=False),
    ],
)
def test_nobody_takes_away_what_people_need_to_stay_alive(
    after: Mapping[str, object] | None,
) -> None:
    emergency = {**_CRISIS, "urgency": "emergency"}
    (said,) = refusals(emergency, None if after is None else {**emergency, **after})
    assert "nobody can hide it" in said
    assert refusals(_CRISIS, None if after is None else {**_CRISIS, **after}) == ()


def test_999_may_be_mended_and_shown_again() -> None:
    emergency = {**_CRISIS, "urgency": "emergency"}
    assert refusals(emergency, {**emergency, "summary": "Help now."}) == ()
    assert refusals({**emergency, "status": "ended"}, emergency) == ()
    assert refusals(None, emergency) == ()


def test_a_usual_service_needs_one_person() -> None:
    assert not needs_another(_USUAL, {**_USUAL, **_phone(value="0808 157 0009")})
    assert not needs_another(None, _USUAL)


def test_no_usual_service_slips_in_among_the_answers_to_danger() -> None:
    slipped_in = {**_USUAL, "intents": ["housing", "suicide_self_harm"]}
    assert needs_another(_USUAL, slipped_in)
    assert needs_another(None, slipped_in)
    assert needs_another(slipped_in, {**slipped_in, **_phone(value="0808 157 0009")})
    assert needs_another(slipped_in, _USUAL)


@pytest.mark.parametrize("name", ["first_choices", "roles", "never_show", "short"])
def test_settings_that_choose_what_is_shown_need_two_people(name: str) -> None:
    key: Key = (EntryKind.SETTING, name)
    assert needs_another({"value": {"a": "b"}}, {"value": {"a": "c"}}, key=key)
    assert needs_another({"value": {"a": "b"}}, None, key=key)
    assert not needs_another({"value": {"a": "b"}}, {"value": {"a": "b"}}, key=key)


@pytest.mark.parametrize("name", ["same_words", "ordinary_names", "borough"])
def test_settings_that_help_to_search_need_one_person(name: str) -> None:
    key: Key = (EntryKind.SETTING, name)
    assert not needs_another({"value": []}, {"value": ["a"]}, key=key)
    assert needs_another({"value": []}, {"value": ["a"]}), "which one it is was not said"


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ((EntryKind.PROBLEM, "mopeds"), "now"),
        ((EntryKind.PROBLEM, "mopeds"), "name"),
        ((EntryKind.GUIDANCE, "nu-law"), "fact"),
    ],
)
def test_every_word_of_a_problem_and_of_guidance_needs_two_people(
    documents: Documents, key: Key, field: str
) -> None:
    before = documents[key]
    assert needs_another(before, {**before, field: "Another."}, key=key)
    assert needs_another(before, {**before, field: "Another."})
    assert needs_another(None, before)
    assert needs_another(before, None)
    assert not needs_another(before, before)


def _proposal(
    after: Document | None, before: Document | None = _CRISIS, state: State = State.PROPOSED
) -> Proposal:
    return Proposal(
        id=UUID(int=1),
        key=_KEY,
        before=before,
        after=after,
        origin=Origin.EDIT,
        by="amy",
        at=datetime(2026, 12, 1, 9, tzinfo=UTC),
        reason="They moved.",
        state=state,
    )


def test_nobody_approves_their_own_change_to_a_number_that_lives_hang_on() -> None:
    proposal = _proposal({**_CRISIS, **_phone(value="0808 157 0009")})
    assert not may_decide(proposal, "amy")
    assert not may_decide(proposal, " AMY ")
    assert not may_decide(proposal, "")
    assert may_decide(proposal, "bo")


def test_where_one_person_is_enough_that_may_be_the_same_one() -> None:
    assert may_decide(_proposal({**_CRISIS, "status": "ended"}), "amy")
    imported = replace(_proposal(_USUAL, before=None), origin=Origin.IMPORT)
    assert may_decide(imported, "amy")


def test_nobody_approves_their_own_import_of_what_lives_hang_on() -> None:
    imported = replace(_proposal(_CRISIS, before=None), origin=Origin.IMPORT)
    assert not may_decide(imported, "amy")
    assert may_decide(imported, "bo")


@pytest.mark.parametrize("state", [State.APPLIED, State.REJECTED])
def test_what_was_decided_is_not_decided_again(state: State) -> None:
    assert not may_decide(_proposal(None, state=state), "bo")


def test_undoing_a_hiding_shows_again_and_so_needs_two_people() -> None:
    hidden = {**_CRISIS, "status": "temporarily_closed"}
    key, after = undoing(_proposal(hidden))
    assert (key, after) == (_KEY, _CRISIS)
    assert needs_another(hidden, after)
    assert undoing(_proposal(_CRISIS, before=None)) == (_KEY, None)


def test_a_change_is_looked_at_with_the_whole_directory_around_it(documents: Documents) -> None:
    key: Key = (EntryKind.SERVICE, "samaritans")
    before = documents[key]
    assert faults_with(documents, key, {**before, "name": "Sams"}) == ()
    assert any(
        "'status' is 'shut'" in f
        for f in faults_with(documents, key, {**before, "status": "shut"})
    )
    gone = faults_with(documents, key, None)
    assert any("there is no service 'samaritans'" in fault for fault in gone)


def test_a_change_leaves_all_other_entries_as_they_were(documents: Documents) -> None:
    key: Key = (EntryKind.SERVICE, "samaritans")
    changed = with_change(documents, key, {"id": "samaritans"})
    assert changed[key] == {"id": "samaritans"}
    assert with_change(changed, key, documents[key]) == documents
    assert key not in with_change(documents, key, None)
    assert key in documents


def test_any_line_may_be_hidden_whatever_text_names_it(documents: Documents) -> None:
    hidden = {key: _without_lines(document) for key, document in documents.items()}
    assert hidden != documents
    assert faults_in(hidden) == ()


def _without_lines(document: Document) -> Document:
    contacts = document.get("contacts")
    if not isinstance(contacts, list):
        return document
    return {**document, "contacts": [{**each, "verified": False} for each in contacts]}
