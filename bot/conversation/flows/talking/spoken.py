"""Hears in what is typed the answer that a button of the waiting question stands for. Pure.

Only a whole text counts: whoever says more than that tells their story, and is not cut short.
"""

import re
from collections.abc import Mapping

from bot.conversation.flows.talking.questions import (
    REACH_CHAT,
    REACH_NO,
    REACH_OTHER,
    Question,
)
from directory.matching.phrases import words

NO = r"(?:no|nah|nope)"
YES = r"(?:yes|yeah|yep|yea|ye|yh|yup|ok|okay|sure|fine|alright|go on)"
POLITE = r"um|well|please|just|and|then|so|sorry|lets|can i|can we"
# A no before it is no yes, and a yes to danger is no "not now".
BEFORE_YES = rf"(?:(?:{YES}|{POLITE}) )*"
BEFORE_NO = rf"(?:(?:{NO}|{POLITE}) )*"
BEFORE = rf"(?:(?:{NO}|{YES}|{POLITE}) )*"
AFTER = r"(?: (?:please|then|thanks|thank you|ta|now|mate))*"
SKIP = (
    rf"{NO}|{NO} thank you|no thanks|no ta|skip|skip (?:it|this|that|this one|that one|please)|"
    r"pass|next|rather not(?: say)?|(?:id|i would) rather not(?: say)?|prefer not(?: to say)?|"
    r"not saying|i dont want to(?: say)?|dont want to(?: say)?|leave (?:it|that|this)(?: blank)?"
)
SEND = r"(?:send|submit)(?: (?:it|this|that|my message))?"
DONE = (
    rf"{NO}|{SEND}|(?:i ?a?m )?(?:all )?done|(?:i ?a?m )?finished|finish|the end|ready|next|"
    r"continue|carry on|nothing|nothing else|nothing more|no more|thats enough|"
    r"i dont have any more|"
    r"(?:thats|that is|thatll be|this is) (?:it|all|everything|the lot|all of it|me done)"
    r"(?: (?:really|for now|i know|ive got|i have|i can say|i want to say|from me))?"
)
UNSURE = (
    r"(?:i ?a?m )?(?:not|not really|not too|not 100) sure|unsure|"
    r"(?:i )?(?:dont|do not) (?:really )?know|"
    r"(?:i )?dunno|idk|maybe|perhaps|possibly|might be|could be|hard to say|no idea|i think so"
)
# Only what describes somebody: "a man hit my friend" is no answer, and is kept as told.
OLD = (
    r"(?:(?:an?|\d+|\d+ ?yo|year|years|yr|old|little|young|younger|older|big|bigger|best|close|"
    r"good|own|eldest|oldest|youngest|teenage|school|only|half|other|two|three|new|next door) )*"
)
CHILD = r"(?:step ?)?(?:son|daughter|child|kid|baby|teenager|lad)s?|children|twins"
KNOWN = (
    r"(?:best )?(?:friend|mate|bestie|pal|cousin|brother|bro|sister|sis|mum|mom|mother|dad|father|"
    r"nan|gran|grandma|grandad|uncle|aunt|auntie|nephew|niece|neighbour|boyfriend|girlfriend|bf|gf|"
    r"partner|husband|wife|ex|stepdad|stepmum|grandson|granddaughter|grandchild|family|flatmate)s?"
)
SOMEBODY = r"(?:boy|girl|kid|child|lad|man|woman|lady|person|teenager|young person|family|friend)"
JOB = (
    r"(?:head ?)?(?:teacher|teaching assistant|ta|lecturer|tutor|coach|nurse|doctor|gp|midwife|"
    r"(?:\S+ )?worker|police officer|pcso|paramedic|mentor|counsellor|therapist|childminder|dsl|"
    r"safeguarding lead|foster carer|carer|housing officer|learning support assistant)"
)
CASELOAD = r"(?:pupil|student|client|patient|service user|colleague)s?"
IS_ABOUT = r"(?:(?:its|it is|this is|thats|about|for|all|asking) )*"

