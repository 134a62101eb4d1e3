"""Finds phone numbers in texts that people read, and numbers that cost them too much. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import phonenumbers
from phonenumbers import PhoneNumberType

from directory.model import SLOT
from directory.records.documents import Document
from directory.records.numbers import number_in

FOR_STAFF = frozenset(
    (
        *("id", "sources", "unverified", "remarks", "notes", "ages"),
        *("checked", "how_checked", "checked_by", "opening", "fits_when", "listen_for"),
    )
)
"""Fields that people are never shown: there, staff write down the wrong numbers that they met."""
_SHORTEST = 5
_RUN = re.compile(r"\+?\d(?:[\dOolI|\s().\-/_·*]*\d)?")
_AS_DIGITS = str.maketrans("OolI|", "00111")
_FROM_HERE = re.compile(r"^(?:00)?440?(?=[1-9]\d{9}$)")
_RELAY = re.compile(r"^18001(?=\d{3})")
_STEP = re.compile(r"\b\d{1,2}\b")
_YEAR = r"(?:19|20)\d\d"
_BEFORE, _AFTER = r"(?<![\d.\-/])(?<!\d[ ])", r"(?![ .\-/()]*\d)"
_NO_NUMBER = re.compile(
    rf"""https?://\S+
    | {_BEFORE}{_YEAR}\s?[-/]\s?(?:19|20)?\d\d{_AFTER}          # 2025-26
    | {_BEFORE}{_YEAR}-\d\d-\d\d{_AFTER}                         # 2026-11-22
    | {_BEFORE}\d\d?/\d\d?/{_YEAR}{_AFTER}                       # 24/12/2026
    | \({_YEAR}\){_AFTER}
    | {_BEFORE}[0-2]?\d[.][0-5]\d\s?-\s?[0-2]?\d[.][0-5]\d{_AFTER}  # 9.30-17.30
    """,
    re.VERBOSE,
)
_COSTLY = {
    PhoneNumberType.PREMIUM_RATE: "a premium rate number",
    PhoneNumberType.PERSONAL_NUMBER: "a personal number that costs a lot to ring",
    PhoneNumberType.PAGER: "a pager that costs a lot to ring",
}


def number_faults(called: str, before: Document | None, after: Document) -> Iterator[str]:
    """One for each number in a new or changed text that is no confirmed contact of this entry.

    And one for each contact that costs people too much. `called` names the entry.
    """
    known = set(_texts(before or {}))
    own = _numbers_of(contact for contact in _contacts(after) if contact.get("verified") is True)
    for where, text in _texts(after):
        if (where, text) not in known:
            for number in _loose(text, own):
                what = f"{number} is no confirmed number of this entry"
                yield f"{called}, {where}: {what}: write it as {{service.contact}}"
    was = _contacts(before or {})
    for contact in _contacts(after):
        if contact not in was and {**contact, "verified": True} not in was:
            yield from _contact_faults(called, contact)


def _contact_faults(called: str, contact: Document) -> Iterator[str]:
    where, value = f"{called}, contact {contact.get('id')!r}", str(contact.get("value", ""))
    for run in _runs(value):
        if what := _costly(run):
            yield f"{where}: {run} is {what}: nobody in need is sent to one"
    for number in _loose(value, _numbers_of([contact])):
        yield f"{where}: {number} is a second number: give it a contact of its own"


def _costly(run: str) -> str | None:
    try:
        number = phonenumbers.parse(run.translate(_AS_DIGITS), "GB")
    except phonenumbers.NumberParseException:
        return None
    return _COSTLY.get(phonenumbers.number_type(number))


def _loose(text: str, own: frozenset[str]) -> Iterator[str]:
    for run in _runs(text):
        rest = _key(run)
        for number in sorted(own, key=len, reverse=True):
            if rest == number or len(number) >= _SHORTEST:
                rest = rest.replace(number, "")
        if len(rest) >= _SHORTEST:
            yield run


def _runs(text: str) -> Iterator[str]:
    """What looks like a number, even with letters that look like digits among its digits."""
    plain = SLOT.sub(" ; ", unicodedata.normalize("NFKC", text))
    plain = "".join("-" if unicodedata.category(each) == "Pd" else each for each in plain)
    plain = _NO_NUMBER.sub(" ; ", plain)
    for found in _RUN.finditer(plain):
        if len(_key(found[0])) >= _SHORTEST:
            yield found[0]


def _key(run: str) -> str:
    """The digits alone, the same with and without +44 or the code for a text relay."""
    digits = "".join(each for each in run.translate(_AS_DIGITS) if each.isdigit())
    return _RELAY.sub("", _FROM_HERE.sub("0", digits))


def _numbers_of(contacts: Iterable[Document]) -> frozenset[str]:
    """The number of each, and all the digits that it tells people to press."""
    found: set[str] = set()
    for value in (str(contact.get("value", "")) for contact in contacts):
        first = number_in(value)
        if first is not None:
            steps = "".join(_STEP.findall(value.partition(first)[2]))
            found |= {_key(first), _key(first + steps)}
    return frozenset(found)


def _contacts(document: Document) -> list[Document]:
    found = document.get("contacts")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _texts(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text that people may read, with the field it is in; values of contacts aside."""
    match value:
        case str():
            yield where, value
        case Mapping():
            for name, item in value.items():
                if name not in FOR_STAFF and (where, name) != ("contacts", "value"):
                    yield from _texts(item, str(name) if not where else f"{where}, {name}")
        case list():
            for item in value:
                yield from _texts(item, where)
