"""Passing something on to staff: limits first, then a few questions, then the preview. Pure.

Nothing is sent here: only the preview's Send does that.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.casework import About, InDanger
from bot.conversation import wording
from bot.conversation.content import CARD
from bot.conversation.flows.cards import card_if_serious, with_card
from bot.conversation.flows.talking import changing, preview, with_staff
from bot.conversation.flows.talking.asking import (
    ASKING,
    CHANGE,
    FLOW,
    LIMITS,
    ask,
    ask_before,
    ask_next,
    come_back,
    go_on,
    is_at_preview,
)
from bot.conversation.flows.talking.questions import BUTTONS, REACH_OTHER, Question, with_button
from bot.conversation.intents import Intent
from bot.conversation.model import Draft, Step
from bot.conversation.moment import DANGER, SAFE, Moment
from bot.conversation.reply import Reply
from bot.conversation.sayings import Saying
from bot.safeguarding.levels import Concern, Level

Flow = Callable[[Moment], Reply]

DANGER_NOW = Concern(Level.IMMEDIATE)
# What the answers to a safety card's question say to ours.
SAID_TO_A_CARD = {DANGER: "now.yes", SAFE: "now.no"}


def is_asked_for(moment: Moment) -> bool:
    """Whether somebody wants a person. Within the questions that is under way already."""
    is_under_way = moment.is_in_one_of(ASKING) and moment.conversation.step != Step(FLOW, LIMITS)
    is_wanted = moment.means(Intent.TALK_TO_PERSON) or moment.hears(Saying.PERSON)
    return is_wanted and not moment.button and not is_under_way


def start(moment: Moment) -> Reply:
    """Say what is private and when it is read, before anything is asked (standards A2, A18)."""
    reply, case = card_if_serious(Reply.to(moment)), moment.conversation.case
    if case:
        return with_staff.status(reply) or reply
    if moment.conversation.draft:
        return come_back(reply)
    return _limits(reply)


def _limits(reply: Reply) -> Reply:
    now = reply.moment.now
    hours = "ask.limits" if now.staff_hours.are_open else "ask.limits.closed"
    by_when = wording.by_when(reply.moment.content, now.staff_hours.reads_by, now.at)
    return reply.keep(step=Step(FLOW, LIMITS)).say("talk.limits").say(hours, by_when=by_when)


def carry_on(moment: Moment) -> Reply:
    """Begin the questions; they carry on after the limits, and after nothing else."""
    reply, draft = Reply.to(moment), moment.conversation.draft
    if moment.conversation.step == Step(FLOW, LIMITS):
        draft = draft or _new_draft(moment)
        return ask(reply.keep(draft=draft), Question.ABOUT)
    return come_back(reply) if draft else start(moment)


def _new_draft(moment: Moment) -> Draft:
    """A draft. Who told the last safety card that they are safe need not say it again.

    Danger that was told to a card is asked about: nothing of before reaches staff unsaid.
    """
    draft, said = Draft(moment.now.fresh_id.hex), moment.conversation.said
    last = next((each for each in reversed(said) if each == SAFE or each.startswith(CARD)), "")
    return with_answer(draft, SAID_TO_A_CARD[SAFE]) if last == SAFE else draft


def leave(moment: Moment) -> Reply:
    """Stop before anything was told. Help is named all the same (standards A5)."""
    return Reply.to(moment).keep(step=None, draft=None).say(moment.button)


def back(moment: Moment) -> Reply | None:
    """Go to the question before, or from the first to the limits; None where those are shown."""
    step, draft = moment.conversation.step, moment.conversation.draft
    if step is None or draft is None or step == Step(FLOW, LIMITS):
        return None
    reply = Reply.to(moment)
    if step.flow == CHANGE:
        return ask(reply, None)
    waiting = None if is_at_preview(reply) else Question(step.name)
    return ask_before(reply, waiting) or _limits(reply)


def answered(moment: Moment) -> Reply:
    """Take a tapped answer. One to an earlier question changes it; the waiting one waits on."""
    draft, step = moment.conversation.draft, moment.conversation.step
    reply = Reply.to(moment)
    if draft is None or not draft.has(moment.nonce):
        return reply.say("talk.gone")
    question = BUTTONS[moment.button]
    if moment.button == "story.done" and not draft.told.story:
        return ask(reply, Question.STORY, _flow_of(step))
    reply = _in_shoes(reply.keep(draft=with_answer(draft, moment.button)))
    if moment.button == REACH_OTHER:
        return ask(reply, Question.ADDRESS, _flow_of(step))
    if is_at_preview(reply):
        return preview.show(reply)
    if step is None or step.flow not in ASKING or step.name != question:
        onward = go_on(reply)
        return onward if onward.effects else reply.say("talk.aside")
    return ask_next(reply, question, step.flow)


def with_answer(draft: Draft, button: str) -> Draft:
    """The draft with a tapped answer, and with danger heard in a yes to it."""
    told = with_button(draft.told, button)
    question = BUTTONS[button]
    if told != draft.told and question is not Question.DANGER:
        draft = draft.hears(question, Concern.none())
    if question is Question.REACH:
        draft = draft.hears(Question.ADDRESS, Concern.none())
    draft = replace(draft, told=told)
    if question is not Question.DANGER:
        return draft
    is_now = told.in_danger is InDanger.YES
    return draft.hears(question, DANGER_NOW if is_now else Concern.none())


def _in_shoes(reply: Reply) -> Reply:
    """What goes before the next question: the card to danger now, the first steps at work."""
    moment, draft = reply.moment, reply.conversation.draft
    if moment.button == "now.yes":
        return with_card(reply, DANGER_NOW)
    if moment.button == "about.work" and draft and draft.told.about is About.MY_WORK:
        return reply.say("talk.work")
    return reply


def _flow_of(step: Step | None) -> str:
    is_changing = step is not None and (step.flow == CHANGE or step.name == preview.PREVIEW)
    return CHANGE if is_changing else FLOW


PLACES = frozenset({"talk_to_person"})
BACK: Mapping[str, Callable[[Moment], Reply | None]] = dict.fromkeys(ASKING, back)
TAPPED: Mapping[str, Flow] = {
    "talk_to_person": start,
    "talk.carry_on": carry_on,
    "preview.back": carry_on,
    "talk.info": leave,
    "talk.leave": leave,
    **dict.fromkeys(BUTTONS, answered),
    **changing.TAPPED,
    **preview.TAPPED,
}
