"""Promises about every sentence the bot can say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import bot.conversation
from bot.consent import Lifetimes
from bot.conversation.buttons import LONGEST_DATA, code
from bot.conversation.decide import TAPPED
from bot.conversation.flows.talking.questions import Question
from bot.conversation.intents import Intent
from bot.conversation.moment import UNDER_SERVICES
from bot.conversation.shipped import shipped_text
from bot.conversation.words import Entry, load
from bot.errors import ContentError
from tests.reading import grade
from tests.talk import content

WORDS = content().words
RAW = yaml.safe_load(shipped_text())
SOURCES = [
    path.read_text(encoding="utf-8") for path in Path(bot.conversation.__path__[0]).rglob("*.py")
]
MOST_WORDS = 70
LONGEST_SENTENCE = 20
FEW = 6  # words: fewer make no sentence to grade
HARDEST = 5.0  # the grade of Flesch and Kincaid (standards B17)
HARDEST_MEDIAN = 4.0
# Said only in words that were thought about one by one (standards A3, B9).
BANNED = (
    *("!", "why ", "confidential", "secret", "no one will know", "nobody will know"),
    *("just between us", "promise", "trust me", "don't worry", "calm down", "you should have"),
    *("asb", "mash", "idva", "ticket", "user", "client"),
)
# Entries that another file names through a variable: which, and from where.
NAMED_ELSEWHERE = {"staff.reply", "staff.closed", "staff.late", "again"}


def spoken() -> Iterator[tuple[str, str]]:
    for key, entry in WORDS.entries.items():
        yield key, entry.text
        if entry.again and entry.again != entry.text:
            yield f"{key}, again", entry.again


def sentences(text: str) -> list[str]:
    plain = re.sub(r"https?://\S+?(?=[.,]?(?:\s|$))|\S+@\S+?(?=[.,]?(?:\s|$))", "it", text)
    return [each for each in re.split(r"(?<=[.?:])\s|\n", plain) if re.search("[a-z]", each)]


@pytest.mark.parametrize("intent", Intent)
def test_every_intent_has_words(intent: Intent) -> None:
    assert f"intent.{intent}" in WORDS.entries


def test_every_problem_of_the_directory_has_words_and_no_other_has() -> None:
    said = {key.removeprefix("problems.") for key in WORDS.entries if key.startswith("problems.")}
    assert said == set(content().directory.problems)


def test_every_question_has_words() -> None:
    assert {f"ask.{question}" for question in Question} <= WORDS.entries.keys()


def test_every_entry_is_used() -> None:
    code_text = "\n".join(SOURCES)
    by_pattern = ("intent.", "problems.", "ask.", "preview.", "sent.message.", "profile.")
    unused = {
        key
        for key in WORDS.entries.keys() - NAMED_ELSEWHERE
        if not key.startswith(by_pattern) and f'"{key}"' not in code_text
    }
    assert not unused


def test_every_button_does_something_and_is_shown_somewhere() -> None:
    on_cards = {
        action.id for card in content().signposts.cards.values() for action in card.quick_actions
    }
    shown = {each for entry in WORDS.entries.values() for row in entry.rows for each in row}
    handled = TAPPED.keys() | content().signposts.cards.keys() | {"danger", "forget", "back"}
    meant = {each.when_yes for each in WORDS.questions.values()} | {
        each.when_no for each in WORDS.questions.values()
    }
    assert meant <= handled
    assert shown | on_cards <= handled
    assert set(WORDS.labels) - shown - set(UNDER_SERVICES) == set()


def test_every_question_that_a_yes_or_no_answers_is_asked_somewhere() -> None:
    cards = content().signposts.cards.values()
    asked = "\n".join([*(text for _, text in spoken()), *(f"{c.text} {c.again}" for c in cards)])
    for question in WORDS.questions.values():
        for words in question.says:
            assert words in asked, words


def test_every_safety_question_of_a_card_is_known() -> None:
    known = {words for question in WORDS.questions.values() for words in question.says}
    for card in content().signposts.cards.values():
        for asked in re.findall(r"[A-Z][^.?\n:]*\?", f"{card.text}\n{card.again}"):
            if "right now" in asked:
                assert asked in known, f"{card.key}: {asked}"


def test_how_long_a_closed_case_is_kept_is_said_as_it_is() -> None:
    days = f"{Lifetimes().closed_case.days} days"
    for key in ("withdrawn.closed", "mydata.closed"):
        assert days in WORDS.entries[key].text


def test_what_is_said_of_section_60_is_in_the_directory() -> None:
    guidance = content().directory.guidance
    said = WORDS.entries["rights.section_60"].text
    assert "without reasonable" in guidance["ss-section60"].fact
    assert "serious violence" in guidance["ss-section60"].fact
    assert "serious violence" in said
    assert "good grounds" in said
    assert "in uniform" in guidance["ss-s60-uniform"].fact
    assert "in uniform" in said


def test_no_number_or_address_is_typed_in_the_words() -> None:
    for key, raw in RAW["words"].items():
        fields = raw if isinstance(raw, dict) else {"text": raw}
        for text in (fields["text"], str(fields.get("again", ""))):
            without_slots = re.sub(r"\{[^}]*\}", "", text)
            assert not re.search(r"\d{3}|\d \d|http|www\.|@|\.uk|\.org", without_slots), key


def test_every_number_that_is_said_is_in_the_directory() -> None:
    known = {
        contact.value
        for service in content().directory.services.values()
        for contact in service.reachable
    }
    for key, text in spoken():
        for number in re.findall(r"\d[\d ]{2,}\d", text):
            assert any(number.strip() in value for value in known), f"{key}: {number}"


def test_nothing_is_said_that_must_not_be() -> None:
    for key, text in spoken():
        for banned in BANNED:
            assert banned not in f"{text.casefold()} ".replace("victim support", ""), (
                f"{key}: {banned}"
            )


def test_messages_and_sentences_are_short() -> None:
    for key, text in spoken():
        assert len(text.split()) <= MOST_WORDS, key
        for sentence in sentences(text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, f"{key}: {sentence}"


def test_words_are_plain_enough_for_a_nine_year_old() -> None:
    grades = {key: grade(text) for key, text in spoken() if len(text.split()) > FEW}
    hard = {key: round(each, 1) for key, each in grades.items() if each > HARDEST}
    assert not hard
    assert sorted(grades.values())[len(grades) // 2] <= HARDEST_MEDIAN


def test_a_message_asks_one_thing_at_most() -> None:
    answered_by_a_tap = {"declined", "welcome"}
    for key, text in spoken():
        if key not in answered_by_a_tap:
            asked = [each for each in sentences(text) if each.strip().endswith("?")]
            assert len([each for each in asked if len(each.split()) > 4]) <= 1, f"{key}: {asked}"


def test_what_answers_a_disclosure_believes_asks_after_safety_and_says_what_is_kept() -> None:
    for name in ("domestic_abuse", "abuse_at_home", "sexual_violence", "county_lines"):
        text = WORDS.entries[f"intent.{name}"].text
        places = [
            text.index(part)
            for part in (
                "Thank you for telling me",
                "not",
                "Are you safe right now?",
                "I have not kept",
            )
        ]
        assert places == sorted(places), name


@pytest.mark.parametrize("key", ["staff.reply", "staff.closed"])
def test_a_locked_screen_gives_nothing_away(key: str) -> None:
    entry: Entry = WORDS.entries[key]
    assert entry.rows == ()
    for word in ("council", "abuse", "gang", "case", "report", "safe space", "crime", "help"):
        assert word not in entry.text.casefold()


def test_the_profile_fits_telegram_and_says_nothing_of_harm() -> None:
    limits = {"name": 64, "about": 120, "description": 512}
    for key, entry in WORDS.entries.items():
        if key.startswith("profile."):
            assert len(entry.text) <= limits.get(key.removeprefix("profile."), 256), key
            for word in ("abuse", "gang", "suicide", "crime", "knife", "harm"):
                assert word not in entry.text.casefold(), key


def test_callback_data_is_short_unique_and_says_nothing() -> None:
    codes = {button: code(button) for button in content().buttons.labels}
    assert len(set(codes.values())) == len(codes)
    for button, opaque in codes.items():
        assert re.fullmatch("[0-9a-f]{10}", opaque)
        made = content().buttons.make(button, nonce="0" * 32)
        assert len(made.data.encode()) <= LONGEST_DATA
        assert content().buttons.read(made.data) is not None


def test_the_buttons_that_people_look_for_are_there() -> None:
    labels = set(WORDS.labels.values())
    for label in ("Send", "Edit", "Don't send", "Skip", "Talk to a person", "I'm not safe"):
        assert label in labels
    assert {"Carry on", "Home", "Back", "Just information", "Leave"} <= labels
    assert "This is what staff will see" in WORDS.entries["ask.preview"].text


def test_send_edit_and_dont_send_stand_side_by_side() -> None:
    assert ("person.edit", "person.send", "person.dont_send") in WORDS.entries["ask.preview"].rows


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("hi {unheard_of}", "nothing fills"),
        ("", "says nothing"),
        ("x" * 5000, "longer than"),
    ],
)
def test_a_fault_in_the_words_is_found_when_they_are_loaded(fault: str, said: str) -> None:
    broken = {**RAW, "words": {**RAW["words"], "menu": {"text": fault}}}
    with pytest.raises(ContentError, match=said):
        load(yaml.safe_dump(broken), content().directory)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("{childline.fax}", "no contact"),
        ("{nobody.phone}", "no service"),
        ("{true-vision.web}", "not confirmed"),
    ],
)
def test_a_paragraph_without_its_fact_is_left_out_and_said_to_be(fault: str, said: str) -> None:
    text = f"Hello there. Ring {fault} now.\n\nTake care."
    words = load(
        yaml.safe_dump({**RAW, "words": {**RAW["words"], "menu": text}}), content().directory
    )
    note = RAW["facts_left_out"].strip()
    assert words.entries["menu"].text == f"Take care.\n\n{note}"
    assert "999" in note
    assert any(line.startswith("menu: ") and said in line for line in words.left_out)


def test_an_unknown_button_layout_or_field_is_found_when_the_words_are_loaded() -> None:
    for raw, said in (
        ({"text": "hi", "buttons": [["nope"]]}, "no button 'nope'"),
        ({"text": "hi", "buttons": "nope"}, "no layout 'nope'"),
        ({"text": "hi", "colour": "red"}, "'colour' is not a field"),
    ):
        broken = {**RAW, "words": {**RAW["words"], "menu": raw}}
        with pytest.raises(ContentError, match=said):
            load(yaml.safe_dump(broken), content().directory)


def test_a_key_written_twice_is_found_when_the_words_are_loaded() -> None:
    with pytest.raises(ContentError, match="written twice: menu"):
        load("words:\n  menu: once\n  menu: twice\n", content().directory)
