import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli import app
from bot.conversation.intents import Intent
from bot.conversation.languages import Language, language_of, translated
from bot.conversation.shipped import shipped_content, shipped_document, shipped_languages
from bot.errors import ContentError
from bot.safeguarding.shipped import shipped_signposts
from directory.shipped import shipped
from tests.languages import HARBOURISH, content_in_two_languages, harbourish, spoken
from tests.talk import Talk

PLAIN_ENGLISH = re.compile(r"\b(?:you|your|what|with|have|help|can|this|that|staff|message)\b")


def talk_in_harbourish() -> Talk:
    talk = Talk(content=content_in_two_languages())
    talk.commands("/language")
    talk.taps(HARBOURISH.name)
    return talk


def heard(talk: Talk) -> str:
    labels = [each.label for message in talk.heard for row in message.buttons for each in row]
    return "\n".join([*(message.text for message in talk.heard), *labels])


def test_a_language_is_chosen_and_answers_from_the_next_word_on() -> None:
    talk = talk_in_harbourish()
    assert spoken("I will use these words for now.") in heard(talk)
    assert not PLAIN_ENGLISH.search(heard(talk))


def test_the_whole_way_to_staff_is_in_the_language_that_was_chosen() -> None:
    talk = talk_in_harbourish()
    seen = [heard(talk)]
    for label in ("Talk to a person", "Carry on"):
        talk.taps(spoken(label))
        seen.append(heard(talk))
    assert not [text for text in seen if PLAIN_ENGLISH.search(text)]


def test_a_label_typed_in_that_language_counts_as_a_tap() -> None:
    talk = talk_in_harbourish()
    assert [each.key for each in talk.says(spoken("Home"))] == ["menu"]


def test_danger_in_english_is_heard_in_any_language() -> None:
    talk = talk_in_harbourish()
    first, *_ = talk.says("he has a knife and he is outside my door")
    assert first.key.startswith("card.")
    assert "999" in first.text


def test_one_may_go_back_to_english() -> None:
    talk = talk_in_harbourish()
    talk.commands("/language")
    talk.taps("English")
    assert "I will use these words" in heard(talk)


def test_after_an_hour_english_is_spoken_again() -> None:
    talk = talk_in_harbourish()
    talk.hour_passes()
    assert PLAIN_ENGLISH.search(talk.commands("/start")[0].text)


def test_with_english_alone_nothing_is_offered_to_choose() -> None:
    talk = Talk()
    assert [each.key for each in talk.says("do you speak polish", Intent.LANGUAGE)] == [
        "intent.language"
    ]


def test_a_draft_is_never_shown() -> None:
    draft = harbourish(replace(HARBOURISH, reviewer=""))
    content = shipped_content(shipped(), shipped_signposts(), languages=[draft])
    assert content.languages == ()
    assert content.spoken_in("xx") is content


@pytest.mark.parametrize(
    ("section", "key", "fault"),
    [
        ("words", "menu", "words: menu is missing"),
        ("buttons", "danger", "buttons: danger is missing"),
        ("questions", "safe", "questions: safe is missing"),
    ],
)
def test_a_file_that_lacks_a_text_is_refused(section: str, key: str, fault: str) -> None:
    document = harbourish()
    del document[section][key]
    with pytest.raises(ContentError, match=fault):
        translated(shipped_document(), document)


def test_a_number_that_is_left_out_is_found() -> None:
    document = harbourish()
    text = document["words"]["still_here"]["text"]
    document["words"]["still_here"]["text"] = text.replace("{samaritans.phone}", "")
    with pytest.raises(ContentError, match="still_here has other slots in 'text'"):
        translated(shipped_document(), document)


def test_a_text_that_no_english_file_has_is_refused() -> None:
    document = harbourish()
    document["words"]["made.up"] = "hello"
    with pytest.raises(ContentError, match=r"made\.up is in no English file"):
        translated(shipped_document(), document)


def test_every_language_that_ships_is_whole() -> None:
    for document in shipped_languages():
        translated(shipped_document(), document)


def test_a_language_file_says_whose_it_is() -> None:
    assert language_of(harbourish()) == HARBOURISH
    assert not Language("xx", "Nobody's").is_reviewed
    assert not Language("xx", "Unsigned", "", date(2026, 1, 1)).is_reviewed
    with pytest.raises(ContentError, match="begins with"):
        language_of({"words": {}})


def test_a_translator_gets_a_file_and_hears_what_it_lacks(tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["languages", "template", "xx", "Fictional"])
    file = tmp_path / "xx.yml"
    file.write_text(made.output, encoding="utf-8")
    whole = CliRunner().invoke(app, ["languages", "check", str(file)])
    assert whole.exit_code == 0
    assert "a draft" in whole.output
    document = yaml.safe_load(made.output)
    del document["words"]["menu"]
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    broken = CliRunner().invoke(app, ["languages", "check", str(file)])
    assert broken.exit_code == 1
    assert "menu is missing" in broken.output
