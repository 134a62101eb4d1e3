"""Forgetting, taking back, and saying truly what is kept. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.intents import Intent
from bot.conversation.model import Command, Conversation, OpenCase
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import AskToWithdraw, Forget, WithdrawCase
from bot.safeguarding.levels import Level

ASKED = {"delete", "withdraw"}


def is_asked_to_forget(moment: Moment) -> bool:
    """Whether this asks us to forget."""
    said, conversation = moment.now.said, moment.conversation
    if isinstance(said, Command):
        return said.name in ASKED
    # Text meant for staff may only speak of deleting something: there it is asked after first.
    is_for_staff = conversation.is_with_staff or conversation.step is not None
    return moment.button == "forget" or (is_deleting(moment) and not is_for_staff)


def is_deleting(moment: Moment) -> bool:
    """Whether a text reads like an order to delete. A longer one tells of something."""
    return moment.is_short and moment.means(Intent.DELETE_DATA)


def forget(moment: Moment) -> Reply:
    """Forget the draft and the conversation, take back what was sent, and say which happened."""
    conversation = moment.conversation
    reply = Reply.to(moment).do(Forget())
    if conversation.draft:
        reply = reply.say("forgotten.draft")
    if conversation.case:
        reply = _taken_back(reply, conversation.case)
    if not conversation.draft and not conversation.case:
        reply = reply.say("forgotten.nothing")
    if conversation.concern.level >= Level.SERIOUS:
        reply = reply.say("still_here")
    return reply.keep(step=None, draft=None, said=(), declined=0, concern=Conversation().concern)


def take_back(moment: Moment) -> Reply:
    """Take back what was sent, and keep the rest of the conversation."""
    case = moment.conversation.case
    reply = Reply.to(moment).keep(step=None)
    return _taken_back(reply, case) if case else reply.say("case.gone")


def _taken_back(reply: Reply, case: OpenCase) -> Reply:
    """Erase what nobody opened; what staff have seen is theirs to decide on (standards A7)."""
    if case.is_opened or case.is_claimed:
        return reply.do(AskToWithdraw(case.id)).say("withdrawn.asked", reference=case.reference)
    return reply.do(WithdrawCase(case.id)).say("withdrawn", reference=case.reference)


def privacy(moment: Moment) -> Reply:
    return Reply.to(moment).say("intent.privacy")


def more_privacy(moment: Moment) -> Reply:
    return Reply.to(moment).say("privacy.more")


def held(moment: Moment) -> Reply:
    """Say what is held, never what it says: somebody else may hold the phone (trap T22)."""
    reply = Reply.to(moment)
    case = moment.conversation.case
    if case:
        reply = reply.say("mydata.case", reference=case.reference)
    if moment.conversation.draft:
        reply = reply.say("mydata.draft")
    return reply if reply.effects else reply.say("mydata.nothing")


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    "privacy": privacy,
    "privacy.more": more_privacy,
    "mydata": held,
    "case.take_back": take_back,
}
