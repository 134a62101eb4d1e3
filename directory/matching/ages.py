"""Hears in a message how old the one is whom it is about. Pure."""

import re

from directory.matching.phrases import words

GROWN_UP = 18
YOUNG = 25
"""Up to this age somebody counts as young."""
_WORDS_FOR_NUMBERS = (
    "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
)
_NUMBERS = {word: str(6 + place) for place, word in enumerate(words(_WORDS_FOR_NUMBERS))}
_SOMETHING_ELSE = (
    r"(?! ?(?:am|pm|times|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|miles?|people|bags?|of"
    r"|in the|on the|k|quid|pounds|grand|percent|more|other|boys|girls|men|lads|guys|dogs|cars"
    r"|missed|doors?|streets?|stops?)\b)"
)
_NUMBER = rf"(?P<nearly>nearly |almost )?(?:only |just )?(?P<age>[1-9]\d?){_SOMETHING_ELSE}\b"
_OLD = r"(?P<age>[1-9]\d?) ?(?:yo|y o|(?:yrs?|years?) ?old)\b"
_OWN = (
    re.compile(rf"\b(?:im|i am|i turned|i just turned|am|me) {_NUMBER}"),
    re.compile(rf"\b(?:im|i am) (?:an? )?(?:[a-z]+ ){{1,2}}and (?:im )?(?=\d\d){_NUMBER}"),
    re.compile(rf"\b(?:im|i am|as) (?:an? )?{_OLD}"),
    re.compile(r"\b(?:im|i am|me|i) (?:an? )?(?P<age>[1-9]\d)[mf]\b"),
)
_ANY = (
    re.compile(rf"\b(?:aged?|age of|hes|shes|whos|theyre|is|turned) {_NUMBER}"),
    re.compile(rf"\b{_OLD}"),
    re.compile(r"\bmy (?P<age>[1-9]\d?) (?:year|yr)"),
)
_SCHOOL_YEAR = r"(?:year|yr|y) ?(?P<year>[1-9]|1[0-3])\b"
_OWN_YEAR = re.compile(rf"(?:\b(?:im|i am|am) (?:a|in|still in)|^in) {_SCHOOL_YEAR}")
_ANY_YEAR = re.compile(rf"\b(?:a|in|into|is|hes|shes|my|started|starting) {_SCHOOL_YEAR}")
_AGE_IN_FIRST_YEAR = 5
_SIXTH_FORM = re.compile(r"\b(?P<own>(?:im|i am) )?(?:in|at|my) (?:6th|sixth) form\b")
_IN_SIXTH_FORM = (16, 17, 18)
_UNDER = re.compile(r"\b(?:im|i am) (?:still )?under (?P<age>1\d|2[0-5])\b")
_UNDERAGE = re.compile(r"\b(?:im|i am) (?:still )?(?:underage|a minor)\b(?! )")
_YOUNGEST_WRITER = 8

A_CHILD = frozenset(
    words(
        "son sons daughter daughters child children kid kids teenager teenagers boy girl brother "
        "sister nephew niece grandson granddaughter grandchild stepson stepdaughter pupil student"
    )
)
SOMEBODY_ELSE = A_CHILD | frozenset(
    words(
        "friend mate bestie cousin classmate neighbour neighbours nan gran grandma grandad "
        "grandmother grandfather uncle aunt auntie tenant elderly"
    )
)
"""Words for people who may be whom it is about; partners and parents seldom are."""


def with_digits(said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_NUMBERS.get(word, word) for word in said)


def own_ages(plain: str) -> tuple[int, ...]:
    """The ages that somebody says they have, in words without marks: "im 15"."""
    ages = [_age(found) for pattern in _OWN for found in pattern.finditer(plain)]
    for found in _OWN_YEAR.finditer(plain):
        ages += _in_year(int(found["year"]))
    if any(found["own"] for found in _SIXTH_FORM.finditer(plain)):
        ages += _IN_SIXTH_FORM
    for found in _UNDER.finditer(plain):
        ages += range(_YOUNGEST_WRITER, int(found["age"]))
    if _UNDERAGE.search(plain):
        ages += range(_YOUNGEST_WRITER, GROWN_UP)
    return tuple(dict.fromkeys(ages))


def ages_in(plain: str) -> tuple[int, ...]:
    """The ages that count: a child's before a grown-up's, one's own before another's.

    How old a partner or a parent is says nothing of whom it is about.
    """
    said = frozenset(plain.split())
    own, others = own_ages(plain), _other_ages(plain)
    if not SOMEBODY_ELSE & said:
        return own or tuple(age for age in others if age < GROWN_UP)
    ages = tuple(dict.fromkeys((*own, *others)))
    if own and min(own) < GROWN_UP:
        return tuple(age for age in ages if age < GROWN_UP)
    if A_CHILD & said:
        return tuple(age for age in ages if age <= YOUNG)
    return ages


def _other_ages(plain: str) -> tuple[int, ...]:
    ages = [_age(found) for pattern in _ANY for found in pattern.finditer(plain)]
    for found in _ANY_YEAR.finditer(plain):
        ages += _in_year(int(found["year"]))
    if _SIXTH_FORM.search(plain):
        ages += _IN_SIXTH_FORM
    return tuple(ages)


def _age(found: re.Match[str]) -> int:
    """Nearly sixteen is fifteen: the limits of services are exact."""
    is_nearly = found.groupdict().get("nearly") is not None
    return int(found["age"]) - is_nearly


def _in_year(year: int) -> tuple[int, int]:
    """How old the pupils of a school year are, before and after their birthday."""
    return (year + _AGE_IN_FIRST_YEAR - 1, year + _AGE_IN_FIRST_YEAR)
