"""What people say in so many words is heard, and little else is taken for it."""

import pytest

from bot.casework import AgeBand
from bot.conversation.content import filled
from bot.conversation.flows.talking.questions import band_of
from bot.conversation.sayings import Saying, compiled
from bot.errors import ContentError
from tests.talk import content

SAYINGS = content().sayings
ALL: dict[str, dict[str, list[str]]] = {
    saying: {"whole": ["any/some (more) news"], "within": ["press 999 * now"]} for saying in Saying
}


@pytest.mark.parametrize(
    ("saying", "text"),
    [
        (Saying.NO, "Nah."),
        (Saying.NO, "no im not"),
        (Saying.YES, "yeah i am"),
        (Saying.SAFE, "yes im safe"),
        (Saying.NOT_SAFE, "I don\u2019t feel safe here"),
        (Saying.UNSAFE_SOMEWHERE, "i dont feel safe at home"),
        (Saying.WAVED_AWAY, "jk"),
        (Saying.WAVED_AWAY, "lol it was a joke"),
        (Saying.WAVED_AWAY, "nvm im fine"),
        (Saying.WAVED_AWAY, "forget it"),
        (Saying.DELETE, "delete this pls"),
        (Saying.DONT_SEND, "wait dont send it"),
        (Saying.NEWS, "did you get that?"),
        (Saying.NEWS, "has anyone read it"),
        (Saying.HELP, "Please help me"),
        (Saying.SILENT_CALL, "do i press 55 straight away"),
        (Saying.SILENT_CALL, "how do i call 999 silently"),
        (Saying.CANNOT_CALL, "i cant call"),
        (Saying.TEXT_999, "can i text 999"),
        (Saying.DID_WRONG, "i did something really bad"),
        (Saying.OTHERS_WORDS, "show me what my daughter wrote"),
        (Saying.OTHERS_WORDS, "can i see my son\u2019s messages"),
        (Saying.SECTION_60, "what is a section 60"),
        (Saying.ARRESTED, "my son got arrested what do i do"),
        (Saying.FOOD, "need food bank"),
        (Saying.QUESTION, "What happens if i tell"),
    ],
)
def test_a_saying_is_heard(saying: Saying, text: str) -> None:
    assert SAYINGS.hears(saying, text)


@pytest.mark.parametrize(
    ("saying", "text"),
    [
        (Saying.NO, "no one helps me"),
        (Saying.YES, "yes he has a knife"),
        (Saying.NOT_SAFE, "is leyton not safe at night"),
        (Saying.NOT_SAFE, "i dont feel safe walking home"),
        (Saying.WAVED_AWAY, "they said it was a joke but it hurt me"),
        (Saying.WAVED_AWAY, "im not fine"),
        (Saying.DELETE, "he made me delete the photo"),
        (Saying.DONT_SEND, "they dont send the police here"),
        (Saying.HELP, "help my mum"),
        (Saying.SILENT_CALL, "i am 55"),
        (Saying.CANNOT_CALL, "i have credit"),
        (Saying.DID_WRONG, "he did something bad"),
        (Saying.ARRESTED, "he should be arrested"),
        (Saying.QUESTION, "he asked me what i had"),
    ],
)
def test_what_only_sounds_like_a_saying_is_not_taken_for_it(saying: Saying, text: str) -> None:
    assert not SAYINGS.hears(saying, text)


@pytest.mark.parametrize(
    "text",
    [
        "necesito ayuda",
        "potrzebuje pomocy",
        "\u043f\u043e\u043c\u043e\u0433\u0438",
        "yardim lutfen",
        "m\u00f3j ch\u0142opak mnie bije",
        "vecinul isi bate copiii in fiecare seara",
        "zosta\u0142am zgwa\u0142cona",
        "Unde pot g\u0103si un curs de electrician \u00een Walthamstow?",
        "fui despejada hoje e n\u00e3o temos para onde ir",
        "kush mund te me ndihmoje sonte",
        "cherche un club de foot pour ma fille",
    ],
)
def test_another_language_is_told_from_english(text: str) -> None:
    assert SAYINGS.is_in_another_language(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123",
        "blorp zub",
        "hola bro u good",
        "wagwan my g",
        "caf\u00e9",
        "uh huh",
        "mans bare shook fam dem man r outside",
        "thay mak me sel weed an i want to stop",
        "mandem got me shotting bits for cunch innit",
        "\U0001f621\U0001f621\U0001f621",
    ],
)
def test_english_slang_and_nonsense_are_not_another_language(text: str) -> None:
    assert not SAYINGS.is_in_another_language(text)


def test_the_notation_of_sayings() -> None:
    made = compiled({"sayings": ALL, "small_talk": ["pls"], "foreign": []})
    for text in ("any news", "some more news pls", "so press 999 as soon as now"):
        assert made.hears(Saying.NEWS, text), text
    for text in ("news", "any news today", "press 999 a b c d now"):
        assert not made.hears(Saying.NEWS, text), text


def test_a_saying_that_is_missing_or_unknown_is_found_when_loaded() -> None:
    lists: list[dict[str, dict[str, list[str]]]] = [{**ALL, "nonsense": {}}, {"yes": {}}]
    for listed in lists:
        with pytest.raises(ContentError, match="missing or not known"):
            compiled({"sayings": listed, "small_talk": [], "foreign": []})


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("14", AgeBand.FROM_13_TO_15),
        ("im 15", AgeBand.FROM_13_TO_15),
        ("17 years", AgeBand.FROM_16_TO_17),
        ("She\u2019s 12.", AgeBand.UNDER_13),
        ("he is 9 years old", AgeBand.UNDER_13),
        ("about 30", AgeBand.ADULT),
        ("year 9", None),
        ("14 and 12", None),
        ("none of your business", None),
    ],
)
def test_a_typed_age_is_put_in_its_band(text: str, band: AgeBand | None) -> None:
    assert band_of(text) is band


def test_an_empty_slot_leaves_no_gap_and_no_words_that_lead_nowhere() -> None:
    text = "First. These can help too:\n{services}\n\nLast."
    assert filled(text, services="") == "First.\n\nLast."
    assert filled(text, services="A\nB") == "First. These can help too:\nA\nB\n\nLast."
    assert filled("One.\n\n{services}\n\nTwo.", services="") == "One.\n\nTwo."


def test_what_a_person_wrote_is_put_in_as_it_is() -> None:
    assert filled("Said:\n{story}", story="a\n\n\n{b}:\n") == "Said:\na\n\n\n{b}:\n"
