"""What goes before what, and what holds whatever a person does."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.flows import crisis, trouble
from bot.conversation.intents import Intent
from bot.conversation.model import Tap, Text, Unreadable
from bot.conversation.reply import gravest
from bot.effects import AddToCase, Message, OpenCase, Say
from bot.safeguarding.levels import Category, Concern, Hit, Level
from tests.talk import CLOSED, NOON, Talk, content, tap_is_answered, understood

DANGER = "hes got a knife and hes outside my door right now"
TELLING = ("Talk to a person", "Carry on", "Me")
ASKED_ALL = ("some words", "That's all", "No", "Rather not say", "Skip", "Skip", "No")


def telling() -> Talk:
    talk = Talk()
    talk.commands("/start")
    talk.answers(*TELLING)
    return talk


def at_preview() -> Talk:
    talk = telling()
    talk.answers(*ASKED_ALL)
    return talk


def sent() -> Talk:
    talk = at_preview()
    talk.taps("Send")
    return talk


@pytest.mark.parametrize("intent", Intent)
def test_danger_is_answered_first_whatever_the_model_says(intent: Intent) -> None:
    talk = Talk()
    talk.says(DANGER, intent)
    first = talk.latest[0]
    assert isinstance(first, Say)
    assert first.urgent
    assert first.message.key.startswith("card.")
    assert "999" in first.message.text


@pytest.mark.parametrize("intent", Intent)
def test_every_intent_has_an_answer_with_a_way_to_safety(intent: Intent) -> None:
    heard = Talk().says("zzz", intent)
    assert heard
    assert any(_leads_to_safety(message) for message in heard)


def test_danger_while_staff_have_the_case_is_said_before_it_is_passed_on() -> None:
    talk = sent()
    talk.staff_claim()
    talk.says(DANGER)
    kinds = [type(each) for each in talk.latest]
    assert kinds == [Say, AddToCase]


def test_a_story_with_danger_in_it_is_sent_with_its_level() -> None:
    talk = telling()
    talk.says(DANGER)
    talk.answers("That's all", "No", "Rather not say", "Skip", "Skip", "No", "Send")
    case = talk.opened[0]
    assert case.told.story == (DANGER,)
    assert case.level is Level.IMMEDIATE
    assert case.signs


def test_danger_typed_outside_the_draft_does_not_reach_the_case() -> None:
    talk = Talk()
    talk.says(DANGER)
    talk.commands("/start")
    talk.answers(*TELLING, *ASKED_ALL, "Send")
    assert talk.opened[0].level is Level.NONE
    assert talk.opened[0].signs == ()
    assert DANGER not in repr(talk.opened)


def test_what_is_sent_is_what_the_preview_showed() -> None:
    talk = at_preview()
    preview = talk.heard[-1].text
    talk.taps("Send")
    [opened] = [each for each in talk.latest if isinstance(each, OpenCase)]
    for text in (*opened.case.told.story, opened.case.told.name, opened.case.told.wish):
        assert text in preview
    [agreement] = opened.agreements
    assert agreement.wording_key == "ask.preview"
    assert agreement.wording_version == content().words.version
    assert agreement.lawful_basis
    assert agreement.agreed_at == NOON


def test_send_of_another_draft_sends_nothing() -> None:
    talk = at_preview()
    old = talk.button("Send")
    talk.taps("Don't send")
    talk.answers(*TELLING, *ASKED_ALL)
    talk.does(Tap(old.data))
    assert talk.opened == []
    assert talk.heard[-1].key == "talk.gone"


def test_a_story_of_many_messages_is_kept_word_for_word_and_in_order() -> None:
    talk = telling()
    parts = ["  first {reference} %s  ", "second\n\nline", "third \U0001f600 {police-101.phone}"]
    for part in parts:
        talk.says(part)
    talk.answers("That's all", "No", "Rather not say", "Skip", "Skip", "No")
    assert all(part in talk.heard[-1].text for part in parts)
    talk.taps("Send")
    assert talk.opened[0].told.story == tuple(parts)


def test_a_story_without_end_is_stopped_kindly() -> None:
    talk = telling()
    for _ in range(5):
        talk.says("la " * 1300)
    assert talk.heard[-1].key == "ask.story.full"
    draft = talk.conversation.draft
    assert draft is not None
    assert len(draft.told.story) == 3


def test_the_receipt_tells_the_time_in_london() -> None:
    talk = at_preview()
    talk.at = NOON + timedelta(days=200)  # in June, an hour ahead
    talk.taps("Send")
    assert "Saved at 13:00" in talk.heard[0].text


@pytest.mark.parametrize("made_up", ["", "x", "0123456789", "0123456789.abc", "\x00", "a" * 300])
def test_a_button_that_we_never_made_is_answered_kindly(made_up: str) -> None:
    talk = Talk()
    heard = talk.does(Tap(made_up))
    assert heard[0].key == "stale"
    assert tap_is_answered(talk.latest)


def test_a_hit_that_is_remembered_has_no_words() -> None:
    talk = Talk()
    talk.says("my stepdad beats me")
    concern = talk.conversation.concern
    assert concern.level >= Level.SERIOUS
    assert all(hit.words == "" and hit.phrase == "" for hit in concern.hits)


def test_a_concern_is_never_lowered() -> None:
    grave = Concern.of((Hit(Category.THREAT, Level.SERIOUS, "p", "w"),))
    assert gravest(grave, Concern.none()).level is Level.SERIOUS
    mild = Concern.of((Hit(Category.THREAT, Level.CONCERN, "p", "w"),))
    assert gravest(grave, mild).hits == (Hit(Category.THREAT, Level.SERIOUS, "", ""),)
    assert gravest(Concern.none().raised_to(Level.SERIOUS), mild).level is Level.SERIOUS


def test_what_is_said_without_the_database_needs_no_memory() -> None:
    danger = Concern.of((Hit(Category.VIOLENCE, Level.IMMEDIATE, "p", "w"),))
    assert "999" in crisis.card(danger, content()).text
    assert "could not keep this" in trouble.not_kept(content()).text
    for message in (trouble.not_kept(content()), trouble.fault(content())):
        assert "999" in message.text
        assert "0800 1111" in message.text


def test_after_dont_send_nothing_of_the_draft_is_left() -> None:
    talk = at_preview()
    talk.taps("Don't send")
    assert talk.conversation.draft is None
    assert "some words" not in repr(talk.conversation)


# --- random walks ----------------------------------------------------------------------------

CANARY = "zebracanary"
TEXTS = st.sampled_from([f"{CANARY} hello", "yes", "no", "skip", "send", DANGER, "menu", "delete"])
STAFF_DO = ("open", "claim", "close", "hour", "night")


@st.composite
def walks(draw: st.DrawFn) -> list[tuple[str, object]]:
    step = st.one_of(
        st.tuples(st.just("tap"), st.integers(0, 10_000)),
        st.tuples(st.just("text"), st.tuples(TEXTS, st.sampled_from([None, *Intent]))),
        st.tuples(st.just("edit"), TEXTS),
        st.tuples(
            st.just("command"),
            st.sampled_from(["/start", "/delete", "/privacy", "/mydata", "/nope x", "/help"]),
        ),
        st.tuples(st.just("photo"), st.none()),
        st.tuples(st.just("staff"), st.sampled_from(STAFF_DO)),
    )
    return draw(st.lists(step, max_size=25))


@settings(max_examples=60, deadline=None)
@given(walks())
def test_however_somebody_wanders_there_is_a_way_to_safety_and_nothing_typed_is_kept(
    walk: list[tuple[str, object]],
) -> None:
    talk = Talk()
    talk.commands("/start")
    for what, value in walk:
        _wander(talk, what, value)
        _check(talk)


def _leads_to_safety(message: Message) -> bool:
    labels = [button.label for row in message.buttons for button in row]
    has_left = message.key.startswith("exit.")  # somebody else may be looking: nothing is offered
    return has_left or message.key.startswith("card.") or "I'm not safe" in labels


def _wander(talk: Talk, what: str, value: object) -> None:
    match what, value:
        case "tap", int(place):
            shown = [each.data for each in talk._buttons()]
            talk.does(Tap(shown[place % len(shown)]))
        case "text", (str(text), intent):
            meaning = (
                understood(intent) if isinstance(intent, Intent) else understood(confidence=0)
            )
            talk.does(Text(text), meaning)
        case "edit", str(text):
            talk.edits(text)
        case "command", str(line):
            talk.commands(line)
        case "photo", _:
            talk.does(Unreadable("photo"))
        case "staff", str(act):
            talk.latest = ()
            _staff(talk, act)


def _staff(talk: Talk, act: str) -> None:
    if act == "hour":
        talk.hour_passes()
    elif act == "night":
        talk.hours = CLOSED
    elif talk.conversation.case:
        {"open": talk.staff_open, "claim": talk.staff_claim, "close": talk.staff_close}[act]()


def _check(talk: Talk) -> None:
    told = asdict(talk.conversation)
    told["draft"] = None
    assert CANARY not in repr(told)
    assert len(talk.opened) == len({case.draft_id for case in talk.opened})
    if talk.heard:
        assert any(_leads_to_safety(message) for message in talk.heard)
    for message in talk.heard:
        assert message.text
        assert all(len(b.data.encode()) <= 64 for row in message.buttons for b in row)
