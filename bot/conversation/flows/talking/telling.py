"""Taking what a person types while a question waits, word for word. Pure."""

from dataclasses import replace

from bot.casework import Told
from bot.conversation.flows import answers, my_data, services
from bot.conversation.flows.cards import card_if_serious
from bot.conversation.flows.talking import changing, preview, spoken, talk_to_someone
from bot.conversation.flows.talking.asking import (
    ASKING,
    LIMITS,
    ask_next,
    go_on,
    is_at_preview,
    words_for,
)
from bot.conversation.flows.talking.questions import Question, with_text
from bot.conversation.intents import Intent
from bot.conversation.model import Draft, Edited, Step, Text
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.conversation.sayings import Saying
from bot.effects import AddToCase
from bot.safeguarding.levels import Concern, Level

# At the preview these ask for nothing to be added, and some of them for an answer.
ASIDE = {
    *(Intent.AFFIRM, Intent.DENY, Intent.THANKS, Intent.GREET, Intent.GOODBYE),
    *(Intent.TALK_TO_PERSON, Intent.INSULT),
}
ANSWERED_ASIDE = {Intent.PRIVACY, Intent.ABOUT_BOT, Intent.LANGUAGE, Intent.THANKS}
SHORT = {Question.NAME, Question.ADDRESS, Question.WORD}
TO_TAP = {Question.DANGER, Question.AGE, Question.REACH, Question.MESSAGE, Question.WHEN}
TOLD_SOON = "ask.about.told"
LONGEST_LINE = 100  # letters of an answer that is a name, a number or a word
LONGEST_STORY = 12_000  # letters: a story that long is better told to a person


def resume(moment: Moment) -> Reply:
    """Take a typed answer to the question that waits."""
    step, draft = moment.conversation.step, moment.conversation.draft
    reply = card_if_serious(Reply.to(moment))
    if step is None or draft is None or step.name == LIMITS:
        # At the limits nothing is kept yet, so that a story told too soon has to be told again.
        return reply.say("talk.not_yet") if reply.effects else answers.respond(moment)
    if step.name not in list(Question):
        return _at_preview(reply)
    if moment.is_short and moment.means(Intent.PRIVACY):
        return go_on(reply.say("intent.privacy"))
    return _for_the_bot(reply, Question(step.name), draft) or _typed(reply, step, draft)


def _for_the_bot(reply: Reply, asked: Question, draft: Draft) -> Reply | None:
    """Take what is typed in place of a tap, and none of it into a person's own words."""
    moment = reply.moment
    if moment.now.concern.level >= Level.SERIOUS:
        return None
    button = spoken.button_in(asked, moment.text)
    if button == "story.done" and not draft.told.story and _is_refusal(moment):
        button = "story.skip"
    if button:
        return talk_to_someone.answered(replace(moment, button=button, nonce=draft.nonce))
    if not spoken.is_filler(asked, moment.text):
        return None
    return reply.say("ask.word.which") if asked is Question.WORD else go_on(reply)


def _is_refusal(moment: Moment) -> bool:
    return spoken.button_in(Question.WISH, moment.text) == "wish.skip"


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
    is_aside = (
        moment.means(*ASIDE, *ANSWERED_ASIDE)
        or moment.hears(Saying.WAVED_AWAY)
        or spoken.is_word_to_the_bot(moment.text)
    )
    return reply.say("preview.waits" if is_aside else "preview.not_added")


def _typed(reply: Reply, step: Step, draft: Draft) -> Reply:
    """Put a typed answer where it belongs, and go on to the next question."""
    asked = Question(step.name)
    taken_as = _taken_as(asked, reply.moment)
    told = with_text(draft.told, taken_as, reply.moment.text)
    if told is None:
        return reply.say("ask.tap").say(words_for(reply, asked))
    if _length(told) > LONGEST_STORY:
        return reply.say("ask.story.full")
    if taken_as in SHORT and len(reply.moment.text) > LONGEST_LINE:
        return reply.say("ask.line.long").say(words_for(reply, asked))
    reply = _kept(reply, told, taken_as)
    if my_data.is_deleting(reply.moment):
        return reply.say("forget.ask")
    if asked is Question.ABOUT:
        # Once more is enough: who goes on telling is asked to tell, and can say who it is later.
        is_asked_again = reply.moment.conversation.said[-1:] == (TOLD_SOON,)
        return ask_next(reply, asked, step.flow) if is_asked_again else reply.say(TOLD_SOON)
    if asked is Question.STORY and reply.moment.hears(Saying.QUESTION):
        return reply.say("ask.story.asked")
    if asked is Question.STORY or taken_as is not asked:
        return go_on(reply)
    return ask_next(reply, asked, step.flow)


def _taken_as(question: Question, moment: Moment) -> Question:
    """A grave text is part of the story, even where a name or a tap was asked for."""
    is_grave = moment.now.concern.level >= Level.SERIOUS
    return Question.STORY if question in SHORT | TO_TAP and is_grave else question


def keep_if_asked_for(reply: Reply) -> Reply:
    """Keep a text of danger where it was meant for staff; the answer to it comes first."""
    moment, step, draft = reply.moment, reply.conversation.step, reply.conversation.draft
    if isinstance(moment.now.said, Edited):
        return rewritten(reply) or reply
    is_typed = isinstance(moment.now.said, Text) and not moment.button
    if draft is not None and moment.button in talk_to_someone.SAID_TO_A_CARD:
        button = talk_to_someone.SAID_TO_A_CARD[moment.button]
        return reply.keep(draft=talk_to_someone.with_answer(draft, button))
    if step is None or draft is None or not is_typed:
        return reply
    if step.flow not in ASKING or step.name not in list(Question):
        return reply
    taken_as = _taken_as(Question(step.name), moment)
    told = with_text(draft.told, taken_as, moment.text)
    if told is None or _length(told) > LONGEST_STORY:
        return reply
    return _kept(reply, told, taken_as)


def rewritten(reply: Reply) -> Reply | None:
    """Bring a changed message to where its first words went; None where those went nowhere."""
    moment, case = reply.moment, reply.moment.conversation.case
    changed = changing.rewrite(reply)
    if changed is not None:
        changed = changed.say("edited.in_draft")
        return preview.show(changed) if is_at_preview(changed) else changed
    if case and moment.now.message_id and moment.now.message_id in moment.conversation.sent:
        reply = reply.do(AddToCase(case.id, moment.text, is_edit=True))
        return reply.say("edited.sent", reference=case.reference)
    return None


def _kept(reply: Reply, told: Told, taken_as: Question) -> Reply:
    """Keep an answer in the draft, with what was heard in it."""
    draft, moment = reply.conversation.draft, reply.moment
    if draft is None:
        return reply
    line = Question.STORY if taken_as is Question.ABOUT else taken_as
    is_story = line is Question.STORY
    sources = (*draft.sources, moment.now.message_id) if is_story else draft.sources
    draft = replace(draft, told=told, sources=sources)
    if not is_story:  # another answer takes the place of the one before
        draft = draft.hears(line, Concern.none())
    return reply.keep(draft=changing.heard(draft, line, moment))


def _length(told: Told) -> int:
    return sum(map(len, (*told.story, told.wish, told.name, told.reach, told.code_word)))
