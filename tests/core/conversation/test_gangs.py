"""Gangs, knives, missing and prison: every answer is kind, true, in order, and has ways out."""

import re

import pytest

from bot.conversation.flows.exploitation import away, gangs, knives, nearest
from bot.conversation.intents import Intent
from bot.conversation.model import Tap
from bot.conversation.sayings import Saying
from bot.effects import Message
from bot.safeguarding.triage import assess
from tests.talk import Talk, content, phrases

DIRECTORY = content().directory
ENTRIES = content().words.entries
CONFIRMED = {
    contact.value for service in DIRECTORY.services.values() for contact in service.reachable
}
UNCONFIRMED = {
    contact.value
    for service in DIRECTORY.services.values()
    for contact in service.contacts
    if contact.value not in CONFIRMED
}
KEYS = sorted({nearest.SAME_AS.get(button, button) for button in nearest.SUITS})
MENU = "Gangs, drugs or knives"
ACCUSING = (
    *("your gang", "gang member", "offender", "criminal", "dealer", "you sold", "you chose"),
    *("your own fault", "guilty", "snitch", "involved in crime", "suspect"),
)
# What people type, what it is taken to mean, and the answer that is nearest.
NEAREST = [
    ("how do i leave road life", Intent.GANG_EXIT, "intent.gang_exit"),
    ("they got me OT every weekend, cant say no", Intent.COUNTY_LINES, "gangs.away"),
    ("i owe them 2 bags n they keep adding to it", Intent.COUNTY_LINES, "gangs.debt"),
    ("olders got me holding a pack for them", Intent.COUNTY_LINES, "gangs.holding"),
    ("he said hold it for me. its a gun i think", Intent.COUNTY_LINES, "gangs.holding"),
    ("theyre making me plug it before the train", Intent.COUNTY_LINES, "gangs.inside"),
    ("let someone put money thru my bank account", Intent.COUNTY_LINES, "gangs.bank"),
    ("gotta prove myself or they wont have me", Intent.COUNTY_LINES, "gangs.proving"),
    ("they pass me round to pay the debt", Intent.COUNTY_LINES, "gangs.used"),
    ("they know where i live so i stay in it", Intent.GANG_EXIT, "gangs.family"),
    ("beef with them on snap and its getting bad", Intent.GANG_EXIT, "gangs.online"),
    ("i joined so i feel safe, opps are after me", Intent.GANG_EXIT, "gangs.protection"),
    ("will i get arrested if i say about the trap", Intent.COUNTY_LINES, "gangs.tell"),
    ("will they find out if i leave", Intent.GANG_EXIT, "gangs.safe"),
    ("i need to move away from the area to leave", Intent.GANG_EXIT, "gangs.place"),
    ("my son has two phones", Intent.EXPLOITATION_OF_OTHER, "gangs.parent"),
    ("my son owes drug money", Intent.COUNTY_LINES, "gangs.parent"),
    ("my daughter was in another town again", Intent.EXPLOITATION_OF_OTHER, "gangs.child_away"),
    ("my mate is in a gang", Intent.EXPLOITATION_OF_OTHER, "gangs.friend"),
    ("my little brother joined a gang", Intent.EXPLOITATION_OF_OTHER, "gangs.sibling"),
    ("my bf is trapping", Intent.EXPLOITATION_OF_OTHER, "gangs.partner"),
    ("im a teacher, a pupil is used", Intent.EXPLOITATION_OF_OTHER, "gangs.work"),
    ("they make me sell", Intent.EXPLOITATION_OF_OTHER, "intent.county_lines"),
    ("i found a big knife behind the bins", Intent.KNIFE_CARRYING, "problems.knife-found"),
    ("found a zombie knife under my sons bed", Intent.KNIFE_CARRYING, "knife.child"),
    ("i only carry cos everyone else does", Intent.KNIFE_CARRYING, "knife.carry"),
    ("im 15 n i keep a knife in my sock", Intent.KNIFE_CARRYING, "knife.carry"),
    ("my mate carries", Intent.KNIFE_CARRYING, "knife.friend"),
    ("my bf asks me to keep his knife in my bag", Intent.KNIFE_CARRYING, "gangs.holding"),
    ("what is the sentence for a knife", Intent.KNIFE_CARRYING, "knife.law"),
    ("is there a knife bin near me", Intent.KNIFE_CARRYING, "knife.rid"),
    ("knife crime", Intent.KNIFE_CARRYING, "intent.knife_carrying"),
    ("my daughter hasnt come home", Intent.MISSING_PERSON, "missing.other"),
    ("i left my son at the park n hes gone", Intent.MISSING_PERSON, "missing.other"),
    ("she still hasnt come back home", Intent.MISSING_PERSON, "intent.missing_person"),
    ("my son came back but now hes gone again", Intent.MISSING_PERSON, "missing.other"),
    ("i ran away last night", Intent.MISSING_PERSON, "missing.me"),
    ("she came back this morning", Intent.MISSING_PERSON, "missing.back"),
    ("im on licence and need help", Intent.LEAVING_PRISON, "prison.me"),
    ("my brother gets out of feltham", Intent.LEAVING_PRISON, "prison.other"),
    ("probation phone", Intent.LEAVING_PRISON, "intent.leaving_prison"),
]


def labels(message: Message) -> set[str]:
    return {button.label for row in message.buttons for button in row}


@pytest.mark.parametrize(("text", "means", "key"), NEAREST)
def test_a_text_is_met_with_the_nearest_answer_at_once(text: str, means: Intent, key: str) -> None:
    heard = Talk().says(text, means)
    assert heard[-1].key == key
    assert not ENTRIES[key].is_screen


