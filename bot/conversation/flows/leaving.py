"""Leaving: the quick exit, a chat that clears itself, and how safe it is to chat here. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.content import Content
from bot.conversation.model import Command, Conversation, Said, Tap, Text
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import ClearAfter, ClearAt, ClearChat, Effect, Forget, Message

Flow = Callable[[Moment], Reply]

EXIT = "exit"
WORD = "decoy"  # the flow that asks for a word
LONDON = ZoneInfo("Europe/London")
CLEARED_AT = 23  # o'clock, local time: what people may mean by tonight
MINUTES: Mapping[str, int | None] = {"clear.soon": 10, "clear.hour": 60, "clear.never": None}


def is_asked_for(moment: Moment) -> bool:
    return is_asked_for_by(moment.now.said, moment.content)


def is_asked_for_by(said: Said, content: Content) -> bool:
    """Whether this is the way out: its command, its button, or its name typed by itself."""
    match said:
        case Command(name):
            return name == EXIT
        case Tap(data):
            tapped = content.buttons.read(data)
            return tapped is not None and tapped.id == EXIT
        case Text(text):
            return content.buttons.typed(text, (EXIT,)) is not None
        case _:
            return False


def leave(moment: Moment) -> Reply:
    """Clear the chat at once, draft included, and say one line that gives nobody away.

    What the exit cannot do is said beforehand, on a screen of its own: afterwards somebody else
    may be looking (standards B19).
    """
    return gone(moment, moment.content.message("exit.done"), ClearChat())


def gone(moment: Moment, message: Message, *effects: Effect) -> Reply:
    """Forget everything but the cases, and say just this."""
    reply = Reply.to(moment).do(Forget(), *effects).show(message, urgent=True)
    before = moment.conversation
    return replace(
        reply,
        conversation=Conversation(
            case=before.case, kept_cases=before.kept_cases, is_decoyed=before.is_decoyed
        ),
    )


def not_yet(content: Content) -> Message:
    """The database is away: the chat cannot be cleared until it is back."""
    return content.message("exit.later")


def safety(moment: Moment) -> Reply:
    """Say how safe it is to chat here. A question that waits goes on waiting."""
    return without_word(Reply.to(moment)).say("safety")


def screen(moment: Moment) -> Reply:
    """Show the screen that a button leads to."""
    return without_word(Reply.to(moment)).say(moment.button)


def without_word(reply: Reply) -> Reply:
    """Stop asking for a word: what is typed next would be taken for it."""
    return reply.keep(step=None) if reply.moment.is_in_one_of({WORD}) else reply


def clear_after(moment: Moment) -> Reply:
    """Keep how long the chat has to be quiet before it is cleared."""
    return Reply.to(moment).do(ClearAfter(MINUTES[moment.button])).say(moment.button)


def clear_tonight(moment: Moment) -> Reply:
    """Clear the chat once, this evening; after eleven that is tomorrow's."""
    local = moment.now.at.astimezone(LONDON)
    at = _next_time(local)
    day = "clear.today" if at.date() == local.date() else "clear.tomorrow"
    return Reply.to(moment).do(ClearAt(at)).say("clear.tonight", when=moment.part(day))


def _next_time(local: datetime) -> datetime:
    tonight = local.replace(hour=CLEARED_AT, minute=0, second=0, microsecond=0)
    return tonight if local < tonight else tonight + timedelta(days=1)


PLACES = frozenset({"safety", "safety.devices", "exit.about", "clear"})
TAPPED: Mapping[str, Flow] = {
    EXIT: leave,
    "safety": safety,
    **dict.fromkeys(PLACES - {"safety"}, screen),
    **dict.fromkeys(MINUTES, clear_after),
    "clear.tonight": clear_tonight,
}
