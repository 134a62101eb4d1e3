"""The questions asked of a person who wants to pass something on, and their answers. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from bot.casework import About, AgeBand, InDanger, SafeTime, Told

AGE_ALONE = re.compile(
    r"(?:(?:im|i'm|i\u2019m|i am|(?:s?he|they)(?:['\u2019]?s| is|['\u2019]?re| are)|"
    r"aged?|just|turned|only|nearly|almost|about) )*"
    r"(\d{1,3})(?: ?(?:years?|yrs?|yo|y/o)(?: old)?)?"
)
NUMBER_OR_EMAIL = re.compile(r"\S+@\S+\.\S+|\+?\d(?:[ -]?\d){8,14}")


class Question(StrEnum):
    ABOUT = "about"
    STORY = "story"
    DANGER = "danger"
    AGE = "age"
    WISH = "wish"
    NAME = "name"
    REACH = "reach"
    ADDRESS = "address"
    MESSAGE = "message"
    WHEN = "when"
    WORD = "word"


# What each button answers; a skipped question stays as it is in an empty Told.
ABOUT = {
    "about.me": About.ME,
    "about.child": About.MY_CHILD,
    "about.other": About.SOMEONE_ELSE,
    "about.work": About.MY_WORK,
    "about.skip": About.NOT_SAID,
}
DANGER = {
    "now.yes": InDanger.YES,
    "now.no": InDanger.NO,
    "now.unsure": InDanger.NOT_SURE,
    "now.skip": InDanger.NOT_SAID,
}
AGE = {
    "age.under_13": AgeBand.UNDER_13,
    "age.13_15": AgeBand.FROM_13_TO_15,
    "age.16_17": AgeBand.FROM_16_TO_17,
    "age.adult": AgeBand.ADULT,
    "age.skip": AgeBand.NOT_SAID,
}
WHEN: Mapping[str, SafeTime | None] = {
    "when.any": SafeTime.ANY_TIME,
    "when.daytime": SafeTime.DAYTIME,
    "when.after_school": SafeTime.AFTER_SCHOOL,
    "when.evening": SafeTime.EVENING,
    "when.skip": None,
}
REACH_CHAT, REACH_OTHER, REACH_NO = "reach.chat", "reach.other", "reach.no"
MESSAGE = {"message.yes": True, "message.no": False}
BUTTONS: Mapping[str, Question] = {
    **dict.fromkeys(ABOUT, Question.ABOUT),
    "story.done": Question.STORY,
    "story.skip": Question.STORY,
    **dict.fromkeys(DANGER, Question.DANGER),
    **dict.fromkeys(AGE, Question.AGE),
    "wish.skip": Question.WISH,
    "name.skip": Question.NAME,
    **dict.fromkeys((REACH_CHAT, REACH_OTHER, REACH_NO), Question.REACH),
    "address.skip": Question.ADDRESS,
    **dict.fromkeys(MESSAGE, Question.MESSAGE),
    **dict.fromkeys(WHEN, Question.WHEN),
    "word.skip": Question.WORD,
}


NO_MESSAGES = {"may_message": False, "safe_time": None}
UNREACHED = {"agreed_to_reach": False, "reach": "", **NO_MESSAGES}
# What each answer is in what was told, where the question was skipped.
UNSAID: Mapping[Question, Mapping[str, object]] = {
    Question.ABOUT: {"about": About.NOT_SAID},
    Question.STORY: {"story": ()},
    Question.DANGER: {"in_danger": InDanger.NOT_SAID},
    Question.AGE: {"age_band": AgeBand.NOT_SAID},
    Question.WISH: {"wish": ""},
    Question.NAME: {"name": ""},
    Question.REACH: UNREACHED,
    Question.ADDRESS: UNREACHED,
    Question.MESSAGE: NO_MESSAGES,
    Question.WHEN: {"safe_time": None},
    Question.WORD: {"code_word": ""},
}


def with_button(told: Told, button: str) -> Told:
    """Return what was told, with the answer that a button gives."""
    match BUTTONS[button]:
        case Question.ABOUT:
            return replace(told, about=ABOUT[button])
        case Question.DANGER:
            return replace(told, in_danger=DANGER[button])
        case Question.AGE:
            return replace(told, age_band=AGE[button])
        case Question.REACH:
            return _reached(told, agreed=button == REACH_CHAT)
        case Question.MESSAGE:
            is_yes = MESSAGE[button]
            return replace(told, may_message=is_yes, safe_time=told.safe_time if is_yes else None)
        case Question.WHEN:
            return replace(told, safe_time=WHEN[button])
        case Question.STORY:
            return told
        case question:
            return without(told, question)


def _reached(told: Told, *, agreed: bool, address: str = "") -> Told:
    """A new answer on how to reach them asks anew whether and when staff may write."""
    return replace(told, agreed_to_reach=agreed, reach=address, may_message=False, safe_time=None)


def with_text(told: Told, question: Question, text: str) -> Told | None:
    """Return what was told, with a typed answer; None where only a button answers."""
    match question:
        case Question.ABOUT | Question.STORY:  # some start to tell before they are asked to
            return replace(told, story=(*told.story, text))
        case Question.WISH:
            return replace(told, wish=text)
        case Question.NAME:
            return replace(told, name=text)
        case Question.WORD:
            return replace(told, code_word=text)
        case Question.ADDRESS:
            return _reached(told, agreed=True, address=text)
        case Question.REACH if NUMBER_OR_EMAIL.fullmatch(text.strip()):
            return _reached(told, agreed=True, address=text)
        case Question.AGE:
            band = band_of(text)
            return replace(told, age_band=band) if band else None
        case _:
            return None


def without(told: Told, question: Question) -> Told:
    """Return what was told less one answer, as if it had been skipped."""
    return replace(told, **UNSAID[question])  # type: ignore[arg-type]


def is_answered(told: Told, question: Question) -> bool:
    """Whether staff would see an answer to this."""
    return told != without(told, question)


def band_of(text: str) -> AgeBand | None:
    """Return the band of an age that is typed alone; None where there is more to it."""
    age = AGE_ALONE.fullmatch(" ".join(text.lower().strip(" .!").split()))
    if age is None:
        return None
    match int(age[1]):
        case years if years < 13:
            return AgeBand.UNDER_13
        case years if years < 16:
            return AgeBand.FROM_13_TO_15
        case years if years < 18:
            return AgeBand.FROM_16_TO_17
        case _:
            return AgeBand.ADULT


def button_for(value: About | AgeBand | SafeTime | InDanger) -> str:
    """Return the button that stands for an answer, whose label says it in words."""
    answers: Mapping[str, object] = {**ABOUT, **AGE, **WHEN, **DANGER}
    return next(button for button, answer in answers.items() if answer is value)
