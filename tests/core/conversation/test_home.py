"""Something at home: safe to chat first, believed, one step at a time, help made for each."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest

from bot.conversation.decide import TAPPED as ALL_TAPPED
from bot.conversation.flows.home import ANSWERS, NOTES, PLACES, SCREENS, TAPPED
from bot.conversation.flows.services import OFFERED, WAYS_TO_999
from bot.conversation.intents import Intent
from bot.conversation.model import Conversation, OpenCase, Tap
from bot.conversation.moment import WRONG
from bot.effects import Message, Replace
from bot.storage.states import decode_conversation, encode_conversation
from directory.matching.eligible import takes
from directory.matching.seekers import is_hurt_by_a_child, is_hurt_by_another
from directory.model import Service
from tests.talk import NOON, Talk, content

DIRECTORY = content().directory
WORDS = content().words
LABELS = WORDS.labels
NIGHT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # a Sunday
BELIEVED = [each for each in ANSWERS if "I believe you" in WORDS.entries[each].text]
DISCLOSURES = (
    Intent.DOMESTIC_ABUSE,
    Intent.ABUSE_AT_HOME,
    Intent.HONOUR_ABUSE,
    Intent.SEXUAL_VIOLENCE,
    Intent.STALKING,
)
OPTIONS = {
    "home.partner": {"ndah", "mens-advice-line"},
    "home.parent": {"childline", "wf-mash"},
    "home.family": {"childline", "ndah"},
    "home.child": {"capa-first-response", "pegs"},
    "home.other.child": {"wf-mash", "nspcc"},
    "home.other.adult": {"ndah", "mens-advice-line"},
    "home.other.care": {"wf-adult-safeguarding"},
    "home.other.work": {"wf-mash", "nspcc"},
    "home.me.under_18": {"childline", "wf-mash"},
    "home.me.man": {"mens-advice-line", "childline"},
    "home.me.lgbt": {"galop", "childline"},
    "home.me.deaf": {"signhealth-da", "ndah"},
    "home.me.honour": {"karma-nirvana", "forced-marriage-unit"},
    "home.me.forced": {"karma-nirvana", "forced-marriage-unit"},
    "home.me.abroad": {"karma-nirvana", "forced-marriage-unit"},
    "home.me.care": {"wf-adult-safeguarding", "ndah"},
    "home.me.new": {"ndah", "mens-advice-line"},
    "home.helpline": {"childline", "samaritans"},
}


def at_home(talk: Talk | None = None) -> Talk:
    """A talk in which somebody has come in, and said that it is safe to chat."""
    talk = talk or Talk()
    talk.commands("/start")
    talk.taps("Something at home")
    talk.taps("Yes")
    return talk


def at(place: str, talk: Talk | None = None) -> Talk:
    talk = at_home(talk)
    for each in way_to(place):
        talk.taps(LABELS[each])
    return talk


def way_to(place: str) -> list[str]:
    if place.startswith("home.other."):
        return ["home.other", place]
    if place.startswith("home.me"):
        return ["home.partner", *dict.fromkeys(["home.me", place])]
    if place in {"home.staff", "home.told", "home.law"}:
        return ["home.partner", *dict.fromkeys(["home.staff", place])]
    if place in {"home.tell", "home.helpline"}:
        return ["home.partner", "home.me", "home.me.under_18", *_on_to(place)]
    return [place]


def _on_to(place: str) -> list[str]:
    return ["home.tell"] if place == "home.tell" else ["home.tell", "home.helpline"]


def labels(message: Message) -> set[str]:
    return {button.label for row in message.buttons for button in row}


# --- safe to chat ----------------------------------------------------------------------------


def test_whether_it_is_safe_to_chat_is_asked_first_and_what_is_private_is_said() -> None:
    talk = Talk()
    talk.commands("/start")
    [message] = talk.taps("Something at home")
    assert message.key == "home.check"
    assert "Is it safe to chat here right now?" in message.text
    assert "only if you press Send" in message.text
    assert "even if you say no" in message.text
    assert {"Yes", "Not now", "Chat safety", "Quick exit", "I'm not safe"} <= labels(message)


def test_it_is_asked_once_an_hour() -> None:
    talk = at_home()
    assert talk.heard[0].key == "menu.home"
    talk.commands("/start")
    assert talk.taps("Something at home")[0].key == "menu.home"
    talk.hour_passes()
    talk.commands("/start")
    assert talk.taps("Something at home")[0].key == "home.check"


def test_that_it_is_safe_is_remembered_for_the_hour_and_an_older_memory_can_be_read() -> None:
    kept = encode_conversation(Conversation(is_safe_to_chat=True))
    assert decode_conversation(kept).is_safe_to_chat
    assert not decode_conversation(encode_conversation(Conversation())).is_safe_to_chat


@pytest.mark.parametrize("said", ["yes", "yeah", "its safe"])
def test_a_typed_yes_goes_on(said: str) -> None:
    talk = Talk()
    talk.commands("/start")
    talk.taps("Something at home")
    assert talk.says(said)[0].key == "menu.home"


@pytest.mark.parametrize("said", ["no", "not now", "not safe to chat", "nah"])
def test_who_cannot_chat_safely_is_shown_nothing_of_what_it_was_about(said: str) -> None:
    talk = Talk()
    talk.commands("/start")
    talk.taps("Something at home")
    [message] = talk.says(said)
    assert message.key == "home.not_now"
    for word in ("abuse", "hurt", "partner", "home", "helpline", "domestic"):
        assert word not in message.text.casefold()
    assert not talk.conversation.is_safe_to_chat


def test_not_now_takes_the_question_off_the_screen() -> None:
    talk = Talk()
    talk.commands("/start")
    talk.taps("Something at home")
    talk.taps("Not now")
    assert any(isinstance(each, Replace) for each in talk.latest)


# --- states and ways out ---------------------------------------------------------------------


@pytest.mark.parametrize("place", sorted({*ANSWERS, *SCREENS, *NOTES}))
def test_every_place_can_be_reached_and_left(place: str) -> None:
    talk = at(place)
    shown = talk.heard[-1]
    assert shown.key == place
    assert {"I'm not safe", "Talk to a person", "Back", "Home"} <= labels(shown)
    before = ["menu.home", *way_to(place)][-2]
    assert talk.taps("Back")[-1].key == before


@pytest.mark.parametrize("place", sorted({*ANSWERS, *SCREENS, *NOTES, "menu.home"}))
def test_danger_typed_anywhere_here_gets_the_card_at_once(place: str) -> None:
    talk = at_home() if place == "menu.home" else at(place)
    [first, *_] = talk.says("hes got a knife and hes outside my door right now")
    assert first.key.startswith("card.")
    assert "999" in first.text


@pytest.mark.parametrize("place", sorted({*ANSWERS, *SCREENS, *NOTES}))
def test_a_label_may_be_typed_in_place_of_a_tap(place: str) -> None:
    talk = at(way_to(place)[-2]) if len(way_to(place)) > 1 else at_home()
    assert talk.says(LABELS[place])[-1].key == place


def test_every_button_of_this_flow_is_handled() -> None:
    mine = {each for each in LABELS if each.startswith("home.")}
    assert mine == TAPPED.keys() - {"menu.home"}
    assert TAPPED.keys() <= ALL_TAPPED.keys()
    assert TAPPED.keys() >= PLACES


@pytest.mark.parametrize(
    "place", ["home.partner", "home.parent", "home.family", "home.child", "home.me.honour"]
)
def test_a_call_without_speaking_is_one_tap_away_and_told_right(place: str) -> None:
    talk = at(place)
    assert talk.says("call without speaking")[0].key == "card.silent_999"
    [card] = at(place).taps("I cannot speak")
    assert card.key == "card.silent_999"
    assert "Press 55 when you are told to" in card.text
    assert "does not tell the police where you are" in card.text


@pytest.mark.parametrize("place", ["home.partner", "home.parent", "home.family", "home.child"])
def test_what_staff_can_do_help_made_for_me_and_own_behaviour_are_one_tap_away(
    place: str,
) -> None:
    shown = labels(at(place).heard[-1])
    assert {"What can staff do?", "Help made for me", "If I hurt someone"} <= shown
    assert {"Quick exit", "Chat safety"} <= shown


def test_while_staff_have_the_case_this_leads_nowhere_else() -> None:
    case = OpenCase(UUID(int=1), "WF-00001", "", is_claimed=True, is_opened=True)
    talk = Talk(Conversation(case=case))
    for button in ("menu.home", "home.other", "home.partner"):
        keys = [each.key for each in talk.does(Tap(content().buttons.make(button).data))]
        assert set(keys) <= {"staff.has_it"}
    card = talk.does(Tap(content().buttons.make("silent_999").data))[0]
    assert card.key == "card.silent_999"


# --- services --------------------------------------------------------------------------------


def test_every_answer_here_says_which_services_it_should_name() -> None:
    assert OPTIONS.keys() == ANSWERS.keys()


@pytest.mark.parametrize("place", ANSWERS)
def test_an_option_names_services_that_the_directory_confirms_and_that_suit(place: str) -> None:
    talk = at(place)
    text = talk.heard[-1].text
    seeker = ANSWERS[place].suiting.seeker
    assert len(OPTIONS[place]) <= OFFERED
    for name in OPTIONS[place]:
        service: Service = DIRECTORY.services[name]
        assert any(contact.value in text for contact in service.reachable), name
        assert takes(service, seeker), name


@pytest.mark.parametrize("at_time", [NOON, NIGHT])
@pytest.mark.parametrize("place", ANSWERS)
def test_no_more_services_are_named_than_are_read(place: str, at_time: datetime) -> None:
    talk = at(place, Talk(at=at_time))
    in_words = set(WORDS.entries[place].services) - WAYS_TO_999
    assert len(in_words | set(talk.conversation.shown)) <= OFFERED


@pytest.mark.parametrize("place", ["home.me.honour", "home.me.forced", "home.me.abroad"])
def test_at_night_somebody_is_there_who_can_be_reached(place: str) -> None:
    text = at(place, Talk(at=NIGHT)).heard[-1].text
    assert "999" in text
    assert "open now" in text


def test_who_may_be_taken_abroad_soon_is_told_to_ring_999_first() -> None:
    text = at("home.me.abroad").heard[-1].text
    unit = DIRECTORY.services["forced-marriage-unit"].reachable[0].value
    assert text.index("ring 999 now") < text.index(unit)


def test_the_line_named_first_for_newcomers_does_bring_in_interpreters() -> None:
    text = at("home.me.new").heard[-1].text
    helpline = DIRECTORY.services["ndah"]
    assert helpline.access.interpreters
    assert text.index(helpline.reachable[0].value) < text.index("Men's Advice Line")


def test_people_who_sign_are_named_for_deaf_people() -> None:
    assert all(DIRECTORY.services[each].access.bsl for each in OPTIONS["home.me.deaf"])


def test_this_didnt_work_is_under_an_answer_with_one_service() -> None:
    assert LABELS[WRONG] in labels(at("home.other.care").heard[-1])


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [*BELIEVED, *(f"intent.{each}" for each in DISCLOSURES)])
def test_a_disclosure_is_answered_in_the_right_order(key: str) -> None:
    """Believed and thanked; not their fault; safe now; one step; what is kept (standards B9)."""
    text = WORDS.entries[key].text
    steps = (
        *(r"Thank you for telling me", r"I believe you", r"fault", r"Are you safe right now\?"),
        *(r"\{services\}|Galop|0800 999 5428", r"I do not keep what|I have not kept what"),
    )
    found = [[each.start() for each in re.finditer(step, text)] for step in steps]
    assert all(found), key
    assert [each[0] for each in found] == sorted(each[0] for each in found), key


def test_there_are_disclosure_answers_for_everybody_who_is_hurt() -> None:
    for_me = {each for each in ANSWERS if not each.startswith("home.other")} - {"home.helpline"}
    assert set(BELIEVED) == for_me


def test_nothing_here_takes_anybody_for_a_man_or_a_woman() -> None:
    gendered = r"\b(he|she|him|her|his|hers|husband|wife|boyfriend|girlfriend)\b"
    for key in [*ANSWERS, *SCREENS, *NOTES, "menu.home", "home.check", "intent.domestic_abuse"]:
        entry = WORDS.entries[key]
        assert not re.search(gendered, f"{entry.text} {entry.again}".casefold()), key


def test_those_who_help_somebody_else_are_told_not_to_face_who_does_it_nor_to_vow_silence() -> (
    None
):
    for key in ("home.other.child", "home.other.adult", "home.other.care"):
        assert "Do not face" in WORDS.entries[key].text, key
    assert "Do not say you will tell no one" in WORDS.entries["home.other.child"].text
    assert "Write down their own words" in WORDS.entries["home.other.work"].text


def test_a_grown_up_to_trust_is_never_only_a_parent() -> None:
    for key in ("home.parent", "home.me.under_18", "intent.abuse_at_home", "home.tell"):
        assert "teacher" in WORDS.entries[key].text, key
        assert not re.search(r"\b(mum|dad)\b", WORDS.entries[key].text), key


def test_who_hurts_somebody_is_not_accused_and_those_around_are_thought_of() -> None:
    text = WORDS.entries["intent.own_behaviour"].text
    assert "guts" in text
    assert "walk away" in text
    assert "If they want to leave or ring for help, let them." in text
    assert DIRECTORY.services["respect-phoneline"].reachable[0].value in text
    assert not re.search(r"\b(crime|police|abuse)\b", text)


# --- typed -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "means", "key"),
    [
        ("my son hits me", Intent.DOMESTIC_ABUSE, "home.child"),
        ("my teenage daughter kicks me", Intent.PARENTING, "home.child"),
        ("i am scared of my own son", Intent.ABUSE_AT_HOME, "home.child"),
        ("im a man and my partner hits me", Intent.DOMESTIC_ABUSE, "home.me.man"),
        ("i am gay and my boyfriend hits me", Intent.DOMESTIC_ABUSE, "home.me.lgbt"),
        ("my girlfriend controls me and im bi", Intent.DOMESTIC_ABUSE, "home.me.lgbt"),
        ("im deaf and my husband hits me", Intent.DOMESTIC_ABUSE, "home.me.deaf"),
        ("my boyfriend hits me im 15", Intent.DOMESTIC_ABUSE, "home.me.under_18"),
        ("im a teacher and a pupil told me", Intent.ABUSE_OF_OTHER, "home.other.work"),
        ("as a gp i worry about a patient", Intent.DOMESTIC_ABUSE, "home.other.work"),
        ("my friends dad shouts at her shes 14", Intent.ABUSE_OF_OTHER, "home.other.child"),
        ("my partner yells at me every day", Intent.DOMESTIC_ABUSE, "intent.domestic_abuse"),
        ("my kids see him hit me", Intent.DOMESTIC_ABUSE, "intent.domestic_abuse"),
        ("im a nurse and my husband hits me", Intent.DOMESTIC_ABUSE, "intent.domestic_abuse"),
        (
            "my husband hits me and my daughter is 4",
            Intent.DOMESTIC_ABUSE,
            "intent.domestic_abuse",
        ),
        ("my mum hits me", Intent.ABUSE_AT_HOME, "intent.abuse_at_home"),
    ],
)
def test_what_is_typed_is_answered_at_once_in_their_shoes(
    said: str, means: Intent, key: str
) -> None:
    heard = Talk().says(said, means)
    assert heard[-1].key == key
    assert all(each.key.startswith("card.") for each in heard[:-1])
    for message in heard:
        assert said not in message.text.casefold()


def test_help_for_hurt_parents_is_not_shown_to_who_is_hurt_by_a_partner() -> None:
    for said in ("my kids see him hit me", "my husband hits me and my daughter is 4"):
        text = "\n".join(each.text for each in Talk().says(said, Intent.DOMESTIC_ABUSE))
        assert "PEGS" not in text
        assert "Capa" not in text


@pytest.mark.parametrize(
    ("said", "by_child", "by_another"),
    [
        ("my 14 year old daughter kicks me", True, False),
        ("my son when he is angry hits me", True, False),
        ("my daughters boyfriend hits me", False, True),
        ("my kids watch him hit me", False, True),
        ("my husband hits my son", False, False),
    ],
)
def test_who_does_harm_is_told_apart(said: str, by_child: bool, by_another: bool) -> None:
    assert is_hurt_by_a_child(said) is by_child
    assert is_hurt_by_another(said) is by_another


def test_a_typed_disclosure_at_the_question_is_answered_and_not_asked_again() -> None:
    talk = Talk()
    talk.commands("/start")
    talk.taps("Something at home")
    heard = talk.says("my mum hits me", Intent.ABUSE_AT_HOME)
    assert heard[0].key.startswith("card.")
    assert heard[-1].key == "intent.abuse_at_home"


@pytest.mark.parametrize("place", BELIEVED)
def test_yes_and_no_to_being_safe_lead_on(place: str) -> None:
    talk = at(place)
    [message] = talk.says("yes")
    assert message.key == "safe.yes"
    ways_on = {"Who could I tell?", "Talk to a helpline", "What can staff do?", "Talk to a person"}
    assert ways_on <= labels(message)
    assert at(place).says("no")[0].key.startswith("card.")


def test_a_no_does_not_clear_what_was_said() -> None:
    talk = Talk()
    talk.says("my partner hits me", Intent.DOMESTIC_ABUSE)
    before = talk.conversation.concern
    talk.says("im fine forget it", Intent.DENY)
    assert talk.conversation.concern.level >= before.level
    assert talk.heard[-1].key == "still_here"
