"""How grave a message is, and what was heard in it. Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class Level(StrEnum):
    """How soon somebody may be harmed; the four levels of taxonomy.yml, in order."""

    NONE = "none"
    CONCERN = "concern"
    SERIOUS = "serious"
    IMMEDIATE = "immediate"

    @property
    def rank(self) -> int:
        """Return 0 for none up to 3 for immediate."""
        return tuple(Level).index(self)

    # A str compares by its letters ("concern" < "none"); a level compares by how grave it is.
    def __lt__(self, other: str) -> bool:
        return self.rank < Level(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Level(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Level(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Level(other).rank


class Category(StrEnum):
    """What was said, never how risky the person is (standards A19, A20).

    The order is the one in which equal levels are answered: the first wins.
    """

    SUICIDE = "suicide"
    MEDICAL = "medical"
    FIRE = "fire"
    VIOLENCE = "violence"
    SEXUAL_VIOLENCE = "sexual_violence"
    CHILD_ABUSE = "child_abuse"
    HONOUR_ABUSE = "honour_abuse"
    DOMESTIC_ABUSE = "domestic_abuse"
    SELF_HARM = "self_harm"
    MISSING = "missing"
    EXPLOITATION = "exploitation"
    ONLINE_HARM = "online_harm"
    OTHER_ABUSE = "other_abuse"
    STALKING = "stalking"
    THREAT = "threat"
    OWN_BEHAVIOUR = "own_behaviour"
    WEAPON = "weapon"
    NO_SAFE_HOME = "no_safe_home"
    NOT_COPING = "not_coping"


SECOND_OPINION = "model"  # stands for a phrase where it was the model that heard it
# What is done to somebody. Who has told of one of these is not soon taken for one who does it.
DONE_TO_SOMEBODY = frozenset({
    *(Category.VIOLENCE, Category.SEXUAL_VIOLENCE, Category.CHILD_ABUSE, Category.HONOUR_ABUSE),
    *(Category.DOMESTIC_ABUSE, Category.EXPLOITATION, Category.ONLINE_HARM, Category.STALKING),
    *(Category.THREAT,),
})  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """One thing that was heard: the phrase of listens_for/, and the words that matched it."""

    category: Category
    level: Level
    phrase: str
    words: str


@dataclass(frozen=True)
class Concern:
    """Everything heard in one message, and the gravest level among it."""

    level: Level
    hits: tuple[Hit, ...] = ()

    @classmethod
    def none(cls) -> Self:
        """Return the concern of a message in which nothing was heard."""
        return cls(Level.NONE)

    @classmethod
    def of(cls, hits: tuple[Hit, ...]) -> Self:
        """Gather hits, gravest first."""
        order = tuple(Category)
        ranked = sorted(hits, key=lambda hit: (-hit.level.rank, order.index(hit.category)))
        return cls(ranked[0].level if ranked else Level.NONE, tuple(ranked))

    @property
    def category(self) -> Category | None:
        """Return what the gravest hit is about; None when nothing was heard."""
        return self.hits[0].category if self.hits else None

    @property
    def is_urgent(self) -> bool:
        """Whether this is answered before anything else is done.

        Danger now, or any talk of suicide: a person who wants to die is never put in a queue.
        """
        return self.level is Level.IMMEDIATE or any(
            hit.category is Category.SUICIDE and hit.level >= Level.SERIOUS for hit in self.hits
        )

    @property
    def in_words(self) -> Self:
        """What was heard in so many words, without the model's opinion of it."""
        return self.of(tuple(hit for hit in self.hits if hit.phrase != SECOND_OPINION))

    def raised_to(self, level: Level) -> Self:
        """Return this concern at least at a level: a second opinion may raise, never lower."""
        return replace(self, level=max(self.level, level, key=lambda each: each.rank))
