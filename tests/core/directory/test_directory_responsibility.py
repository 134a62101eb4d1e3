"""Who deals with it, in order of use."""

import pytest

from directory.model import Directory
from directory.responsible.responsibility import for_intent, responsible
from directory.terms import RouteTo

_LEVELS = ("none", "concern", "serious", "immediate")
_CODES = {route.value for route in RouteTo}
_URGENT_BY_NATURE = {"being-followed", "domestic-next-door"}
_INTENTS = (
    "emergency suicide_self_harm report_crime report_asb crime_or_asb report_anonymously "
    "report_drugs report_environment hate_crime area_safety chase_report stop_and_search "
    "domestic_abuse abuse_at_home abuse_of_other sexual_violence honour_abuse stalking "
    "online_harm own_behaviour gang_exit county_lines exploitation_of_other knife_carrying "
    "missing_person leaving_prison mental_health trauma_bereavement victim_support "
    "drugs_alcohol school work_training parenting housing activities get_involved find_service "
    "talk_to_person privacy delete_data about_bot language greet thanks goodbye affirm deny "
    "insult out_of_scope"
)


@pytest.mark.parametrize("intent", _INTENTS.split())
def test_each_intent_has_codes_of_the_closed_list_at_each_level(intent: str) -> None:
    for level in _LEVELS:
        codes = for_intent(intent, level)
        assert set(codes) <= _CODES
        assert len(codes) == len(set(codes))
    assert for_intent(intent, "immediate")[0] == "999"
    assert for_intent(intent, "serious"), "somebody deals with every serious thing"


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="no level"):
        for_intent("emergency", "huge")


def test_999_leads_only_when_it_is_happening_now_or_always_that_urgent(
    directory: Directory,
) -> None:
    for problem in directory.problems.values():
        assert responsible(problem, happening_now=True)[0] == "999"
        usual = responsible(problem)
        assert usual
        assert ("999" in usual) is (problem.id in _URGENT_BY_NATURE)


@pytest.mark.parametrize(
    ("problem", "codes"),
    [
        ("drug-dealing-stairwell", ("101", "crimestoppers", "landlord")),
        ("noisy-neighbour", ("council", "landlord", "101")),
        ("fly-tipping", ("council",)),
        ("station-bus-harassment", ("btp", "101")),
        ("domestic-next-door", ("999", "101", "crimestoppers", "mash", "other")),
        ("ha-block-nuisance", ("landlord", "101", "council", "other")),
    ],
)
def test_a_problem_goes_to_who_deals_with_it(
    directory: Directory, problem: str, codes: tuple[str, ...]
) -> None:
    assert responsible(directory.problems[problem]) == codes


def test_noise_is_never_the_answer_to_violence() -> None:
    assert "council" not in for_intent("domestic_abuse", "immediate")
    assert "council" not in for_intent("emergency", "serious")
