"""Forgetting, taking back, and saying truly what is kept. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.intents import Intent
from bot.conversation.model import Command, Conversation, KeptCase, OpenCase
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.conversation.sayings import Saying
from bot.effects import AskToWithdraw, ClearAfter, DropDecoy, Forget, WithdrawCase
from bot.safeguarding.levels import Level

SURE = 0.7  # of the model, for a few words to be about deleting and not about a knife
ASKED = {"delete", "withdraw"}
WITHDRAW = Command("withdraw")


def is_asked_to_forget(moment: Moment) -> bool:
    """Whether this tells us to forget: a command or a tap. What is typed is asked after first."""
    said = moment.now.said
    return moment.button == "forget" or (isinstance(said, Command) and said.name in ASKED)


def is_deleting(moment: Moment) -> bool:
    """Whether a text reads like a wish to delete. A longer one tells of something."""
    is_sure = moment.now.understanding.confidence >= SURE
    return moment.hears(Saying.DELETE) or (
        is_sure and moment.is_short and moment.means(Intent.DELETE_DATA)
    )


def forget(moment: Moment) -> Reply:
    """Forget the draft and the conversation, take back what was sent, and say which happened.

    /withdraw leaves alone what was chosen for the chat: it asks for words back, not for that.
    """
    conversation = moment.conversation
    reply = Reply.to(moment).do(Forget())
    keeps_settings = moment.now.said == WITHDRAW
    if not keeps_settings:
        reply = reply.do(DropDecoy(), ClearAfter(None))
    if conversation.draft:
        reply = reply.say("withdrawn.draft" if keeps_settings else "forgotten.draft")
    if conversation.case:
        reply = _taken_back(reply, conversation.case)
    if conversation.kept_cases:
        reply = _asked_to_erase(reply, conversation.kept_cases)
    if not (conversation.draft or conversation.case or conversation.kept_cases):
        reply = reply.say("withdrawn.nothing" if keeps_settings else "forgotten.nothing")
    elif not (conversation.draft or keeps_settings):
        reply = reply.say("forgotten.settings")
    if conversation.concern.level >= Level.SERIOUS:
        reply = reply.say("still_here")
    return reply.keep(step=None, draft=None, said=(), declined=0, concern=Conversation().concern)


def take_back(moment: Moment) -> Reply:
    """Take back what was sent, and keep the rest of the conversation."""
    case, kept = moment.conversation.case, moment.conversation.kept_cases
    reply = Reply.to(moment).keep(step=None)
    if case:
        return _taken_back(reply, case)
    return _asked_to_erase(reply, kept) if kept else reply.say("case.gone")


def _taken_back(reply: Reply, case: OpenCase) -> Reply:
    """Erase what nobody opened; what staff have seen is theirs to decide on (standards A7).

    A message that is changed after this is no part of what staff have any more.
    """
    reply = reply.keep(sent=())
    if case.is_opened or case.is_claimed:
        return reply.do(AskToWithdraw(case.id)).say("withdrawn.asked", reference=case.reference)
    return reply.do(WithdrawCase(case.id)).say("withdrawn", reference=case.reference)


def _asked_to_erase(reply: Reply, kept: tuple[KeptCase, ...]) -> Reply:
    """What staff have closed is kept for a while: they are told that the person wants it gone."""
    reply = reply.do(*(AskToWithdraw(each.id) for each in kept))
    return reply.say("withdrawn.closed", reference=references(kept))


def references(kept: tuple[KeptCase, ...]) -> str:
    return ", ".join(each.reference for each in kept)


def privacy(moment: Moment) -> Reply:
    return Reply.to(moment).say("intent.privacy")


def more_privacy(moment: Moment) -> Reply:
    return Reply.to(moment).say("privacy.more")


def held(moment: Moment) -> Reply:
    """Say what is held, never what it says: somebody else may hold the phone (trap T22)."""
    reply = Reply.to(moment)
    case, kept = moment.conversation.case, moment.conversation.kept_cases
    if case:
        reply = reply.say("mydata.case", reference=case.reference)
    if kept:
        reply = reply.say("mydata.closed", reference=references(kept))
    if moment.conversation.draft:
        reply = reply.say("mydata.draft")
    return reply if reply.effects else reply.say("mydata.nothing")


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    "privacy": privacy,
    "privacy.more": more_privacy,
    "mydata": held,
    "case.take_back": take_back,
}
