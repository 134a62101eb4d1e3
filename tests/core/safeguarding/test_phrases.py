"""listens_for/: every example in it holds, and a mistake in it is told plainly."""

from copy import deepcopy
from typing import Any

import pytest

from bot.safeguarding.levels import Level
from bot.safeguarding.normalise import Respelling
from bot.safeguarding.notation import Notation, NotationError
from bot.safeguarding.phrases import Phrases, PhrasesError, compiled
from bot.safeguarding.triage import assess

SMALL: dict[str, Any] = {
    "words": {"hits": ["hit", "slap"]},
    "spellings": {"hit": ["hitt"], "going to": ["gonna"]},
    "misspelt": ["strangled"],
    "not misspelt": ["strangler"],
    "signs": {},
    "now": ["right now"],
    "past": ["years ago"],
    "personal": ["me"],
    "figures of speech": [{"id": "pop", "listen": ["hit song"]}],
    "settings": [
        {"id": "play", "listen": ["in a play"], "silences": "all", "keeps personal": True}
    ],
    "weak signs": [
        {
            "id": "weak",
            "category": "threat",
            "level": "serious",
            "enough": 2,
            "signs": [{"points": 1, "listen": ["angry"]}, {"points": 1, "listen": ["alone"]}],
        }
    ],
    "danger": {
        "violence": [
            {
                "id": "hit",
                "level": "serious",
                "now": "immediate",
                "past": "concern",
                "listen": ["<hits> (me | him)"],
                "unless": ["by accident"],
                "heard": ["hit me"],
            }
        ]
    },
}


def test_every_example_is_heard_by_its_own_entry(phrases: Phrases) -> None:
    deaf = [
        f"{entry.id}: {example}"
        for entry in phrases.entries
        for example in entry.heard_in
        if entry.id not in {hit.phrase for hit in assess(example, phrases).hits}
    ]
    assert deaf == []


def test_every_counterexample_is_left_alone(phrases: Phrases) -> None:
    heard = [
        f"{entry.id}: {example}"
        for entry in phrases.entries
        for example in entry.not_heard_in
        if assess(example, phrases).level >= Level.SERIOUS
    ]
    assert heard == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("he hit me", Level.SERIOUS),
        ("he hitt me", Level.SERIOUS),
        ("hit me right now", Level.IMMEDIATE),
        ("slap him years ago", Level.CONCERN),
        ("hit me by accident", Level.NONE),
        ("by accident. hit me", Level.SERIOUS),
        ("a hit song for me", Level.NONE),
        ("slap him in a play", Level.NONE),
        ("slap me in a play", Level.SERIOUS),
        ("angry", Level.NONE),
        ("angry and alone", Level.SERIOUS),
        ("angry and alone in a play", Level.NONE),
    ],
)
def test_an_entry_says_how_grave_it_is(text: str, level: Level) -> None:
    assert assess(text, compiled(SMALL)).level is level


@pytest.mark.parametrize(
    ("path", "wrong", "said"),
    [
        (("level",), "awful", "hit: 'awful' is not a valid Level"),
        (("listen",), ["<nobody> me"], "no list of words called <nobody>"),
        (("listen",), ["(hit | slap me"], "not closed"),
        (("listen",), ["hit) me"], "bracket too many"),
        (("listen",), ["hit(ting) me"], "middle of a word"),
        (("listen",), ["(hit)? .."], "no word that must be there"),
        (("listen",), ["* me"], "after nothing"),
        (("listen",), ["hit | | me"], "empty choice"),
        (("listen",), ["hit > me"], "not part of the notation"),
        (("heard",), [], "needs id, level, listen and heard"),
        (("loudness",), 11, "not known: loudness"),
    ],
)
def test_a_mistake_in_an_entry_is_told_with_its_name(
    path: tuple[str], wrong: object, said: str
) -> None:
    document = deepcopy(SMALL)
    document["danger"]["violence"][0][path[0]] = wrong
    with pytest.raises(PhrasesError, match=r"^hit: ") as told:
        compiled(document)
    assert said in str(told.value)


def test_two_entries_of_one_name_are_refused() -> None:
    document = deepcopy(SMALL)
    document["danger"]["violence"] *= 2
    with pytest.raises(PhrasesError, match="used twice: hit"):
        compiled(document)


def test_one_spelling_of_two_words_is_refused() -> None:
    document = deepcopy(SMALL)
    document["spellings"]["slap"] = ["hitt"]
    with pytest.raises(PhrasesError, match="hitt is under both hit and slap"):
        compiled(document)


def test_a_word_too_short_to_guess_at_is_refused() -> None:
    document = deepcopy(SMALL)
    document["misspelt"] = ["kill"]
    with pytest.raises(PhrasesError, match="kill is too short"):
        compiled(document)


def test_a_list_that_names_itself_is_refused() -> None:
    notation = Notation({"a": ["b <a>"]}, Respelling({}, ()))
    with pytest.raises(NotationError, match="<a> names itself"):
        notation.listener("<a> c")


@pytest.mark.parametrize(
    ("pattern", "text", "heard"),
    [
        ("hit .. me", "hit her and me", True),
        ("hit .. me", "hit one two three me", False),
        ("hit .. me", "hit never me", False),
        ("hit .. me", "hit . me", False),
        ("hit & scared", "so scared that he hit", True),
        ("hit & scared", "so scared . he hit", False),
        ("dad(s) hit", "dads hit", True),
        ("dad(s) hit", "dad hit", True),
        ("very* bad", "very very very bad", True),
        ("gonna hit", "going to hit", True),
        ("hit", "white", False),
        ("^ hit", "hit me", True),
        ("^ hit", "he hit me", False),
        ("hit $", "he hit . .", True),
        ("hit $", "he hit me", False),
    ],
)
def test_the_notation_hears_what_its_explanation_says(
    pattern: str, text: str, heard: bool
) -> None:
    listener = Notation({}, Respelling({"gonna": "going to"}, ())).listener(pattern)
    assert any(listener.find(f" {text} ", frozenset(text.split()))) is heard
