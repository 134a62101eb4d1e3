"""After sending: what is added to a case that waits, or said to staff who have it. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.content import CARD
from bot.conversation.flows.cards import card_if_serious
from bot.conversation.flows.my_data import is_deleting, references
from bot.conversation.intents import Intent
from bot.conversation.model import Edited, OpenCase, Step
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.conversation.sayings import Saying
from bot.effects import AddToCase, AllowMessages, Say
from bot.safeguarding.levels import Level

FLOW = "add"
MAY_THEY = "staff.may_they"
# Who hears these may well think that a person has read what led to them.
SEEM_TO_BE_READ = {"still_here", "still_here.unsure", "not_understood", "intent.out_of_scope"}


def pass_on(moment: Moment) -> Reply:
    """Hand what is typed to the staff who have the case.

    The bot says once that it does so, and is silent from then on.
    """
    case = moment.conversation.case
    reply = Reply.to(moment).keep(step=None)
    if case is None or not moment.text:
        return reply
    reply = hand_over(reply, case)
    if is_deleting(moment):
        return reply.say("forget.ask")
    if not case.may_message and MAY_THEY not in moment.conversation.said:
        # Asked rather than taken for granted because the person wrote: an answer may come hours
        # later, when somebody else has the phone.
        return reply.say(MAY_THEY)
    is_told = case.is_in_touch and not moment.hears(Saying.NEWS)
    return reply if is_told else reply.say("staff.has_it")


def hand_over(reply: Reply, case: OpenCase) -> Reply:
    """Add what was typed to the case that staff have."""
    moment = reply.moment
    is_edit = isinstance(moment.now.said, Edited)
    return reply.do(AddToCase(case.id, moment.text, is_edit=is_edit))


def status(reply: Reply) -> Reply | None:
    """Say truly how far what was sent has got; None where nothing was sent."""
    case, kept = reply.moment.conversation.case, reply.moment.conversation.kept_cases
    if case:
        return reply.say(_standing(case), reference=case.reference)
    return reply.say("case.closed", reference=references(kept)) if kept else None


def _standing(case: OpenCase) -> str:
    if case.is_claimed:
        return "staff.has_it"
    return "case.opened" if case.is_opened else "case.waiting"


def own_up(reply: Reply) -> Reply:
    """Say that staff did not get a text, to somebody whose message waits and might think so."""
    moment = reply.moment
    last = reply.effects[-1] if reply.effects else None
    if not moment.waiting_case or not moment.text or not isinstance(last, Say):
        return reply
    if reply.conversation.step or any(not isinstance(each, Say) for each in reply.effects):
        return reply
    key = last.message.key
    is_grave = moment.now.concern.level >= Level.SERIOUS
    if is_grave or key.startswith(CARD) or key in SEEM_TO_BE_READ:
        return reply.add("case.not_seen")
    return reply


def add(moment: Moment) -> Reply:
    """Open the way to say more about what was sent: the next text is added to it."""
    if moment.conversation.is_with_staff:
        return Reply.to(moment).say("staff.has_it")
    if moment.conversation.case is None:
        return Reply.to(moment).say("stale")
    return Reply.to(moment).keep(step=Step(FLOW, "more")).say("ask.more")


def resume(moment: Moment) -> Reply:
    """Add what was asked for, but for what is plainly meant for the bot."""
    case = moment.conversation.case
    if case is None:
        return Reply.to(moment).keep(step=None).say("case.gone")
    if is_deleting(moment):
        return Reply.to(moment).say("forget.ask")
    if moment.is_short and moment.means(Intent.PRIVACY):
        return Reply.to(moment).say("intent.privacy").say("ask.more")
    return added(card_if_serious(Reply.to(moment)), case)


def added(reply: Reply, case: OpenCase) -> Reply:
    """Add what was typed to the case that waits, as it was asked for."""
    reply = reply.keep(step=None).do(AddToCase(case.id, reply.moment.text))
    return reply.say("case.added", reference=case.reference)


def leave_as_it_is(moment: Moment) -> Reply:
    return Reply.to(moment).keep(step=None).say("case.left")


def may_write(moment: Moment) -> Reply:
    """Keep the person's answer to whether staff may write to them here."""
    case, reply = moment.conversation.case, Reply.to(moment)
    if case is None:
        return reply.say("case.gone")
    is_yes = moment.button == "case.may"
    reply = hand_over(reply, case) if moment.text else reply
    reply = reply.do(AllowMessages(case.id, allowed=is_yes))
    return reply.say("staff.may" if is_yes else "staff.may_not")


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    "case.add": add,
    "case.leave": leave_as_it_is,
    "case.may": may_write,
    "case.may_not": may_write,
}
