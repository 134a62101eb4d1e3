"""Promises about every text of the directory that people are shown."""

import re
from collections.abc import Iterator

import pytest

from directory.filling import fill
from directory.freshness import as_of
from directory.hours import can_be_read
from directory.model import Directory, Problem, Service
from directory.shipped import shipped
from directory.terms import ContactKind, Referral, Urgency
from tests.reading import grade

DIRECTORY = shipped()
HARDEST = 6.0  # the grade of Flesch and Kincaid, of one text
HARDEST_MEDIAN = 4.0
FEW = 6  # words: fewer make no sentence to grade
LONGEST_SENTENCE = 20
LONGEST_HOURS = 45  # letters: longer is not shown in a chat, so it has to be reckoned from
BANNED = (
    *("!", "why ", "confidential", "secret", "no one will know", "nobody will know"),
    *("just between us", "promise", "trust me", "don't worry", "calm down", "you should have"),
    *("idva", "ticket", "user", "client", "guarantee"),
)
JARGON = re.compile(r"\b(?:ASB|MASH|VESS|VAWG|LADO|EDT|SEND|SARC)\b")
OF_STAFF = re.compile(
    r"\([^)]*\d{4}[^)]*\)|^\d{4}:|third[- ]party|not stated|not in the store|\bas found\b"
    r"|\bpages? (?:read|found|disagree)|\b(?:last|when) read\b|ring-test|re-?confirm|undated",
    re.IGNORECASE,
)
SHOUTED = re.compile(r"\b[A-Z][A-Z&]{2,}\b")
CALLED_SO = {"LGBT", "CEOP", "NHS", "NSPCC", "L&Q", "A&E", "DVLA", "GOV"}
"""Names that nobody writes out, or says in full."""
NAMES_OF_SERVICES = (
    "ASB Case Review",
    "Ask for ANI",
    "Tell MAMA",
    "HOPELINEUK",
    "PAPYRUS",
    "Text SHOUT",
)
LONG_NAMES = (
    *("antisocial behaviour", "Housing Ombudsman", "Internet Watch Foundation"),
    *("Modern Slavery Helpline", "Local Government Ombudsman", "Safe Space"),
)
GRAVE = {Urgency.EMERGENCY, Urgency.CRISIS, Urgency.ABUSE}
FOR_WHOM_OR_WHAT = re.compile(
    r"\b(?:for|you|your|people|person|women|men|child|children|young|someone|adults?|parents?"
    r"|helps?|listens?|report|tell|ask|ring|stop)\b",
    re.IGNORECASE,
)
NOBODY_WAITS_THERE = {ContactKind.EMAIL, ContactKind.POST}


def of_service(service: Service) -> Iterator[tuple[str, str]]:
    must_be_sent = service.eligibility.referral is Referral.THROUGH
    own = {
        "summary": service.summary,
        "correction": service.correction,
        "through": service.eligibility.through if must_be_sent else None,
    }
    yield from ((f"{service.id}.{name}", text) for name, text in own.items() if text)
    for contact in service.contacts:
        for name in ("hours", "cost", "note", "who", "keeps"):
            if text := getattr(contact, name):
                yield f"{service.id}.{contact.id}.{name}", text


def of_problem(problem: Problem) -> Iterator[tuple[str, str]]:
    for name in ("kind_note", "now", "who", "anonymous_note"):
        yield f"{problem.id}.{name}", getattr(problem, name)
    for route in problem.routes:
        yield f"{problem.id}.routes.{route.to}", route.when
    for step in problem.next_steps:
        yield f"{problem.id}.next_steps", step


def shown() -> Iterator[tuple[str, str]]:
    for service in DIRECTORY.services.values():
        yield from of_service(service)
    for problem in DIRECTORY.problems.values():
        yield from of_problem(problem)


def read_aloud() -> Iterator[tuple[str, str]]:
    """What is read in one go: each text of a service, and the whole answer to a problem."""
    for service in DIRECTORY.services.values():
        yield from ((name, _without_names(text)) for name, text in of_service(service))
    for problem in DIRECTORY.problems.values():
        answer = " ".join(text for _, text in of_problem(problem))
        yield problem.id, _without_names(answer)


