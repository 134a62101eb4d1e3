"""The questions asked of a person who wants to pass something on: their order and answers. Pure.

Every one of them can be skipped, the story apart; none is asked twice (standards A8, B10).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from bot.casework import About, AgeBand, SafeTime, Told

AGE_ALONE = re.compile(
    r"(?:(?:im|i'm|i\u2019m|i am|(?:s?he|they)(?:['\u2019]?s| is|['\u2019]?re| are)|"
    r"aged?|just|turned|only|nearly|almost|about) )*"
    r"(\d{1,3})(?: ?(?:years?|yrs?|yo|y/o)(?: old)?)?"
)


class Question(StrEnum):
    ABOUT = "about"
    STORY = "story"
    AGE = "age"
    WISH = "wish"
    NAME = "name"
    MESSAGE = "message"
    WHEN = "when"


# What each button answers; a skipped question stays as it is in an empty Told.
ABOUT = {
    "about.me": About.ME,
    "about.child": About.MY_CHILD,
    "about.other": About.SOMEONE_ELSE,
    "about.skip": About.NOT_SAID,
}
AGE = {
    "age.under_13": AgeBand.UNDER_13,
    "age.13_15": AgeBand.FROM_13_TO_15,
    "age.16_17": AgeBand.FROM_16_TO_17,
    "age.adult": AgeBand.ADULT,
    "age.skip": AgeBand.NOT_SAID,
}
WHEN = {
    "when.any": SafeTime.ANY_TIME,
    "when.daytime": SafeTime.DAYTIME,
    "when.after_school": SafeTime.AFTER_SCHOOL,
    "when.evening": SafeTime.EVENING,
}
MESSAGE = {"message.yes": True, "message.no": False}
SKIPPED = {"wish.skip": Question.WISH, "name.skip": Question.NAME}
BUTTONS: Mapping[str, Question] = {
    **dict.fromkeys(ABOUT, Question.ABOUT),
    "story.done": Question.STORY,
    **dict.fromkeys(AGE, Question.AGE),
    **SKIPPED,
    **dict.fromkeys(MESSAGE, Question.MESSAGE),
    **dict.fromkeys(WHEN, Question.WHEN),
}


def with_button(told: Told, button: str) -> Told:
    """Return what was told, with the answer that a button gives."""
    match BUTTONS[button]:
        case Question.ABOUT:
            return replace(told, about=ABOUT[button])
        case Question.AGE:
            return replace(told, age_band=AGE[button])
        case Question.WISH:
            return replace(told, wish="")
        case Question.NAME:
            return replace(told, name="")
        case Question.MESSAGE:
            return replace(told, may_message=MESSAGE[button], safe_time=None)
        case Question.WHEN:
            return replace(told, safe_time=WHEN[button])
        case Question.STORY:
            return told


def with_text(told: Told, question: Question, text: str) -> Told | None:
    """Return what was told, with a typed answer; None where only a button answers."""
    match question:
        case Question.ABOUT | Question.STORY:  # some start to tell before they are asked to
            return replace(told, story=(*told.story, text))
        case Question.WISH:
            return replace(told, wish=text)
        case Question.NAME:
            return replace(told, name=text)
        case Question.AGE:
            band = band_of(text)
            return replace(told, age_band=band) if band else None
        case _:
            return None


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


def after(question: Question, told: Told) -> Question | None:
    """Return the next question; None when all have been asked."""
    order = list(Question)
    if question is Question.WHEN or (question is Question.MESSAGE and not told.may_message):
        return None
    return order[order.index(question) + 1]


def button_for(value: About | AgeBand | SafeTime) -> str:
    """Return the button that stands for an answer, whose label says it in words."""
    answers: Mapping[str, object] = {**ABOUT, **AGE, **WHEN}
    return next(button for button, answer in answers.items() if answer is value)
