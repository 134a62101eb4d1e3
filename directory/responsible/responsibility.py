"""Says who deals with something: the codes of places to turn to, in order of use. Pure."""

from collections.abc import Mapping

from directory.model import Problem
from directory.terms import RouteTo

_ON_999, _ON_101, _COUNCIL = RouteTo.EMERGENCY, RouteTo.POLICE, RouteTo.COUNCIL
_LANDLORD, _CRIMESTOPPERS = RouteTo.LANDLORD, RouteTo.CRIMESTOPPERS
_MASH, _NHS, _OTHER = RouteTo.MASH, RouteTo.NHS, RouteTo.OTHER

_Routes = tuple[RouteTo, ...]
_USUAL: Mapping[str, _Routes] = {
    "emergency": (_ON_999,),
    "suicide_self_harm": (_NHS, _OTHER),
    "report_crime": (_ON_101, _CRIMESTOPPERS),
    "report_asb": (_COUNCIL, _LANDLORD, _ON_101),
    "crime_or_asb": (_ON_101, _COUNCIL, _LANDLORD),
    "report_anonymously": (_CRIMESTOPPERS,),
    "report_drugs": (_ON_101, _CRIMESTOPPERS, _LANDLORD),
    "report_environment": (_COUNCIL,),
    "hate_crime": (_ON_101, _OTHER, _CRIMESTOPPERS),
    "area_safety": (_COUNCIL, _ON_101),
    "chase_report": (_COUNCIL, _LANDLORD, _OTHER),
    "stop_and_search": (_OTHER,),
    "domestic_abuse": (_OTHER, _ON_101),
    "abuse_at_home": (_MASH, _OTHER),
    "abuse_of_other": (_MASH, _OTHER, _ON_101),
    "sexual_violence": (_OTHER, _NHS, _ON_101),
    "honour_abuse": (_OTHER, _MASH, _ON_101),
    "stalking": (_ON_101, _OTHER),
    "online_harm": (_OTHER, _ON_101),
    "own_behaviour": (_OTHER,),
    "gang_exit": (_OTHER, _MASH),
    "county_lines": (_OTHER, _MASH, _ON_101),
    "exploitation_of_other": (_MASH, _OTHER, _ON_101),
    "knife_carrying": (_CRIMESTOPPERS, _MASH, _OTHER),
    "missing_person": (_ON_101, _OTHER),
    "leaving_prison": (_OTHER,),
    "mental_health": (_NHS, _OTHER),
    "trauma_bereavement": (_OTHER, _NHS),
    "victim_support": (_OTHER,),
    "drugs_alcohol": (_OTHER, _NHS),
    "school": (_OTHER, _COUNCIL),
    "work_training": (_OTHER,),
    "parenting": (_COUNCIL, _OTHER),
    "housing": (_COUNCIL, _OTHER),
    "activities": (_COUNCIL,),
    "get_involved": (_COUNCIL, _OTHER),
    "find_service": (),
    "talk_to_person": (_OTHER,),
    "privacy": (),
    "delete_data": (),
    "about_bot": (),
    "language": (),
    "greet": (),
    "thanks": (),
    "goodbye": (),
    "affirm": (),
    "deny": (),
    "insult": (),
    "out_of_scope": (),
}
_SERIOUS: Mapping[str, _Routes] = {
    "report_asb": (_ON_101, _COUNCIL, _LANDLORD),
    "area_safety": (_ON_101, _COUNCIL),
    "abuse_at_home": (_MASH, _ON_101, _OTHER),
    "abuse_of_other": (_MASH, _ON_101, _OTHER),
    "gang_exit": (_OTHER, _MASH, _ON_101),
    "knife_carrying": (_CRIMESTOPPERS, _MASH, _ON_101, _OTHER),
    "missing_person": (_ON_101, _MASH, _OTHER),
    "parenting": (_MASH, _OTHER),
    "school": (_MASH, _OTHER),
    "report_drugs": (_ON_101, _CRIMESTOPPERS, _MASH),
}
"""Where more is called for when harm is happening or likely."""
_WHEN_HARM_IS_LIKELY: _Routes = (_MASH, _OTHER)


def responsible(problem: Problem, *, happening_now: bool = False) -> tuple[str, ...]:
    """The codes for a problem. 999 leads when it is happening now, or is always that urgent."""
    codes = tuple(dict.fromkeys(route.to.value for route in problem.routes))
    if happening_now:
        return _with_999_first(codes)
    return codes[:1] + tuple(code for code in codes[1:] if code != _ON_999)


def for_intent(intent: str, level: str) -> tuple[str, ...]:
    """The codes for what a message means at its level: none, concern, serious or immediate."""
    usual = _USUAL.get(intent, ())
    match level:
        case "none" | "concern":
            routes = usual
        case "serious":
            routes = _SERIOUS.get(intent, usual) or _WHEN_HARM_IS_LIKELY
        case "immediate":
            return _with_999_first(tuple(route.value for route in _SERIOUS.get(intent, usual)))
        case _:
            raise ValueError(f"there is no level {level!r}")
    return tuple(route.value for route in routes)


def _with_999_first(codes: tuple[str, ...]) -> tuple[str, ...]:
    return (_ON_999.value, *(code for code in codes if code != _ON_999))