def _without_names(text: str) -> str:
    """A name is looked for or tapped, however many syllables it has; so are letters like NHS."""
    plain = re.sub(r"\{[^}]*\}", "it", text)
    for name in sorted((*LONG_NAMES, *_names(DIRECTORY)), key=len, reverse=True):
        plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "it", plain)
    return SHOUTED.sub("it", plain)


def _names(directory: Directory) -> set[str]:
    several = {
        name
        for service in directory.services.values()
        for name in (service.name, service.provider, *service.aka, *service.former_names)
    }
    return {name for name in several if " " in name and name[0].isupper()} | {
        name for name in several if name in {"SafeCall", "Crimestoppers", "Fearless", "Childline"}
    }


def test_texts_are_plain_enough_to_read() -> None:
    grades = {name: grade(text) for name, text in read_aloud() if len(text.split()) > FEW}
    hard = {name: round(each, 1) for name, each in grades.items() if each > HARDEST}
    assert not hard
    assert sorted(grades.values())[len(grades) // 2] <= HARDEST_MEDIAN


def test_sentences_are_short() -> None:
    for name, text in shown():
        for sentence in re.split(r"(?<=[.?:;])\s", fill(DIRECTORY, text).text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, f"{name}: {sentence}"


def test_nothing_is_said_that_must_not_be() -> None:
    for name, text in shown():
        said = f"{fill(DIRECTORY, text).text.casefold()} "
        for banned in BANNED:
            assert banned not in said, f"{name}: {banned}"


def test_no_text_for_people_is_a_note_for_staff() -> None:
    for name, text in shown():
        plain = fill(DIRECTORY, text).text
        assert not OF_STAFF.search(plain), f"{name}: {text}"
        for called in NAMES_OF_SERVICES:
            plain = plain.replace(called, "it")
        assert not JARGON.search(plain), f"{name}: {text}"
        assert set(SHOUTED.findall(plain)) <= CALLED_SO, f"{name}: {text}"


@pytest.mark.parametrize(
    "note",
    [
        "24 hours when last read (2020)",
        "Mon-Fri 10am-6pm (2021)",
        "Third-party page",
        "2018: weekdays 6pm-10pm",
        "Whether it is open is not stated",
    ],
)
def test_a_note_for_staff_is_known_when_it_is_seen(note: str) -> None:
    assert OF_STAFF.search(note)


def test_hours_are_short_enough_for_a_chat_or_can_be_reckoned_with() -> None:
    for service in DIRECTORY.services.values():
        for contact in service.reachable:
            is_known = contact.opening is not None and can_be_read(contact.opening)
            assert is_known or len(contact.hours or "") <= LONGEST_HOURS, service.id


def test_nobody_is_told_that_a_letter_or_an_email_is_open_now() -> None:
    for service in DIRECTORY.services.values():
        for contact in service.contacts:
            if contact.kind in NOBODY_WAITS_THERE:
                assert contact.opening is None, f"{service.id}.{contact.id}"


def test_a_website_is_open_now_only_where_people_answer_there() -> None:
    answered = {
        (service.id, contact.id)
        for service in DIRECTORY.services.values()
        for contact in service.contacts
        if contact.kind is ContactKind.WEB and contact.opening is not None
    }
    assert answered == {("999-bsl", "web")}  # interpreters, by video


def test_hours_that_nobody_could_confirm_are_not_reckoned_with() -> None:
    for service in DIRECTORY.services.values():
        for contact in service.contacts:
            if "know" in (contact.hours or ""):
                assert contact.opening is None, f"{service.id}.{contact.id}"


def test_one_number_has_the_same_hours_wherever_it_is_written() -> None:
    for value in ("111 then option 2", "020 8496 2310", "0808 2000 247", "0800 555 111"):
        said = {
            contact.opening
            for service in DIRECTORY.services.values()
            for contact in service.reachable
            if contact.value == value and contact.opening is not None
        }
        assert len(said) == 1, f"{value}: {said}"


def test_every_grave_service_says_who_it_is_for_or_what_it_does() -> None:
    checked_on = max(service.check.on for service in DIRECTORY.services.values())
    seen = 0
    for service in as_of(DIRECTORY, checked_on).services.values():
        if service.urgency in GRAVE and service.reachable:
            seen += 1
            assert len(service.summary.split()) > FEW, service.id
            assert FOR_WHOM_OR_WHAT.search(service.summary), f"{service.id}: {service.summary}"
    assert seen > 0
