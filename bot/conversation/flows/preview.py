"""What staff will see, and the choice to send it or not. Pure.

Only `send` passes anything on, and only what the preview showed (standards A6).
"""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from bot.casework import Agreement, NewCase, Told
from bot.consent import Purpose
from bot.conversation.flows.questions import button_for
from bot.conversation.model import Draft
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import OpenCase

PREVIEW = "preview"
WORDING = "ask.preview"
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
    return {
        "about": labels[button_for(told.about)] if told.about != "not_said" else not_said,
        "story": "\n".join(told.story),
        "age": labels[button_for(told.age_band)] if told.age_band != "not_said" else not_said,
        "wish": told.wish or not_said,
        "name": told.name or not_said,
        "reach": content.message(f"preview.reach.{_yes_no(told)}").text,
        "may_message": content.message(f"preview.message.{_yes_no(told)}").text,
        "when": labels[button_for(told.safe_time)] if told.safe_time else not_said,
    }


def _yes_no(told: Told) -> str:
    return "yes" if told.may_message else "no"


def send(moment: Moment) -> Reply:
    """Pass on what the preview showed, once, however often Send is tapped."""
    draft, case = moment.conversation.draft, moment.conversation.case
    reply = Reply.to(moment)
    if case and moment.nonce in ("", case.draft_id):
        return reply.say("sent.already", reference=case.reference)
    closed = [kept for kept in moment.conversation.kept_cases if kept.draft_id == moment.nonce]
    if closed:
        return reply.say("case.closed", reference=closed[0].reference)
    if draft is None or moment.nonce != draft.id or not draft.told.story:
        return reply.say("talk.gone")
    reply = reply.keep(draft=None, step=None, declined=0)
    reply = reply.do(OpenCase(_case(moment, draft), _agreement(moment)))
    # A person has one open case: what is sent beside it is joined to it, under its reference.
    return _receipt(reply, draft.told, case.reference if case else moment.now.fresh_reference)


def _case(moment: Moment, draft: Draft) -> NewCase:
    return NewCase(
        id=moment.now.fresh_id,
        reference=moment.now.fresh_reference,
        draft_id=draft.id,
        told=draft.told,
        level=draft.concern.level,
        signs=tuple(hit.category for hit in draft.concern.hits),
        opened_at=moment.now.at,
    )


def _agreement(moment: Moment) -> Agreement:
    return Agreement(
        purpose=Purpose.PASSING_ON,
        wording_key=WORDING,
        wording_version=moment.content.words.version,
        agreed_at=moment.now.at,
        lawful_basis=LAWFUL_BASIS,
    )


def _receipt(reply: Reply, told: Told, reference: str) -> Reply:
    """Say truly what has happened so far, and what has not (standards C4, A16)."""
    now = reply.moment.now
    saved = "sent.open" if now.staff_hours.are_open else "sent.closed"
    time = f"{now.at.astimezone(LONDON):%H:%M}"
    reply = reply.say(saved, time=time, reference=reference)
    return reply.say(f"sent.message.{_yes_no(told)}")


def dont_send(moment: Moment) -> Reply:
    """Destroy the draft. Help still follows, and the offer is made at most once more (A5)."""
    if moment.conversation.draft is None:
        return Reply.to(moment).say("talk.gone")
    declined = moment.conversation.declined + 1
    reply = Reply.to(moment).keep(draft=None, step=None, declined=declined)
    return reply.say("declined" if declined == 1 else "declined.again")


def edit(moment: Moment) -> Reply:
    """Offer the answers that can be changed."""
    draft = moment.conversation.draft
    is_this = draft is not None and moment.nonce == draft.id
    return Reply.to(moment).say("talk.edit" if is_this else "talk.gone")


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    "person.send": send,
    "person.edit": edit,
    "person.dont_send": dont_send,
}
