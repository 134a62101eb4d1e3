"""What a gate makes of a figure, what a ratchet holds, and what is called better or worse."""

import pytest

from bot.commands.measuring.comparing import compare
from bot.commands.measuring.figures import is_better_lower
from bot.commands.measuring.gates import Gate, Standing, judge, loosened, ratcheted
from bot.commands.measuring.shares import Figure, Share


def standing(gate: Gate, figure: Figure | None) -> Standing:
    found = {} if figure is None else {gate.figure: figure}
    return judge([gate], found)[0].standing


RECALL = Gate("caught", "danger_caught.all.either", gate=0.93, aim=0.98, aim_low=0.95)
ALARMS = Gate("for nothing", "false_alarms.all.either", gate=0.05, aim=0.02)


@pytest.mark.parametrize(
    ("gate", "figure", "expected"),
    [
        (RECALL, Share(92, 100), Standing.MISSED),
        (RECALL, Share(93, 100), Standing.MET),
        (RECALL, Share(98, 100), Standing.MET),  # too few messages to be certain
        (RECALL, Share(990, 1000), Standing.AIM),
        (ALARMS, Share(6, 100), Standing.MISSED),
        (ALARMS, Share(5, 100), Standing.MET),
        (ALARMS, Share(2, 100), Standing.AIM),
        (RECALL, None, Standing.LOST),
    ],
)
def test_a_figure_is_held_against_its_gate(
    gate: Gate, figure: Figure | None, expected: Standing
) -> None:
    assert standing(gate, figure) is expected


@pytest.mark.parametrize(
    ("gate", "figure", "expected"),
    [
        (Gate("a", "danger_caught.a", 0.93, 0.98, ratchet=0.90), Share(90, 100), Standing.BEHIND),
        (Gate("a", "danger_caught.a", 0.93, 0.98, ratchet=0.90), Share(89, 100), Standing.BEHIND),
        (Gate("a", "danger_caught.a", 0.93, 0.98, ratchet=0.90), Share(88, 100), Standing.WORSE),
        (Gate("a", "danger_caught.a", 0.93, 0.98, ratchet=0.90), Share(95, 100), Standing.MET),
        (Gate("b", "false_alarms.b", 0.05, 0.02, ratchet=0.08), Share(9, 100), Standing.BEHIND),
        (Gate("b", "false_alarms.b", 0.05, 0.02, ratchet=0.08), Share(10, 100), Standing.WORSE),
    ],
)
def test_a_gate_that_is_not_met_may_not_fall_back_by_more_than_a_message(
    gate: Gate, figure: Figure, expected: Standing
) -> None:
    assert standing(gate, figure) is expected


def test_what_cannot_be_measured_yet_does_not_fail_and_says_why() -> None:
    gate = Gate("public", "intent_right.public", 0.8, 0.93, unmeasured="There is no such set.")
    verdict = judge([gate], {})[0]
    assert verdict.standing is Standing.UNMEASURED
    assert verdict.passes


def test_what_was_measured_and_no_longer_is_fails() -> None:
    assert not judge([RECALL], {})[0].passes


def test_a_ratchet_takes_the_figure_of_the_day_and_goes_once_the_gate_is_met() -> None:
    behind = Gate("a", "danger_caught.a", 0.93, 0.98, ratchet=0.80)
    met = Gate("b", "danger_caught.b", 0.93, 0.98, ratchet=0.80)
    figures: dict[str, Figure] = {"danger_caught.a": Share(85, 100), "danger_caught.b": 0.95}
    after = ratcheted(judge([behind, met, RECALL], figures))
    assert [gate.ratchet for gate in after] == [0.85, None, None]
    assert loosened([behind, met, RECALL], after) == []


def test_a_ratchet_that_is_let_down_is_named() -> None:
    before = Gate("a", "danger_caught.a", 0.93, 0.98, ratchet=0.90)
    was_met = Gate("b", "false_alarms.b", 0.05, 0.02)
    figures: dict[str, Figure] = {"danger_caught.a": 0.85, "false_alarms.b": 0.06}
    after = ratcheted(judge([before, was_met], figures))
    assert loosened([before, was_met], after) == after


def test_a_saved_gate_is_the_same_gate() -> None:
    assert Gate.of(RECALL.as_json()) == RECALL
    with pytest.raises(TypeError):
        Gate.of({**RECALL.as_json(), "raches": 0.9})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("slice.harmless.game.false_alarms", True),
        ("stability.one typo.danger_lost", True),
        ("calibration_error", True),
        ("intent_right.young", False),
        ("danger_caught.all.either", False),
    ],
)
def test_it_is_known_which_way_is_better(name: str, expected: bool) -> None:
    assert is_better_lower(name) is expected


def test_what_got_better_and_worse_is_told_the_greatest_first() -> None:
    before: dict[str, Figure] = {
        "intent_right.young": Share(80, 100),
        "intent_right.adults": Share(80, 100),
        "false_alarms.all.either": Share(5, 100),
        "speed_ms.whole.median": 4.0,
        "old": 1.0,
    }
    after: dict[str, Figure] = {
        "intent_right.young": Share(85, 100),
        "intent_right.adults": Share(79, 100),
        "false_alarms.all.either": Share(9, 100),
        "speed_ms.whole.median": 9.0,
        "new": 1.0,
    }
    found = compare(before, after)
    assert [each.name for each in found.better] == ["intent_right.young"]
    assert [each.name for each in found.worse] == [
        "false_alarms.all.either",
        "intent_right.adults",
    ]
    assert (found.gone, found.new) == (("old",), ("new",))


def test_figures_that_did_not_change_are_not_told() -> None:
    same: dict[str, Figure] = {"intent_right.young": Share(80, 100)}
    found = compare(same, same)
    assert (found.better, found.worse) == ((), ())
