"""Photos, voice notes and the like, and messages changed after they were sent. Pure."""

from bot.conversation.flows.cards import card_if_serious
from bot.conversation.flows.talking.telling import rewritten
from bot.conversation.model import Text, Unreadable
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import Say

HEARD = {"voice", "video_note", "audio"}  # things that somebody said aloud


def is_unreadable(moment: Moment) -> bool:
    return isinstance(moment.now.said, Unreadable)


def respond(moment: Moment) -> Reply:
    """Say that it was neither opened nor kept. Pictures may be of a kind nobody may hold (B30)."""
    said = moment.now.said
    is_voice = isinstance(said, Unreadable) and said.kind in HEARD
    return Reply.to(moment).say("unreadable.voice" if is_voice else "unreadable")


def with_file(reply: Reply) -> Reply:
    """Say of what came with a text that it was neither opened nor kept; the text is answered."""
    said = reply.moment.now.said
    if not isinstance(said, Text) or not said.beside:
        return reply
    return reply.do(Say(reply.moment.content.message("unreadable.beside")))


def edited(moment: Moment) -> Reply:
    """Bring a changed message to where its first words went, or own up that it changes nothing."""
    reply = card_if_serious(Reply.to(moment))
    changed = rewritten(reply)
    if changed is not None:
        return changed
    if moment.conversation.draft:
        return reply.say("edited.draft")
    return reply.say("edited.case" if moment.waiting_case else "edited")
