"""Decides what happens next. Pure: all it knows is in the situation and the content."""

from collections.abc import Callable, Mapping

from bot.conversation.content import Content
from bot.conversation.flows import (
    answers,
    commands,
    crisis,
    decoy,
    elsewhere,
    home,
    language,
    leaving,
    my_data,
    navigation,
    not_understood,
    rights,
    support,
    unreadable,
    welcome,
    worried,
)
from bot.conversation.flows.crime import who_deals, who_typed
from bot.conversation.flows.exploitation import nearest
from bot.conversation.flows.talking import asking, talk_to_someone, telling, with_staff
from bot.conversation.model import Command, Decision, Edited, Situation
from bot.conversation.moment import BACK, Moment, read
from bot.conversation.reply import Reply

Flow = Callable[[Moment], Reply]

RESUME: Mapping[str, Flow] = {
    **dict.fromkeys(asking.ASKING, telling.resume),
    with_staff.FLOW: with_staff.resume,
    **who_typed.RESUME,
}
TAPPED: Mapping[str, Flow] = {
    **crisis.TAPPED,
    **welcome.TAPPED,
    **answers.TAPPED,
    **support.TAPPED,
    **rights.TAPPED,
    **worried.TAPPED,
    **home.TAPPED,
    **nearest.TAPPED,
    **who_deals.TAPPED,
    **language.TAPPED,
    **leaving.TAPPED,
    **decoy.TAPPED,
    **my_data.TAPPED,
    **talk_to_someone.TAPPED,
    **with_staff.TAPPED,
}


# Where Back leads within a flow's questions; from anywhere else it leads along the trail.
BACK_WITHIN: Mapping[str, Callable[[Moment], Reply | None]] = {
    **who_deals.BACK,
    **talk_to_someone.BACK,
}
# The buttons that are places to come back to: tapping them again does no harm.
PLACES = (
    welcome.PLACES
    | answers.PLACES
    | support.PLACES
    | rights.PLACES
    | worried.PLACES
    | who_deals.PLACES
    | home.PLACES
    | nearest.PLACES
    | talk_to_someone.PLACES
    | leaving.PLACES
    | decoy.PLACES
)


def tapped(moment: Moment) -> Reply:
    return TAPPED[moment.button](moment)


def back(moment: Moment) -> Reply:
    step = moment.conversation.step
    within = BACK_WITHIN[step.flow](moment) if step and step.flow in BACK_WITHIN else None
    return within or choose(navigation.one_place_back(moment))


def resume(moment: Moment) -> Reply:
    step = moment.conversation.step
    return RESUME[step.flow](moment) if step else answers.respond(moment)


# What goes before what, in order: danger before all else, whatever else is going on.
POLICY: tuple[tuple[Callable[[Moment], bool], Flow], ...] = (
    (elsewhere.is_outside_a_chat, elsewhere.respond),
    (decoy.is_up, decoy.respond),
    (crisis.is_called_for, crisis.respond),
    (leaving.is_asked_for, leaving.leave),
    (my_data.is_asked_to_forget, my_data.forget),
    (lambda moment: moment.is_stale, not_understood.stale),
    (crisis.asks_for_a_card, crisis.other_card),
    (with_staff.leads_away, with_staff.stay),
    (lambda moment: moment.button == BACK, back),
    (language.is_chosen, language.chosen),
    (lambda moment: moment.button in TAPPED, tapped),
    (unreadable.is_unreadable, unreadable.respond),
    (lambda moment: isinstance(moment.now.said, Command), commands.respond),
    (decoy.is_answered, decoy.keep),
    (lambda moment: moment.conversation.is_with_staff, with_staff.pass_on),
    (lambda moment: isinstance(moment.now.said, Edited), unreadable.edited),
    (talk_to_someone.is_asked_for, talk_to_someone.start),
    (lambda moment: moment.is_in_one_of(RESUME), resume),
    (lambda _: True, answers.respond),
)


def decide(now: Situation, content: Content) -> Decision:
    """Choose what happens next, and what is remembered of it."""
    now = language.settled(now, content)
    spoken = content.spoken_in(now.conversation.language)
    reply = with_staff.own_up(choose(read(now, spoken)))
    return unreadable.with_file(navigation.with_trail(reply, PLACES)).decided()


def choose(moment: Moment) -> Reply:
    """The first line of the policy that applies wins."""
    return next(flow for applies, flow in POLICY if applies(moment))(moment)
