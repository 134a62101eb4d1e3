"""Whoever changes the directory is told what is true of the change, and no more."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from uuid import UUID

import pytest

from bot.commands.proposing import said_after_call, said_of
from directory.keeping.editing import Origin, Proposal, State
from directory.keeping.quarantine import quarantined
from directory.keeping.ringing import CallOutcome
from directory.model import Directory
from directory.records.documents import EntryKind, document
from directory.shipped import shipped
from directory.terms import Status

_WHOLE = shipped()
_CRUSE = _WHOLE.services["cruse"]


def _proposal(state: State = State.APPLIED, origin: Origin = Origin.EDIT) -> Proposal:
    entry = document(_CRUSE)
    at = datetime(2026, 12, 1, 9, tzinfo=UTC)
    key = (EntryKind.SERVICE, "cruse")
    return Proposal(UUID(int=1), key, None, entry, origin, "amy", at, "New", state)


def _with(status: Status = Status.OPEN, *, shown: bool = True) -> Directory:
    contacts = tuple(replace(each, verified=shown) for each in _CRUSE.contacts)
    service = replace(_CRUSE, status=status, contacts=contacts)
    return replace(_WHOLE, services=MappingProxyType({"cruse": service}))


@pytest.mark.parametrize(
    ("directory", "words"),
    [
        (_with(), "people are shown it within ten seconds"),
        (_with(shown=False), "stays hidden until somebody confirmed"),
        (_with(Status.ENDED), "it is closed"),
    ],
)
def test_people_are_said_to_see_a_change_only_where_they_do(
    directory: Directory, words: str
) -> None:
    assert words in said_of(_proposal(), directory)


def test_what_waits_says_who_has_to_look() -> None:
    usual = said_of(_proposal(State.PROPOSED, Origin.IMPORT), _with())
    assert usual.startswith("Somebody has to look: waymark directory approve 00000000")
    grave = replace(_proposal(State.PROPOSED), after={"urgency": "crisis"})
    assert said_of(grave, _with()).startswith("Somebody else has to look")


def test_an_everyday_line_confirmed_twice_on_a_day_needs_nobody_else() -> None:
    for service_id, words in (
        ("cruse", "confirmed today already"),
        ("samaritans", "somebody else"),
    ):
        contact = _WHOLE.services[service_id].contacts[0].id
        works = CallOutcome.WORKS
        said = said_after_call(_WHOLE, service_id, contact, works, has_changed=False)
        assert words in " ".join(said)


def test_what_was_brought_in_counts_as_never_checked() -> None:
    claims = {"checked": date.max.isoformat(), "checked_by": ["a", "b"]}
    assert quarantined({"id": "one", **claims}) == {
        "id": "one",
        "verified": False,
        "checked": "1970-01-01",
        "how_checked": "not confirmed",
    }