@pytest.mark.parametrize("key", KEYS)
def test_every_answer_has_its_ways_out(key: str) -> None:
    shown = {button for row in ENTRIES[key].rows for button in row}
    assert {"talk_to_person", "danger", "back", "menu"} <= shown


@pytest.mark.parametrize("key", KEYS)
def test_every_answer_is_said_shorter_after_a_safety_card(key: str) -> None:
    assert ENTRIES[key].again
    assert len(ENTRIES[key].again.split()) <= len(ENTRIES[key].text.split())


@pytest.mark.parametrize("button", nearest.SUITS)
def test_an_answer_names_confirmed_ways_only_and_few_of_them(button: str) -> None:
    talk = Talk()
    [message] = talk.does(_tap(button))
    for value in UNCONFIRMED:
        assert value not in message.text
    lines = re.findall(r"\b0\d[\d ]{8,}\d\b|\b116 \d{3}\b|https?://\S+", message.text)
    assert len(set(lines)) <= 3


@pytest.mark.parametrize("key", KEYS)
def test_nobody_is_accused(key: str) -> None:
    for text in (ENTRIES[key].text, ENTRIES[key].again):
        for word in ACCUSING:
            assert word not in text.casefold(), word


@pytest.mark.parametrize("key", [key for key in KEYS if "I have not kept" in ENTRIES[key].text])
def test_an_answer_to_a_disclosure_comes_in_its_order(key: str) -> None:
    text = ENTRIES[key].text
    first = min(text.find(each) for each in ("Thank you", "You did right", "Coming", "Waiting")
                if each in text)  # fmt: skip
    assert first == 0
    assert text.index("999") < text.index("I have not kept")
    assert text.rstrip().endswith("I have not kept what you wrote.")


def test_a_parent_is_not_told_to_search_a_phone_or_face_anybody() -> None:
    for key in KEYS:
        text = f"{ENTRIES[key].text} {ENTRIES[key].again}".casefold()
        for told in ("search their", "look through their", "take their phone", "check their"):
            assert told not in text, key
    assert "Do not go to face anyone" in ENTRIES["gangs.tonight"].text


def test_grown_ups_who_may_be_told_are_never_parents_alone() -> None:
    for key in KEYS:
        text = f"{ENTRIES[key].text} {ENTRIES[key].again}".casefold()
        assert "tell your mum" not in text, key
        assert "your mum or dad" not in text, key


def test_the_menu_leads_to_answers_and_back_leads_home_again() -> None:
    for label in sorted(_choices()):
        talk = Talk()
        talk.commands("/start")
        talk.taps(MENU)
        [answer] = talk.taps(label)
        assert {"Talk to a person", "I'm not safe", "Back", "Home"} <= labels(answer), label
        [menu] = talk.taps("Back")
        assert menu.key == "menu.gangs"


def test_back_leads_to_an_answer_that_was_typed_for() -> None:
    talk = Talk()
    talk.says("i owe the olders money", Intent.COUNTY_LINES)
    talk.taps("What if I tell?")
    assert talk.taps("Back")[-1].key == "gangs.debt"


@pytest.mark.parametrize("intent", nearest.NEAREST)
def test_a_safety_card_goes_before_the_answer(intent: Intent) -> None:
    heard = Talk().says("the olders are going to stab me tonight", intent)
    assert heard[0].key.startswith("card.")


@pytest.mark.parametrize(
    "text", ["are you feds", "is this the police", "r u police", "can the feds see this"]
)
def test_who_asks_after_the_police_is_told_the_truth(text: str) -> None:
    [message] = Talk().says(text, Intent.ABOUT_BOT)
    assert message.key == "gangs.police"
    assert "they may have to tell others" in message.text


@pytest.mark.parametrize("text", ["police", "should i call the police", "the police came"])
def test_to_speak_of_the_police_is_not_to_ask_who_we_are(text: str) -> None:
    assert not content().sayings.hears(Saying.IS_POLICE, text)


@pytest.mark.parametrize(
    "text",
    [
        "my daughter has not come back",
        "he never came home last night",
        "she isnt back yet",
        "he came back then left again and is still missing",
    ],
)
def test_nobody_is_taken_to_be_back_who_is_not(text: str) -> None:
    assert Talk().says(text, Intent.MISSING_PERSON)[-1].key != "missing.back"


def test_every_answer_can_be_reached_by_tapping_from_the_menu() -> None:
    seen: set[str] = set()
    left = {"menu.gangs"}
    while left:
        key = left.pop()
        seen.add(key)
        left |= {_words_of(button) for button in content().offered(key)} - seen
    assert set(KEYS) <= seen


@pytest.mark.parametrize("button", nearest.SUITS)
def test_a_label_that_is_typed_is_not_taken_for_danger(button: str) -> None:
    aliases = content().words.aliases.get(button, ())
    for said in (content().words.labels[button], *aliases):
        assert not assess(said, phrases()).is_urgent, said


def test_each_cue_and_each_person_leads_to_an_answer_that_there_is() -> None:
    keys = {*gangs.CUES.values(), *gangs.OTHERS.values(), *knives.CUES.values(), *away.SUITS}
    assert keys <= ENTRIES.keys()


def _choices() -> set[str]:
    named = {button for row in ENTRIES["menu.gangs"].rows for button in row}
    ways = {"talk_to_person", "danger", "back", "menu", "exit"}
    return {content().buttons.labels[each] for each in named - ways}


def _tap(button: str) -> Tap:
    return Tap(content().buttons.make(button).data)


def _words_of(button: str) -> str:
    """The entry that a button leads to."""
    topic = button.removeprefix("topic.")
    return nearest.SAME_AS.get(button, button if topic == button else f"intent.{topic}")
