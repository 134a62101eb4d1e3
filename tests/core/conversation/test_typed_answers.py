"""What is typed in place of a tap: whole answers only, and never a yes out of a no."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.flows.talking.questions import BUTTONS, Question
from bot.conversation.flows.talking.spoken import ANSWERS, button_in, is_filler
from bot.conversation.model import Tap
from tests.talk import Talk


@pytest.mark.parametrize(
    ("question", "text", "button"),
    [
        (Question.ABOUT, "its about me", "about.me"),
        (Question.ABOUT, "me", "about.me"),
        (Question.ABOUT, "My 14 year old son", "about.child"),
        (Question.ABOUT, "my best mate", "about.other"),
        (Question.ABOUT, "a boy in my class", "about.other"),
        (Question.ABOUT, "I'm a teacher", "about.work"),
        (Question.ABOUT, "im a primary school teacher", "about.work"),
        (Question.ABOUT, "no thanks", "about.skip"),
        (Question.STORY, "done", "story.done"),
        (Question.STORY, "That's it.", "story.done"),
        (Question.STORY, "ok thats all", "story.done"),
        (Question.STORY, "no nothing else", "story.done"),
        (Question.STORY, "send it", "story.done"),
        (Question.DANGER, "yeah right now", "now.yes"),
        (Question.DANGER, "right now", "now.yes"),
        (Question.DANGER, "yes", "now.yes"),
        (Question.DANGER, "no not right now", "now.no"),
        (Question.DANGER, "dont know", "now.unsure"),
        (Question.AGE, "rather not", "age.skip"),
        (Question.WISH, "skip that", "wish.skip"),
        (Question.NAME, "no skip that", "name.skip"),
        (Question.WORD, "no thanks", "word.skip"),
        (Question.ADDRESS, "no", "address.skip"),
        (Question.REACH, "ok then", "reach.chat"),
        (Question.REACH, "yes this chat", "reach.chat"),
        (Question.REACH, "here", "reach.chat"),
        (Question.REACH, "no", "reach.no"),
        (Question.MESSAGE, "yes they can", "message.yes"),
        (Question.MESSAGE, "no thanks", "message.no"),
        (Question.WHEN, "anytime is fine", "when.any"),
        (Question.WHEN, "after school", "when.after_school"),
        (Question.WHEN, "evenings", "when.evening"),
        (Question.WHEN, "in the daytime", "when.daytime"),
    ],
)
def test_a_typed_answer_is_the_tap_that_it_stands_for(
    question: Question, text: str, button: str
) -> None:
    assert button_in(question, text) == button


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (Question.ABOUT, "my dad hit my brother"),
        (Question.ABOUT, "a man hit my friend"),
        (Question.STORY, "no he took it"),
        (Question.STORY, "thats all he does to me"),
        (Question.NAME, "Jay"),
        (Question.WORD, "marmalade"),
        (Question.WISH, "someone to ring me"),
        (Question.REACH, "maybe"),
    ],
)
def test_what_says_more_than_an_answer_is_not_cut_short(question: Question, text: str) -> None:
    assert button_in(question, text) == ""
    assert not is_filler(question, text)


@pytest.mark.parametrize("no", ["no", "nah", "nope", "no thanks"])
@pytest.mark.parametrize("more", ["", " ok", " they can", " this chat", " here", " yes", " sure"])
def test_nothing_that_begins_with_a_no_agrees_to_anything(no: str, more: str) -> None:
    assert button_in(Question.REACH, no + more) != "reach.chat"
    assert button_in(Question.MESSAGE, no + more) != "message.yes"


@pytest.mark.parametrize("yes", ["yes", "yeah", "ok yes"])
@pytest.mark.parametrize(
    "more", ["", " now", " right now", " he is", " not now", " at the moment"]
)
def test_nothing_that_begins_with_a_yes_to_danger_is_a_no(yes: str, more: str) -> None:
    assert button_in(Question.DANGER, yes + more) != "now.no"


def test_every_typed_answer_is_a_button_of_its_own_question() -> None:
    assert set(ANSWERS) == set(Question)
    for question, answers in ANSWERS.items():
        assert {BUTTONS[button] for button in answers} == {question}


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["Add to what happened", "Remove name", "Remove who"]), max_size=3)
)
def test_an_older_send_never_passes_on_what_no_preview_showed(changes: list[str]) -> None:
    talk = Talk()
    talk.commands("/start")
    talk.answers("Talk to a person", "Carry on", "Me", "first words", "That's all", "No")
    talk.answers("Rather not say", "Skip", "Robin", "No")
    shown = talk.heard[-1].text
    old = talk.button("Send")
    for change in dict.fromkeys(changes):
        talk.answers("Edit", change)
        if change == "Add to what happened":
            talk.answers("more words", "That's all")
    talk.answers("Edit", "Add to what happened", "last words")
    talk.does(Tap(old.data))
    assert talk.opened == []
    assert [each.key for each in talk.heard] == ["preview.changed", "ask.preview"]
    assert "last words" in talk.heard[-1].text
    assert "last words" not in shown
    talk.taps("Send")
    assert [case.draft_id for case in talk.opened] == [old.data.split(".")[1]]
    talk.taps("Send")
    assert [each.key for each in talk.heard] == ["sent.already"]
    assert len(talk.opened) == 1


def test_what_was_heard_in_a_typed_address_goes_with_it() -> None:
    talk = Talk()
    talk.commands("/start")
    talk.answers("Talk to a person", "Carry on", "Me", "some words", "That's all", "No")
    talk.answers("Rather not say", "Skip", "Skip", "Another way", "ring me on 020 7946 0000")
    talk.answers("Any time", "Skip")
    draft = talk.conversation.draft
    assert draft is not None
    assert draft.told.reach
    talk.answers("Edit", "Remove how to reach me")
    draft = talk.conversation.draft
    assert draft is not None
    assert Question.ADDRESS not in dict(draft.heard)
