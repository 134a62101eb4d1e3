"""A change is shown field by field, in words that somebody can check before it happens."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.keeping.changes import Change, differences, in_words
from directory.records.documents import Document, Documents, EntryKind, Key, documents_of
from directory.shipped import shipped_files

_KEY: Key = (EntryKind.SERVICE, "line")
_PHONE = {"id": "phone", "kind": "phone", "value": "0808 157 0001", "verified": True}
_WEB = {"id": "web", "kind": "web", "value": "https://example.org", "verified": True}
_BEFORE: Document = {
    "id": "line",
    "hours": "9 to 5",
    "aka": ["The Line", "A Line"],
    "contacts": [_PHONE, _WEB],
}
_VALUES = st.recursive(
    st.text(max_size=3) | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=5,
)
_ENTRIES = st.dictionaries(
    st.tuples(st.sampled_from((EntryKind.SERVICE, EntryKind.PROBLEM)), st.sampled_from("abc")),
    st.dictionaries(st.sampled_from("abc"), _VALUES),
)


def _words(after: Mapping[str, object]) -> tuple[str, ...]:
    return in_words(differences({_KEY: _BEFORE}, {_KEY: after}))


def test_nothing_is_said_where_nothing_changes() -> None:
    documents = documents_of(shipped_files())
    assert differences(documents, documents) == ()
    assert in_words(()) == ()


def test_a_new_number_is_shown_with_the_old_one() -> None:
    after = {**_BEFORE, "contacts": [{**_PHONE, "value": "0808 157 0002"}, _WEB]}
    assert differences({_KEY: _BEFORE}, {_KEY: after}) == (
        Change(_KEY, "contacts.phone.value", "0808 157 0001", "0808 157 0002"),
    )
    assert _words(after) == (
        "Service line changes:",
        '  contact phone, value: "0808 157 0001" becomes "0808 157 0002"',
    )


def test_each_kind_of_change_has_its_words() -> None:
    after = {
        "id": "line",
        "urgency": "crisis",
        "aka": ["The Line", "Line"],
        "contacts": [{**_WEB, "shows_on_bill": "no", "verified": False}],
    }
    assert _words(after) == (
        "Service line changes:",
        '  hours: "9 to 5" is taken out',
        '  aka: "Line" is added; "A Line" is taken out',
        '  contact phone: id: "phone", kind: "phone", value: "0808 157 0001", verified: yes is'
        " taken out",
        "  contact web, verified: yes becomes no",
        '  contact web, shows on bill: "no" is added',
        '  urgency: "crisis" is added',
    )


def test_a_new_order_is_a_change_too() -> None:
    assert _words({**_BEFORE, "contacts": [_WEB, _PHONE], "aka": ["A Line", "The Line"]}) == (
        "Service line changes:",
        '  aka: the order becomes "A Line"; "The Line"',
        '  contacts: the order becomes "web"; "phone"',
    )


def test_a_new_entry_is_shown_whole_and_one_taken_out_by_name() -> None:
    new = in_words(differences({}, {_KEY: _BEFORE}))
    assert new[0] == "Service line is new:"
    assert '  contacts: id: "phone", kind: "phone", value: "0808 157 0001", verified: yes' in (
        line.partition(";")[0] for line in new
    )
    assert in_words(differences({_KEY: _BEFORE}, {})) == ("Service line is taken out.",)


def test_a_setting_is_compared_line_by_line() -> None:
    key: Key = (EntryKind.SETTING, "first_choices")
    before: Documents = {key: {"value": {"school": ["a", "b"], "housing": ["c"]}}}
    after: Documents = {key: {"value": {"school": ["b", "a"], "housing": ["c"]}}}
    assert differences(before, after) == (Change(key, "school", ["a", "b"], ["b", "a"]),)
    assert in_words(differences(before, after)) == (
        "Setting first_choices changes:",
        '  school: the order becomes "b"; "a"',
    )


def test_what_comes_back_into_view_is_shown_whole_before_it_does() -> None:
    closed = {**_BEFORE, "status": "ended", "summary": "We help."}
    opened = in_words(differences({_KEY: closed}, {_KEY: {**closed, "status": "open"}}))
    assert opened[2:] == (
        "  People will then see:",
        '    hours: "9 to 5"',
        '    aka: "The Line"; "A Line"',
        '    status: "open"',
        '    summary: "We help."',
        '    contact phone: kind: "phone", value: "0808 157 0001", verified: yes',
        '    contact web: kind: "web", value: "https://example.org", verified: yes',
    )
    dark = {**_BEFORE, "contacts": [{**_PHONE, "verified": False}, _WEB]}
    lit = in_words(differences({_KEY: dark}, {_KEY: _BEFORE}))
    assert any('value: "0808 157 0001"' in line for line in lit[3:])


def test_hiding_shows_no_more_than_what_is_hidden() -> None:
    assert len(_words({**_BEFORE, "contacts": [{**_PHONE, "verified": False}, _WEB]})) == 2


@given(_ENTRIES, _ENTRIES)
@settings(max_examples=25, deadline=None)
def test_a_difference_is_found_exactly_where_there_is_one(
    before: Documents, after: Documents
) -> None:
    changes = differences(before, after)
    keys = {key for key in (*before, *after) if before.get(key) != after.get(key)}
    assert {change.key for change in changes} == keys
    assert all(change.before != change.after for change in changes)
    assert len(in_words(changes)) >= len(keys)
