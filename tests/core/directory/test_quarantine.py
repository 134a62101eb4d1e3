"""What comes from outside is harmless, and claims nothing that we did not check ourselves."""

from collections.abc import Mapping
from typing import Any

import pytest

from directory.keeping.amending import AmendingError, amended
from directory.keeping.quarantine import quarantined
from directory.keeping.sheets import as_csv, documents_from_csv
from directory.records.documents import EntryKind, documents_of
from directory.shipped import shipped_files

NUMBER = "020 7946 0123"


def _phone(**more: object) -> dict[str, object]:
    return {"id": "phone", "kind": "phone", "value": NUMBER, "verified": True} | more


def _service(*contacts: Mapping[str, object], **more: object) -> dict[str, object]:
    found: dict[str, object] = {"id": "one", "verified": True, "checked": "2026-11-01"}
    return found | {"contacts": list(contacts)} | more


def test_a_new_service_is_not_confirmed_whatever_it_claims() -> None:
    claims = {"how_checked": "rung by two people", "checked_by": ["amy", "ben"]}
    after: Any = quarantined(_service(_phone(checked="2026-11-01", **claims), **claims))
    assert after["verified"] is False
    assert after["how_checked"] == "not confirmed"
    assert "checked_by" not in after
    assert after["contacts"] == [
        {"id": "phone", "kind": "phone", "value": NUMBER, "verified": False}
    ]


def test_what_we_confirmed_stays_so_where_it_is_the_same() -> None:
    ours = _service(_phone(checked="2026-10-01", checked_by=["amy", "ben"]), name="One")
    assert quarantined(ours, ours) == ours
    assert quarantined({**ours, "name": "First"}, ours) == {**ours, "name": "First"}


def test_another_number_in_a_line_we_confirmed_is_not_confirmed() -> None:
    ours = _service(_phone(checked="2026-10-01", checked_by=["amy", "ben"]))
    after: Any = quarantined(_service(_phone(value="020 7946 0999")), ours)
    assert after["contacts"][0]["verified"] is False
    assert "checked_by" not in after["contacts"][0]


def test_what_others_say_has_ended_may_be_hidden() -> None:
    after: Any = quarantined(_service(_phone(verified=False)), _service(_phone()))
    assert after["contacts"][0]["verified"] is False


def test_nobody_outside_can_make_what_we_know_look_fresher() -> None:
    ours = _service(_phone(), checked="2025-01-01")
    assert quarantined(_service(_phone(), checked="2026-11-30"), ours)["checked"] == "2025-01-01"


def test_markup_from_outside_is_taken_out() -> None:
    after = quarantined(_service(summary="<b>We</b> help<script>x</script>"))
    assert after["summary"] == "We help"


def test_a_list_of_nonsense_does_not_break_it() -> None:
    after: Any = quarantined({"id": "one", "contacts": ["what", 1], "verified": "yes"})
    assert after["contacts"] == []
    assert after["verified"] is False


def test_what_ships_passes_through_unchanged() -> None:
    for (kind, _), document in documents_of(shipped_files()).items():
        if kind is EntryKind.SERVICE:
            assert quarantined(document, document) == document


def test_what_was_exported_as_a_sheet_and_comes_back_makes_no_difference() -> None:
    documents = documents_of(shipped_files())
    for key, document in documents_from_csv(as_csv(documents)).items():
        assert quarantined(document, documents[key]) == documents[key]


def test_one_field_is_changed_and_the_rest_stays() -> None:
    after = amended(_service(_phone(), minimum_age=11), ["summary=We help: young people"])
    assert after == _service(_phone(), minimum_age=11, summary="We help: young people")


def test_values_are_what_they_look_like() -> None:
    changes = ["verified=false", "minimum_age=13", "aka=[One, 'First, Two']", "area=11"]
    after = amended({"id": "one"}, changes)
    assert after == {
        "id": "one",
        "verified": False,
        "minimum_age": 13,
        "aka": ["One", "First, Two"],
        "area": "11",
    }


def test_nothing_after_the_sign_takes_the_field_away() -> None:
    assert "summary" not in amended({"id": "one", "summary": "Old"}, ["summary="])


def test_a_contact_is_changed_by_its_id() -> None:
    after: Any = amended(_service(_phone()), ["phone.hours=9am to 5pm"])
    assert after["contacts"][0]["hours"] == "9am to 5pm"


def test_a_new_number_loses_the_check_of_the_old_one() -> None:
    checked = _phone(checked="2026-11-01", how_checked="rung by two people", checked_by=["a", "b"])
    after: Any = amended(_service(checked), ["phone.value=020 7946 0999"])
    assert after["contacts"] == [_phone(value="020 7946 0999")]
    same: Any = amended(_service(checked), [f"phone.value={NUMBER}"])
    assert same["contacts"] == [checked]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("summary", "name=value"),
        ("=x", "name=value"),
        ("fax.value=1", "there is no contact 'fax' (there is: phone)"),
        ("aka=[one", "is not a list"),
    ],
)
def test_a_change_that_cannot_be_read_says_what_to_write(change: str, words: str) -> None:
    with pytest.raises(AmendingError) as caught:
        amended(_service(_phone()), [change])
    assert words in str(caught.value)


def test_the_entry_itself_is_left_as_it_was() -> None:
    before = _service(_phone())
    amended(before, ["phone.hours=9am to 5pm", "summary=New"])
    assert before == _service(_phone())
