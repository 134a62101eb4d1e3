"""What is known of a problem, and what a message already says of it. Pure."""

import re
from dataclasses import dataclass, replace

from directory.matching.phrases import words
from directory.responsible import cues
from directory.terms import Asks

_BETWEEN_CLAUSES = re.compile(
    r"[.,;:!?\n()]+|\s+-+\s+|\b(?:and|but|though|although)\b", re.IGNORECASE
)


_FIELDS = {
    Asks.DANGER: "is_danger",
    Asks.NOW: "is_now",
    Asks.LANDLORD: "is_landlords",
    Asks.WEAPON: "has_weapon",
    Asks.THREAT: "is_threat",
    Asks.HATE: "is_hate",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has said of a problem. None is not said, or not said plainly."""

    is_danger: bool | None = None
    is_now: bool | None = None
    is_landlords: bool | None = None
    """Whether the home or the place belongs to the council or a housing association."""
    has_weapon: bool | None = None
    is_threat: bool | None = None
    """Whether somebody threatens violence."""
    is_hate: bool | None = None

    def to(self, question: Asks) -> bool | None:
        match question:
            case Asks.DANGER:
                return self.is_danger
            case Asks.NOW:
                return self.is_now
            case Asks.LANDLORD:
                return self.is_landlords
            case Asks.WEAPON:
                return self.has_weapon
            case Asks.THREAT:
                return self.is_threat
            case Asks.HATE:
                return self.is_hate

    def answered(self, question: Asks, said: bool) -> "Answers":
        return replace(self, **{_FIELDS[question]: said})


def answers_in(text: str) -> Answers:
    """What a message says already, so that nobody is asked what they have just told.

    It says False only where the message does so plainly, and never because a word is missing:
    whatever is unclear stays None and is asked.
    """
    said = _Said.of(text)
    danger, weapon, threat = _danger(said), _weapon(said), _threat(said)
    is_grave = bool(danger or weapon or threat)
    return Answers(
        is_danger=danger if danger or not is_grave else None,
        is_now=_now(said),
        is_landlords=_landlords(said),
        has_weapon=weapon,
        is_threat=threat,
        is_hate=_hate(said),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    whole: str
    clauses: tuple[str, ...]
    was: bool
    """Whether it tells of some earlier day, and nothing in it is going on."""

    @classmethod
    def of(cls, text: str) -> "_Said":
        whole = " ".join(words(text))
        clauses = tuple(
            " ".join(said) for part in _BETWEEN_CLAUSES.split(text) if (said := words(part))
        )
        was = bool(cues.PAST.search(whole)) and not (
            cues.NOW.search(whole) or cues.GOING_ON.search(whole)
        )
        return cls(whole, clauses, was)

    def says(self, cue: re.Pattern[str]) -> bool:
        """Whether a clause says it and does not deny it."""
        return any(self._is_meant(clause, cue) for clause in {*self.clauses, self.whole})

    @staticmethod
    def _is_meant(clause: str, cue: re.Pattern[str]) -> bool:
        return any(
            not cues.NEGATION.search(clause[: found.start()]) for found in cue.finditer(clause)
        )


def _danger(said: _Said) -> bool | None:
    is_taken_away = cues.WEDDING.search(said.whole) and cues.SOON.search(said.whole)
    if said.says(cues.SURELY_DANGER) or is_taken_away:
        return True
    if said.says(cues.DANGER):
        is_usual = cues.HABIT.search(said.whole) and not cues.NOW.search(said.whole)
        return None if said.was or is_usual else True
    if cues.SAFE.search(said.whole) and not cues.HEDGE.search(said.whole):
        return False
    return None


def _now(said: _Said) -> bool | None:
    if cues.NOT_NOW.search(said.whole):
        return False
    is_told_late = cues.PAST.search(said.whole)
    if said.says(cues.NOW) or (not is_told_late and said.says(cues.NOW_ALONE)):
        return True
    if said.was or (said.says(cues.OVER) and not cues.GOING_ON.search(said.whole)):
        return False
    return None


def _weapon(said: _Said) -> bool | None:
    if said.was:
        return None
    is_gun = said.says(cues.GUN_THERE) and not cues.NO_REAL_GUN.search(said.whole)
    if is_gun or said.says(cues.WEAPON_OUT):
        return True
    if said.says(cues.WEAPON_THERE):
        is_kept = cues.WEAPON_KEPT.search(said.whole) or cues.DOUBT.search(said.whole)
        return None if is_kept and not cues.NOW.search(said.whole) else True
    return None


def _threat(said: _Said) -> bool | None:
    if said.says(cues.THREAT):
        return None if said.was or cues.MILD_THREAT.search(said.whole) else True
    return False if cues.NO_THREAT.search(said.whole) else None


def _hate(said: _Said) -> bool | None:
    if cues.NO_HATE.search(said.whole):
        return False
    return True if said.says(cues.HATE) else None


def _landlords(said: _Said) -> bool | None:
    if said.says(cues.LANDLORDS):
        return True
    return False if cues.NOT_LANDLORDS.search(said.whole) else None
