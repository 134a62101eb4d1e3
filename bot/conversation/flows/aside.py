"""Putting a message to staff aside while the person looks at something else. Pure."""

from bot.conversation.reply import Reply


def set_aside(reply: Reply) -> Reply:
    """Let the waiting question go, so that what is typed next is not taken for its answer.

    The draft stays for its hour, and the way back to it is shown.
    """
    reply = reply.keep(step=None)
    return reply.say("talk.aside") if reply.conversation.draft else reply
