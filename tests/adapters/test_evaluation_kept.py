"""The report of an evaluation, and the figures that are kept of it."""

import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.measuring.asking import held_out, published
from bot.commands.measuring.danger import Kind, Layer
from bot.commands.measuring.figures import as_json, figures
from bot.commands.measuring.gates import judge
from bot.commands.measuring.model import Evaluation, Prompt
from bot.commands.measuring.report import page
from bot.commands.measuring.saving import (
    GATES,
    SAVED,
    earlier,
    read_gates,
    write_gates,
    write_json,
)
from bot.commands.measuring.shares import Share
from bot.commands.measuring.variants import Variant
from bot.errors import ContentError
from bot.safeguarding.levels import Level
from tests.core.measured import line, outcome, take

ROOT = Path(__file__).parents[2]
FEW = 3  # words: so short a line may well be the name of an intent
HOSTILE = 'he waits <script>alert(1)</script> & "laughs"'
EVALUATION = Evaluation(
    [
        outcome(
            line("stalking", Level.SERIOUS, text=HOSTILE),
            take("stalking", Level.CONCERN),
            {Variant.UPPER: take("stalking", Level.CONCERN)},
        ),
        outcome(
            line("gang_exit", Level.SERIOUS, text="I want out, of it"),
            take("gang_exit", Level.SERIOUS),
            {Variant.UNPUNCTUATED: take("gang_exit", Level.NONE)},
        ),
        outcome(line(text="dying of heat", part="figure"), take(either=Level.SERIOUS)),
        outcome(line("out_of_scope", text="what is 2 + 2"), take("greet")),
    ],
    [Prompt("I was hurt", is_original=True, is_recognised=False)],
)
FIGURES = figures(EVALUATION)


@pytest.fixture
def shown() -> str:
    verdicts = judge(read_gates(ROOT), FIGURES)
    return page(ROOT, EVALUATION, verdicts, datetime(2026, 11, 22, tzinfo=UTC))


def test_the_report_shows_what_was_missed_before_what_was_mixed_up(shown: str) -> None:
    places = [shown.index(f'<h2 id="{name}">') for name in ("missed", "alarms", "meaning")]
    missed, alarm = shown.index("he waits"), shown.index("dying of heat")
    assert sorted([*places, missed, alarm]) == [places[0], missed, places[1], alarm, places[2]]
    assert "I want out of it" in shown, "as it was typed when it was lost"
    assert "Not recognised: <q>I was hurt</q>" in shown


def test_a_message_in_the_report_is_text_and_no_markup(shown: str) -> None:
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_the_report_needs_nothing_from_elsewhere(shown: str) -> None:
    assert not re.search(r'(?:src|href)="(?!#)|url\(|@import|https?:', shown)
    assert "default-src 'none'" in shown


def test_the_report_of_an_evaluation_without_variants_says_so() -> None:
    plain = Evaluation([outcome(line(), take())])
    assert "Not asked this time" in page(ROOT, plain, [], datetime(2026, 11, 22, tzinfo=UTC))


def test_gates_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    gates = read_gates(ROOT)
    write_gates(tmp_path, gates)
    assert read_gates(tmp_path) == gates


def test_a_file_of_gates_with_a_slip_is_refused(tmp_path: Path) -> None:
    write_json(tmp_path / GATES, [{"name": "a", "figur": "b", "gate": 1, "aim": 1}])
    with pytest.raises(ContentError, match=r"gates\.json"):
        read_gates(tmp_path)


def test_each_kind_of_danger_has_its_gate() -> None:
    gated = {gate.figure for gate in read_gates(ROOT)}
    assert {f"danger_caught.{kind}.{Layer.EITHER}" for kind in Kind} <= gated


def test_every_figure_that_a_gate_names_was_measured() -> None:
    saved = json.loads((ROOT / SAVED).read_text(encoding="utf-8"))["figures"]
    unknown = [gate for gate in read_gates(ROOT) if gate.figure not in saved]
    assert [gate.figure for gate in unknown if not gate.unmeasured] == []


def test_nothing_held_out_is_in_the_figures_that_are_kept() -> None:
    saved = (ROOT / SAVED).read_text(encoding="utf-8")
    lines = [each for each in held_out(ROOT) if len(each.text.split()) > FEW]
    assert len(lines) > 500
    assert not [each.slice for each in lines if each.text in saved]


def test_the_prompts_of_published_audits_are_found() -> None:
    assert len(published(ROOT)) >= 14


def test_figures_of_a_file_are_compared_with(tmp_path: Path) -> None:
    write_json(tmp_path / "was.json", as_json(EVALUATION, FIGURES))
    assert earlier(tmp_path, str(tmp_path / "was.json"))["intent_right.young"] == Share(3, 4)


def test_figures_of_a_branch_are_compared_with(tmp_path: Path) -> None:
    write_json(tmp_path / SAVED, as_json(EVALUATION, FIGURES))
    _git(tmp_path, "init", "--quiet", "--initial-branch=main")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "figures")
    write_json(tmp_path / SAVED, {"figures": {}})
    assert earlier(tmp_path, "main")["intent_right.young"] == Share(3, 4)


@pytest.mark.parametrize("name", ["no-such-branch", "--output=stolen"])
def test_what_is_no_branch_and_no_file_is_told_in_words(tmp_path: Path, name: str) -> None:
    _git(tmp_path, "init", "--quiet")
    with pytest.raises(ContentError, match="git knows no"):
        earlier(tmp_path, name)
    assert list(tmp_path.iterdir()) == [tmp_path / ".git"]


@pytest.mark.parametrize("text", ["[]", "{}", "no json", '{"figures": {"a": "b"}}'])
def test_a_file_without_figures_is_told_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "was.json").write_text(text)
    with pytest.raises(ContentError, match="no figures"):
        earlier(tmp_path, str(tmp_path / "was.json"))


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
