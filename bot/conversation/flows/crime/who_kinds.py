"""The kinds of problem that somebody can choose from, a few to a screen. Pure."""

from collections.abc import Iterable, Mapping

PROBLEM = "problem."
MOST_OTHERS = 4  # more to choose from is not read

KINDS: Mapping[str, tuple[str, ...]] = {
    "who.noise": (
        *("noisy-neighbour", "neighbour-dispute", "ha-block-nuisance", "alarm-sounding"),
        *("bonfire-smoke", "trespass", "fireworks"),
    ),
    "who.people": (
        *("robbery", "being-followed", "station-bus-harassment", "racist-abuse"),
        *("domestic-next-door", "forced-marriage", "group-hanging-around"),
    ),
    "who.drugs": (
        *("drug-dealing-stairwell", "cuckooing", "county-lines", "knife-carrying"),
        *("knife-found", "needles", "brothel"),
    ),
    "who.streets": (
        *("mopeds", "abandoned-car", "dog-out-of-control", "fly-tipping"),
        *("street-light", "street-drinking", "aggressive-begging"),
    ),
    "who.damage": (
        *("smashed-window", "graffiti", "vehicle-theft", "shop-theft"),
        *("scam", "snapchat-threat", "nude-image"),
    ),
    "who.more": ("asb-ignored",),
}
"""Screens, each with its problems: the buttons of a screen are these (a test holds them equal)."""

BUTTONS = tuple(f"{PROBLEM}{each}" for kind in KINDS.values() for each in kind)


def nearest(problem: str, meant_as_well: Iterable[str]) -> tuple[str, ...]:
    """Other problems that may be the right one: those that the words fitted too, then its kind."""
    kind = next((each for each in KINDS.values() if problem in each), ())
    others = dict.fromkeys(f"{PROBLEM}{each}" for each in (*meant_as_well, *kind))
    return tuple(each for each in others if each in BUTTONS and each != f"{PROBLEM}{problem}")[
        :MOST_OTHERS
    ]
