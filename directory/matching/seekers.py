"""Hears in a message who is asking, and whom the help is for. Pure."""

import re
from dataclasses import dataclass

from directory.matching.ages import GROWN_UP, SOMEBODY_ELSE, YOUNG, ages_in, own_ages, with_digits
from directory.matching.phrases import words
from directory.terms import Gender, Relation

SIGN_LANGUAGE = "British Sign Language"

_DESCRIBED = (
    r"(?:(?:an? )?(?:(?:gay|bi|straight|young|old|older|trans|black|white|asian|muslim|single|"
    r"married|deaf|disabled|grown|teenage|\d+ (?:year old|yo|yr old)) )*)"
)
_A_MAN = re.compile(
    rf"\b(?:im|i am|as) {_DESCRIBED}(?:man|guy|bloke|male|father|dad|husband|lad|boy)\b"
    r"|\b(?:im|i am|me|i) (?:a )?\d\dm\b"
)
_A_WOMAN = re.compile(
    rf"\b(?:im|i am|as) {_DESCRIBED}(?:woman|girl|female|mother|mum|wife|lesbian|lady)\b"
    r"|\b(?:im|i am|me|i) (?:a )?\d\df\b"
)
_HAS_A_WIFE = re.compile(r"\bmy (?:wife|girlfriend|gf)\b")
_HAS_A_HUSBAND = re.compile(r"\bmy (?:husband|boyfriend|bf)\b")
_LOVES_THEIR_OWN = re.compile(r"\b(?:gay|bi|bisexual|queer|lesbian|lgbtq?|same sex)\b")

_CHILD = "son|daughter|child|kid|teenager|stepson|stepdaughter|grandson|granddaughter|grandchild"
_FRIEND = "friend|mate|bestie|cousin|classmate"
_HARMS = (
    "hits?|hitting|hurts?|hurting|punch(?:es|ed)?|punching|attacks?|attacked|threatens?|threatened|"
    "kicks?|kicked|beats?|slaps?|slapped|strangled|bites?|steals? from|raped|touched|touches|"
    "controls?|forces?|forced|makes|grabbed|stalks?|follows?|followed"
)
_DONE_TO_ME = re.compile(rf"\b(?:{_HARMS}) (?:me|us)\b|\b(?:scared|afraid|frightened) of\b")
# Whoever stands between a child and the harm is who does it, and a child who sees it does not.
_NOT_THE_CHILD = (
    "boyfriend|girlfriend|husband|wife|partner|dad|father|stepdad|mum|mother|stepmum|him|them|"
    "see|sees|saw|seen|seeing|hear|hears|heard|watch|watches|watched|watching"
)
_HURTS_ME = re.compile(rf"\b(?:{_HARMS}) (?:me|us)\b")
_BY_A_CHILD = re.compile(
    rf"\bmy (?:[a-z0-9]+ ){{0,4}}?(?:{_CHILD})s?\b"
    rf"(?: (?!(?:{_NOT_THE_CHILD})\b)[a-z0-9]+){{0,5}}? "
    rf"(?:{_HARMS}) (?:me|us|his mum|her mum)\b"
    rf"|\b(?:scared|afraid|frightened) of my (?:own )?(?:[a-z0-9]+ ){{0,3}}?(?:{_CHILD})\b"
)
_A_PARENT = re.compile(
    rf"\b(?:my|our) (?:[a-z0-9]+ ){{0,4}}?(?:{_CHILD})(?:s|ren)?\b"
    r"|\b(?:im|i am|as) (?:a |the )?(?:worried |concerned |foster )?(?:parent|carer|guardian)\b"
)
_A_FRIEND = re.compile(
    rf"\bmy (?:best |close |good )?(?:{_FRIEND}) "
    r"(?:is|has|was|wants|keeps|carries|got|cant|says|said|just)\b"
    rf"|\bworried about (?:my|a) (?:{_FRIEND}|brother|sister)\b"
    rf"|\bmy (?:{_FRIEND})s (?:been|being|getting|in|not)\b"
)
_A_PROFESSIONAL = re.compile(
    r"\b(?:im|i am|as) (?:an? |the )?(?:[a-z]+ )?(?:teacher|social worker|youth worker|nurse|"
    r"doctor|gp|counsellor|support worker|tutor|head of year|safeguarding lead|dsl|"
    r"police officer|probation officer|key ?worker|health visitor)\b"
    r"|\b(?:my|our) (?:pupil|student|client)s?\b|\b(?:pupil|student|client) of mine\b"
)
_LANGUAGES = (
    "albanian|amharic|arabic|bengali|bulgarian|cantonese|dari|farsi|french|greek|gujarati|hindi|"
    "hungarian|italian|kurdish|lithuanian|mandarin|nepali|pashto|polish|portuguese|punjabi|"
    "romanian|russian|somali|spanish|sylheti|tamil|tigrinya|turkish|twi|ukrainian|urdu|"
    "vietnamese|welsh|yoruba"
)
_LANGUAGE = re.compile(
    rf"\b(?:speak|speaks|speaking|in|only|talk) (?P<before>{_LANGUAGES})\b"
    rf"|\b(?P<after>{_LANGUAGES}) (?:speaker|speaking|language|interpreter)\b"
)
_SIGNS = re.compile(r"\b(?:bsl|sign language|im deaf|i am deaf)\b")


