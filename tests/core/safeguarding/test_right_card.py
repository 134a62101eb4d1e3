"""The card fits who does what to whom: the one hurt, the doer, and the one who is near."""

import pytest

from bot.safeguarding.levels import Category, Level
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.shipped import shipped_phrases, shipped_signposts
from bot.safeguarding.signposts import Signposts, card, cards_for
from bot.safeguarding.triage import assess

CARDS: dict[str, list[str]] = {
    "danger_now": [
        "he is going to kill me with a knife right now",
        "hes going to kill me tonight",
        "my ex says he will stab me tonight",
        "someone is trying to kill me",
        "hes gonna hurt me",
        "hes choking her",
        "hes choking me and i cant breathe",
        "choking me",
        "hes hitting my mum right now",
        "my neighbour is outside my door with a knife",
        "pomocy, ktoś chce mnie zabić",
        "imdat biri beni öldürmek istiyor",
        "biri beni öldürmeye çalışıyor",
        "ajutor, cineva vrea să mă omoare",
        "koi mujhe maarna chahta hai, bachao",
        "keu amake mere felte chay",
        "amake bachan",
        "alguien me quiere matar",
        "alguém quer me matar",
        "quelqu'un veut me tuer",
        "i caawi, qof baa i dilaya",
        "padėkite, kažkas nori mane nužudyti",
        "помощ, някой иска да ме убие",
        "النجدة شخص يريد قتلي",
        "ndihmë, dikush do të më vrasë",
    ],
    "suicide_now": [
        "i took 30 pills",
        "ive taken an overdose",
        "he is going to kill me but i want to kill myself tonight",
    ],
    "own_behaviour": [
        "i hit my girlfriend and i dont want to do it again",
        "i hit my girlfriend",
        "i lost it and slapped my wife",
        "i hit my kids and i feel awful",
        "i strangled my wife",
        "i punched my son",
        "i touched a child",
        "i want to stab my stepdad",
        "im scared im going to hurt my baby",
        "my girlfriend is scared of me",
    ],
    "own_behaviour_now": [
        "im gonna stab him",
        "im gonna kill him",
        "im going to kill her tonight",
        "ive got a knife and im gonna use it on him",
    ],
    "medical": [
        "he is choking on food",
        "my baby is choking",
        "he wont wake up he took pills",
        "she took loads of tablets and is unconscious",
        "my mum took all her tablets and wont wake up",
        "my toddler swallowed some pills",
    ],
    "other_abuse_now": [
        "i can hear the man next door battering his missus",
        "my neighbour is being beaten",
        "kids screaming next door and banging",
        "someone is getting beaten up outside",
        "a man is hitting a woman in the street",
        "i can hear my neighbour screaming for help",
    ],
    "self_harm": ["my friend is cutting herself", "i started cutting again"],
    "dies_if_i_leave": [
        "my boyfriend says he will kill himself if i leave",
        "my girlfriend threatens to kill herself if i break up with her",
        "my ex said hell end his life if i dont come back",
    ],
    "child_abuse": [
        "my stepdad comes in my room at night",
        "my uncle comes into my bedroom at night and gets in my bed",
        "my stepdad touches me",
        "my dad hits me and theres never any food",
    ],
    "touched_on_a_train": [
        "a man groped me on the tube",
        "someone rubbed against me on the train",
    ],
    "sexual_violence": ["i was raped", "someone touched my bum on the bus"],
    "exploitation": [
        "dealers have took over the old boys flat",
        "my lad keeps going missing and comes back with cash",
        "my son bad boys take him. please help",
        "they make me sell drugs",
    ],
    "threat": ["he wants me dead"],
}
LITTLE = [
    "my son has two phones and comes home with new trainers",
    "i got jacked for my phone",
    "i got robbed last week",
    "chef knife for food tech",
    "shes going to kill me when she sees my grades",
    "strangers keep cutting through our private car park",
    "front door of the block is broken and people sleep in the stairwell",
    "someone put a brick through our front window",
    "police beat me up",
    "i have no food",
    "im safe now",
    "im fine now",
    "i want to go live with my nan",
    "my friend is moving house and i will miss her",
    "dying for a wee",
    "mum will kill me if im late",
    "im gonna kill him lol he finished my crisps",
]


