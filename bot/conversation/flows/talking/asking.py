"""Asking the questions one after another, and coming back to the one that waits. Pure."""

from dataclasses import replace

from bot.casework import About, InDanger
from bot.conversation.content import CARD
from bot.conversation.flows.talking import order, preview
from bot.conversation.flows.talking.questions import Question
from bot.conversation.model import Step
from bot.conversation.reply import Reply
from bot.effects import Say

FLOW = preview.FLOW
CHANGE = "change"  # one answer is being changed: the preview comes next, not the next question
ASKING = {FLOW, CHANGE}
LIMITS = "limits"
LAST_TURN = 2  # messages: a card, and the question that waits
# An answer to these leads on to another question, also where one answer alone is changed.
LEADS_ON = {Question.REACH, Question.ADDRESS, Question.MESSAGE}


def ask(reply: Reply, question: Question | None, flow: str = FLOW) -> Reply:
    """Ask a question; with none left, show what staff would see."""
    reply = _noted(reply, question)
    if question is None:
        return preview.show(reply.keep(step=Step(FLOW, preview.PREVIEW)))
    return reply.keep(step=Step(flow, question)).say(words_for(reply, question))


def ask_next(reply: Reply, question: Question, flow: str) -> Reply:
    """Ask what comes after a question that has been answered."""
    draft = reply.conversation.draft
    if draft is None:
        return reply.say("talk.gone")
    if flow == CHANGE and question not in LEADS_ON:
        return ask(reply, None)
    following = order.after(question, draft.told, knows_of_danger=knows_of_danger(reply))
    if flow == CHANGE and following is Question.WORD:
        following = None
    return ask(reply, following, flow)


def ask_before(reply: Reply, question: Question | None) -> Reply | None:
    """Ask the question before one, or before the preview; None where it was the first."""
    draft = reply.conversation.draft
    if draft is None:
        return reply.say("talk.gone")
    # Who goes back may change what they said of danger, to us or to a card.
    knows = draft.told.in_danger is InDanger.NOT_SAID and knows_of_danger(reply)
    earlier = order.before(question, draft.told, knows_of_danger=knows)
    return ask(reply, earlier) if earlier else None


def words_for(reply: Reply, question: Question) -> str:
    """The key of a question, in the shoes of whoever asks; a story that has begun goes on."""
    draft = reply.conversation.draft
    about = draft.told.about if draft else About.NOT_SAID
    if question is Question.STORY and draft and draft.told.story:
        return "ask.story.more"
    key = f"ask.{question}.{about}"
    return key if reply.moment.content.entry(key) else f"ask.{question}"


def knows_of_danger(reply: Reply) -> bool:
    """Whether it would be one question too many if anybody is in danger (B10).

    It is where a safety card has asked it just now, and where the person has answered a card.
    What they did not say is asked after all a little later: staff need to know.
    """
    draft = reply.conversation.draft
    if draft is not None and draft.told.in_danger is not InDanger.NOT_SAID:
        return f"ask.{Question.DANGER}" not in reply.conversation.said
    newest = len(reply.moment.conversation.said) - LAST_TURN
    return any(key.startswith(CARD) for key in _said_since(reply, newest))


def _said_since(reply: Reply, place: int) -> tuple[str, ...]:
    """What was said in the turn before, and in this one so far."""
    now = [each.message.key for each in reply.effects if isinstance(each, Say)]
    return (*reply.moment.conversation.said[max(place, 0) :], *now)


def is_at_preview(reply: Reply) -> bool:
    step = reply.conversation.step
    return step is not None and step.flow in ASKING and step.name == preview.PREVIEW


def go_on(reply: Reply) -> Reply:
    """Come back to the question that waits, if one does, after something else was said.

    What staff would see has not changed by that, so that it is not shown again.
    """
    step, draft = reply.conversation.step, reply.conversation.draft
    if step is None or step.flow not in ASKING or draft is None:
        return reply
    before = reply.moment.conversation.draft
    is_changed = before is not None and before.told.in_danger is not draft.told.in_danger
    if is_at_preview(reply):
        if is_changed:
            return preview.show(reply)
        is_typed = reply.moment.text and not reply.moment.button
        return reply.say("preview.not_added" if is_typed else "preview.waits")
    if step.name not in list(Question):
        return reply
    if is_changed and step.name == Question.DANGER:  # a card has the answer already
        return ask_next(reply, Question.DANGER, step.flow)
    return reply.say(words_for(reply, Question(step.name)))


def come_back(reply: Reply) -> Reply:
    """Go on with a draft, also when it was put aside."""
    draft, step = reply.conversation.draft, reply.conversation.step
    if is_at_preview(reply):
        return preview.show(reply)
    if step and step.flow in ASKING and step.name in list(Question):
        return go_on(reply)
    asked = draft.asked if draft else ""
    return ask(reply, Question(asked) if asked in list(Question) else None)


def _noted(reply: Reply, question: Question | None) -> Reply:
    """Remember with the draft how far it got, for when it is put aside."""
    draft = reply.conversation.draft
    asked = question or preview.PREVIEW
    return reply.keep(draft=replace(draft, asked=asked)) if draft else reply
