"""What staff will see, and the choice to send it or not. Pure.

Only `send` passes anything on, and only what the preview showed (standards A6).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.casework import Agreement, NewCase, Told
from bot.consent import Purpose
from bot.conversation import wording
from bot.conversation.flows.talking.questions import button_for
from bot.conversation.model import Draft, Step, draft_of
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import OpenCase

FLOW = "talk"
PREVIEW = "preview"
WORDING = "ask.preview"
# What the person read when they agreed to each purpose.
AGREED_IN = {
    Purpose.PASSING_ON: WORDING,
    Purpose.REACHING: "ask.reach",
    Purpose.MESSAGING: "ask.message",
}
# The council's own ground for handling it: the yes of a person is not that (standards A1).
LAWFUL_BASIS = "public_task_safeguarding"
LONDON = ZoneInfo("Europe/London")


def show(reply: Reply) -> Reply:
    """Show every word that staff would see, and what sending it agrees to."""
    draft = reply.conversation.draft
    if draft is None:
        return reply.say("talk.gone")
    return reply.say_with(WORDING, _shown(reply, draft.told))


def _shown(reply: Reply, told: Told) -> dict[str, str]:
    content = reply.moment.content
    labels = content.buttons.labels
    not_said = content.message("preview.not_said").text
    may_message = "yes" if told.may_message else "no"
    return {
        "about": labels[button_for(told.about)] if told.about != "not_said" else not_said,
        "story": "\n".join(told.story) or not_said,
        "danger": labels[button_for(told.in_danger)] if told.in_danger != "not_said" else not_said,
        "age": labels[button_for(told.age_band)] if told.age_band != "not_said" else not_said,
        "wish": told.wish or not_said,
        "name": told.name or not_said,
        "word": told.code_word or not_said,
        "reach": content.message(f"preview.reach.{_reached(told)}", address=told.reach).text,
        "may_message": content.message(f"preview.message.{may_message}").text,
        "when": labels[button_for(told.safe_time)] if told.safe_time else not_said,
    }


def _reached(told: Told) -> str:
    if told.reach:
        return "other"
    return "yes" if told.agreed_to_reach else "no"


def send(moment: Moment) -> Reply:
    """Pass on what the preview showed, once, however often Send is tapped."""
    draft, case = moment.conversation.draft, moment.conversation.case
    reply = Reply.to(moment)
    of_draft = draft_of(moment.nonce)
    if case and of_draft in ("", case.draft_id):
        return reply.say("sent.already", reference=case.reference)
    closed = [kept for kept in moment.conversation.kept_cases if kept.draft_id == of_draft]
    if closed:
        return reply.say("case.closed", reference=closed[0].reference)
    if draft is None or not draft.has(moment.nonce):
        return reply.say("talk.gone")
    if moment.nonce != draft.nonce:
        return _show_changed(reply, draft)
    if draft.told.is_empty:
        return reply.say("preview.empty")
    sent = (*moment.conversation.sent, *filter(None, draft.sources))
    reply = reply.keep(draft=None, step=None, declined=0, sent=sent)
    reply = reply.do(OpenCase(_case(moment, draft), tuple(agreements(moment, draft.told))))
    # A person has one open case: what is sent beside it is joined to it, under its reference.
    return _receipt(reply, draft.told, case.reference if case else moment.now.fresh_reference)


def _show_changed(reply: Reply, draft: Draft) -> Reply:
    """Show the message as it is now, to whoever tapped Send under words that it has no more."""
    reply = reply.keep(step=Step(FLOW, PREVIEW), draft=replace(draft, asked=PREVIEW))
    return show(reply.say("preview.changed"))


def _case(moment: Moment, draft: Draft) -> NewCase:
    return NewCase(
        id=moment.now.fresh_id,
        reference=moment.now.fresh_reference,
        draft_id=draft.id,
        told=draft.told,
        level=draft.concern.level,
        signs=tuple(dict.fromkeys(hit.category for hit in draft.concern.hits)),
        opened_at=moment.now.at,
        reads_by=moment.now.staff_hours.reads_by,
    )


def agreements(moment: Moment, told: Told) -> Iterator[Agreement]:
    """Each agreement that the person gave, for itself: what was not agreed to has none."""
    yield agreement(moment, Purpose.PASSING_ON)
    if told.agreed_to_reach:
        yield agreement(moment, Purpose.REACHING)
    if told.may_message:
        yield agreement(moment, Purpose.MESSAGING)


def agreement(moment: Moment, purpose: Purpose, key: str = "") -> Agreement:
    """A yes to one purpose, given now to the words under `key`."""
    return Agreement(
        purpose=purpose,
        wording_key=key or AGREED_IN[purpose],
        wording_version=moment.content.words.version,
        agreed_at=moment.now.at,
        lawful_basis=LAWFUL_BASIS,
    )


def _receipt(reply: Reply, told: Told, reference: str) -> Reply:
    """Say truly what has happened so far, and what has not (standards C4, A16)."""
    now, content = reply.moment.now, reply.moment.content
    saved = "sent.open" if now.staff_hours.are_open else "sent.closed"
    time = f"{now.at.astimezone(LONDON):%H:%M}"
    by_when = wording.by_when(content, now.staff_hours.reads_by, now.at)
    reply = reply.say(saved, time=time, reference=reference, by_when=by_when)
    if told.reach:
        return reply.say("sent.message.other")
    return reply.say("sent.message.yes" if told.may_message else "sent.message.no")


def dont_send(moment: Moment) -> Reply:
    """Destroy the draft. Help still follows, and the offer is made at most once more (A5)."""
    if moment.conversation.draft is None:
        return Reply.to(moment).say("talk.gone")
    declined = moment.conversation.declined + 1
    reply = Reply.to(moment).keep(draft=None, step=None, declined=declined)
    return reply.say("declined" if declined == 1 else "declined.again")


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    "person.send": send,
    "person.dont_send": dont_send,
}
