"""What no change may bring, whoever makes it: strange numbers, others' names, missing entries."""

from collections.abc import Mapping
from typing import Any

import pytest

from directory.keeping.amending import AmendingError, amended
from directory.keeping.rules import broken_rules, without_repeats
from directory.records.documents import Document, Documents, EntryKind, Key, documents_of
from directory.shipped import shipped_files

_LINE: Key = (EntryKind.SERVICE, "line")
_CLUB: Key = (EntryKind.SERVICE, "club")
_ADVICE: Key = (EntryKind.GUIDANCE, "advice")
_PHONE = {"id": "phone", "kind": "phone", "value": "020 7946 0001", "verified": True}
_TEXT = {"id": "text", "kind": "sms", "value": "020 7946 0002", "verified": False}
_DOCUMENTS: Documents = {
    _LINE: {"id": "line", "name": "The Line", "aka": ["Chat Line"], "contacts": [_PHONE, _TEXT]},
    _CLUB: {"id": "club", "name": "The Club", "replaced_by": "line", "contacts": []},
    _ADVICE: {"id": "advice", "fact": "You may ask."},
}


def _broken(key: Key, **changes: object) -> list[str]:
    return list(broken_rules(_DOCUMENTS, {key: {**_DOCUMENTS[key], **changes}}))


def _contacts(value: str, **more: object) -> Mapping[str, object]:
    return {"contacts": [_PHONE, {**_TEXT, "value": value, **more}]}


@pytest.mark.parametrize(
    "number",
    [
        "0808 157 0009",
        "0808-157-0009",
        "+44 808 157 0009",
        "O8O8 157 OOO9 1",
        "08O8 l57 0OO9",
        "(0808) 157.0009",
        "０８０８ 157 0009",
        "85258",
        "020 7946 0002",
        "020\u20147946\u20140009",
    ],
)
@pytest.mark.parametrize("field", ["summary", "correction", "referral", "name"])
def test_a_number_that_is_no_confirmed_contact_of_the_service_is_refused(
    number: str, field: str
) -> None:
    (said, *_) = _broken(_LINE, **{field: f"Ring {number} now."})
    assert "is no confirmed number" in said


@pytest.mark.parametrize("key", [_CLUB, _ADVICE])
def test_a_number_of_another_service_is_written_as_a_slot(key: Key) -> None:
    assert _broken(key, fact="Ring 020 7946 0001.")
    assert not _broken(key, fact="Ring {line.phone}.")


@pytest.mark.parametrize(
    "text",
    [
        "Ring 020 7946 0001 or +44 20 7946 0001.",
        "In danger, ring 999.",
        "Open 9.30-17.30, ages 11 - 18 only.",
        "Since 2026-11-22, in 2025-26 and on 24/12/2026.",
        "See https://example.org/12345678.",
        "24/7. Ring 020 7946 0001. 10 of us listen.",
    ],
)
def test_what_is_no_strange_number_may_be_written(text: str) -> None:
    assert _broken(_LINE, summary=text) == []


def test_a_note_to_a_contact_is_a_text_too() -> None:
    assert _broken(_LINE, contacts=[{**_PHONE, "note": "Or 0808 157 0009"}, _TEXT])


def test_staff_may_write_down_a_wrong_number_where_nobody_is_shown_it() -> None:
    assert _broken(_LINE, unverified=["A page says 0808 157 0009."]) == []


def test_hiding_a_line_is_never_refused_for_a_text_that_names_it() -> None:
    before = {**_DOCUMENTS[_LINE], "summary": "Ring 020 7946 0001."}
    after = {**before, "contacts": [{**_PHONE, "verified": False}]}
    assert not list(broken_rules({**_DOCUMENTS, _LINE: before}, {_LINE: after}))


@pytest.mark.parametrize(
    "number", ["0909 879 0123", "+44 909 879 0123", "070 1234 5678", "076 4012 3456"]
)
@pytest.mark.parametrize("kind", ["phone", "sms", "post"])
def test_nobody_is_sent_to_a_number_that_costs_a_lot(number: str, kind: str) -> None:
    assert any(
        "costs" in said or "premium" in said for said in _broken(_LINE, **_contacts(number))
    )
    assert _broken(_LINE, **_contacts(number, kind=kind, verified=True))


def test_a_contact_has_one_number() -> None:
    (said,) = _broken(_LINE, **_contacts("020 7946 0003 or 0808 157 0009"))
    assert "a second number" in said
    assert _broken(_LINE, **_contacts("111 then option 2")) == []


@pytest.mark.parametrize("names", [{"name": "the line"}, {"aka": ["Chat-Line"]}])
def test_a_name_that_another_service_has_is_refused(names: Mapping[str, object]) -> None:
    (said,) = _broken(_CLUB, **names)
    assert "is the name of line already" in said
    assert _broken(_LINE, **names) == []


def test_an_entry_that_is_used_is_said_to_be_so_in_one_line() -> None:
    documents = documents_of(shipped_files())
    gone: Mapping[Key, Document | None] = {(EntryKind.SERVICE, "wf-council-main"): None}
    (said,) = broken_rules(documents, gone)
    assert "it is still used by" in said
    assert "entries, such as " in said
    other = "problem 'x': its id is wrong"
    faults = ["problem 'x': there is no service 'wf-council-main': mend the id", other]
    assert without_repeats(faults, documents, gone) == [other]


def test_what_ships_keeps_the_rules_entry_by_entry() -> None:
    documents = documents_of(shipped_files())
    for key, document in documents.items():
        assert not list(broken_rules(documents, {key: document}))


@pytest.mark.parametrize(
    "change",
    [
        "checked=2026-11-22",
        "how_checked=rung by two people",
        "checked_by=[amy, ben]",
        "phone.checked=2026-11-22",
        "phone.checked_by=",
        "contacts=[{id: phone, kind: phone, value: 020 7946 0001, checked: 2026-11-22}]",
    ],
)
def test_nobody_writes_by_hand_that_something_was_checked(change: str) -> None:
    with pytest.raises(AmendingError, match="waymark directory confirm"):
        amended(_DOCUMENTS[_LINE], [change])


@pytest.mark.parametrize(
    "change", ["aka=&a [*a]", "aka=[&a One, *a]", "aka=[" * 40, "aka={a: 1, a: 2}", "aka=[*a]"]
)
def test_what_points_to_itself_is_refused_in_words(change: str) -> None:
    if change == "aka=&a [*a]":
        assert amended(_DOCUMENTS[_LINE], [change])["aka"] == "&a [*a]", "a text, not a list"
        return
    with pytest.raises(AmendingError, match="is not a list"):
        amended(_DOCUMENTS[_LINE], [change])


def test_what_is_proposed_is_made_harmless() -> None:
    changes = ["summary=<b>We</b> help\u202e<script>x</script>", r'aka=["a\u202eb", "<i>c</i>"]']
    after: Any = amended({"id": "line"}, changes)
    assert (after["summary"], after["aka"]) == ("We help", ["ab", "c"])


def test_contacts_that_are_none_are_no_reason_to_fail() -> None:
    with pytest.raises(AmendingError, match="there is no contact 'phone'"):
        amended({"id": "line", "contacts": [1, "two"]}, ["phone.value=1"])
