"""What `waymark evaluate` counts, against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.measuring import danger
from bot.commands.measuring.calibration import bins, expected_error
from bot.commands.measuring.danger import Kind, Layer, caught, false_alarms, kinds, of_kind
from bot.commands.measuring.figures import as_json, figures, from_json
from bot.commands.measuring.intents import confusion, per_intent, scope
from bot.commands.measuring.misses import misses
from bot.commands.measuring.model import Evaluation, Line, Prompt
from bot.commands.measuring.picture import draw, most_mixed_up
from bot.commands.measuring.shares import Share
from bot.commands.measuring.stability import lost, stability
from bot.commands.measuring.variants import Variant, variants, with_typo, without_punctuation
from bot.safeguarding.levels import Level
from tests.core.measured import line, outcome, take

SERIOUS, IMMEDIATE, CONCERN = Level.SERIOUS, Level.IMMEDIATE, Level.CONCERN


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (75, 75, 0.9513, 1.0),
        (196, 200, 0.9497, 0.9922),
    ],
)
def test_wilsons_interval_is_that_of_the_textbooks(
    count: int, of: int, low: float, high: float
) -> None:
    assert Share(count, of).interval == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_in_its_interval(counted: tuple[int, int]) -> None:
    found = Share(*counted)
    low, high = found.interval
    assert 0 <= low <= found.share + 1e-9
    assert found.share - 1e-9 <= high <= 1


def test_of_nothing_nothing_is_known() -> None:
    assert Share(0, 0).interval == (0.0, 1.0)


def test_a_line_without_a_slice_is_plain_and_nothing_else_is_right() -> None:
    row = {"text": "hi", "intent": "greet", "level": "none"}
    assert Line.of(row, "young") == line(text="hi")


def test_precision_and_recall_of_each_intent() -> None:
    outcomes = [
        outcome(line("greet"), take("greet")),
        outcome(line("greet"), take("greet")),
        outcome(line("greet"), take("thanks")),
        outcome(line("thanks"), take("greet")),
        outcome(line("school"), take("parenting")),
    ]
    found = per_intent(outcomes)
    assert (found["greet"].precision, found["greet"].recall) == (Share(2, 3), Share(2, 3))
    assert found["greet"].f1 == pytest.approx(2 / 3)
    assert (found["thanks"].precision, found["thanks"].recall) == (Share(0, 1), Share(0, 1))
    assert (found["school"].support, found["school"].f1) == (1, 0.0)
    assert found["parenting"].support == 0


def test_what_a_line_may_be_as_well_counts_as_what_it_is() -> None:
    outcomes = [outcome(line("greet", also=("thanks",)), take("thanks"))]
    assert outcomes[0].is_right
    assert list(per_intent(outcomes)) == ["thanks"]
    assert confusion(outcomes) == {("thanks", "thanks"): 1}


def test_what_the_threshold_lets_through() -> None:
    outcomes = [
        outcome(line("out_of_scope"), take("out_of_scope")),
        outcome(line("out_of_scope"), take("greet", is_sure=False)),
        outcome(line("out_of_scope"), take("greet")),
        outcome(line("out_of_scope", also=("greet",)), take("greet")),
        outcome(line("greet"), take("greet")),
        outcome(line("greet"), take("greet", is_sure=False)),
        outcome(line("greet"), take("thanks")),
    ]
    found = scope(outcomes)
    assert found.recall == Share(3, 4)
    assert found.right == Share(2, 3)
    assert found.answered_right == Share(1, 3)
    assert found.accuracy_kept == Share(1, 2)


def test_danger_is_counted_by_the_layer_that_heard_it() -> None:
    outcomes = [
        outcome(line("stalking", SERIOUS), take(either=SERIOUS, triage=SERIOUS)),
        outcome(line("stalking", SERIOUS), take(either=IMMEDIATE, model=IMMEDIATE)),
        outcome(line("stalking", SERIOUS), take(either=CONCERN, model=CONCERN)),
        outcome(line("stalking", CONCERN), take(either=SERIOUS, triage=SERIOUS)),
    ]
    counted = {layer: caught(outcomes, layer) for layer in Layer}
    assert counted == {
        Layer.TRIAGE: Share(1, 3),
        Layer.MODEL: Share(1, 3),
        Layer.EITHER: Share(2, 3),
    }
    assert danger.alarms_that_are_right(outcomes) == Share(2, 3)


def test_a_message_of_now_belongs_to_two_kinds_of_danger() -> None:
    now = outcome(line("suicide_self_harm", IMMEDIATE), take())
    other = outcome(line("housing", SERIOUS), take())
    assert kinds(now) == {Kind.SUICIDE, Kind.IMMEDIATE}
    assert kinds(other) == {Kind.OTHER}
    assert kinds(outcome(line("emergency", IMMEDIATE), take())) == {Kind.IMMEDIATE}
    assert caught([now, other], Layer.EITHER, of_kind(Kind.SUICIDE)) == Share(0, 1)


def test_only_messages_without_risk_can_be_false_alarms() -> None:
    outcomes = [
        outcome(line(part="figure", of="harmless"), take(either=SERIOUS)),
        outcome(line(part="game", of="harmless"), take(either=CONCERN)),
        outcome(line(level=CONCERN), take(either=SERIOUS)),
    ]
    assert false_alarms(outcomes, Layer.EITHER) == Share(1, 2)
    assert false_alarms(outcomes, Layer.EITHER, danger.is_misleading) == Share(1, 1)


def test_confidence_is_held_against_what_was_right() -> None:
    outcomes = [
        outcome(line(), take(confidence=0.95)),
        outcome(line(), take("thanks", confidence=0.93)),
        outcome(line(), take(confidence=0.25)),
        outcome(line(), take(confidence=1.0)),
    ]
    low, high = bins(outcomes)
    assert (low.low, low.high, low.right) == (0.2, 0.3, Share(1, 1))
    assert high.confidence == pytest.approx(0.96)
    assert high.right == Share(2, 3)
    by_hand = (0.75 * 1 + abs(0.96 - 2 / 3) * 3) / 4
    assert expected_error([low, high]) == pytest.approx(by_hand)
    assert expected_error([]) == 0.0


def test_a_message_is_put_in_five_other_ways() -> None:
    found = variants("He's here, NOW")
    assert found[Variant.LOWER] == "he's here, now"
    assert found[Variant.UPPER] == "HE'S HERE, NOW"
    assert found[Variant.UNPUNCTUATED] == "Hes here NOW"
    assert found[Variant.SPACED] == "He's  here,  NOW"
    assert found[Variant.TYPO] != "He's here, NOW"


def test_a_way_that_changes_nothing_is_not_counted() -> None:
    assert variants("ok") == {Variant.UPPER: "OK"}


def test_emoji_are_no_punctuation() -> None:
    assert without_punctuation("no!! 😀 £5, ok…") == "no 😀 £5 ok"


@given(st.text(max_size=80))
def test_a_typo_is_one_slip_within_a_word_and_always_the_same(text: str) -> None:
    slipped = with_typo(text)
    assert slipped == with_typo(text)
    assert abs(len(slipped) - len(text)) <= 1
    changed = [at for at, (a, b) in enumerate(zip(text, slipped, strict=False)) if a != b]
    if slipped != text and changed:
        assert text[changed[0] - 1].isalpha(), "a word keeps its first letter"


def test_another_seed_may_slip_elsewhere() -> None:
    text = "someone followed me home from the station"
    assert len({with_typo(text, str(seed)) for seed in range(20)}) > 5


def test_answers_and_levels_that_change_are_counted_apart() -> None:
    grave, upper = line("stalking", SERIOUS), Variant.UPPER
    outcomes = [
        outcome(grave, take("a", SERIOUS), {upper: take("a", SERIOUS)}),
        outcome(grave, take("a", SERIOUS), {upper: take("a", CONCERN)}),
        outcome(grave, take("a", CONCERN), {upper: take("b", SERIOUS)}),
        outcome(grave, take("a", IMMEDIATE), {upper: take("a", SERIOUS)}),
        outcome(grave, take("a", SERIOUS), {}),
    ]
    found = stability(outcomes, upper)
    assert found.answer_kept == Share(3, 4)
    assert found.level_kept == Share(1, 4)
    assert found.level_lowered == Share(2, 4)
    assert found.danger_lost == Share(1, 3)
    assert lost(outcomes) == [(outcomes[1], upper)]


def small() -> Evaluation:
    return Evaluation(
        [
            outcome(line("greet", text="hi"), take("thanks")),
            outcome(line(text="dying of heat", part="figure"), take(either=SERIOUS)),
            outcome(line("stalking", SERIOUS, text="he waits"), take("stalking", CONCERN)),
            outcome(line("emergency", IMMEDIATE, text="he is in"), take("emergency", CONCERN)),
        ],
        [Prompt("help", is_original=True, is_recognised=True)],
    )


def test_every_figure_has_a_name_and_what_was_not_measured_has_none() -> None:
    found = figures(small())
    assert found["intent_right.young"] == Share(3, 4)
    assert found["danger_caught.all.either"] == Share(0, 2)
    assert found["danger_caught.immediate danger.triage"] == Share(0, 1)
    assert found["false_alarms.figures of speech and study.either"] == Share(1, 1)
    assert found["published_prompts.originals"] == Share(1, 1)
    assert found["speed_ms.whole.median"] == 4.0
    assert "published_prompts.rephrasings" not in found
    assert "danger_caught.sexual violence.either" not in found
    assert "out_of_scope.recall" not in found


def test_figures_are_read_back_as_they_were_saved() -> None:
    found = figures(small())
    back = from_json(as_json(small(), found))
    assert {name: each for name, each in back.items() if isinstance(each, Share)} == {
        name: each for name, each in found.items() if isinstance(each, Share)
    }
    assert back["calibration_error"] == pytest.approx(found["calibration_error"], abs=5e-5)


def test_what_is_saved_holds_none_of_the_messages() -> None:
    saved = str(as_json(small(), figures(small())))
    assert not [each for each in small().outcomes if each.line.text in saved.split("'")]


def test_missed_danger_is_told_first_and_that_of_now_before_all() -> None:
    told = misses(small().outcomes)
    assert [(group.title, group.part) for group in told] == [
        ("Danger missed", "immediate danger"),
        ("Danger missed", "abuse by a partner"),
        ("Alarm for nothing", "young, figure"),
        ("Meaning mixed up", "greet"),
    ]
    assert told[0].found[0].text == "he is in"
    assert "by the phrases none" in told[0].found[0].taken_for


def test_the_picture_has_a_square_for_each_pair_and_the_list_the_worst() -> None:
    wrong = outcome(line("greet"), take("thanks"))
    mixed = confusion([wrong, wrong, outcome(line("greet"), take("greet"))])
    picture = draw(mixed, ["thanks", "greet", "deny"])
    assert [label.says for label in picture.labels] == ["thanks", "greet"]
    assert {square.says for square in picture.squares} == {
        "greet taken for greet: 1 of 3",
        "greet taken for thanks: 2 of 3",
    }
    assert most_mixed_up(mixed) == ["greet taken for thanks: 2 times"]
