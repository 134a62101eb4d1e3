"""What is said when something of ours is broken. Pure; needs no memory of the person."""

from collections.abc import Sequence

from bot.conversation.content import CARD, Content
from bot.conversation.model import Said, Text
from bot.effects import Effect, Message, Say

# Answers that are the same for everybody, and so need no memory: all the rest would.
THE_SAME_FOR_ALL = {"crime", "home", "gangs", "support", "services"}  # chapters of words/en/
BY_MEANING = "intent."
WAITS = "who.ask."  # a question whose answer would have to be remembered


def not_kept(content: Content) -> Message:
    """The database is away: nothing was kept, and nobody will read it (standards C4)."""
    return content.message("trouble.not_kept")


def without_memory(said: Said, effects: Sequence[Effect], content: Content) -> tuple[Message, ...]:
    """What a question is answered with the database away, and that nothing can be passed on.

    `effects` are what would answer somebody who had said nothing before. Where that is more
    than to answer, only that nothing was kept is true.
    """
    messages = [effect.message for effect in effects if isinstance(effect, Say)]
    answers = [message for message in messages if not message.key.startswith(WAITS)]
    is_answer = len(messages) == len(effects) and all(_is_the_same(m, content) for m in answers)
    if isinstance(said, Text) and answers and is_answer:
        return (*answers, content.message("trouble.answers_only"))
    return (not_kept(content),)


def _is_the_same(message: Message, content: Content) -> bool:
    entry = content.entry(message.key)
    is_general = entry is not None and entry.chapter in THE_SAME_FOR_ALL
    return is_general or message.key.startswith((CARD, BY_MEANING))


def fault(content: Content) -> Message:
    """Something went wrong that we do not know yet."""
    return content.message("trouble.fault")