@dataclass(frozen=True, slots=True)
class Seeker:
    """What is known of somebody who looks for help. Whatever is unknown rules nothing out."""

    ages: tuple[int, ...] = ()
    """Ages of whom it may be about: a service has to take one of them."""
    gender: Gender | None = None
    relation: Relation | None = None
    language: str | None = None


ANYBODY = Seeker()


def seeker_in(text: str) -> Seeker:
    """What a message says of whom it is about; nothing that it does not say is guessed."""
    plain = _plain(text)
    return Seeker(_ages(plain), _gender(plain), _relation(plain), _language(plain))


def is_hurt_by_a_child(text: str) -> bool:
    """Whether somebody says that their own child hurts or scares them."""
    return _BY_A_CHILD.search(_plain(text)) is not None


def is_hurt_by_another(text: str) -> bool:
    """Whether somebody says that they are hurt, and not by a child of theirs."""
    return _HURTS_ME.search(_plain(text)) is not None and not is_hurt_by_a_child(text)


def loves_their_own(text: str) -> bool:
    """Whether somebody speaks of loving their own sex, or both."""
    return _LOVES_THEIR_OWN.search(_plain(text)) is not None


def is_young(text: str) -> bool:
    """Whether somebody says of themselves that they are not grown up."""
    ages = own_ages(_plain(text))
    return bool(ages) and max(ages) < GROWN_UP


def _plain(text: str) -> str:
    return " ".join(with_digits(words(text)))


def _ages(plain: str) -> tuple[int, ...]:
    """Where a child does harm, the help is for whom it is done to."""
    return own_ages(plain) if _BY_A_CHILD.search(plain) else ages_in(plain)


def _gender(plain: str) -> Gender | None:
    """What somebody says they are, or what their partner tells unless they love their own sex."""
    is_man, is_woman = bool(_A_MAN.search(plain)), bool(_A_WOMAN.search(plain))
    if not (is_man or is_woman or _LOVES_THEIR_OWN.search(plain)):
        is_man, is_woman = bool(_HAS_A_WIFE.search(plain)), bool(_HAS_A_HUSBAND.search(plain))
    if is_man == is_woman:
        return None
    return Gender.MEN if is_man else Gender.WOMEN


def _relation(plain: str) -> Relation | None:
    if _A_PROFESSIONAL.search(plain) and not _HURTS_ME.search(plain):
        return Relation.PROFESSIONAL
    if _BY_A_CHILD.search(plain):
        return Relation.PARENT
    if _DONE_TO_ME.search(plain):
        return None if SOMEBODY_ELSE & set(plain.split()) else Relation.SELF
    if _A_PARENT.search(plain):
        return Relation.PARENT
    if _A_FRIEND.search(plain):
        return Relation.FRIEND
    is_of_me = any(age <= YOUNG for age in own_ages(plain))
    return Relation.SELF if is_of_me and not SOMEBODY_ELSE & set(plain.split()) else None


def _language(plain: str) -> str | None:
    if _SIGNS.search(plain):
        return SIGN_LANGUAGE
    found = _LANGUAGE.search(plain)
    return (found["before"] or found["after"]).title() if found else None
