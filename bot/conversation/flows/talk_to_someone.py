"""Passing something on to staff: limits first, then a few questions, then the preview. Pure.

Nothing is sent here: only the preview's Send does that.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.casework import Told
from bot.conversation.flows import answers, preview
from bot.conversation.flows.cards import card_if_serious
from bot.conversation.flows.questions import BUTTONS, Question, after, with_button, with_text
from bot.conversation.intents import Intent
from bot.conversation.model import Draft, Step, Text
from bot.conversation.moment import Moment, Reply, gravest

Flow = Callable[[Moment], Reply]

FLOW = "talk"
CHANGE = "change"  # one answer is being changed: the preview comes next, not the next question
LIMITS = "limits"
LONGEST_STORY = 12_000  # letters: a story that long is better told to a person


def is_asked_for(moment: Moment) -> bool:
    """Whether somebody wants a person. Within the questions that is under way already."""
    step = moment.conversation.step
    return moment.means(Intent.TALK_TO_PERSON) and step in (None, Step(FLOW, LIMITS))


def start(moment: Moment) -> Reply:
    """Say what is private and when it is read, before anything is asked (standards A2, A18)."""
    reply, case = card_if_serious(Reply.to(moment)), moment.conversation.case
    if moment.conversation.is_with_staff:
        return reply.say("staff.has_it")
    if case:
        return reply.say("case.waiting", reference=case.reference)
    if moment.conversation.draft:
        return go_on(reply)
    hours = "ask.limits" if moment.now.staff_hours.are_open else "ask.limits.closed"
    return reply.keep(step=Step(FLOW, LIMITS)).say("talk.limits").say(hours)


def carry_on(moment: Moment) -> Reply:
    """Begin the questions; they carry on after the limits, and after nothing else."""
    if moment.conversation.draft:
        return go_on(Reply.to(moment))
    if moment.conversation.step != Step(FLOW, LIMITS):
        return start(moment)
    reply = Reply.to(moment).keep(draft=Draft(moment.now.fresh_id.hex))
    return ask(reply, Question.ABOUT)


def leave(moment: Moment) -> Reply:
    """Stop before anything was told. Help is named all the same (standards A5)."""
    return Reply.to(moment).keep(step=None, draft=None).say(moment.button)


def ask(reply: Reply, question: Question | None, flow: str = FLOW) -> Reply:
    """Ask a question; with none left, show what staff would see."""
    if question is None:
        return preview.show(reply.keep(step=Step(FLOW, preview.PREVIEW)))
    return reply.keep(step=Step(flow, question)).say(f"ask.{question}")


def go_on(reply: Reply) -> Reply:
    """Come back to the question that waits, if one does, after something else was said."""
    step = reply.conversation.step
    if step is None or step.flow not in RESUMED or reply.conversation.draft is None:
        return reply
    if step.name == preview.PREVIEW:
        return preview.show(reply)
    key = "ask.story.more" if reply.conversation.draft.told.story else "ask.story"
    return reply.say(key if step.name == Question.STORY else f"ask.{step.name}")


def resume(moment: Moment) -> Reply:
    """Take a typed answer to the question that waits."""
    step, draft = moment.conversation.step, moment.conversation.draft
    reply = card_if_serious(Reply.to(moment))
    if step is None or draft is None:
        # At the limits nothing is kept yet, so that a story told too soon has to be told again.
        return reply.say("talk.not_yet") if reply.effects else answers.respond(moment)
    if step.name == preview.PREVIEW:
        return preview.show(reply)
    question = Question(step.name)
    told = with_text(draft.told, question, moment.text)
    if told is None:
        return reply.say("ask.tap").say(f"ask.{question}")
    if _length(told) > LONGEST_STORY:
        return reply.say("ask.story.full")
    reply = _kept(reply, told)
    if question in (Question.ABOUT, Question.STORY):
        return reply.say("ask.story.more" if question is Question.STORY else "ask.about.told")
    return ask(reply, None if step.flow == CHANGE else after(question, told))


def keep_if_asked_for(reply: Reply) -> Reply:
    """Keep a text of danger in the draft where it was meant for it; the answer comes first."""
    step, draft = reply.conversation.step, reply.conversation.draft
    is_answer = step and step.flow in RESUMED and isinstance(reply.moment.now.said, Text)
    if not is_answer or step is None or draft is None or step.name not in list(Question):
        return reply
    told = with_text(draft.told, Question(step.name), reply.moment.text)
    if told is None or _length(told) > LONGEST_STORY:
        return reply
    return _kept(reply, told)


def _kept(reply: Reply, told: Told) -> Reply:
    draft = reply.conversation.draft
    if draft is None:
        return reply
    concern = gravest(draft.concern, reply.moment.now.concern)
    return reply.keep(draft=replace(draft, told=told, concern=concern))


def _length(told: Told) -> int:
    return sum(map(len, told.story)) + len(told.wish) + len(told.name)


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
    if step is None or step.flow not in RESUMED or step.name != question:
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


RESUMED = {FLOW, CHANGE}
CHANGED = {f"edit.{question}": question for question in Question if question is not Question.WHEN}
TAPPED: Mapping[str, Flow] = {
    "person.start": start,
    "talk.carry_on": carry_on,
    "talk.info": leave,
    "talk.leave": leave,
    **dict.fromkeys(BUTTONS, answered),
    **dict.fromkeys(CHANGED, change),
    **preview.TAPPED,
}
