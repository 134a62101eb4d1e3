"""The decoy: nothing of before can be seen while it is up, and danger is answered all the same."""

from dataclasses import replace
from uuid import UUID

import pytest

from bot.conversation.decide import decide
from bot.conversation.intents import Intent
from bot.conversation.model import Conversation, Edited, KeptCase, OpenCase, Situation, Text
from bot.effects import (
    AnswerTap,
    ClearAfter,
    ClearChat,
    ClearTyped,
    DropDecoy,
    Effect,
    Forget,
    KeepUpDecoy,
    Message,
    Say,
    SetDecoy,
)
from bot.safeguarding.levels import Concern
from tests.talk import NOON, NOT_UNDERSTOOD, OPEN, Talk, content

WORD = "marmalade"
DANGER = "he has a knife and he is going to kill me"
INNOCENT = {"decoy.menu", "decoy.bins", "decoy.libraries", "decoy.offices"}
CASE = OpenCase(UUID(int=7), "WF-CANARY", "d7", is_claimed=False, is_opened=True)
WORK_STILL = {"I'm not safe", "Quick exit"}
TAKEN = replace(CASE, is_claimed=True)
KEPT = KeptCase(UUID(int=8), "WF-CANARY2", "d8")
PASTS = (
    Conversation(),
    Conversation(case=CASE),
    Conversation(case=TAKEN),
    Conversation(kept_cases=(KEPT,)),
)


def type_word(past: Conversation) -> tuple[tuple[Effect, ...], Conversation]:
    now = Situation(
        said=Text(WORD),
        concern=Concern.none(),
        understanding=NOT_UNDERSTOOD,
        conversation=past,
        staff_hours=OPEN,
        at=NOON,
        fresh_id=UUID(int=1),
        fresh_reference="WF-NEW",
        is_decoy_word=True,
    )
    decision = decide(now, content())
    return decision.effects, decision.conversation


def decoyed(past: Conversation) -> Talk:
    """A talk in which the word was typed."""
    return Talk(conversation=replace(past, is_decoyed=True))


def said(effects: tuple[Effect, ...]) -> list[Message]:
    return [each.message for each in effects if isinstance(each, Say)]


# --- choosing a word -------------------------------------------------------------------------


def choosing() -> Talk:
    talk = Talk()
    talk.commands("/safety")
    talk.taps("A word to hide this chat")
    talk.taps("Set a word")
    return talk


def test_a_word_is_kept_its_message_deleted_and_never_repeated() -> None:
    talk = choosing()
    (heard,) = talk.says(WORD)
    assert talk.latest[:2] == (ClearTyped(), SetDecoy(WORD))
    assert WORD not in heard.text
    assert talk.conversation.step is None


@pytest.mark.parametrize(
    ("text", "means"), [("abc", None), ("x" * 41, None), ("hello", Intent.GREET), ("...", None)]
)
def test_a_word_that_would_be_typed_by_chance_is_asked_for_again(
    text: str, means: Intent | None
) -> None:
    talk = choosing()
    (heard,) = talk.says(text, means)
    assert heard.key == "decoy.pick_another"
    assert not [each for each in talk.latest if isinstance(each, SetDecoy)]
    talk.says(WORD)
    assert SetDecoy(WORD) in talk.latest


def test_danger_in_place_of_a_word_is_answered_and_not_kept() -> None:
    talk = choosing()
    heard = talk.says(DANGER)
    assert heard[0].key.startswith("card.")
    assert not [each for each in talk.latest if isinstance(each, SetDecoy)]
    heard = talk.says("my dad hits me")
    assert heard[0].key.startswith("card.")
    assert not [each for each in talk.latest if isinstance(each, SetDecoy)]


def test_a_word_is_for_the_bot_even_while_staff_have_the_case() -> None:
    talk = choosing()
    talk.conversation = replace(talk.conversation, case=TAKEN)
    talk.says(WORD)
    assert SetDecoy(WORD) in talk.latest


def test_going_elsewhere_stops_asking_for_a_word() -> None:
    talk = choosing()
    talk.taps("Back")
    talk.says(WORD)
    assert SetDecoy(WORD) not in talk.latest


def test_removing_a_word_sounds_the_same_whether_there_was_one() -> None:
    talk = choosing()
    talk.says(WORD)
    (after_one,) = talk.taps("Remove my word")
    assert DropDecoy() in talk.latest
    talk.commands("/safety")
    talk.taps("A word to hide this chat")
    (after_none,) = talk.taps("Remove my word")
    assert after_one.text == after_none.text


def test_a_draft_that_waits_can_be_gone_on_with() -> None:
    talk = Talk()
    talk.answers("Talk to a person", "Carry on")
    talk.commands("/safety")
    talk.taps("A word to hide this chat")
    talk.taps("Set a word")
    heard = talk.says(WORD)
    assert talk.conversation.draft is not None
    assert heard[-1].key == "talk.aside"


# --- while it is up --------------------------------------------------------------------------


@pytest.mark.parametrize("past", PASTS)
def test_the_word_clears_forgets_and_shows_the_decoy_alone(past: Conversation) -> None:
    effects, after = type_word(past)
    assert effects[:3] == (Forget(), ClearChat(), KeepUpDecoy(True))
    (menu,) = said(effects)
    assert menu.key == "decoy.menu"
    assert menu.text.startswith("WF Help: council information.")
    assert (after.draft, after.step, after.said) == (None, None, ())


