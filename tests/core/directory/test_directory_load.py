"""Data that does not hold together is refused, with words that say what to mend and where."""

import pytest

from directory.errors import LoadError
from directory.load import load
from directory.terms import ContactKind, HowChecked, Status

_SOURCE = "sources: [{url: https://example.org, quote: words, page_date: '2026'}]"
_PLAN = """
short: {"999": Police, "101": Police, "0800 1111": Childline, "116 000": SafeCall}
never_show: {"0800 121 700": a misprint, "88551": dead}
"""


def _service(contact: str = "", **changes: str) -> str:
    fields = {
        "id": "one",
        "name": "One",
        "provider": "Us",
        "status": "open",
        "verified": "true",
        "summary": "Helps.",
        "area": "UK",
        "reach": "national",
        "urgency": "usual",
    } | changes
    lines = [f"    {name}: {value}" for name, value in fields.items() if value]
    contacts = f"\n    contacts: [{contact}]" if contact else ""
    body = "\n".join(lines).replace("    id", "  - id", 1)
    return f"checked: 2026-11-22\nservices:\n{body}\n    {_SOURCE}{contacts}\n"


def _phone(number: str, extra: str = "") -> str:
    return f"{{id: phone, kind: phone, value: '{number}', verified: true{extra}}}"


def _faults(text: str, **more: str) -> str:
    with pytest.raises(LoadError) as caught:
        load({"one.yml": text, "numbers.yml": _PLAN, **more})
    return "\n".join(caught.value.faults)


def test_a_service_is_loaded_whole() -> None:
    directory = load({"one.yml": _service(_phone("020 8496 2310")), "numbers.yml": _PLAN})
    service = directory.services["one"]
    assert service.status is Status.OPEN
    assert service.contacts[0].kind is ContactKind.PHONE
    assert directory.fact("one", "phone") == "020 8496 2310"


def test_no_files_make_an_empty_directory() -> None:
    assert not load({}).services


@pytest.mark.parametrize(
    "number",
    ["999", "101", "0800 1111", "116 000", "0808 800 5000", "08 08 16 89 111", "07418 341800"],
)
def test_numbers_people_can_ring_are_let_in(number: str) -> None:
    load({"one.yml": _service(_phone(number)), "numbers.yml": _PLAN})


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("0800 121 700", "must never be shown: a misprint"),
        ("88551", "must never be shown: dead"),
        ("020 399 1599", "has 10 digits, not 11"),
        ("0808 800 500", "has 10 digits, not 11"),
        ("0808 800 50000", "has 12 digits, not 11"),
        ("00000 000 000", "not a number anybody in the UK can have"),
        ("123", "has 3 digits"),
        ("ring us", "no phone number in 'ring us'"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused(number: str, says: str) -> None:
    faults = _faults(_service(_phone(number)))
    assert "one.yml, line 13, service 'one', contact 'phone'" in faults
    assert says in faults


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "'name' is missing: write it"),
        ({"status": "shut"}, "'status' is 'shut': choose one of open, ended"),
        ({"verified": "maybe"}, "'verified' should be true or false, not 'maybe'"),
        ({"status": "ended"}, "it has ended: write a 'correction'"),
        ({"replaced_by": "two"}, "there is no service 'two': mend the id or add the service"),
        ({"minimum_age": "12", "maximum_age": "11"}, "nobody can be of this age"),
        ({"relations": "[aunt]"}, "'relations' holds 'aunt': choose from self, parent"),
        ({"colour": "blue"}, "'colour' is not a field here"),
        ({"minimum_age": "ten"}, "'minimum_age' should be a whole number, not 'ten'"),
        ({"id": "Not An Id"}, "should be small letters, digits and hyphens"),
        ({"summary": "'Ring {one.phone}.'"}, "{one.phone} cannot be filled"),
        ({"aka": "Uno"}, "'aka' should be a list"),
        ({"name": "999"}, "'name' should be text, not 999: put it in quotes"),
    ],
)
def test_each_fault_says_where_it_is_and_what_to_do(changes: dict[str, str], says: str) -> None:
    faults = _faults(_service(**changes))
    assert says in faults
    assert "one" in faults


@pytest.mark.parametrize(
    ("contact", "says"),
    [
        ("{id: web, kind: web, value: example.org, verified: true}", "beginning with https://"),
        ("{id: email, kind: email, value: nobody, verified: true}", "not an email address"),
        (_phone("101", ", opening: sometimes"), "not in OpenStreetMap's syntax"),
        (f"{_phone('101')}, {_phone('999')}", "two contacts are called 'phone'"),
        ("{id: fax, kind: fax, value: x, verified: true}", "'kind' is 'fax'"),
    ],
)
def test_a_contact_that_would_mislead_is_refused(contact: str, says: str) -> None:
    assert says in _faults(_service(contact))


