"""Services as a spreadsheet: nothing is lost on the way, and no cell can do harm."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import LoadError
from directory.keeping.sheets import as_csv, documents_from_csv
from directory.records.documents import Documents, EntryKind, documents_of, load_documents
from directory.shipped import shipped_files

_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="=+-@'\"\\,;"), min_size=1
)
_CONTACT = st.fixed_dictionaries(
    {
        "id": st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        "value": _TEXT,
        "verified": st.booleans(),
    },
    optional={
        "hours": _TEXT,
        "term_time": st.booleans(),
        "checked_by": st.lists(_TEXT, min_size=1),
    },
)
_SOURCE = st.fixed_dictionaries({"url": _TEXT, "quote": _TEXT, "page_date": _TEXT})
_SERVICE = st.fixed_dictionaries(
    {"name": _TEXT, "verified": st.booleans()},
    optional={
        "summary": _TEXT,
        "aka": st.lists(_TEXT, min_size=1),
        "minimum_age": st.integers(0, 99),
        "contacts": st.lists(_CONTACT, min_size=1),
        "sources": st.lists(_SOURCE, min_size=1),
    },
)


def _documents(*services: Mapping[str, object]) -> Documents:
    return {(EntryKind.SERVICE, str(each["id"])): each for each in services}


def _faults(text: str) -> str:
    with pytest.raises(LoadError) as caught:
        documents_from_csv(text)
    return "\n".join(caught.value.faults)


@given(st.lists(_SERVICE, max_size=4))
def test_whatever_is_written_comes_back_the_same(services: list[dict[str, object]]) -> None:
    documents = _documents(*({"id": f"s{at}", **each} for at, each in enumerate(services)))
    assert documents_from_csv(as_csv(documents)) == documents


def test_everything_that_ships_comes_back_the_same() -> None:
    documents = documents_of(shipped_files())
    services = {
        key: {name: value for name, value in each.items() if value != []}  # an empty cell
        for key, each in documents.items()
        if key[0] is EntryKind.SERVICE
    }
    back = documents_from_csv(as_csv(documents))
    assert back == services
    others = {key: each for key, each in documents.items() if key not in services}
    assert len(load_documents({**others, **back}).services) == len(services)


def test_there_is_one_row_a_contact_and_one_for_a_service_without() -> None:
    two = [{"id": "a", "value": "1"}, {"id": "b", "value": "2"}]
    text = as_csv(_documents({"id": "x", "contacts": two}, {"id": "y", "name": "Y"}))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["id"], row["contact_id"]) for row in rows] == [("x", "a"), ("x", "b"), ("y", "")]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\uff1d", "'="])
def test_no_cell_is_run_as_a_formula(begin: str) -> None:
    documents = _documents({"id": "x", "name": f"{begin}HYPERLINK(1)", "summary": "'quoted'"})
    (row,) = csv.DictReader(io.StringIO(as_csv(documents), newline=""))
    assert row["name"] == f"'{begin}HYPERLINK(1)"
    assert row["summary"] == "'quoted'"
    assert documents_from_csv(as_csv(documents)) == documents


def test_a_sheet_saved_by_a_spreadsheet_is_read() -> None:
    text = '\ufeffid,verified,minimum_age,topics\r\nx,TRUE,11,"one\r\ntwo"\r\n,,,\r\n'
    assert documents_from_csv(text) == _documents(
        {"id": "x", "verified": True, "minimum_age": 11, "topics": ["one", "two"]}
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name\r\nx\r\n", "row 1: there is no column 'id'"),
        ("", "row 1: there is no column 'id'"),
        ("id,colour\r\nx,red\r\n", "row 1: 'colour' is not a column here"),
        ("id,name\r\n,Somebody\r\n", "row 2: 'id' is empty"),
        ("id,verified\r\nx,perhaps\r\n", "row 2, verified: 'perhaps' should be true or false"),
        ("id,minimum_age\r\nx,young\r\n", "row 2, minimum_age: 'young' should be a whole number"),
        ("id,name\r\nx,One,Two\r\n", "row 2: it has more cells than the first row"),
        ("id,source_url\r\nx,https://a.example\r\n", "row 2: each source needs a line in all of"),
        ('id,name\r\nx,"never ends\r\n', "this is not a sheet we can read"),
    ],
)
def test_a_fault_names_its_row_and_what_to_mend(text: str, fault: str) -> None:
    assert fault in _faults(text)


def test_a_huge_cell_is_a_fault_and_no_crash() -> None:
    assert "not a sheet we can read" in _faults(f"id,name\r\nx,{'a' * 200_000}\r\n")


def test_a_service_without_an_id_column_value_does_not_swallow_others() -> None:
    faults: Any = _faults("id,name\r\n,A\r\nx,B\r\n,C\r\n").splitlines()
    assert len(faults) == 2
