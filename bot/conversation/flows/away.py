"""Missing and back again; in prison and out of it: for who is away, and who waits. Pure."""

from collections.abc import Callable, Mapping

from bot.conversation.flows.whose import Whose, speaks_of_themselves, whose
from bot.conversation.intents import Intent
from bot.conversation.moment import Moment
from bot.conversation.sayings import Saying

# Each answer, and what somebody who needs it needs services for.
SUITS: Mapping[str, Intent] = {
    "missing.other": Intent.MISSING_PERSON,
    "missing.me": Intent.MISSING_PERSON,
    "missing.back": Intent.MISSING_PERSON,
    "prison.me": Intent.LEAVING_PRISON,
    "prison.other": Intent.LEAVING_PRISON,
}
# "I left my son" is not to have left home.
IN_CHARGE = (Whose.CHILD, Whose.WORK)


def missing(moment: Moment) -> str:
    """For who left, for who waits at home, and for when they are back.

    Nobody is taken to be back where anything says that they are not.
    """
    if moment.hears(Saying.I_LEFT) and whose(moment) not in IN_CHARGE:
        return "missing.me"
    if moment.hears(Saying.BACK_AGAIN) and not moment.hears(Saying.NOT_BACK):
        return "missing.back"
    return "missing.other" if _is_of_another(moment) else "intent.missing_person"


def prison(moment: Moment) -> str:
    """For who comes out, and for who waits for them."""
    if _is_of_another(moment):
        return "prison.other"
    return "prison.me" if speaks_of_themselves(moment) else "intent.leaving_prison"


def _is_of_another(moment: Moment) -> bool:
    return whose(moment) not in (Whose.ME, None)


NEAREST: Mapping[Intent, Callable[[Moment], str]] = {
    Intent.MISSING_PERSON: missing,
    Intent.LEAVING_PRISON: prison,
}