@pytest.mark.parametrize(
    ("text", "key"), [(text, key) for key, texts in CARDS.items() for text in texts]
)
def test_the_card_fits_what_was_said(
    text: str, key: str, phrases: Phrases, signposts: Signposts
) -> None:
    concern = assess(text, phrases)
    assert concern.level >= Level.SERIOUS
    assert cards_for(concern, signposts).key == key


@pytest.mark.parametrize("text", LITTLE)
def test_what_is_no_danger_gets_no_card_of_danger(text: str, phrases: Phrases) -> None:
    assert assess(text, phrases).level <= Level.CONCERN


@pytest.mark.parametrize("text", CARDS["own_behaviour"] + CARDS["own_behaviour_now"])
def test_the_doer_is_never_told_that_it_is_not_their_fault(
    text: str, phrases: Phrases, signposts: Signposts
) -> None:
    concern = assess(text, phrases)
    for again in (False, True):
        words = cards_for(concern, signposts, again=again).text
        assert "I believe you" not in words
        assert "not your fault" not in words
        assert "999" in words
    assert {hit.category for hit in concern.hits if hit.level >= Level.SERIOUS} == {
        Category.OWN_BEHAVIOUR
    }


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("he is going to kill me and i want to die", {Category.VIOLENCE, Category.SUICIDE}),
        ("i hit him because my dad beats me", {Category.OWN_BEHAVIOUR, Category.CHILD_ABUSE}),
        ("i hit my sister. my boyfriend strangled me", {Category.DOMESTIC_ABUSE}),
        ("i hit my wife and i want to kill myself", {Category.OWN_BEHAVIOUR, Category.SUICIDE}),
        ("kids screaming next door and my dad hits me", {Category.CHILD_ABUSE}),
        (
            "my mum took pills and wont wake up. i want to die",
            {Category.MEDICAL, Category.SUICIDE},
        ),
        ("i wish someone would kill me", {Category.SUICIDE}),
        ("my ex will kill himself and me", {Category.VIOLENCE}),
    ],
)
def test_one_direction_never_hides_another_thing_that_was_said(
    text: str, about: set[Category], phrases: Phrases
) -> None:
    heard = {hit.category for hit in assess(text, phrases).hits if hit.level >= Level.SERIOUS}
    assert about <= heard


def test_somebody_who_would_die_if_left_is_not_taken_for_danger_now(phrases: Phrases) -> None:
    concern = assess("my boyfriend says he will kill himself if i leave", phrases)
    assert concern.level is Level.SERIOUS
    assert concern.category is Category.DOMESTIC_ABUSE
    both = assess("he says he will kill himself and the kids if i leave", phrases)
    assert both.level is Level.IMMEDIATE or both.is_urgent


def test_a_card_for_one_entry_is_for_an_entry_that_there_is() -> None:
    entries = {f"entry {each.id}" for each in shipped_phrases().entries}
    graded = [grade for grade in shipped_signposts().answers if grade.startswith("entry ")]
    assert graded
    assert set(graded) <= entries


def test_whoever_took_something_is_told_to_show_the_packet(signposts: Signposts) -> None:
    for key in ("suicide_now", "medical"):
        assert "ambulance" in card(key, signposts).text
        assert "keep the packet to show" in card(key, signposts).text


def test_whoever_hears_it_is_told_to_stay_out_of_it(signposts: Signposts) -> None:
    words = card("other_abuse_now", signposts).text
    for said in ("Ring 999", "Do not step in", "safe place", "Crimestoppers"):
        assert said in words


def test_whoever_is_attacked_is_never_told_to_use_the_speaker(signposts: Signposts) -> None:
    assert "speaker" not in card("danger_now", signposts).text
    assert "speaker" in card("medical", signposts).text
