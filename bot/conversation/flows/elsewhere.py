"""What happens outside a private chat with a person: blocked, back again, in a group. Pure."""

from bot.conversation.model import Blocked, InGroup, Returned
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import LeaveChat, NoteReach


def is_outside_a_chat(moment: Moment) -> bool:
    return isinstance(moment.now.said, Blocked | Returned | InGroup)


def respond(moment: Moment) -> Reply:
    reply = Reply.to(moment)
    case = moment.conversation.case
    match moment.now.said:
        case InGroup():
            # One line that gives nobody away, then out: a group would read every answer (E2).
            return reply.say("group").do(LeaveChat())
        case Blocked():
            # Nothing more can be said, so a draft has no way on: it goes now, not in an hour.
            reply = reply.keep(draft=None, step=None)
            return reply.do(NoteReach(case.id, can_be_reached=False)) if case else reply
        case _:
            return reply.do(NoteReach(case.id, can_be_reached=True)) if case else reply
