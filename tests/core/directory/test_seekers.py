"""What a message says of the one it is about."""

import pytest

from directory.search import Seeker, seeker_in
from directory.terms import Gender, Relation


@pytest.mark.parametrize(
    ("said", "ages"),
    [
        ("im 15", (15,)),
        ("I'm fifteen and scared", (15,)),
        ("im nearly 16", (15,)),
        ("i just turned 13", (13,)),
        ("me 16f him 22m", (16,)),
        ("im scared and 15", (15,)),
        ("my 11 year old daughter", (11,)),
        ("my daughter, 14, wont talk", ()),
        ("my son is 15 and i am 44", (15,)),
        ("im 44 and my son is 15", (15,)),
        ("im 16 and my brother is 20", (16,)),
        ("im 14 and my boyfriend is 22", (14,)),
        ("im 30 and my husband is 35", (30,)),
        ("hes 35 and he hits me", ()),
        ("my dad is 45 and drinks", ()),
        ("my nan is 84 and her carer hits her", (84,)),
        ("im in year 9", (13, 14)),
        ("my son is in year 7", (11, 12)),
        ("im in sixth form", (16, 17, 18)),
        ("im under 13", (8, 9, 10, 11, 12)),
        ("hes been hitting me for 3 years", ()),
        ("it is 3 in the morning", ()),
        ("there is 2 of them", ()),
        ("im 5 mins away", ()),
        ("my 15 year old son hits me", ()),
        ("im on the 34 bus", ()),
        ("", ()),
    ],
)
def test_how_old_they_are(said: str, ages: tuple[int, ...]) -> None:
    assert seeker_in(said).ages == ages


@pytest.mark.parametrize(
    ("said", "gender"),
    [
        ("im a man", Gender.MEN),
        ("im a gay man", Gender.MEN),
        ("as a young woman", Gender.WOMEN),
        ("im a 17 year old girl", Gender.WOMEN),
        ("im 15f", Gender.WOMEN),
        ("my wife hits me", Gender.MEN),
        ("my boyfriend hits me", Gender.WOMEN),
        ("im gay and my boyfriend hits me", None),
        ("im a lesbian and my girlfriend hits me", Gender.WOMEN),
        ("im scared man", None),
        ("a man follows me", None),
        ("my mum's boyfriend hits me", None),
        ("im trans", None),
    ],
)
def test_whether_they_are_a_man_or_a_woman(said: str, gender: Gender | None) -> None:
    assert seeker_in(said).gender is gender


@pytest.mark.parametrize(
    ("said", "relation"),
    [
        ("my son sells drugs", Relation.PARENT),
        ("im worried about my 13 year old daughter", Relation.PARENT),
        ("my 15 year old son hits me", Relation.PARENT),
        ("im scared of my own son", Relation.PARENT),
        ("as a parent what can i do", Relation.PARENT),
        ("my friend is being groomed", Relation.FRIEND),
        ("worried about my sister", Relation.FRIEND),
        ("im a teacher and one of the boys carries a knife", Relation.PROFESSIONAL),
        ("a pupil of mine told me", Relation.PROFESSIONAL),
        ("im 15 and i want to die", Relation.SELF),
        ("he hits me", Relation.SELF),
        ("he hits me and my kids", None),
        ("my friend hits me", None),
        ("i need help", None),
        ("the neighbours shout at their kids", None),
    ],
)
def test_whether_they_ask_for_themselves(said: str, relation: Relation | None) -> None:
    assert seeker_in(said).relation is relation


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("do you have anyone who speaks polish", "Polish"),
        ("i only speak somali", "Somali"),
        ("need an urdu interpreter", "Urdu"),
        ("im deaf", "British Sign Language"),
        ("is there bsl", "British Sign Language"),
        ("the polish shop got robbed", None),
        ("i speak english", None),
    ],
)
def test_which_language_they_need(said: str, language: str | None) -> None:
    assert seeker_in(said).language == language


def test_a_message_that_says_nothing_of_them_rules_nothing_out() -> None:
    assert seeker_in("someone broke into my car") == Seeker()
