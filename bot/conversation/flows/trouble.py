"""What is said when something of ours is broken. Pure; needs no memory of the person."""

from bot.conversation.content import Content
from bot.effects import Message


def not_kept(content: Content) -> Message:
    """The database is away: nothing was kept, and nobody will read it (standards C4)."""
    return content.message("trouble.not_kept")


def fault(content: Content) -> Message:
    """Something went wrong that we do not know yet."""
    return content.message("trouble.fault")
