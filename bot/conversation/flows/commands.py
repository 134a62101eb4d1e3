"""Slash commands. But for /start and /menu, a question that waits goes on waiting. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import language, leaving, my_data, welcome
from bot.conversation.model import Command
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from bot.effects import AllowMessages

Flow = Callable[[Moment], Reply]


def _saying(key: str) -> Flow:
    return lambda moment: Reply.to(moment).say(key)


def _stop(moment: Moment) -> Reply:
    """No more messages: staff may not write here from now on. What was sent stays sent."""
    case, reply = moment.conversation.case, Reply.to(moment)
    if case is None:
        return reply.say("stop")
    return reply.do(AllowMessages(case.id, allowed=False)).say("stop.case")


LEAD_AWAY = {"start", "menu"}  # from the staff who have the case
COMMANDS: Mapping[str, Flow] = {
    "start": welcome.start,
    "help": _saying("help"),
    "menu": welcome.menu,
    "safety": leaving.safety,
    "privacy": my_data.privacy,
    "mydata": my_data.held,
    "stop": _stop,
    "language": language.ask,
    "settings": _saying("settings"),
    "exit": leaving.leave,
}


def respond(moment: Moment) -> Reply:
    said = moment.now.said
    name = said.name if isinstance(said, Command) else ""
    if moment.conversation.is_with_staff and (name in LEAD_AWAY or name not in COMMANDS):
        return Reply.to(moment).say("staff.has_it")
    return COMMANDS.get(name, _saying("unknown_command"))(moment)