@pytest.mark.parametrize("past", PASTS)
@pytest.mark.parametrize(
    "line",
    [
        *("/help", "/menu", "/safety", "/privacy", "/mydata", "/delete", "/stop", "/language"),
        *("/withdraw", "/settings", "/nonsense", "what did i say last", "delete everything"),
        *("talk to a person", "has anyone read it", "yes", "carry on", "my message", "back"),
    ],
)
def test_whatever_is_asked_nothing_of_before_is_said_or_undone(
    past: Conversation, line: str
) -> None:
    talk = decoyed(past)
    heard = talk.commands(line) if line.startswith("/") else talk.says(line)
    assert {each.key for each in heard} <= INNOCENT
    assert {type(each) for each in talk.latest} <= {Say, AnswerTap}
    assert "CANARY" not in repr(talk.latest)
    assert not talk.conversation.draft


@pytest.mark.parametrize("past", PASTS)
def test_buttons_pictures_and_edits_show_nothing_either(past: Conversation) -> None:
    earlier = Talk()
    earlier.commands("/mydata")
    earlier.answers("Talk to a person", "Carry on")
    for button in {each.data: each for each in earlier._buttons()}.values():
        if button.label in WORK_STILL:
            continue
        talk = decoyed(past)
        talk.effects += earlier.effects
        heard = talk.taps(button.label)
        assert {each.key for each in heard} <= INNOCENT, button.label
    assert {each.key for each in decoyed(past).does(Edited("hello"))} == {"decoy.menu"}


@pytest.mark.parametrize("past", PASTS)
@pytest.mark.parametrize("text", [DANGER, "i want to die", "my dad hits me", "i'm not safe"])
def test_danger_is_answered_first_and_names_no_staff(past: Conversation, text: str) -> None:
    talk = decoyed(past)
    heard = talk.says(text)
    assert heard[0].key.startswith("card.")
    assert len(heard) == 1
    labels = {button.label for row in heard[0].buttons for button in row}
    assert not labels & {"Talk to a person", "Send", "Add to my message", "Quick exit"}
    assert {type(each) for each in talk.latest} == {Say}
    assert "CANARY" not in repr(talk.latest)


def test_a_cards_other_card_still_works() -> None:
    talk = decoyed(Conversation(case=TAKEN))
    (card,) = talk.says(DANGER)
    others = [button for row in card.buttons for button in row if button.label != "Home"]
    assert others
    (heard,) = talk.taps(others[0].label)
    assert heard.key.startswith("card.")
    (menu,) = talk.taps("Home")
    assert menu.key == "decoy.menu"


def test_the_decoy_knows_a_little_of_the_council() -> None:
    talk = decoyed(Conversation())
    talk.says("hi")
    for label in ("Bins and streets", "Libraries", "Council offices"):
        (heard,) = talk.taps(label)
        assert heard.key in INNOCENT - {"decoy.menu"}


def test_where_a_fact_is_missing_the_decoy_does_not_send_people_to_staff() -> None:
    talk = decoyed(Conversation())
    words = replace(talk.content.words, left_out=("decoy.bins: it is out of date",))
    talk.content = replace(talk.content, words=words)
    talk.says("hi")
    (heard,) = talk.taps("Bins and streets")
    assert heard.key == "decoy.menu"


def test_the_exit_works_and_the_decoy_stays_up() -> None:
    talk = decoyed(Conversation(case=CASE))
    (heard,) = talk.commands("/exit")
    assert heard.key == "exit.done"
    assert ClearChat() in talk.latest
    assert not [each for each in talk.latest if isinstance(each, KeepUpDecoy)]


@pytest.mark.parametrize("past", PASTS)
def test_start_and_nothing_else_takes_it_down(past: Conversation) -> None:
    talk = decoyed(past)
    talk.commands("/start")
    assert talk.latest[0] == KeepUpDecoy(False)
    talk = decoyed(past)
    assert talk.commands("/start he is going to kill me with a knife")[0].key.startswith("card.")


@pytest.mark.parametrize("word", ["help", "help me", "start", "delete", "999 999", "menu", "home"])
def test_a_word_that_people_need_is_not_taken_for_the_decoys(word: str) -> None:
    talk = Talk()
    talk.commands("/safety")
    talk.taps("A word to hide this chat")
    talk.taps("Set a word")
    talk.says(word)
    assert not any(isinstance(each, SetDecoy) for each in talk.effects)


@pytest.mark.parametrize("past", PASTS)
def test_coming_down_greets_as_at_first_and_shows_nothing_of_a_case(past: Conversation) -> None:
    talk = decoyed(past)
    heard = talk.commands("/start")
    assert [each.key for each in heard] == ["welcome", "welcome.limits"]
    assert "CANARY" not in str(heard)
    assert (talk.conversation.case, talk.conversation.kept_cases) == (past.case, past.kept_cases)
    assert not talk.conversation.is_decoyed


@pytest.mark.parametrize("past", PASTS)
def test_delete_takes_the_word_away_and_says_so_and_withdraw_leaves_it(
    past: Conversation,
) -> None:
    talk = Talk(conversation=past)
    heard = talk.commands("/delete")
    assert DropDecoy() in talk.latest
    assert "settings for this chat" in "".join(each.text for each in heard)
    talk = Talk(conversation=past)
    heard = talk.commands("/withdraw")
    assert {DropDecoy(), ClearAfter(None)}.isdisjoint(talk.latest)
    assert Forget() in talk.latest
    assert "settings" not in "".join(each.text for each in heard)