ANSWERS: Mapping[Question, Mapping[str, str]] = {
    Question.ABOUT: {
        "about.me": IS_ABOUT + r"(?:me|myself|i am|me myself|about me|mine)",
        "about.child": IS_ABOUT + rf"my {OLD}(?:{CHILD})",
        "about.work": IS_ABOUT
        + rf"(?:(?:i ?a?m|i work as) (?:an?|the|their|his|her|your) (?:\S+ ){{0,2}}{JOB}|{JOB}|"
        rf"(?:an?|my|one of my|some of my) {OLD}{CASELOAD}(?: of mine)?|"
        r"(?:someone|somebody|a \S+|one) (?:that )?i (?:work with|teach|support)|work|my work)",
        "about.other": IS_ABOUT
        + rf"(?:my {OLD}(?:{KNOWN})|(?:someone|somebody)(?: else)?(?: i know)?|him|her|them|"
        rf"(?:an?|this|some) {OLD}(?:{SOMEBODY}|{KNOWN})"
        r"(?: of mine| i know| (?:in|at|from|on) (?:my|the|our) \S+)?)",
        "about.skip": SKIP,
    },
    Question.STORY: {"story.done": DONE, "story.skip": SKIP},
    Question.DANGER: {
        "now.unsure": UNSURE,
        "now.no": rf"{NO}|not (?:right )?(?:now|at the moment|any ?more|yet|today)|"
        r"no one(?: is)?|nobody(?: is)?|(?:im|i am|we are|theyre|hes|shes) (?:safe|ok|okay|fine)",
        "now.yes": rf"{YES}|(?:right )?now|i am|we are|they are|he is|she is|there is|someone is",
        "now.skip": SKIP,
    },
    Question.AGE: {
        "age.skip": rf"{SKIP}|{UNSURE}",
        "age.adult": r"(?:i ?a?m )?(?:an )?(?:adult|grown ?up|over 18|18 plus|older)",
        "age.under_13": r"(?:i ?a?m )?(?:under|younger than) 13|little|a baby|baby",
    },
    Question.WISH: {"wish.skip": f"{SKIP}|{SEND}"},
    Question.NAME: {"name.skip": f"{SKIP}|{SEND}|no name|none|nothing"},
    Question.REACH: {
        REACH_CHAT: rf"{YES}|(?:(?:in|on|by|with|through|via|use) )?"
        r"(?:this|this chat|the chat|chat|here|telegram|this one|this app)|"
        r"(?:you can )?(?:message|text|write to|write|reach|contact) me (?:in |on )?"
        r"(?:here|this chat|this)",
        REACH_OTHER: r"another way|(?:by |on )?(?:my )?(?:phone|email|number|mobile)|"
        r"(?:you can )?(?:call|ring|phone|email|text) me",
        REACH_NO: rf"{SKIP}|dont|no way|none|nothing|{NO} dont",
    },
    Question.ADDRESS: {"address.skip": f"{SKIP}|none|nothing"},
    Question.MESSAGE: {
        "message.yes": rf"{YES}|(?:they|you|staff) can|i dont mind|thats (?:ok|fine)",
        "message.no": rf"{SKIP}|no (?:they|you) (?:cant|may not)|ill come back|dont",
    },
    Question.WHEN: {
        "when.any": r"(?:at )?any ?time|whenever|any|always|(?:it )?doesnt matter|"
        r"(?:i )?dont mind|all day|any day|anytime at all",
        "when.daytime": r"(?:(?:in|during) the )?(?:day ?time|days?|mornings?)|school hours|"
        r"(?:when im )?at school|(?:when im )?at work",
        "when.after_school": r"(?:straight |right )?after (?:school|college)",
        "when.evening": r"(?:in the )?evenings?|after work|(?:in the )?late evenings?",
        "when.skip": f"{SKIP}|{UNSURE}",
    },
    Question.WORD: {
        "word.skip": f"{SKIP}|{SEND}|no word|none|nothing|no code word|i dont need one"
    },
}
FITS = {Question.WHEN: r"(?: (?:is|are|would be|works|sounds|best|fine|good|ok|okay|for me))*"}
# Said to the bot, and no part of what staff are told.
FILLER = rf"{YES}|thanks|thank you|ta|cheers|hello|hi|hey"
FILLED = {Question.STORY, Question.NAME, Question.ADDRESS, Question.WORD, Question.ABOUT}


def button_in(question: Question, text: str) -> str:
    """The button of a question that a whole text stands for; empty where it is none."""
    said = " ".join(words(text))
    fits = FITS.get(question, "")
    return next(
        (
            button
            for button, heard in ANSWERS[question].items()
            if _is(heard, said, fits, _before(button))
        ),
        "",
    )


def _before(button: str) -> str:
    if button == "now.no":
        return BEFORE_NO
    is_no = button.endswith((".skip", ".no", ".done"))
    return BEFORE if is_no else BEFORE_YES


def is_filler(question: Question, text: str) -> bool:
    """Whether a text is but a yes, a thanks or a hello, where something of one's own is asked."""
    return question in FILLED and _is(FILLER, " ".join(words(text)))


def is_word_to_the_bot(text: str) -> bool:
    """Whether a text only asks to go on, to send it or to be done."""
    return _is(f"{DONE}|{SKIP}|{FILLER}", " ".join(words(text)))


def _is(heard: str, said: str, fits: str = "", before: str = BEFORE) -> bool:
    return re.fullmatch(rf"{before}(?:{heard}){fits}{AFTER}", said) is not None
