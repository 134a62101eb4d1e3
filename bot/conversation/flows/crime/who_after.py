"""What may be asked after the answer: what happens next, a name, nothing done, not right. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.conversation import wording
from bot.conversation.flows import welcome
from bot.conversation.flows.aside import set_aside
from bot.conversation.flows.crime.who_answer import (
    ANSWER,
    FLOW,
    MOST_WORDS,
    answers_of,
    resolution_of,
)
from bot.conversation.flows.crime.who_kinds import nearest
from bot.conversation.model import Sorting, Step
from bot.conversation.moment import Moment
from bot.conversation.reply import Reply
from directory.terms import Anonymous, RouteTo

KINDS_SCREEN = "menu.report"
LANDLORD_LOOK = "housing-ombudsman"
LOOKS = {
    "asb-case-review": "who.look.review",
    LANDLORD_LOOK: "who.look.landlord",
    "iopc": "who.look.police",
}
# What those ask who deal with it first.
PROCESS = {
    RouteTo.POLICE: "who.process.police",
    RouteTo.TRANSPORT_POLICE: "who.process.police",
    RouteTo.COUNCIL: "who.process.council",
    RouteTo.LANDLORD: "who.process.landlord",
    RouteTo.CRIMESTOPPERS: "who.process.crimestoppers",
}
NAME = {
    Anonymous.YES: "who.name",
    Anonymous.PARTLY: "who.name",
    Anonymous.NO: "who.name.needed",
    Anonymous.UNKNOWN: "who.name.needed",
}


def next_steps(moment: Moment) -> Reply:
    """What to do now, what they will ask, and whether they want a name."""
    sorting = moment.conversation.sorting
    if sorting is None:
        return choose_again(moment)
    resolution = resolution_of(moment, sorting)
    is_usual = resolution.first_steps is None and resolution.codes[0] != RouteTo.OTHER
    process = PROCESS.get(RouteTo(resolution.codes[0]), "")
    said = (
        "\n".join(wording.steps(moment.content, resolution)),
        moment.part("who.under_18") if is_usual else "",
        moment.part(process) if process else "",
        moment.part("who.without_name", name=wording.name(moment.content, resolution)),
    )
    return _after(moment).answer("who.next", details="\n\n".join(_fitting(said)))


def _fitting(said: tuple[str, ...]) -> Iterator[str]:
    """As much as is read, the weightiest first."""
    left = MOST_WORDS
    for paragraph in filter(None, said):
        left -= len(paragraph.split())
        if left >= 0:
            yield paragraph


def name(moment: Moment) -> Reply:
    """Whether it can be told without a name, and what that means (standards B24)."""
    sorting = moment.conversation.sorting
    if sorting is None:
        return choose_again(moment)
    resolution = resolution_of(moment, sorting)
    said = wording.name(moment.content, resolution)
    return _after(moment).answer(NAME[resolution.anonymous], name=said)


def nothing(moment: Moment) -> Reply:
    """Who looks at it again where nothing was done; where nobody does, whom they told."""
    sorting = moment.conversation.sorting
    looks = "\n\n".join(_looks(moment, sorting)) if sorting else ""
    reply = _after(moment)
    return reply.answer("who.nothing", details=looks) if looks else reply.say("who.told")


def _looks(moment: Moment, sorting: Sorting) -> Iterator[str]:
    """A paragraph for each; a landlord only where there may be one."""
    directory, resolution = moment.content.directory, resolution_of(moment, sorting)
    is_no_landlords = answers_of(sorting).is_landlords is False
    for look in resolution.if_nothing:
        service = directory.service(look)
        if service is None or (is_no_landlords and look == LANDLORD_LOOK):
            continue
        yield moment.part(LOOKS[look]) if look in LOOKS else service.summary


def told(moment: Moment) -> Reply:
    """Somebody says whom they told: who looks at it again."""
    return _after(moment).answer(TOLD[moment.button])


TOLD = {
    "who.told.council": "who.nothing.council",
    "who.told.landlord": "who.nothing.landlord",
    "who.told.police": "who.nothing.police",
    "who.told.unsure": "who.nothing.unsure",
}


def wrong(moment: Moment) -> Reply:
    """That was not it: what is nearest, all there is, other words, or a person."""
    sorting = moment.conversation.sorting or Sorting()
    rows = ((each,) for each in nearest(sorting.problem, sorting.others))
    return _after(moment).answer("who.wrong", under=tuple(rows))


def choose_again(moment: Moment) -> Reply:
    """Show the kinds of problem there are: at first, and where what was asked is forgotten."""
    return welcome.screen(replace(moment, button=KINDS_SCREEN))


def _after(moment: Moment) -> Reply:
    """A reply to what is asked beside the questions: Back leads to the one that waits, if one
    does, and to the answer otherwise.
    """
    if moment.is_in_one_of({FLOW}):
        return Reply.to(moment)
    sorting = moment.conversation.sorting
    return set_aside(Reply.to(moment)).keep(step=Step(FLOW, ANSWER) if sorting else None)


TAPPED: Mapping[str, Callable[[Moment], Reply]] = {
    "who.next": next_steps,
    "who.name": name,
    "who.nothing": nothing,
    "who.wrong": wrong,
    **dict.fromkeys(TOLD, told),
}
