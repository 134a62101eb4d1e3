"""Passing something on to staff: limits first, then a few questions, then the preview. Pure.

Nothing is sent here: only the preview's Send does that.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.conversation.flows import preview, with_staff
from bot.conversation.flows.asking import (
    ASKING,
    CHANGE,
    FLOW,
    LIMITS,
    ask,
    come_back,
    go_on,
    is_at_preview,
)
from bot.conversation.flows.cards import card_if_serious
from bot.conversation.flows.questions import BUTTONS, Question, after, with_button
from bot.conversation.intents import Intent
from bot.conversation.model import Draft, Step
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply

Flow = Callable[[Moment], Reply]


def is_asked_for(moment: Moment) -> bool:
    """Whether somebody wants a person. Within the questions that is under way already."""
    step = moment.conversation.step
    return moment.means(Intent.TALK_TO_PERSON) and step in (None, Step(FLOW, LIMITS))


def start(moment: Moment) -> Reply:
    """Say what is private and when it is read, before anything is asked (standards A2, A18)."""
    reply, case = card_if_serious(Reply.to(moment)), moment.conversation.case
    if case:
        return with_staff.status(reply) or reply
    if moment.conversation.draft:
        return come_back(reply)
    hours = "ask.limits" if moment.now.staff_hours.are_open else "ask.limits.closed"
    return reply.keep(step=Step(FLOW, LIMITS)).say("talk.limits").say(hours)


def carry_on(moment: Moment) -> Reply:
    """Begin the questions; they carry on after the limits, and after nothing else."""
    if moment.conversation.draft:
        return come_back(Reply.to(moment))
    if moment.conversation.step != Step(FLOW, LIMITS):
        return start(moment)
    reply = Reply.to(moment).keep(draft=Draft(moment.now.fresh_id.hex))
    return ask(reply, Question.ABOUT)


def leave(moment: Moment) -> Reply:
    """Stop before anything was told. Help is named all the same (standards A5)."""
    return Reply.to(moment).keep(step=None, draft=None).say(moment.button)


def answered(moment: Moment) -> Reply:
    """Take a tapped answer. One to an earlier question changes it; the waiting one waits on."""
    draft, step = moment.conversation.draft, moment.conversation.step
    reply = Reply.to(moment)
    if draft is None or moment.nonce != draft.id:
        return reply.say("talk.gone")
    question = BUTTONS[moment.button]
    told = with_button(draft.told, moment.button)
    if question is Question.STORY and not told.story:
        return ask(reply, Question.STORY)
    reply = reply.keep(draft=replace(draft, told=told))
    if is_at_preview(reply):
        return preview.show(reply)
    if step is None or step.flow not in ASKING or step.name != question:
        return go_on(reply)
    following = after(question, told)
    if step.flow == CHANGE and following is not Question.WHEN:
        return ask(reply, None)
    return ask(reply, following, step.flow)


def change(moment: Moment) -> Reply:
    """Ask one question anew, from the preview. A story is told anew, not added to."""
    draft = moment.conversation.draft
    reply = Reply.to(moment)
    if draft is None or moment.nonce != draft.id:
        return reply.say("talk.gone")
    question = CHANGED[moment.button]
    if question is Question.STORY:
        reply = reply.keep(draft=Draft(draft.id, replace(draft.told, story=())))
    return ask(reply, question, CHANGE)


def add_to_story(moment: Moment) -> Reply:
    """Open the story again, from the preview, for more of it."""
    draft = moment.conversation.draft
    reply = Reply.to(moment)
    if draft is None or moment.nonce != draft.id:
        return reply.say("talk.gone")
    return reply.keep(step=Step(CHANGE, Question.STORY)).say("ask.story.add")


CHANGED = {f"edit.{question}": question for question in Question if question is not Question.WHEN}
TAPPED: Mapping[str, Flow] = {
    "talk_to_person": start,
    "talk.carry_on": carry_on,
    "talk.info": leave,
    "talk.leave": leave,
    **dict.fromkeys(BUTTONS, answered),
    **dict.fromkeys(CHANGED, change),
    "edit.more": add_to_story,
    **preview.TAPPED,
}
