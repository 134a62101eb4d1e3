"""Asking the questions one after another, and coming back to the one that waits. Pure."""

from bot.conversation.flows import preview
from bot.conversation.flows.questions import Question
from bot.conversation.model import Step
from bot.conversation.reply import Reply

FLOW = "talk"
CHANGE = "change"  # one answer is being changed: the preview comes next, not the next question
ASKING = {FLOW, CHANGE}
LIMITS = "limits"


def ask(reply: Reply, question: Question | None, flow: str = FLOW) -> Reply:
    """Ask a question; with none left, show what staff would see."""
    if question is None:
        return preview.show(reply.keep(step=Step(FLOW, preview.PREVIEW)))
    return reply.keep(step=Step(flow, question)).say(f"ask.{question}")


def is_at_preview(reply: Reply) -> bool:
    step = reply.conversation.step
    return step is not None and step.flow in ASKING and step.name == preview.PREVIEW


def go_on(reply: Reply) -> Reply:
    """Come back to the question that waits, if one does, after something else was said.

    What staff would see has not changed by that, so that it is not shown again.
    """
    step = reply.conversation.step
    if step is None or step.flow not in ASKING or reply.conversation.draft is None:
        return reply
    if is_at_preview(reply):
        is_typed = reply.moment.text and not reply.moment.button
        return reply.say("preview.not_added" if is_typed else "preview.waits")
    key = "ask.story.more" if reply.conversation.draft.told.story else "ask.story"
    return reply.say(key if step.name == Question.STORY else f"ask.{step.name}")


def come_back(reply: Reply) -> Reply:
    """Go on with a draft, also when it was put aside."""
    draft = reply.conversation.draft
    if is_at_preview(reply):
        return preview.show(reply)
    if reply.moment.is_in_one_of(ASKING):
        return go_on(reply)
    return ask(reply, None if draft and draft.told.story else Question.ABOUT)
