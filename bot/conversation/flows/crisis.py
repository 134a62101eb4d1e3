"""Danger first: the safety card, before and whatever else happens. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import language
from bot.conversation.flows.cards import card as card
from bot.conversation.flows.cards import card_asked_for, card_if_serious, with_card
from bot.conversation.flows.talking.asking import go_on, is_at_preview
from bot.conversation.flows.talking.telling import keep_if_asked_for
from bot.conversation.flows.talking.with_staff import FLOW as ADDING
from bot.conversation.flows.talking.with_staff import added, hand_over
from bot.conversation.moment import DANGER, SAFE, Moment
from bot.conversation.reply import Reply
from bot.conversation.sayings import Saying
from bot.safeguarding.levels import Category, Concern, Level

DANGER_NOW = Concern(Level.IMMEDIATE)
# Cards that are asked for in so many words, at any point.
CARDS = {Saying.SILENT_CALL: "silent_999", Saying.CANNOT_CALL: "cannot_call"}


def is_called_for(moment: Moment) -> bool:
    return moment.now.concern.is_urgent or moment.button == DANGER or _is_still_not_safe(moment)


def _is_still_not_safe(moment: Moment) -> bool:
    """Whether somebody who told of something grave says that they do not feel safe."""
    is_said = moment.hears(Saying.NOT_SAFE) or moment.hears(Saying.UNSAFE_SOMEWHERE)
    return moment.is_short and is_said and moment.is_after_something_grave


def respond(moment: Moment) -> Reply:
    """Give the card before anything else; what was typed still reaches who it was meant for."""
    concern = moment.now.concern
    reply = with_card(Reply.to(moment), concern if concern.is_urgent else DANGER_NOW)
    if moment.content.sayings.is_plainly_foreign(moment.text):
        reply = language.offer(reply)
    is_asking = concern.category is Category.SUICIDE and concern.level is not Level.IMMEDIATE
    # The card asks straight out about suicide: one question is enough (B10, B11).
    return _passed_on(reply, goes_on=not is_asking)


def _passed_on(reply: Reply, *, goes_on: bool = True) -> Reply:
    """Bring what was typed where it belongs: to staff, or into the draft that asks for it."""
    moment, case = reply.moment, reply.moment.conversation.case
    if moment.conversation.is_with_staff and case:
        return hand_over(reply.add("staff.gets_it"), case) if moment.text else reply
    if case and moment.is_in_one_of({ADDING}) and moment.text and not moment.button:
        return added(reply, case)
    reply = keep_if_asked_for(reply)
    if goes_on:
        return go_on(reply)
    is_lost = is_at_preview(reply) and moment.text and not moment.button
    return reply.add("preview.not_added") if is_lost else reply


def asks_for_a_card(moment: Moment) -> bool:
    """Whether a card is asked for by another card's button, or by saying what it is for."""
    said = (*CARDS, Saying.TEXT_999)
    return moment.button in moment.content.signposts.cards or (
        not moment.button and any(map(moment.hears, said))
    )


def other_card(moment: Moment) -> Reply:
    """Show the other card. Each answer about suicide leaves the ways to help in sight."""
    reply = card_if_serious(Reply.to(moment))
    key = moment.button or next((CARDS[each] for each in CARDS if moment.hears(each)), "")
    by_text = not moment.button and moment.hears(Saying.TEXT_999)
    return _passed_on(reply.say("text_999") if by_text else card_asked_for(reply, key))


def is_safe(moment: Moment) -> Reply:
    """Somebody is safe for now: gladness, and one next step."""
    return _passed_on(Reply.to(moment).say(SAFE))


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {SAFE: is_safe}
