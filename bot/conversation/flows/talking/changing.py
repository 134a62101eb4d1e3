"""Changing what staff would see, line by line, before it is sent. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.casework import Told
from bot.conversation.flows.talking.asking import CHANGE, ask
from bot.conversation.flows.talking.order import is_asked
from bot.conversation.flows.talking.questions import Question, is_answered, without
from bot.conversation.model import Draft, Step
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply, gravest
from bot.conversation.words import Layout
from bot.safeguarding.levels import Concern

EDIT, PUT_IN = "talk.edit", "talk.put_in"
LINES = tuple(question for question in Question if question is not Question.ADDRESS)
CHANGED = {f"edit.{question}": question for question in LINES}
REMOVED = {f"remove.{question}": question for question in LINES}


def edit(moment: Moment) -> Reply:
    """List the lines that the message has, or those that it has not, with what can be done."""
    draft = _this_draft(moment)
    if draft is None:
        return Reply.to(moment).say("talk.gone")
    has_none = not any(_has(draft.told, question) for question in LINES)
    screen = PUT_IN if moment.button == "edit.put_in" or has_none else EDIT
    rows = _rows(moment.content.words.entries[screen].rows, draft.told, put_in=screen == PUT_IN)
    return Reply.to(moment).say_with(screen, {}, rows=rows)


def _has(told: Told, question: Question) -> bool:
    return is_asked(question, told) and is_answered(told, question)


def _rows(rows: Layout, told: Told, *, put_in: bool) -> Layout:
    """The rows less what there is nothing of to change, or to put in."""
    kept = (tuple(each for each in row if _is_there(each, told, put_in=put_in)) for row in rows)
    return tuple(filter(None, kept))


def _is_there(button: str, told: Told, *, put_in: bool) -> bool:
    question = CHANGED.get(button) or REMOVED.get(button)
    if question:
        return is_asked(question, told) and is_answered(told, question) is not put_in
    if button == "edit.put_in":
        return any(is_asked(each, told) and not is_answered(told, each) for each in LINES)
    return button != "edit.more" or bool(told.story)


def change(moment: Moment) -> Reply:
    """Ask one question anew, from the preview. A story is told anew, not added to."""
    draft, reply = _this_draft(moment), Reply.to(moment)
    if draft is None:
        return reply.say("talk.gone")
    question = CHANGED[moment.button]
    if question is Question.STORY:
        reply = reply.keep(draft=less(draft, Question.STORY))
    return ask(reply, question, CHANGE)


def remove(moment: Moment) -> Reply:
    """Take one line out, with all that was heard in it, and show what is left."""
    draft, reply = _this_draft(moment), Reply.to(moment)
    if draft is None:
        return reply.say("talk.gone")
    return ask(reply.keep(draft=less(draft, REMOVED[moment.button])), None)


def less(draft: Draft, question: Question) -> Draft:
    """The draft without one answer, and without what was heard in it."""
    told = without(draft.told, question)
    sources = () if question is Question.STORY else draft.sources
    if question is Question.REACH:  # what was heard in a number goes with it
        draft = draft.hears(Question.ADDRESS, Concern.none())
    return replace(draft, told=told, sources=sources).hears(question, Concern.none())


def add_to_story(moment: Moment) -> Reply:
    """Open the story again, from the preview, for more of it."""
    if _this_draft(moment) is None:
        return Reply.to(moment).say("talk.gone")
    return Reply.to(moment).keep(step=Step(CHANGE, Question.STORY)).say("ask.story.add")


def rewrite(reply: Reply) -> Reply | None:
    """Change the part of the story whose message the person changed; None where it is no part.

    What was heard in that part before stays heard: the old words cannot be weighed any more.
    """
    draft, moment = reply.conversation.draft, reply.moment
    if draft is None or not moment.now.message_id or moment.now.message_id not in draft.sources:
        return None
    place = draft.sources.index(moment.now.message_id)
    story = (*draft.told.story[:place], moment.text, *draft.told.story[place + 1 :])
    told = replace(draft.told, story=story)
    return reply.keep(draft=heard(replace(draft, told=told), Question.STORY, moment))


def heard(draft: Draft, question: Question, moment: Moment) -> Draft:
    """Add what was heard just now to what was heard in this answer."""
    before = dict(draft.heard).get(question, Concern.none())
    return draft.hears(question, gravest(before, moment.now.concern))


def _this_draft(moment: Moment) -> Draft | None:
    """The draft, where the button that was tapped belongs to it."""
    draft = moment.conversation.draft
    return draft if draft is not None and draft.has(moment.nonce) else None


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    **dict.fromkeys(("person.edit", "edit.put_in"), edit),
    **dict.fromkeys(CHANGED, change),
    **dict.fromkeys(REMOVED, remove),
    "edit.more": add_to_story,
}
