"""What is said to each thing a person can mean. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import (
    home,
    language,
    my_data,
    not_understood,
    said,
    services,
    welcome,
)
from bot.conversation.flows.aside import set_aside
from bot.conversation.flows.cards import card_if_serious
from bot.conversation.flows.crime import other_places, responsible
from bot.conversation.flows.exploitation import nearest
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.conversation.sayings import Saying
from bot.safeguarding.levels import DONE_TO_SOMEBODY, Category, Level
from directory.model import Problem
from directory.terms import ProblemKind

Flow = Callable[[Moment], Reply]

TOPIC = "topic."
NOT_SAFE_THERE = 0.8  # of the model, for fear of a place to be just that
SURE = 0.5  # of the model, for a few words to lead away from what is being talked about
# After a grave message these might wave it away: they do not (standards B11).
MIGHT_WAVE_AWAY = {Intent.DENY, Intent.GOODBYE, Intent.THANKS, Intent.AFFIRM, Intent.GREET}
# Their answers say that it was not the person's fault.
TO_WHO_WAS_HARMED = {
    Intent.DOMESTIC_ABUSE,
    Intent.ABUSE_AT_HOME,
    Intent.SEXUAL_VIOLENCE,
    Intent.HONOUR_ABUSE,
    Intent.STALKING,
    Intent.ONLINE_HARM,
    Intent.HATE_CRIME,
    Intent.VICTIM_SUPPORT,
    Intent.GANG_EXIT,
    Intent.COUNTY_LINES,
    Intent.SUICIDE_SELF_HARM,
}
START: Mapping[Intent, Flow] = {
    Intent.GREET: welcome.greet,
    Intent.OUT_OF_SCOPE: not_understood.respond,
    Intent.PRIVACY: my_data.privacy,
    Intent.LANGUAGE: language.ask,
}


def respond(moment: Moment) -> Reply:
    """Answer a text by its very words or by what it means, or own up to not understanding it."""
    reply = Reply.to(moment) if _is_more_of_it(moment) else card_if_serious(Reply.to(moment))
    return said.answer(reply) or _by_name_or_meaning(reply, _meant(moment))


def _is_more_of_it(moment: Moment) -> bool:
    """Whether the model alone hears something grave, cannot say what, and a card was given."""
    now = moment.now.concern
    is_new = now.in_words.level >= Level.SERIOUS or now.category is not None
    return moment.is_after_something_grave and not is_new


def _meant(moment: Moment) -> Intent | None:
    """What was meant, where that is sure enough and nothing heard speaks against it."""
    heard = moment.now.understanding
    if not heard.is_confident or _only_seems_so(moment):
        return None
    if heard.intent is Intent.AREA_SAFETY and _is_unsafe_at_home(moment):
        return Intent.ABUSE_AT_HOME
    if heard.intent in TO_WHO_WAS_HARMED and _has_done_harm(moment):
        return Intent.OWN_BEHAVIOUR
    return heard.intent


def _only_seems_so(moment: Moment) -> bool:
    """Whether a few words within a conversation would start another one, on the model's guess.

    "He's 15" after a knife was found is no new disclosure, and "it's my fault" after one is no
    confession: better to ask than to answer somebody else's trouble.
    """
    heard, now = moment.now.understanding, moment.now.concern
    if now.in_words.level >= Level.SERIOUS:
        return False
    if heard.intent is Intent.OWN_BEHAVIOUR:
        return moment.conversation.concern.category in DONE_TO_SOMEBODY
    is_guess = heard.confidence < SURE and heard.intent in TO_WHO_WAS_HARMED
    return is_guess and moment.is_short and bool(moment.conversation.trail)


def _is_unsafe_at_home(moment: Moment) -> bool:
    is_unsafe = moment.hears(Saying.NOT_SAFE) or moment.hears(Saying.UNSAFE_SOMEWHERE)
    return is_unsafe and moment.hears(Saying.AT_HOME)


def _has_done_harm(moment: Moment) -> bool:
    """Whether the person speaks of harm that they do: now, or just before with nothing new now."""
    now, before = moment.now.concern.category, moment.conversation.concern.category
    return Category.OWN_BEHAVIOUR in (now, None if now else before)


def _by_name_or_meaning(reply: Reply, intent: Intent | None) -> Reply:
    """Whoever tells something and asks for a service's number as well gets both."""
    moment = reply.moment
    named = services.named(moment)
    has_ended = any(match.service.has_ended for match in named)
    if named and (intent in (None, Intent.FIND_SERVICE) or has_ended):
        return services.answer(reply, named)
    answered = _by_meaning(reply, intent)
    return services.answer(answered, named[:1]) if moment.hears(Saying.CONTACT) else answered


def _by_meaning(reply: Reply, intent: Intent | None) -> Reply:
    moment = reply.moment
    problem = responsible.found(moment)
    if problem and _may_be_said(problem, moment) and _asks_who(moment, intent):
        return responsible.answer(reply, problem)
    if intent is None or intent is Intent.OUT_OF_SCOPE:
        is_grave = moment.now.concern.level >= Level.SERIOUS
        return reply.say("serious.next") if is_grave else not_understood.respond(moment)
    if intent in MIGHT_WAVE_AWAY and moment.is_after_something_grave:
        return reply.say("still_here")
    if intent in START and not reply.effects:
        return START[intent](moment)
    told = about(reply, intent)
    if intent in other_places.FOR_A_COUNCIL:
        told = other_places.minded(told)
    if intent is Intent.CRIME_OR_ASB and not reply.effects:
        return responsible.ask_of_anything(told)
    return told


def _asks_who(moment: Moment, intent: Intent | None) -> bool:
    """Whether a meaning leaves it to the directory's problems to say more closely what it is."""
    if intent is Intent.OUT_OF_SCOPE:
        return moment.hears(Saying.STOLEN)  # the model takes a stolen bike for lost property
    if intent is Intent.AREA_SAFETY and moment.now.understanding.confidence >= NOT_SAFE_THERE:
        return False
    return intent is None or intent in responsible.ASKS_WHO - nearest.NEAREST.keys()


def _may_be_said(problem: Problem, moment: Moment) -> bool:
    """That something is no crime is not said to somebody who is in danger (trap T13)."""
    is_grave = moment.now.concern.level >= Level.SERIOUS
    return not is_grave or problem.kind is ProblemKind.CRIME


def about(reply: Reply, intent: Intent) -> Reply:
    """Give the answer to an intent, with the services that suit it best.

    After a safety card it is the shorter one, without what the card has just said.
    """
    closest = home.typed(reply, intent) or nearest.typed(reply, intent)
    if closest:
        return closest
    return services.offer(reply, intent, f"intent.{intent}", again=bool(reply.effects))


def tapped(moment: Moment) -> Reply:
    """Answer a topic that was tapped."""
    return set_aside(about(Reply.to(moment), Intent(moment.button.removeprefix(TOPIC))))


def section_60(moment: Moment) -> Reply:
    return set_aside(Reply.to(moment).answer("rights.section_60"))


PLACES = frozenset({"rights.section_60", *(f"{TOPIC}{intent}" for intent in Intent)})
TAPPED: Mapping[str, Flow] = {
    **{f"{TOPIC}{intent}": tapped for intent in Intent},
    "rights.section_60": section_60,
    **services.TAPPED,
}