def test_the_address_of_a_refuge_is_refused() -> None:
    contact = "{id: in-person, kind: in_person, value: '1 Hoe Street E17 4QH', verified: true}"
    faults = _faults(_service(contact, topics="[refuge]"))
    assert "never write the address" in faults


def test_an_id_used_in_two_files_is_refused() -> None:
    text = _service()
    assert "used twice" in _faults(text, **{"two.yml": text})


def test_a_fact_without_a_source_is_refused() -> None:
    text = "guidance:\n  - {id: a, topic: b, fact: c, confidence: high}\n"
    assert "'sources' is empty: say on which page this was read" in _faults(text)


def test_a_problem_that_leads_nowhere_is_refused() -> None:
    text = (
        "problems:\n  - {id: a, name: b, kind: crime, kind_note: c, now: d, who: e, anonymous: "
        "'yes', anonymous_note: f, confidence: low, listen_for: [g],\n"
        "     routes: [{to: other, service: gone, when: Now.}]}\n"
    )
    assert "problem 'a', route other: there is no service 'gone'" in _faults(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("services:\n  - [", "one.yml, line 3: not valid YAML: "),
        ("services: \x07", "one.yml, line 1: not valid YAML: "),
        ("checked: 2026-13-45", "one.yml, line 1: '2026-13-45' cannot be read: put it in quotes"),
        ("roles: {}\nchecked: 1\nroles: {}", "one.yml, line 3: 'roles' is there twice"),
        ("roles: &a {b: c}\nshort: *a", "not valid YAML: it points to another place"),
        ("roles: &a [*a]", "not valid YAML: it points to another place"),
        ("- just a list", "one.yml: write it as 'name: value' lines"),
        ("[" * 200_000, "one.yml, line 1: not valid YAML: it is nested too deeply"),
    ],
)
def test_a_text_that_cannot_be_read_is_named_by_its_file_and_line(text: str, says: str) -> None:
    assert says in _faults(text)


@pytest.mark.parametrize(
    ("wrong", "line"),
    [("status: shut", 6), ("colour: blue", 6), ("minimum_age: -1", 4), ("checked: soon", 6)],
)
def test_a_fault_names_the_line_of_the_field(wrong: str, line: int) -> None:
    text = f"""checked: 2026-11-22
services:
  # a comment
  - id: one
    name: One
    {wrong}
"""
    assert f"one.yml, line {line}, service 'one': " in _faults(text)


def test_a_fault_between_entries_names_the_line_of_the_entry() -> None:
    first_choices = "ordinary_names: []\nfirst_choices:\n  school: [gone]\n"
    assert ("choices.yml, line 2, first_choices, school: there is no service 'gone'") in _faults(
        _service(), **{"choices.yml": first_choices}
    )
    faults = _faults(_service(replaced_by="two"))
    assert "one.yml, line 3, service 'one', replaced_by: there is no service 'two'" in faults


def test_a_number_written_into_a_sentence_is_refused() -> None:
    faults = _faults(_service(_phone("020 7946 0001"), summary="Ring 020 7946 0002 for help."))
    assert "020 7946 0002 is no confirmed number: write it as {service.contact}" in faults
    load({"one.yml": _service(_phone("020 8496 2310"), summary="'Ring {one.phone}.'")})


def test_two_boroughs_are_refused() -> None:
    borough = "borough: {id: a, name: A, council: A Council, run_by: us}"
    assert "there are two boroughs" in _faults(borough, **{"two.yml": borough})


def test_rung_by_two_people_takes_two_names() -> None:
    one = _service(how_checked="rung by two people", checked="2026-11-22", checked_by="[amy]")
    assert "needs both their names in 'checked_by'" in _faults(one)
    assert "write the day as 'checked'" in _faults(_service(how_checked="read on a page"))
    two = _service(how_checked="rung by two people", checked="2026-11-22", checked_by="[amy, bo]")
    check = load({"one.yml": two}).services["one"].check
    assert (check.how, check.by) == (HowChecked.RUNG, ("amy", "bo"))


def test_what_a_borough_says_prevails_over_what_holds_everywhere() -> None:
    files = {"z.yml": "same_words: {one: uno}", "a/b.yml": "same_words: {two: uno}"}
    assert load(files).same_words == {"uno": "two"}


def test_every_fault_is_told_at_once() -> None:
    assert len(_faults(_service(name="", status="shut", area="")).splitlines()) == 3
