"""Places are heard as people name them, and only where they are places."""

import pytest

from directory.matching.places import Place, places_in
from directory.model import Borough
from directory.shipped import shipped

BOROUGH = shipped().borough


def here(text: str) -> list[str]:
    return [each.name for each in places_in(BOROUGH, text) if each.is_here]


def elsewhere(text: str) -> list[str]:
    return [each.name for each in places_in(BOROUGH, text) if not each.is_here]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("noise by walthamstow central every night", ["Walthamstow Central"]),
        ("we live in E17 and its not safe", ["E17"]),
        ("e10 5qn, flat above the shop", ["E10"]),
        ("St. James Street station at night", ["St James Street"]),
        ("leyton and leytonstone, both", ["Leyton", "Leytonstone"]),
        ("rubbish in valley ward", ["Valley"]),
    ],
)
def test_wards_stations_and_postcodes_are_heard(text: str, names: list[str]) -> None:
    assert here(text) == names
    assert elsewhere(text) == []


@pytest.mark.parametrize(
    "text",
    ["they hang out in the forest", "a valley girl", "the high street is loud", "e3e17x", ""],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert places_in(BOROUGH, text) == ()


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("i live in hackney", True),
        ("im 15 from ilford any youth clubs", True),
        ("we live over in stratford", True),
        ("i live near stratford", False),
        ("im in westfield stratford and scared to go home", False),
        ("my ex in newham keeps coming to my door", False),
        ("it happened at a party in tottenham", False),
    ],
)
def test_a_place_elsewhere_is_told_from_where_somebody_lives(text: str, home: bool) -> None:
    (place,) = places_in(BOROUGH, text)
    assert not place.is_here
    assert place.is_home is home


def test_without_a_borough_nothing_is_a_place() -> None:
    assert places_in(None, "leyton") == ()


def test_a_name_that_is_here_and_elsewhere_is_here() -> None:
    borough = Borough("b", "B", "B Council", "B", wards=("Mill",), elsewhere=("Mill", "Far Mill"))
    assert places_in(borough, "by the far mill and the mill") == (
        Place("Far Mill", is_here=False, is_home=False),
        Place("Mill", is_here=True, is_home=False),
    )
