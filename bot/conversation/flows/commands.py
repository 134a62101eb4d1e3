"""Slash commands. But for /start and /menu, a question that waits goes on waiting. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows import my_data, welcome
from bot.conversation.model import Command
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply

Flow = Callable[[Moment], Reply]


def _saying(key: str) -> Flow:
    return lambda moment: Reply.to(moment).say(key)


COMMANDS: Mapping[str, Flow] = {
    "start": welcome.start,
    "help": _saying("help"),
    "menu": welcome.menu,
    "safety": welcome.safety,
    "privacy": my_data.privacy,
    "mydata": my_data.held,
    "stop": _saying("stop"),
    "language": _saying("intent.language"),
    "settings": _saying("settings"),
    "exit": _saying("exit"),
}


def respond(moment: Moment) -> Reply:
    said = moment.now.said
    name = said.name if isinstance(said, Command) else ""
    if name == "start" and moment.conversation.is_with_staff:
        return Reply.to(moment).say("staff.has_it")
    return COMMANDS.get(name, _saying("unknown_command"))(moment)
