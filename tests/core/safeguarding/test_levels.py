"""How grave is graver: the order of levels, and what a concern says of itself."""

import pytest

from bot.safeguarding.levels import Category, Concern, Hit, Level


def _hit(category: Category, level: Level) -> Hit:
    return Hit(category, level, "a phrase", "some words")


def test_levels_are_ordered_by_how_grave_they_are_and_not_by_their_letters() -> None:
    levels = [Level.IMMEDIATE, Level.NONE, Level.SERIOUS, Level.CONCERN]
    assert sorted(levels) == [Level.NONE, Level.CONCERN, Level.SERIOUS, Level.IMMEDIATE]
    assert Level.NONE < Level.CONCERN < Level.SERIOUS < Level.IMMEDIATE
    assert Level.IMMEDIATE >= Level.IMMEDIATE >= Level.SERIOUS
    assert Level.SERIOUS <= Level.SERIOUS
    assert max(levels) is Level.IMMEDIATE


def test_a_level_can_be_compared_with_its_name() -> None:
    assert Level.SERIOUS > "concern"
    with pytest.raises(ValueError, match="awful"):
        assert Level.SERIOUS > "awful"


def test_the_gravest_hit_names_the_concern() -> None:
    concern = Concern.of(
        (_hit(Category.THREAT, Level.SERIOUS), _hit(Category.VIOLENCE, Level.IMMEDIATE))
    )
    assert concern.level is Level.IMMEDIATE
    assert concern.category is Category.VIOLENCE


def test_of_equal_hits_the_wish_to_die_is_answered_first() -> None:
    concern = Concern.of(
        (_hit(Category.DOMESTIC_ABUSE, Level.SERIOUS), _hit(Category.SUICIDE, Level.SERIOUS))
    )
    assert concern.category is Category.SUICIDE


def test_nothing_heard_is_no_concern() -> None:
    assert Concern.of(()) == Concern.none()
    assert Concern.none().category is None
    assert not Concern.none().is_urgent


@pytest.mark.parametrize(
    ("category", "level", "urgent"),
    [
        (Category.VIOLENCE, Level.IMMEDIATE, True),
        (Category.SUICIDE, Level.SERIOUS, True),
        (Category.SUICIDE, Level.CONCERN, False),
        (Category.CHILD_ABUSE, Level.SERIOUS, False),
    ],
)
def test_danger_now_and_any_wish_to_die_are_urgent(
    category: Category, level: Level, urgent: bool
) -> None:
    assert Concern.of((_hit(category, level),)).is_urgent is urgent


def test_a_wish_to_die_behind_something_graver_is_still_urgent() -> None:
    hits = (_hit(Category.SUICIDE, Level.SERIOUS), _hit(Category.MISSING, Level.SERIOUS))
    assert Concern.of(hits).is_urgent


def test_a_second_opinion_raises_and_never_lowers() -> None:
    concern = Concern.of((_hit(Category.STALKING, Level.SERIOUS),))
    assert concern.raised_to(Level.IMMEDIATE).level is Level.IMMEDIATE
    assert concern.raised_to(Level.IMMEDIATE).is_urgent
    assert concern.raised_to(Level.NONE) == concern
    assert Concern.none().raised_to(Level.IMMEDIATE).category is None
