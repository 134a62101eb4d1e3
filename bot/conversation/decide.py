"""Decides what happens next. Pure: all it knows is in the situation and the content."""

from collections.abc import Callable, Mapping

from bot.conversation.content import Content
from bot.conversation.flows import (
    answers,
    asking,
    commands,
    crisis,
    elsewhere,
    my_data,
    navigation,
    not_understood,
    talk_to_someone,
    telling,
    unreadable,
    welcome,
    with_staff,
)
from bot.conversation.model import Command, Decision, Edited, Situation
from bot.conversation.moment import BACK, Moment, read
from bot.conversation.reply import Reply

Flow = Callable[[Moment], Reply]

RESUME: Mapping[str, Flow] = {
    **dict.fromkeys(asking.ASKING, telling.resume),
    with_staff.FLOW: with_staff.resume,
}
TAPPED: Mapping[str, Flow] = {
    **crisis.TAPPED,
    **welcome.TAPPED,
    **answers.TAPPED,
    **my_data.TAPPED,
    **talk_to_someone.TAPPED,
    **with_staff.TAPPED,
}


# Where Back leads within a flow's questions; from anywhere else it leads along the trail.
BACK_WITHIN: Mapping[str, Flow] = {}
# The buttons that are places to come back to: tapping them again does no harm.
PLACES = welcome.PLACES | answers.PLACES


def tapped(moment: Moment) -> Reply:
    return TAPPED[moment.button](moment)


def back(moment: Moment) -> Reply:
    step = moment.conversation.step
    if step and step.flow in BACK_WITHIN:
        return BACK_WITHIN[step.flow](moment)
    return choose(navigation.one_place_back(moment))


def resume(moment: Moment) -> Reply:
    step = moment.conversation.step
    return RESUME[step.flow](moment) if step else answers.respond(moment)


# What goes before what, in order: danger before all else, whatever else is going on.
POLICY: tuple[tuple[Callable[[Moment], bool], Flow], ...] = (
    (elsewhere.is_outside_a_chat, elsewhere.respond),
    (crisis.is_called_for, crisis.respond),
    (my_data.is_asked_to_forget, my_data.forget),
    (lambda moment: moment.is_stale, not_understood.stale),
    (crisis.asks_for_a_card, crisis.other_card),
    (lambda moment: moment.button == BACK, back),
    (lambda moment: moment.button in TAPPED, tapped),
    (unreadable.is_unreadable, unreadable.respond),
    (lambda moment: isinstance(moment.now.said, Command), commands.respond),
    (lambda moment: moment.conversation.is_with_staff, with_staff.pass_on),
    (lambda moment: isinstance(moment.now.said, Edited), unreadable.edited),
    (talk_to_someone.is_asked_for, talk_to_someone.start),
    (lambda moment: moment.is_in_one_of(RESUME), resume),
    (lambda _: True, answers.respond),
)


def decide(now: Situation, content: Content) -> Decision:
    """Choose what happens next, and what is remembered of it."""
    reply = with_staff.own_up(choose(read(now, content)))
    return navigation.with_trail(reply, PLACES).decided()


def choose(moment: Moment) -> Reply:
    """The first line of the policy that applies wins."""
    return next(flow for applies, flow in POLICY if applies(moment))(moment)
