"""What is answered by its very words: trained meanings do not tell these apart. Pure."""

from collections.abc import Callable

from bot.conversation.flows import cards, language, my_data, services
from bot.conversation.flows.talking import with_staff
from bot.conversation.intents import Intent
from bot.conversation.reply import Reply
from bot.conversation.sayings import Saying
from bot.safeguarding.levels import Level

# Where something grave is said, the safety card and what was meant go before these.
ANSWERS = {
    Saying.OTHERS_WORDS: "others_words",
    Saying.SECTION_60: "rights.section_60",
    Saying.ARRESTED: "rights.arrested",
    Saying.FOOD: "food",
    Saying.DID_WRONG: "did_wrong",
    Saying.IS_POLICE: "gangs.police",
    Saying.HELP: "help.asked",
}


def answer(reply: Reply) -> Reply | None:
    """Answer what was said in so many words; None where it was nothing of the kind."""
    return next((answered for each in ORDER if (answered := each(reply)) is not None), None)


def _waved_away(reply: Reply) -> Reply | None:
    """A joke after something grave may not be one: the ways to help stay (standards B11)."""
    moment = reply.moment
    if moment.hears(Saying.WAVED_AWAY) and moment.is_after_something_grave:
        return reply.say("still_here")
    return None


def _not_safe(reply: Reply) -> Reply | None:
    """Not to feel safe, said alone, is about the person and not about an area."""
    moment = reply.moment
    is_alone = moment.is_short and not moment.hears(Saying.AT_HOME) and not _has_more(reply)
    if moment.hears(Saying.NOT_SAFE) and is_alone:
        return reply if reply.effects else cards.card_unasked(reply)
    return None


def _has_more(reply: Reply) -> bool:
    heard = reply.moment.now.understanding
    return heard.is_confident and heard.intent not in {Intent.AREA_SAFETY, Intent.OUT_OF_SCOPE}


def _after_sending(reply: Reply) -> Reply | None:
    moment = reply.moment
    if moment.hears(Saying.NEWS):
        return with_staff.status(reply)
    if moment.hears(Saying.DONT_SEND) and moment.waiting_case:
        return reply.say("case.sent", reference=moment.waiting_case.reference)
    return None


def _named_alone(reply: Reply) -> Reply | None:
    """The bare name of a service asks for that service, whatever its words might mean."""
    matches = services.named_alone(reply.moment)
    return services.answer(reply, matches) if matches else None


def _deleting(reply: Reply) -> Reply | None:
    return reply.say("forget.ask") if my_data.is_deleting(reply.moment) else None


def _plain(reply: Reply) -> Reply | None:
    moment = reply.moment
    if moment.now.concern.level >= Level.SERIOUS:
        return None
    key = next((key for saying, key in ANSWERS.items() if moment.hears(saying)), None)
    return reply.answer(key) if key else None


def _another_language(reply: Reply) -> Reply | None:
    """Own up to knowing English alone, rather than guess what was meant (standards T14)."""
    moment = reply.moment
    if moment.content.sayings.is_in_another_language(moment.text):
        return language.offer(reply)
    return None


ORDER: tuple[Callable[[Reply], Reply | None], ...] = (
    _waved_away,
    _after_sending,
    _named_alone,
    _deleting,
    _not_safe,
    _plain,
    _another_language,
)
