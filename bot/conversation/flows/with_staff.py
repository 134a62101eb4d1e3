"""After sending: what is added to a case that waits, or said to staff who have it. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows.my_data import is_deleting
from bot.conversation.model import Edited, Step
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import AddToCase

FLOW = "add"


def pass_on(moment: Moment) -> Reply:
    """Hand what is typed to the staff who have the case. The bot itself stays silent."""
    case = moment.conversation.case
    reply = Reply.to(moment).keep(step=None)
    if case is None or not moment.text:
        return reply
    is_edit = isinstance(moment.now.said, Edited)
    reply = reply.do(AddToCase(case.id, moment.text, is_edit=is_edit))
    return reply.say("forget.ask") if is_deleting(moment) else reply


def add(moment: Moment) -> Reply:
    """Open the way to say more about what was sent: the next text is added to it."""
    if moment.conversation.is_with_staff:
        return Reply.to(moment).say("staff.has_it")
    if moment.conversation.case is None:
        return Reply.to(moment).say("stale")
    return Reply.to(moment).keep(step=Step(FLOW, "more")).say("ask.more")


def resume(moment: Moment) -> Reply:
    case = moment.conversation.case
    reply = Reply.to(moment).keep(step=None)
    if case is None:
        return reply.say("case.gone")
    reply = reply.do(AddToCase(case.id, moment.text))
    return reply.say("case.added", reference=case.reference)


def leave_as_it_is(moment: Moment) -> Reply:
    return Reply.to(moment).keep(step=None).say("case.left")


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    "case.add": add,
    "case.leave": leave_as_it_is,
}
