"""Taking what a person types while a question waits, word for word. Pure."""

from dataclasses import replace

from bot.casework import Told
from bot.conversation.flows import answers, my_data, services
from bot.conversation.flows.asking import ASKING, CHANGE, ask, go_on
from bot.conversation.flows.cards import card_if_serious
from bot.conversation.flows.questions import Question, after, with_text
from bot.conversation.intents import Intent
from bot.conversation.model import Draft, Step, Text
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply, gravest
from bot.conversation.sayings import Saying
from bot.safeguarding.levels import Level

# At the preview these ask for nothing to be added, and some of them for an answer.
ASIDE = {
    *(Intent.AFFIRM, Intent.DENY, Intent.THANKS, Intent.GREET, Intent.GOODBYE),
    *(Intent.TALK_TO_PERSON, Intent.INSULT),
}
ANSWERED_ASIDE = {Intent.PRIVACY, Intent.ABOUT_BOT, Intent.LANGUAGE, Intent.THANKS}
LONGEST_STORY = 12_000  # letters: a story that long is better told to a person


def resume(moment: Moment) -> Reply:
    """Take a typed answer to the question that waits."""
    step, draft = moment.conversation.step, moment.conversation.draft
    reply = card_if_serious(Reply.to(moment))
    if step is None or draft is None:
        # At the limits nothing is kept yet, so that a story told too soon has to be told again.
        return reply.say("talk.not_yet") if reply.effects else answers.respond(moment)
    if step.name not in list(Question):
        return _at_preview(reply)
    if moment.is_short and moment.means(Intent.PRIVACY):
        return go_on(reply.say("intent.privacy"))
    return _typed(reply, step, draft)


def _at_preview(reply: Reply) -> Reply:
    """Answer what is typed at the preview. Nothing of it is added: staff see what was shown."""
    moment = reply.moment
    if my_data.is_deleting(moment) or moment.hears(Saying.DONT_SEND):
        return reply.say("preview.waits")
    named = services.named(moment)
    if named:
        return services.answer(reply, named).say("preview.waits")
    if moment.means(*ANSWERED_ASIDE):
        reply = reply.say(f"intent.{moment.now.understanding.intent}")
    is_aside = moment.means(*ASIDE, *ANSWERED_ASIDE) or moment.hears(Saying.WAVED_AWAY)
    return reply.say("preview.waits" if is_aside else "preview.not_added")


def _typed(reply: Reply, step: Step, draft: Draft) -> Reply:
    """Put a typed answer where it belongs, and go on to the next question."""
    asked = Question(step.name)
    taken_as = _taken_as(asked, reply.moment)
    told = with_text(draft.told, taken_as, reply.moment.text)
    if told is None:
        return reply.say("ask.tap").say(f"ask.{asked}")
    if _length(told) > LONGEST_STORY:
        return reply.say("ask.story.full")
    reply = _kept(reply, told)
    if my_data.is_deleting(reply.moment):
        return reply.say("forget.ask")
    if asked is Question.ABOUT:
        return reply.say("ask.about.told")
    if asked is Question.STORY and reply.moment.hears(Saying.QUESTION):
        return reply.say("ask.story.asked")
    if asked is Question.STORY or taken_as is not asked:
        return go_on(reply)
    return ask(reply, None if step.flow == CHANGE else after(asked, told))


def _taken_as(question: Question, moment: Moment) -> Question:
    """A grave text is part of the story, even where a name was asked for."""
    is_grave = moment.now.concern.level >= Level.SERIOUS
    return Question.STORY if question is Question.NAME and is_grave else question


def keep_if_asked_for(reply: Reply) -> Reply:
    """Keep a text of danger in the draft where it was meant for it; the answer comes first."""
    moment, step, draft = reply.moment, reply.conversation.step, reply.conversation.draft
    is_typed = isinstance(moment.now.said, Text) and not moment.button
    if step is None or draft is None or not is_typed:
        return reply
    if step.flow not in ASKING or step.name not in list(Question):
        return reply
    told = with_text(draft.told, _taken_as(Question(step.name), moment), moment.text)
    if told is None or _length(told) > LONGEST_STORY:
        return reply
    return _kept(reply, told)


def _kept(reply: Reply, told: Told) -> Reply:
    draft = reply.conversation.draft
    if draft is None:
        return reply
    concern = gravest(draft.concern, reply.moment.now.concern)
    return reply.keep(draft=replace(draft, told=told, concern=concern))


def _length(told: Told) -> int:
    return sum(map(len, told.story)) + len(told.wish) + len(told.name)
