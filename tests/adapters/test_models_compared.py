"""The tables that compare models: where they go, and what is said of what is not there."""

import os
import subprocess
from pathlib import Path

import pytest

from nlu.evaluation.page import PAGE, between

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"
PARTS = ("compare", "public", "bench")


def test_a_table_replaces_the_last_one_and_nothing_else() -> None:
    page = "Before.\n<!-- bench -->\nold\n<!-- end of bench -->\nAfter.\n"
    once = between(page, "bench", "| new |")
    assert once == "Before.\n<!-- bench -->\n| new |\n<!-- end of bench -->\nAfter.\n"
    assert between(once, "bench", "| new |") == once


def test_a_page_without_a_place_for_it_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for bench"):
        between("<!-- public -->\n<!-- end of public -->\n", "bench", "| new |")


@pytest.mark.parametrize("part", PARTS)
def test_the_page_on_models_has_a_place_and_figures_for_each_table(part: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = page.split(f"<!-- {part} -->", 1)[1].split(f"<!-- end of {part} -->", 1)[0]
    assert "Measured " in told
    assert len([row for row in told.splitlines() if row.startswith("| ")]) > 2


@pytest.mark.skipif(not PYTHON.exists(), reason="Rasa's environment is not there: make setup")
def test_public_sets_that_are_not_there_are_left_out_and_said_to_be() -> None:
    before = PAGE.read_text(encoding="utf-8")
    environment = {name: each for name, each in os.environ.items() if name != "WAYMARK_TEST_DATA"}
    done = subprocess.run(
        [PYTHON, "-m", "nlu.evaluation", "public"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "left out" in done.stderr
    assert PAGE.read_text(encoding="utf-8") == before
