"""After sending: what is added to a case that waits, or said to staff who have it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.casework.promises import is_late
from bot.consent import Purpose
from bot.conversation import wording
from bot.conversation.content import CARD
from bot.conversation.flows import leaving
from bot.conversation.flows.cards import card_if_serious
from bot.conversation.flows.my_data import is_deleting, references
from bot.conversation.flows.talking.preview import agreement
from bot.conversation.intents import Intent
from bot.conversation.model import Edited, OpenCase, Step, Tap
from bot.conversation.moment import SAFE, Moment
from bot.conversation.reply import WITH_STAFF, Reply, is_card
from bot.conversation.sayings import Saying
from bot.effects import AddToCase, AllowMessages, Message, OwnUp, Say
from bot.safeguarding.levels import Level

FLOW = "add"
HAS_IT = "staff.has_it"
MAY_THEY = "staff.may_they"
ADD = "case.add"
# These tell nothing new, so that a late message is not brought up to whoever happens to write.
SMALL_TALK = {
    *(Intent.GREET, Intent.GOODBYE, Intent.THANKS, Intent.AFFIRM, Intent.DENY),
    *(Intent.ABOUT_BOT, Intent.LANGUAGE, Intent.INSULT, Intent.OUT_OF_SCOPE),
}
SHORTEST_NEWS = 3  # words: what is no longer, and is not understood, is taken for small talk
REMEMBERED = 50  # messages that staff have, as far as they are known one by one
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
    return reply if is_told else reply.say(HAS_IT)


def hand_over(reply: Reply, case: OpenCase) -> Reply:
    """Add what was typed to the case that staff have."""
    moment = reply.moment
    is_edit = isinstance(moment.now.said, Edited)
    return _noted(reply.do(AddToCase(case.id, moment.text, is_edit=is_edit)))


def _noted(reply: Reply) -> Reply:
    """Remember which message it was that staff have now, for when the person changes it."""
    message_id, sent = reply.moment.now.message_id, reply.conversation.sent
    is_new = bool(message_id) and message_id not in sent
    return reply.keep(sent=(*sent, message_id)[-REMEMBERED:]) if is_new else reply


def leads_away(moment: Moment) -> bool:
    """Whether a tap would start something else while staff have the case: a tap is no way out."""
    if not (moment.conversation.is_with_staff and moment.button):
        return False
    stays = {*WITH_STAFF, *leaving.TAPPED, SAFE}
    return isinstance(moment.now.said, Tap) and moment.button not in stays


def stay(moment: Moment) -> Reply:
    """Say once that staff have it; to one more tap nothing is said at all."""
    reply = Reply.to(moment)
    is_told = moment.conversation.said[-1:] == (HAS_IT,)
    return reply if is_told else reply.say(HAS_IT)


def status(reply: Reply) -> Reply | None:
    """Say truly how far what was sent has got; None where nothing was sent."""
    case, kept = reply.moment.conversation.case, reply.moment.conversation.kept_cases
    if case is None:
        return reply.say("case.closed", reference=references(kept)) if kept else None
    content, at = reply.moment.content, reply.moment.now.at
    if case.is_claimed:
        return reply.say(HAS_IT)
    if _is_late(reply.moment):
        return _late(reply, case)
    if case.is_opened and case.reads_by:  # what was sent beside it is owed a reading of its own
        by_when = wording.by_when(content, case.reads_by, at)
        seen, reference = _seen(reply, case), case.reference
        return reply.say("case.opened.more", reference=reference, seen=seen, by_when=by_when)
    if case.is_opened:
        return reply.say("case.opened", reference=case.reference, seen=_seen(reply, case))
    by_when = wording.by_when(content, case.reads_by, at)
    return reply.say("case.waiting", reference=case.reference, by_when=by_when)


def _seen(reply: Reply, case: OpenCase) -> str:
    return wording.seen(reply.moment.content, case.opened_at, reply.moment.now.at)


def _is_late(moment: Moment) -> bool:
    """Whether nobody has read what the person sent by when we said."""
    case = moment.waiting_case
    return case is not None and is_late(case.reads_by, moment.now.at)


def _late(reply: Reply, case: OpenCase, key: str = "case.late") -> Reply:
    """Own up to it, and name who else can help."""
    by_when = wording.by_when(reply.moment.content, case.reads_by, reply.moment.now.at)
    if case.is_opened:
        seen, reference = _seen(reply, case), case.reference
        reply = reply.say("case.late.more", reference=reference, seen=seen, by_when=by_when)
    else:
        reply = reply.say(key, reference=case.reference, by_when=by_when)
    return reply if case.has_owned_up else reply.do(OwnUp(case.id))


def own_up(reply: Reply) -> Reply:
    """Say what somebody whose message waits might not know: that it was not read, or is late."""
    return _late_unasked(_adding_first(_not_seen(reply)))


def _adding_first(reply: Reply) -> Reply:
    """Put the way to add to what waits on top: what is typed then may well belong to it."""
    moment = reply.moment
    if not moment.waiting_case or not moment.text or moment.button or reply.conversation.step:
        return reply
    return reply.change_last(lambda message: _with_adding_first(message, moment))


def _with_adding_first(message: Message, moment: Moment) -> Message:
    add = moment.content.buttons.make(ADD)
    is_add = {each for row in message.buttons for each in row if each.label == add.label}
    if not is_add:
        return message
    others = (tuple(each for each in row if each not in is_add) for row in message.buttons)
    return replace(message, buttons=((add,), *filter(None, others)))


def _late_unasked(reply: Reply) -> Reply:
    """Own up once to being late, with the next answer that leaves room for it."""
    moment, case = reply.moment, reply.moment.waiting_case
    if case is None or case.has_owned_up or not _is_late(moment) or not _has_to_do_with_it(reply):
        return reply
    said = [each for each in reply.effects if isinstance(each, Say)]
    is_alone = all(isinstance(each, Say | AddToCase) for each in reply.effects)
    # A safety card stands alone, and so does the way out.
    if not said or not is_alone or moment.conversation.is_decoyed or any(map(is_card, said)):
        return reply
    # Whoever holds the phone may not be who wrote, where staff were not let write here.
    return _late(reply, case, "case.late" if case.may_message else "case.late.brief")


def _has_to_do_with_it(reply: Reply) -> bool:
    """Whether what the person did is about their message, or tells or asks something of weight."""
    moment = reply.moment
    if moment.button:
        return moment.button.startswith("case.") or moment.button == "talk_to_person"
    is_added = any(isinstance(each, AddToCase) for each in reply.effects)
    return is_added or (bool(moment.text) and not _is_small_talk(moment))


def _is_small_talk(moment: Moment) -> bool:
    """Whether a text is a greeting or the like, or was not understood while it is but short."""
    heard = moment.now.understanding
    if heard.is_confident:
        return heard.intent in SMALL_TALK
    return len(moment.text.split()) <= SHORTEST_NEWS


def _not_seen(reply: Reply) -> Reply:
    """Say that staff did not get a text, to somebody who might think that they did."""
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
        return Reply.to(moment).say(HAS_IT)
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
    reply = _noted(reply.keep(step=None).do(AddToCase(case.id, reply.moment.text)))
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
    given = agreement(moment, Purpose.MESSAGING, MAY_THEY) if is_yes else None
    reply = reply.do(AllowMessages(case.id, allowed=is_yes, agreement=given))
    return reply.say("staff.may" if is_yes else "staff.may_not")


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    ADD: add,
    "case.leave": leave_as_it_is,
    "case.may": may_write,
    "case.may_not": may_write,
}
