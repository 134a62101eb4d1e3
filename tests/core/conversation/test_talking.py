"""What staff would see: what was said and agreed to, line by line, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.casework import About, InDanger, Told
from bot.consent import Purpose
from bot.conversation.flows.talking.order import after, before, is_asked
from bot.conversation.flows.talking.questions import Question, is_answered, without
from bot.conversation.model import Tap
from bot.effects import AddToCase, AllowMessages, OpenCase, Say
from bot.safeguarding.levels import Level
from tests.talk import Talk

TELLING = ("/start", "Talk to a person", "Carry on")
# Every answer there is to each question, in their order: what is tapped, or typed.
ANSWERS: tuple[tuple[str, ...], ...] = (
    ("Me", "My child", "Someone else", "Someone I work with", "Skip"),
    ("it was on the bus", "Skip"),
    ("No", "Not sure", "Yes, now", "Skip"),
    ("Under 13", "13 to 15", "16 or 17", "18 or over", "Rather not say"),
    ("a call please", "Skip"),
    ("Robin", "Skip"),
    ("This chat", "Another way", "No"),
)
LAST = (
    ("+44 7700 900123", "Skip"),
    ("Yes", "No, I'll come back"),
    ("Any time", "Daytime", "After school", "Evening", "Skip"),
    ("marmalade", "Skip"),
)
choices = st.tuples(*(st.sampled_from(each) for each in (*ANSWERS, *LAST)))


def asked(answers: tuple[str, ...]) -> Talk:
    """Answer every question that is asked, the first seven in turn, the rest as they come."""
    talk = Talk()
    talk.commands("/start")
    talk.answers("Talk to a person", "Carry on")
    for answer in answers[:7]:
        talk.answers(answer)
        if answer == "it was on the bus":
            talk.taps("That's all")
    address, message, when, word = answers[7:]
    later = {"address": address, "message": message, "when": when, "word": word}
    while (key := talk.heard[-1].key.removeprefix("ask.")) in later:
        talk.answers(later[key])
    assert key == "preview"
    return talk


def opened(talk: Talk) -> OpenCase:
    return next(each for each in talk.latest if isinstance(each, OpenCase))


@settings(deadline=None)
@given(choices)
def test_what_is_sent_is_what_was_shown_and_agreed_to(answers: tuple[str, ...]) -> None:
    talk = asked(answers)
    shown = talk.heard[-1].text
    talk.taps("Send")
    if talk.heard[-1].key == "preview.empty":
        assert not any(isinstance(each, OpenCase) for each in talk.effects)
        return
    effect = opened(talk)
    told, purposes = effect.case.told, [each.purpose for each in effect.agreements]
    for typed in (*told.story, told.wish, told.name, told.reach, told.code_word):
        assert typed in shown
        assert typed in ("", *answers)
    assert purposes[0] == Purpose.PASSING_ON
    assert (Purpose.REACHING in purposes) == told.agreed_to_reach
    assert (Purpose.MESSAGING in purposes) == told.may_message
    assert not (told.may_message and (told.reach or not told.agreed_to_reach))
    assert len(set(purposes)) == len(purposes)


@settings(deadline=None)
@given(choices, st.sampled_from([each for each in Question if each is not Question.ADDRESS]))
def test_a_line_that_is_removed_is_in_no_record(answers: tuple[str, ...], line: Question) -> None:
    talk = asked(answers)
    draft = talk.conversation.draft
    assert draft is not None
    before_it = draft.told
    talk.taps("Edit")
    offered = {each.label for row in talk.heard[-1].buttons for each in row}
    label = talk.content.words.labels[f"remove.{line}"]
    is_there = is_asked(line, before_it) and is_answered(before_it, line)
    assert (label in offered) == is_there
    if not is_there:
        return
    talk.taps(label)
    draft = talk.conversation.draft
    assert draft is not None
    assert draft.told == without(before_it, line)
    assert dict(draft.heard).get(line) is None


@pytest.mark.parametrize("stop", range(1, 12))
@pytest.mark.parametrize("way_out", ["Home", "/delete", "hour"])
def test_backing_out_at_any_step_leaves_nothing_with_staff(stop: int, way_out: str) -> None:
    talk = Talk()
    talk.commands("/start")
    steps = (
        *("Talk to a person", "Carry on", "Me", "words", "That's all", "No", "Rather not say"),
        *("Skip", "Skip", "This chat", "Yes", "Any time", "Skip"),
    )
    talk.answers(*steps[:stop])
    match way_out:
        case "Home":
            talk.taps("Home")
        case "/delete":
            talk.commands("/delete")
        case _:
            talk.hour_passes()
    assert not any(isinstance(each, OpenCase | AddToCase) for each in talk.effects)
    if way_out != "Home":
        assert talk.conversation.draft is None


def test_nothing_is_agreed_to_before_it_is_asked() -> None:
    assert not Told().agreed_to_reach
    assert not Told().may_message


def test_the_three_agreements_have_buttons_of_one_size_each_in_a_row_of_its_own() -> None:
    talk = Talk()
    for key, labels in (
        ("ask.reach", ["This chat", "Another way", "No"]),
        ("ask.message", ["Yes", "No, I'll come back"]),
    ):
        rows = talk.content.words.entries[key].rows
        said = [[talk.content.words.labels[each] for each in row] for row in rows]
        assert said[: len(labels)] == [[label] for label in labels]


def test_each_agreement_names_the_words_that_were_read() -> None:
    talk = asked(("Me", "it was on the bus", "No", "Under 13", "Skip", "Skip", "This chat",
                  "Skip", "Yes", "Any time", "Skip"))  # fmt: skip
    talk.taps("Send")
    agreements = {each.purpose: each.wording_key for each in opened(talk).agreements}
    assert agreements == {
        Purpose.PASSING_ON: "ask.preview",
        Purpose.REACHING: "ask.reach",
        Purpose.MESSAGING: "ask.message",
    }
    assert all(key in talk.content.words.entries for key in agreements.values())


def test_a_yes_that_staff_asked_for_later_is_an_agreement_too() -> None:
    talk = asked(("Me", "it was on the bus", "No", "Under 13", "Skip", "Skip", "No",
                  "Skip", "Yes", "Any time", "Skip"))  # fmt: skip
    talk.taps("Send")
    talk.staff_claim()
    talk.says("hello")
    talk.taps("Yes, they may")
    [allowed] = [each for each in talk.latest if isinstance(each, AllowMessages)]
    assert allowed.agreement is not None
    assert allowed.agreement.purpose == Purpose.MESSAGING
    assert allowed.agreement.wording_key == "staff.may_they"


def test_danger_now_is_met_by_the_card_first_and_told_to_staff() -> None:
    talk = Talk()
    talk.commands("/start")
    talk.answers("Talk to a person", "Carry on", "Me", "it was on the bus", "That's all")
    talk.taps("Yes, now")
    first = next(each for each in talk.latest if isinstance(each, Say))
    assert first.urgent
    assert "999" in first.message.text
    talk.answers("Rather not say", "Skip", "Skip", "No", "Send")
    assert talk.opened[0].level is Level.IMMEDIATE
    assert talk.opened[0].told.in_danger is InDanger.YES


def test_danger_now_taken_back_is_not_told_to_staff() -> None:
    talk = Talk()
    talk.commands("/start")
    talk.answers("Talk to a person", "Carry on", "Me", "it was on the bus", "That's all")
    talk.answers("Yes, now", "Rather not say", "Skip", "Skip", "No", "Edit", "Remove danger")
    talk.taps("Send")
    assert talk.opened[0].level is Level.NONE


def test_what_was_heard_in_words_that_were_removed_goes_with_them() -> None:
    talk = Talk()
    talk.commands("/start")
    talk.answers("Talk to a person", "Carry on", "Me", "my stepdad beats me", "That's all")
    talk.answers("Rather not say", "someone to ring me", "Skip", "No")
    assert talk.conversation.draft is not None
    assert talk.conversation.draft.concern.level is Level.SERIOUS
    talk.answers("Edit", "Remove what happened", "Send")
    assert talk.opened[0].level is Level.NONE
    assert talk.opened[0].signs == ()


def test_an_old_button_of_another_draft_changes_nothing() -> None:
    talk = Talk()
    talk.commands("/start")
    talk.answers("Talk to a person", "Carry on", "Me", "first words", "That's all", "No")
    old = talk.button("Under 13")
    talk.commands("/delete")
    talk.answers("Talk to a person", "Carry on", "Me", "other words", "That's all", "No")
    draft = talk.conversation.draft
    talk.does(Tap(old.data))
    assert talk.heard[-1].key == "talk.gone"
    assert talk.conversation.draft == draft


told = st.builds(
    Told,
    story=st.sampled_from([(), ("words",)]),
    agreed_to_reach=st.booleans(),
    reach=st.sampled_from(["", "020 7946 0000"]),
    may_message=st.booleans(),
)


@given(told, st.booleans())
def test_back_leads_where_the_questions_came_from(told: Told, knows: bool) -> None:
    path, question = [Question.ABOUT], Question.ABOUT
    while following := after(question, told, knows_of_danger=knows):
        path.append(following)
        question = following
    back = [before(None, told, knows_of_danger=knows)]
    while back[-1] and (earlier := before(back[-1], told, knows_of_danger=knows)):
        back.append(earlier)
    without_address = [each for each in reversed(back) if each is not Question.ADDRESS]
    assert without_address == path


@pytest.mark.parametrize("question", Question)
def test_every_question_can_be_skipped_with_one_tap(question: Question) -> None:
    rows = Talk().content.words.entries[f"ask.{question}"].rows
    skips = {"message.no", "reach.no", "age.skip", f"{question}.skip", "now.skip"}
    assert skips & {each for row in rows for each in row}


def test_every_part_of_what_is_told_can_be_taken_out_again() -> None:
    full = Told(("words",), About.ME, name="Jo", wish="a call", may_message=True)
    full = replace(full, in_danger=InDanger.NO, agreed_to_reach=True, code_word="robin")
    for question in Question:
        full = without(full, question)
    assert full == Told()
